//! As many as are named.

use crate::{Context, Verdict};
use jiheng_base::exact::plain;
use jiheng_base::{Decimal, Dimension, Finding, Level, Place, Role, words};
use jiheng_facts::outline::NumberStyle;
use jiheng_facts::{Figure, FigureId};

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
    for (id, figure) in cx.facts.figures.iter().enumerate() {
        findings.extend(rest_of_named(cx, id, figure));
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

/// 共12类，其中甲、乙、丙面向全部人群，其余9类…: the whole less the names that 、 joins.
fn rest_of_named(cx: &Context, id: FigureId, rest: &Figure) -> Option<Finding> {
    const MIN: usize = 2;
    let opens = ["其余", "余下", "另外", "其他"].contains(&rest.lead.as_str());
    let counts = matches!(rest.quantity.dimension(), Dimension::Measure(_));
    if !opens || !counts || rest.in_table || rest.depth > 0 || rest.quoted {
        return None;
    }
    let whole = cx.figure(id.checked_sub(1)?);
    let is_whole = whole.sentence == rest.sentence
        && whole.quantity.unit == rest.quantity.unit
        && whole.depth == 0
        && !whole.quoted;
    let text = cx.document.text(rest.place.node);
    let between = text.get(whole.place.end as usize..rest.span.start as usize)?;
    // Nothing but one clause of names stands between.
    let named = between.strip_prefix("，其中")?.strip_suffix('，')?;
    let is_one_clause = !named.contains(['，', '；', '。', '：', '（']);
    let names = named.matches('、').count() + 1;
    let joined = words!["和", "及", "与"].any_in(named);
    if !is_whole || !is_one_clause || names < MIN || joined {
        return None;
    }
    let expected = whole.quantity.value - Decimal::from(names);
    let off = (expected - rest.quantity.value).abs();
    if off.is_zero() || off > Decimal::TWO {
        return None;
    }
    let message = format!(
        "共{}，已列出{names}项，其余应为{}，写为{}",
        whole.quantity.text(),
        plain(expected),
        rest.quantity.text()
    );
    Some(
        Finding::new("C002", Level::Error, rest.span, message, "核对总数、所列名称和其余的个数")
            .compare(plain(expected), plain(rest.quantity.value))
            .using(whole.span, Role::Against, "总数"),
    )
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
