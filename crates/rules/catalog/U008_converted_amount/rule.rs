//! An amount and what it is in another unit.

use crate::{Context, Verdict};
use jiheng_base::{Dimension, Finding, Level, Role};
use jiheng_facts::{Figure, FigureId};

/// What opens the bracket with the other unit.
const OPENERS: &[&str] = &["折合", "约合", "合", "即", "约", "折合约", "合计约", "折算为"];

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for id in 1..cx.facts.figures.len() {
        let (own, converted) = (cx.figure(id - 1), cx.figure(id));
        if !is_converted(own, converted) {
            continue;
        }
        looked = true;
        findings.extend(compare(cx, id - 1, id));
    }
    Verdict::of_looked(findings, looked)
}

fn is_converted(own: &Figure, converted: &Figure) -> bool {
    own.sentence == converted.sentence
        && own.depth + 1 == converted.depth
        && converted.after.is_none()
        && own.quantity.dimension() == Dimension::Money
        && converted.quantity.dimension() == Dimension::Money
        && own.quantity.unit != converted.quantity.unit
        && OPENERS.contains(&converted.lead.as_str())
}

fn compare(cx: &Context, own: FigureId, converted: FigureId) -> Option<Finding> {
    let (a, b) = (cx.figure(own), cx.figure(converted));
    let allowed = a.quantity.slack() + b.quantity.slack();
    if (a.quantity.base() - b.quantity.base()).abs() <= allowed {
        return None;
    }
    let right = b.quantity.print_like(a.quantity.base());
    let message = format!("{}应为{right}，括号里写{}", a.quantity.text(), b.quantity.text());
    Some(
        Finding::new("U008", Level::Error, b.span, message, format!("改为{right}"))
            .compare(right, b.quantity.text())
            .using(a.span, Role::Input, "原数"),
    )
}
