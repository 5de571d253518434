//! The self-evaluation group signs: who, with what opinion, in which round.

use crate::{MemberId, Moment, UserId};

coded! {
    /// What a member is in the group.
    pub enum GroupPost {
        /// 组长
        Leader = "leader" "组长",
        /// 副组长
        Deputy = "deputy" "副组长",
        /// 成员
        Member = "member" "成员",
    }
}

coded! {
    /// What a member thinks of the report.
    pub enum Opinion {
        /// It may go on.
        Agree = "agree" "同意",
        /// It may go on, with a doubt that is written down.
        Reserve = "reserve" "保留意见",
        /// It may not go on.
        Object = "object" "不同意",
    }
}

/// A member of the group of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupMember {
    /// The id of the membership.
    pub id: MemberId,
    /// Who.
    pub user: UserId,
    /// The name, as it is printed in the report.
    pub name: String,
    /// As what.
    pub post: GroupPost,
    /// Whether still in the group; who left need not sign.
    pub active: bool,
}

/// A signature, which is never changed: who thinks better of it signs again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The membership.
    pub member: MemberId,
    /// The round: counts how often the report was sent to the group.
    pub round: i64,
    /// The opinion.
    pub opinion: Opinion,
    /// In words; may be empty for those who agree.
    pub words: String,
    /// When.
    pub at: Moment,
}

/// How far a round is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Round {
    /// Members who have not signed, by name.
    pub unsigned: Vec<String>,
    /// Members who do not agree, by name.
    pub objecting: Vec<String>,
}

impl Round {
    /// Whether the report may go on.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.unsigned.is_empty() && self.objecting.is_empty()
    }

    /// What holds it back, by name.
    #[must_use]
    pub fn holding(&self) -> Vec<String> {
        let objecting = self.objecting.iter().map(|name| format!("{name}（不同意）"));
        self.unsigned.iter().cloned().chain(objecting).collect()
    }
}

/// How far a round is: the last signature of each member counts.
#[must_use]
pub fn round(members: &[GroupMember], signatures: &[Signature], round: i64) -> Round {
    let mut standing = Round::default();
    for member in members.iter().filter(|m| m.active) {
        let own = signatures.iter().filter(|s| s.member == member.id && s.round == round);
        match own.max_by_key(|s| s.at).map(|s| s.opinion) {
            None => standing.unsigned.push(member.name.clone()),
            Some(Opinion::Object) => standing.objecting.push(member.name.clone()),
            Some(Opinion::Agree | Opinion::Reserve) => {}
        }
    }
    standing
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn member(number: u128, name: &str, post: GroupPost) -> GroupMember {
        let id = Uuid::from_u128(number);
        GroupMember { id: id.into(), user: id.into(), name: name.into(), post, active: true }
    }

    fn signature(number: u128, round: i64, opinion: Opinion, at: i64) -> Signature {
        let member = Uuid::from_u128(number).into();
        Signature { member, round, opinion, words: String::new(), at: Moment(at) }
    }

    #[test]
    fn a_round_is_complete_when_all_have_signed_in_it() {
        let members = [member(1, "张强", GroupPost::Leader), member(2, "李华", GroupPost::Member)];
        let old = signature(2, 1, Opinion::Agree, 1);
        let mut signed = vec![old, signature(1, 2, Opinion::Agree, 2)];
        assert_eq!(round(&members, &signed, 2).unsigned, ["李华"]);
        signed.push(signature(2, 2, Opinion::Reserve, 3));
        assert!(round(&members, &signed, 2).is_complete());
    }

    #[test]
    fn an_objection_stands_until_it_is_taken_back() {
        let members = [member(1, "张强", GroupPost::Leader)];
        let mut signed = vec![signature(1, 1, Opinion::Object, 1)];
        assert_eq!(round(&members, &signed, 1).holding(), ["张强（不同意）"]);
        signed.push(signature(1, 1, Opinion::Agree, 2));
        assert!(round(&members, &signed, 1).is_complete());
    }

    #[test]
    fn who_left_holds_nobody_up() {
        let mut left = member(2, "李华", GroupPost::Member);
        left.active = false;
        assert!(round(&[left], &[], 1).is_complete());
    }
}
