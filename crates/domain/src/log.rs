//! What the log speaks of.

coded! {
    /// The kind of thing that was changed.
    pub enum Entity {
        /// A region.
        Region = "region" "区划",
        /// A unit.
        Unit = "unit" "单位",
        /// A person.
        User = "user" "人员",
        /// A password; never the password itself.
        Credential = "credential" "密码",
        /// A session.
        Session = "session" "登录",
        /// A role in a scope.
        Grant = "grant" "角色",
        /// A change that waits to be confirmed.
        ChangeRequest = "change_request" "变更申请",
        /// A task.
        Task = "task" "自评任务",
        /// A reminder.
        Reminder = "reminder" "催报",
        /// A report.
        Report = "report" "自评报告",
        /// A field of a report.
        Field = "field" "填报内容",
        /// A member of a self-evaluation group.
        GroupMember = "group_member" "自评小组",
        /// A signature.
        Signature = "signature" "签署",
        /// A comment.
        Comment = "comment" "批注",
        /// Why an error may stand.
        ErrorReason = "error_reason" "错误说明",
        /// A piece of evidence.
        Evidence = "evidence" "佐证材料",
        /// A file.
        Attachment = "attachment" "附件",
        /// Files that were checked in one go.
        Batch = "batch" "批量核对",
        /// Points changed in review.
        Adjustment = "adjustment" "得分调整",
        /// An approved version.
        Frozen = "frozen" "审定版本",
        /// A report shown to an expert.
        Assignment = "assignment" "专家指派",
        /// What an expert thinks of it.
        ExpertOpinion = "expert_opinion" "专家意见",
    }
}

impl Entity {
    /// Whether its values are business data, which no administrator reads.
    #[must_use]
    pub fn is_business(self) -> bool {
        use Entity as E;
        !matches!(
            self,
            E::Region
                | E::Unit
                | E::User
                | E::Credential
                | E::Session
                | E::Grant
                | E::ChangeRequest
        )
    }
}

impl Entity {
    /// Whether it is known to those who review alone: the unit does not learn who its experts are.
    #[must_use]
    pub fn is_of_review(self) -> bool {
        matches!(self, Self::Assignment | Self::ExpertOpinion)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_administrators_keep_is_not_business() {
        let kept: Vec<&str> =
            Entity::ALL.iter().filter(|e| !e.is_business()).map(|e| e.code()).collect();
        let expected =
            ["region", "unit", "user", "credential", "session", "grant", "change_request"];
        assert_eq!(kept, expected);
    }
}
