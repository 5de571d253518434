//! Indicators that are scored together need values of their own.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Role};

pub(super) fn check(cx: &Context) -> Verdict {
    let scored: Vec<_> = cx.evaluation().indicators.iter().filter(|i| i.weight.is_some()).collect();
    let together =
        scored.iter().filter(|i| i.names.len() > 1 && i.target.is_none() && i.actual.is_none());
    let findings = together
        .filter_map(|indicator| {
            let first = indicator.names.first()?.place?;
            let last = indicator.names.last()?.place?;
            let message = format!(
                "{}个指标合并打分，都没有年初目标值和实际完成值，也没有单项分值，无法按规则计分",
                indicator.names.len()
            );
            let weight = indicator.weight.as_ref().and_then(|w| w.place);
            let score = indicator.score.as_ref().and_then(|s| s.place);
            let action = "逐个指标写明目标值、完成值、分值和得分";
            Some(
                Finding::new("G010", Level::Error, first.join(last), message, action)
                    .using_all([weight, score].into_iter().flatten(), Role::Input),
            )
        })
        .collect();
    Verdict::of_looked(findings, !scored.is_empty())
}
