//! 主要用于…基本支出 is not said of an item that is all 项目支出.

use crate::accounts::item_before;
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place, Role};
use jiheng_facts::FigureId;
use jiheng_facts::accounts::Line;

const KINDS: [(&str, &str); 2] = [("基本支出", "项目支出"), ("项目支出", "基本支出")];

pub(super) fn check(cx: &Context) -> Verdict {
    if cx.facts.statements.is_empty() {
        return Verdict::NotApplicable;
    }
    let mut looked = false;
    let mut findings = Vec::new();
    for (node, text) in cx.paragraphs() {
        for (at, _) in crate::text::matches(text, "用于") {
            let end = text[at..].find(['。', '；', '\n']).map_or(text.len(), |e| at + e);
            let purpose = &text[at..end];
            let Some((told, other)) = KINDS
                .iter()
                .find(|(told, other)| purpose.contains(told) && !purpose.contains(other))
            else {
                continue;
            };
            let Some(line) = item_before(cx, node, at) else { continue };
            looked = true;
            let start = at + "用于".len();
            let lead = text[start..end].len()
                - text[start..end].trim_start_matches(['：', ':', ' ']).len();
            let place = Place::new(node, start + lead, end);
            findings.extend(held(cx, place, &line, told, other));
        }
    }
    Verdict::of_looked(findings, looked)
}

fn held(cx: &Context, place: Place, line: &Line, told: &str, other: &str) -> Option<Finding> {
    let filled = |head: &str| -> Option<FigureId> {
        line.amount(head).filter(|id| !cx.figure(*id).quantity.value.is_zero())
    };
    let (own, wrong) = (filled(told), filled(other)?);
    let amount = cx.print(wrong);
    let (level, message) = if own.is_none() {
        (Level::Error, format!("“{}”的用途写“{told}”，表中该项{amount}全是{other}", line.name))
    } else {
        (Level::Doubt, format!("“{}”的用途只写“{told}”，表中该项还有{other}{amount}", line.name))
    };
    let action = "按决算表改写用途，或核对支出列错的科目";
    let finding = Finding::new("C058", level, place, message, action);
    Some(finding.using(cx.figure(wrong).place, Role::Against, "表中"))
}
