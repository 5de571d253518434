//! Those who are served are asked, not those above.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place};

const ABOVE: &[&str] =
    &["上级领导", "各级领导", "主管部门", "上级部门", "领导的认可", "领导认可", "上级机关"];

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for item in cx.facts.scores.items.iter().filter(|i| i.title().contains("满意") && !i.in_table)
    {
        looked = true;
        let text = cx.document.text(item.node);
        let from = item.place().map_or(0, |p| p.start as usize);
        let Some((at, _)) =
            ABOVE.iter().filter_map(|w| text[from..].find(w).map(|at| (from + at, w))).min()
        else {
            continue;
        };
        let (start, end) = clause_with_judgement(text, at);
        let message = "满意度的对象写成上级或主管部门，应为服务对象";
        let action = "改为服务对象或受益群众的满意度，写明调查结果";
        findings.push(Finding::new(
            "G021",
            Level::Doubt,
            Place::new(item.node, start, end),
            message,
            action,
        ));
    }
    findings.dedup_by_key(|f| f.place());
    Verdict::of_looked(findings, looked)
}

/// The clause that names them, and the next one where it only judges (非常满意).
fn clause_with_judgement(text: &str, at: usize) -> (usize, usize) {
    let (start, end) = crate::text::clause_around(text, at);
    let Some(rest) = text[end..].strip_prefix('，') else { return (start, end) };
    let next = rest.find(['，', '。', '；']).unwrap_or(rest.len());
    let judges = rest[..next].contains("满意") && rest[..next].chars().count() <= 8;
    (start, if judges { end + "，".len() + next } else { end })
}
