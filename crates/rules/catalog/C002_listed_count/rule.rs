//! As many as are named.

use crate::{Context, Verdict};
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, Finding, Level, Role};

pub(super) fn check(cx: &Context) -> Verdict {
    let mut findings = Vec::new();
    for list in &cx.facts.counted {
        let claimed = cx.figure(list.claimed);
        if list.counts.iter().any(|n| Decimal::from(*n) == claimed.quantity.value) {
            continue;
        }
        let Some(named) = list.counts.first() else { continue };
        // Nobody miscounts by more: such a number counts something else.
        const SLIP: u32 = 2;
        if (Decimal::from(*named) - claimed.quantity.value).abs() > SLIP.into() {
            continue;
        }
        let level = if *named >= 3 { Level::Error } else { Level::Doubt };
        let message = format!("列出{named}项，写为{}", claimed.quantity.text());
        findings.push(
            Finding::new("C002", level, claimed.place, message, "核对名单，改正个数或补上漏项")
                .compare(named.to_string(), plain(claimed.quantity.value))
                .using(list.items, Role::Against, "名单"),
        );
    }
    Verdict::of_looked(findings, !cx.facts.counted.is_empty())
}
