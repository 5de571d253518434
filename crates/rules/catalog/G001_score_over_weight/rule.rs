//! A score may not exceed its weight.

use crate::credible::level_of_points;
use crate::score::{points, printed, span};
use crate::{Context, Verdict};
use jiheng_base::Finding;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for item in &cx.facts.scores.items {
        let (Some(weight), Some(score)) = (item.weight, item.score) else { continue };
        looked = true;
        if points(cx, score) > points(cx, weight) {
            let message = format!(
                "“{}”分值{}，得分{}，超过分值",
                item.title(),
                printed(cx, weight),
                printed(cx, score)
            );
            let level = level_of_points(points(cx, score), points(cx, weight));
            let action = "按完成情况改正得分，并重算小计和总分";
            findings.push(
                Finding::new("G001", level, span(cx, &[weight, score]), message, action)
                    .compare(format!("不超过{}", printed(cx, weight)), printed(cx, score)),
            );
        }
    }
    Verdict::of_looked(findings, looked)
}
