//! Large adjustments need numbers.

use crate::text::clause_around;
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place, Words};

const SUBJECTS: &[&str] = &["预算调整数", "预算调整率", "预算调整幅度", "预算调整"];
static LARGE: Words = Words::new(&["较大", "偏高", "过大", "过高", "较高", "偏大", "较多", "频繁"]);

pub(super) fn check(cx: &Context) -> Verdict {
    let said = cx.paragraphs().find_map(|(node, text)| {
        SUBJECTS.iter().find_map(|subject| {
            let at = text.find(subject)?;
            let (start, end) = clause_around(text, at);
            let large = LARGE.any_in(&text[at..end]);
            large.then(|| Place::new(node, start, end))
        })
    });
    let Some(place) = said else { return Verdict::NotApplicable };
    let budget = &cx.evaluation().budget;
    if budget.adjusted.is_some() || budget.adjustment.is_some() || budget.annual.is_some() {
        return Verdict::Pass;
    }
    let message = "说预算调整大，全文没有调整数或调整后预算数，执行率和调整率无法核对";
    let action = "写明年初预算、调增、调减和调整后预算数";
    Verdict::of(vec![Finding::new("B006", Level::Doubt, place, message, action)])
}
