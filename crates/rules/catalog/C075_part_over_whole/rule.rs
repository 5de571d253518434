//! A part is no greater than its whole.

use crate::credible::is_near;
use crate::{Context, Verdict};
use jiheng_base::{Bound, Dimension, Finding, Level, Role};
use jiheng_facts::lex::Separator;
use jiheng_facts::role::Role as Reading;
use jiheng_facts::{Figure, FigureId};

/// What is done to each of the things that were counted before.
#[rustfmt::skip]
const DONE: &[&str] = &[
    "抢通", "修复", "整改", "销号", "办结", "化解", "完工", "竣工", "验收", "消除", "达标", "通过验收", "完成整改", "开工", "脱贫", "解决",
];

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for sentence in &cx.facts.sentences {
        let main = cx.main_figures_of_text(sentence);
        for (at, part) in main.iter().enumerate().skip(1) {
            let whole = whole_before(cx, &main[..at], *part)
                .or_else(|| counted_before(cx, main[at - 1], *part));
            let Some(whole) = whole else { continue };
            looked = true;
            findings.extend(compare(cx, whole, *part));
        }
    }
    Verdict::of_looked(findings, looked)
}

fn is_amount(figure: &Figure) -> bool {
    let counts = matches!(figure.quantity.dimension(), Dimension::Money | Dimension::Measure(_));
    counts && matches!(figure.quantity.bound, Bound::Exact)
}

/// The only like number told before 其中: where there are several, the part may be of all of them.
fn whole_before(cx: &Context, before: &[FigureId], part: FigureId) -> Option<FigureId> {
    let figure = cx.figure(part);
    let opens = figure.lead.starts_with("其中") && figure.opens_parts;
    if !opens || !is_amount(figure) || cx.facts.roles[part] != Reading::Plain {
        return None;
    }
    let unit = figure.quantity.unit;
    let mut like = before.iter().copied().filter(|id| cx.figure(*id).quantity.unit == unit);
    let whole = like.next_back()?;
    let is_one = match like.next_back() {
        None => true,
        // 其中甲400万元，其中…: the nearest one is a part itself.
        Some(_) => cx.figure(whole).lead.starts_with("其中"),
    };
    let states = cx.facts.roles[whole] == Reading::Plain && is_amount(cx.figure(whole));
    (is_one && states && figure.after == Some(Separator::Clause)).then_some(whole)
}

/// 27处塌方抢通29处: what is done of things that are counted right before it.
fn counted_before(cx: &Context, whole: FigureId, part: FigureId) -> Option<FigureId> {
    let (a, b) = (cx.figure(whole), cx.figure(part));
    let counts = matches!(b.quantity.dimension(), Dimension::Measure(_))
        && a.quantity.unit == b.quantity.unit
        && is_amount(a)
        && is_amount(b);
    let is_done = b.after.is_none()
        && a.lead.is_empty()
        && b.tail.is_empty()
        && DONE.iter().any(|w| b.lead.ends_with(w));
    (counts && is_done).then_some(whole)
}

fn compare(cx: &Context, whole: FigureId, part: FigureId) -> Option<Finding> {
    let (a, b) = (cx.figure(whole), cx.figure(part));
    if b.quantity.base() <= a.quantity.base() {
        return None;
    }
    let near = is_near(a.quantity.base(), b.quantity.base());
    let level = if near { Level::Error } else { Level::Doubt };
    let message = format!("总数为{}，其中的却有{}", a.quantity.text(), b.quantity.text());
    let place = if b.after.is_none() { a.span.join(b.span) } else { b.span };
    Some(Finding::new("C075", level, place, message, "核对两个数，改正写错的").using(
        a.span,
        Role::Against,
        "总数",
    ))
}
