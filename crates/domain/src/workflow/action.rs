//! What is done to a report.

coded! {
    /// A way from one state to another.
    pub enum Action {
        /// The clerk passes the report on within the unit.
        Send = "send" "送审",
        /// The group passes it on to the head.
        PassGroup = "pass_group" "小组通过",
        /// The head hands it in.
        Submit = "submit" "提交",
        /// The unit takes it back before anyone took it up.
        Withdraw = "withdraw" "撤回",
        /// A reviewer takes it up.
        Accept = "accept" "受理",
        /// The department passes it on to the finance bureau.
        PassDepartment = "pass_department" "主管部门通过",
        /// The division of the finance bureau has no objection.
        Endorse = "endorse" "股室同意",
        /// The performance office approves it.
        Approve = "approve" "审定",
        /// It goes back to the unit.
        Return = "return" "退回",
        /// It is made public.
        Publish = "publish" "公开",
        /// It is opened again.
        Reopen = "reopen" "重开",
    }
}
