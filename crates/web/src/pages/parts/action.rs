//! What can be done with a report next.

use jiheng_domain::Action;
use jiheng_domain::workflow::{Need, Transition};

pub(crate) struct ActionLine {
    pub(crate) code: &'static str,
    pub(crate) text: &'static str,
    pub(crate) class: &'static str,
    /// What it asks for, as an instruction; empty for nothing.
    pub(crate) needs: String,
}

pub(crate) fn actions(open: &[Transition]) -> Vec<ActionLine> {
    open.iter().map(|t| action(t.action, t.needs)).collect()
}

fn action(action: Action, needs: &[Need]) -> ActionLine {
    let needs: Vec<&str> = needs.iter().map(|n| asked(*n)).collect();
    let class = match action {
        Action::Return | Action::Reopen => "risky",
        Action::Withdraw => "",
        _ => "main",
    };
    ActionLine { code: action.code(), text: action.text(), class, needs: needs.join("、") }
}

fn asked(need: Need) -> &'static str {
    match need {
        Need::Opinion => "写意见",
        Need::Reason => "写理由",
        Need::GroupSigned => "小组全部签完",
        Need::NoOpenErrors => "全部填完，错误已改正或写明理由",
        Need::OpenTask | Need::InTime => "在任务截止前",
        Need::AnotherPerson => "由报送人以外的人办理",
    }
}
