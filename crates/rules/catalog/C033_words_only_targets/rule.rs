//! Targets without a number, and full marks for their clearness.

use crate::score::span;
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place, Role, Unit, Words, words};
use jiheng_facts::outline::Entry;

static CLEARNESS: Words =
    Words::new(&["指标明确", "目标明确", "指标量化", "目标量化", "指标细化", "目标细化"]);
/// Headings that tell of targets, and not of what became of them.
static TARGETS: Words = Words::new(&["绩效目标", "年度目标", "总体目标"]);
static NOT_TARGETS: Words =
    Words::new(&["完成", "实现", "分析", "合理", "明确", "评价", "自评", "管理", "得分"]);

pub(super) fn check(cx: &Context) -> Verdict {
    let items = cx.facts.scores.items.iter().filter(|i| !i.is_total && !i.in_table);
    let marks: Vec<Place> = items
        .filter(|i| CLEARNESS.any_in(&i.title()))
        .filter_map(|i| Some((i.weight?, i.score?)))
        .filter(|(weight, score)| {
            weight != score && cx.figure(*weight).quantity.value == cx.figure(*score).quantity.value
        })
        .map(|(_, score)| span(cx, &[score]))
        .collect();
    let Some(heading) = cx.facts.outline.entries.iter().find(|e| tells_targets(e)) else {
        return Verdict::NotApplicable;
    };
    if marks.is_empty() || names_number(cx, heading) {
        return Verdict::Pass;
    }
    let findings = marks
        .into_iter()
        .map(|place| {
            let message = format!("“{}”一节没有一个可以衡量的数，明确性却得满分", heading.title);
            Finding::new("C033", Level::Doubt, place, message, "补充量化的目标值，或按实际情况扣分")
                .using(heading.place, Role::Against, "绩效目标")
        })
        .collect();
    Verdict::of(findings)
}

fn tells_targets(entry: &Entry) -> bool {
    let has = |words: &Words| words.any_in(&entry.title);
    has(&TARGETS) && !has(&NOT_TARGETS)
}

/// A number that measures stands under the heading, or the text sends the reader to a table.
fn names_number(cx: &Context, heading: &Entry) -> bool {
    let outline = &cx.facts.outline;
    let under = |node| outline.ancestors(outline.entry_of(node)).any(|e| e == heading);
    let measured = cx
        .facts
        .figures
        .iter()
        .any(|f| under(f.place.node) && !matches!(f.quantity.unit, Unit::Bare | Unit::Points));
    measured
        || cx.texts().any(|(node, text)| under(node) && words!["附表", "附件", "下表"].any_in(text))
}
