//! So many cases at so many points each.

use crate::{Context, Verdict};
use jiheng_base::exact::plain;
use jiheng_base::{Finding, Level, Role, Unit};
use jiheng_facts::Figure;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for sentence in &cx.facts.sentences {
        let figures = &cx.facts.figures[sentence.figures.clone()];
        for at in 1..figures.len() {
            let Some(case) = case(cx, &figures[..=at]) else { continue };
            looked = true;
            findings.extend(compare(&case));
        }
    }
    Verdict::of_looked(findings, looked)
}

struct Case<'a> {
    count: &'a Figure,
    each: &'a Figure,
    taken: &'a Figure,
    /// No more is taken than there is.
    until_none: bool,
}

/// 2笔…按“每笔扣0.5分”扣1.0分: the quoted price of one case right before what was taken off.
fn case<'a>(cx: &Context, figures: &'a [Figure]) -> Option<Case<'a>> {
    let [before @ .., each, taken] = figures else { return None };
    let points = |f: &Figure| f.quantity.unit == Unit::Points;
    if !points(each)
        || !points(taken)
        || !each.quoted
        || taken.quoted
        || !taken.lead.ends_with('扣')
    {
        return None;
    }
    let word = each.lead.strip_prefix('每')?.strip_suffix('扣')?;
    let text = cx.document.text(each.place.node);
    let between = &text[each.place.end as usize..taken.place.start as usize];
    let opens = text[..each.span.start as usize].ends_with('“');
    if !opens || between.contains(['。', '；']) {
        return None;
    }
    let named =
        |f: &&Figure| matches!(f.quantity.unit, Unit::Measure { word: own, .. } if own == word);
    let mut counts = before.iter().rev().filter(|f| !f.quoted).filter(named);
    let count = counts.next().filter(|_| counts.next().is_none())?;
    Some(Case { count, each, taken, until_none: between.contains("扣完为止") })
}

fn compare(case: &Case) -> Option<Finding> {
    let right = case.count.quantity.base().checked_mul(case.each.quantity.value)?;
    let taken = case.taken.quantity.value;
    if right == taken || case.until_none && taken < right {
        return None;
    }
    let message = format!(
        "{}、每{}扣{}，应扣{}分，扣了{}",
        case.count.quantity.text(),
        case.count.quantity.unit.text(),
        case.each.quantity.text(),
        plain(right),
        case.taken.quantity.text()
    );
    let action = format!("改为扣{}分，并改正得分", plain(right));
    Some(
        Finding::new("G035", Level::Error, case.taken.span, message, action)
            .compare(format!("{}分", plain(right)), case.taken.quantity.text())
            .using(case.count.span, Role::Input, "例数")
            .using(case.each.span, Role::Input, "每例"),
    )
}
