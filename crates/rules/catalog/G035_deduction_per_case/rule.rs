//! So many cases at so many points each.

use crate::score::{points, printed, span};
use crate::{Context, Verdict};
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, Finding, Level, Role, Unit};
use jiheng_facts::score::ScoreItem;
use jiheng_facts::{Figure, FigureId};

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
    for item in &cx.facts.scores.items {
        let Some((each, lost)) = lost_by_case(cx, item) else { continue };
        looked = true;
        findings.extend(not_a_multiple(cx, item, each, lost));
    }
    Verdict::of_looked(findings, looked)
}

/// 拨付延迟，按每延迟1次扣0.75分计，得2.25分 of 3: the points of one case, and what was lost on the item.
fn lost_by_case(cx: &Context, item: &ScoreItem) -> Option<(FigureId, Decimal)> {
    const CASES: &[&str] = &["次", "起", "项", "例", "个", "家", "笔", "处", "件", "座"];
    let (weight, score) = (item.weight?, item.score?);
    let lost = points(cx, weight) - points(cx, score);
    let is_single =
        item.also_deducted.is_empty() && item.deducted.is_none_or(|off| points(cx, off) == lost);
    let mut each = item.figures.clone().filter(|id| {
        let figure = cx.figure(*id);
        let step = id.checked_sub(1).map(|before| cx.figure(before));
        let counts_one = step.is_some_and(|s| {
            s.sentence == figure.sentence
                && s.lead.contains("按每")
                && s.quantity.value == Decimal::ONE
                && matches!(s.quantity.unit, Unit::Measure { word, .. } if CASES.contains(&word))
        });
        figure.quantity.unit == Unit::Points && figure.lead.ends_with('扣') && counts_one
    });
    let only = each.next().filter(|_| each.next().is_none())?;
    (is_single && lost > Decimal::ZERO).then_some((only, lost))
}

fn not_a_multiple(
    cx: &Context,
    item: &ScoreItem,
    each: FigureId,
    lost: Decimal,
) -> Option<Finding> {
    let price = points(cx, each);
    if price.is_zero()
        || (lost % price).is_zero()
        || item.score.is_some_and(|s| points(cx, s).is_zero())
    {
        return None;
    }
    let message = format!("每次扣{}，扣了{}分，不是它的整数倍", printed(cx, each), plain(lost));
    Some(
        Finding::new(
            "G035",
            Level::Doubt,
            span(cx, &[item.score?]),
            message,
            "核对扣分的次数和得分",
        )
        .using(cx.figure(each).span, Role::Input, "每次"),
    )
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
