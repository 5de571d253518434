//! Points given and points taken off make the weight.

use crate::score::{points, printed, span};
use crate::{Context, Verdict};
use jiheng_base::exact::plain;
use jiheng_base::{Finding, Level, Role};

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for item in &cx.facts.scores.items {
        let (Some(weight), Some(score), Some(off)) = (item.weight, item.score, item.deducted)
        else {
            continue;
        };
        looked = true;
        let sum = points(cx, score) + points(cx, off);
        if sum == points(cx, weight) {
            continue;
        }
        let expected = points(cx, weight) - points(cx, off);
        let message = format!(
            "“{}”得{}、扣{}，合计{}分，与分值{}不符",
            item.title(),
            printed(cx, score),
            printed(cx, off),
            plain(sum),
            printed(cx, weight)
        );
        findings.push(
            Finding::new(
                "G005",
                Level::Error,
                if item.in_table { cx.figure(score).place } else { span(cx, &[score, off]) },
                message,
                "核对扣分，改正得分或扣分",
            )
            .compare(format!("{}分", plain(expected)), printed(cx, score))
            .by(format!("{}－{}＝{}", printed(cx, weight), printed(cx, off), plain(expected)))
            .using(cx.figure(weight).span, Role::Against, "分值")
            .using(cx.figure(off).place, Role::Input, "扣分"),
        );
    }
    Verdict::of_looked(findings, looked)
}
