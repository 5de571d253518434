//! Unclear targets and full marks for them.

use crate::score::printed_points;
use crate::text::clause_around;
use crate::{Context, Verdict};
use jiheng_base::{Decimal, Finding, Level, Place, Role, Words};

static SUBJECTS: Words = Words::new(&["绩效目标", "绩效指标", "目标设置", "指标设置"]);
const UNCLEAR: &[&str] = &[
    "不明确",
    "不合理",
    "不够细化",
    "不清晰",
    "不够明确",
    "不科学",
    "未细化",
    "不够合理",
    "不具体",
];

pub(super) fn check(cx: &Context) -> Verdict {
    let said = cx.paragraphs().find_map(|(node, text)| {
        SUBJECTS.matches(text).find_map(|(at, _)| {
            let (_, end) = clause_around(text, at);
            let unclear = UNCLEAR
                .iter()
                .filter_map(|w| text[at..end].find(w).map(|i| at + i + w.len()))
                .min()?;
            (text[at..unclear].chars().count() <= 16).then(|| Place::new(node, at, unclear))
        })
    });
    let targets: Vec<_> = cx.evaluation().dimensions.iter().filter(|d| !d.is_execution).collect();
    let (Some(said), true) = (said, targets.len() > 1) else { return Verdict::NotApplicable };
    let lines = &cx.reported.lines;
    let full = targets.iter().all(|d| {
        let weight = lines.iter().find(|l| l.name == d.name).and_then(|l| l.weight);
        d.scores.first().zip(weight).is_some_and(|(s, w)| s.value == w && w > Decimal::ZERO)
    });
    if !full {
        return Verdict::Pass;
    }
    let message = format!("说“{}”，而各项绩效指标都得满分", cx.quote(said));
    let places =
        targets.iter().filter_map(|d| d.scores.first()?.place).map(|p| printed_points(cx, p));
    let finding =
        Finding::new("C017", Level::Doubt, said, message, "细化目标后重新评分，或改正问题的表述")
            .using_all(places, Role::Against);
    Verdict::of(vec![finding])
}
