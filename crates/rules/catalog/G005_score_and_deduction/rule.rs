//! Points given and points taken off make the weight.

use crate::score::{points, printed, span};
use crate::{Context, Verdict};
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, Finding, Level, Role};

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for item in &cx.facts.scores.items {
        let (Some(weight), Some(score), Some(off)) = (item.weight, item.score, item.deducted)
        else {
            continue;
        };
        looked = true;
        let further: Decimal = item.also_deducted.iter().map(|id| points(cx, *id)).sum();
        let lost = points(cx, off) + further;
        let sum = points(cx, score) + lost;
        if sum == points(cx, weight) {
            continue;
        }
        // One of several may speak of something else.
        let level = if further.is_zero() { Level::Error } else { Level::Doubt };
        let expected = points(cx, weight) - lost;
        let message = format!(
            "“{}”得{}、扣{}分，合计{}分，与分值{}不符",
            item.title(),
            printed(cx, score),
            plain(lost),
            plain(sum),
            printed(cx, weight)
        );
        findings.push(
            Finding::new(
                "G005",
                level,
                if item.in_table { cx.figure(score).place } else { span(cx, &[score, off]) },
                message,
                "核对扣分，改正得分或扣分",
            )
            .compare(format!("{}分", plain(expected)), printed(cx, score))
            .by(format!("{}－{}分＝{}", printed(cx, weight), plain(lost), plain(expected)))
            .using(cx.figure(weight).span, Role::Against, "分值")
            .using(cx.figure(off).place, Role::Input, "扣分"),
        );
    }
    Verdict::of_looked(findings, looked)
}
