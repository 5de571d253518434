//! As many as are named.

use crate::{Context, Verdict};
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, Dimension, Finding, Level, Place, Role};
use jiheng_facts::FigureId;
use jiheng_facts::outline::NumberStyle;

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
    let above = counted_above(cx);
    let looked = !cx.facts.counted.is_empty() || !above.is_empty();
    for (claimed, named, last) in above {
        let told = cx.figure(claimed);
        let off = (Decimal::from(named) - told.quantity.value).abs();
        if off.is_zero() || off > Decimal::TWO {
            continue;
        }
        let message = format!("上面列出{named}项，写为{}", told.quantity.text());
        let action = "核对上面所列，改正个数或补上漏项";
        findings.push(
            Finding::new("C002", Level::Error, told.span, message, action)
                .compare(named.to_string(), plain(told.quantity.value))
                .using(last, Role::Against, "所列的最后一项"),
        );
    }
    Verdict::of_looked(findings, looked)
}

/// 上述7个项目 behind a list of paragraphs （1）… （6）…: the count, how many are listed, and the last of them.
fn counted_above(cx: &Context) -> Vec<(FigureId, u32, Place)> {
    const MIN: u32 = 3;
    let entries = &cx.facts.outline.entries;
    let opens = |id: &FigureId| {
        let figure = cx.figure(*id);
        let counts = matches!(figure.quantity.dimension(), Dimension::Measure("个" | "项" | "类"));
        let opens = counts && ["上述", "以上"].contains(&figure.lead.as_str());
        let text = cx.document.text(figure.place.node);
        opens && text[..figure.place.start as usize].trim() == figure.lead
    };
    let counts = (0..cx.facts.figures.len()).filter(opens);
    counts
        .filter_map(|id| {
            let node = cx.figure(id).place.node.index();
            let last = entries.iter().rev().find(|e| e.node.index() < node)?;
            let number = last.number.as_ref()?;
            let is_next = last.node.index() + 1 == node;
            let in_brackets = matches!(
                number.style,
                NumberStyle::BracketedArabic | NumberStyle::Arabic | NumberStyle::Circled
            );
            (is_next && in_brackets && number.ordinal >= MIN).then_some((
                id,
                number.ordinal,
                last.place,
            ))
        })
        .collect()
}
