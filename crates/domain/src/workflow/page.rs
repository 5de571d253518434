//! The page that draws the table.

use super::{Condition, Need, StateKind, TRANSITIONS, Transition};
use crate::organisation::Role;
use std::fmt::Write as _;

/// The page in Markdown: a drawing, and the table under it.
#[must_use]
pub fn page() -> String {
    let mut out = String::from(
        "# 自评报告的办理流程\n\n本页由 `cargo xtask generate` 从 `crates/domain/src/workflow/table.rs` \
         生成，请勿手改。\n\n```mermaid\nstateDiagram-v2\n",
    );
    for state in StateKind::ALL {
        let _ = writeln!(out, "    state \"{state}\" as {}", state.code());
    }
    let _ = writeln!(out, "    [*] --> {}", StateKind::Draft.code());
    for line in TRANSITIONS {
        let (from, to) = (line.from.code(), line.to.code());
        let _ = writeln!(out, "    {from} --> {to}: {}", label(line));
    }
    out.push_str(
        "```\n\n| 现在 | 办理 | 谁 | 条件 | 到 | 需要 |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for line in TRANSITIONS {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} |",
            line.from,
            line.action,
            names(line.roles),
            line.when,
            line.to,
            line.needs.iter().map(|n: &Need| n.text()).collect::<Vec<_>>().join("、"),
        );
    }
    out.push_str(
        "\n- 草稿、已退回、已重开时由单位修改，其余各步只读。\n\
         - 任务截止后不收新的报告；报送过、被退回或重开的，仍可改好再报，审核照常。\n\
         - 缺任务所列必交佐证材料的，与错误一样：补交，或写明理由，才能送审和提交。\n\
         - 退回的报告重新送审时，自评小组重新签署。\n\
         - 已审定的各版内容冻结，重开以后再审定的是新的一版，旧版保留。\n",
    );
    out
}

fn label(line: &Transition) -> String {
    match line.when {
        Condition::Always => line.action.text().to_owned(),
        when => format!("{}（{when}）", line.action),
    }
}

fn names(roles: &[Role]) -> String {
    roles.iter().map(|r| r.text()).collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_transition_is_drawn_and_told() {
        let page = page();
        assert_eq!(page.matches(" --> ").count(), TRANSITIONS.len() + 1);
        assert_eq!(page.lines().filter(|l| l.starts_with("| ")).count(), TRANSITIONS.len() + 2);
        assert!(page.contains("submitted --> finance_review: 受理（无主管部门）"));
    }
}
