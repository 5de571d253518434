//! Money carried over is no part of the income or expenditure of the year.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place};
use jiheng_facts::relation::Relation;
use jiheng_facts::{FigureId, RelationKind};
use jiheng_law::Concept;

pub(super) fn check(cx: &Context) -> Verdict {
    let lists = cx.facts.relations.iter().filter(|r| r.kind == RelationKind::Parts);
    let of_year = |r: &&Relation| {
        matches!(cx.facts.concepts[r.claimed], Some(Concept::Income | Concept::Expenditure))
    };
    let mut looked = false;
    let mut findings = Vec::new();
    for relation in lists.filter(of_year) {
        looked = true;
        findings.extend(carried(cx, relation));
    }
    Verdict::of_looked(findings, looked)
}

fn carried(cx: &Context, relation: &Relation) -> Option<Finding> {
    let parts = relation.readings.first()?.expr.figures();
    let is_carried = |id: &FigureId| {
        matches!(cx.facts.concepts[*id], Some(Concept::CarriedIn | Concept::CarriedOut))
    };
    let wrong = parts.iter().copied().find(is_carried)?;
    // 年初结转42.18万元不计入本年收入 is told beside the list.
    let figure = cx.figure(wrong);
    let says_apart = figure.tail.starts_with(['不', '未', '另'])
        || ["另", "此外", "加上"].iter().any(|w| figure.lead.starts_with(w));
    if says_apart {
        return None;
    }
    let value = |id: FigureId| cx.figure(id).quantity.base();
    let own = parts.iter().copied().filter(|id| !is_carried(id)).map(value).sum();
    if value(relation.claimed) != own {
        return None;
    }
    let last = *parts.last()?;
    let place = whole(cx, relation.claimed, last);
    let total = cx.figure(relation.claimed).quantity.print_like(own + value(wrong));
    let kind = if cx.facts.concepts[wrong] == Some(Concept::CarriedIn) {
        "本年收入"
    } else {
        "本年支出"
    };
    let message = format!(
        "“其中”列有{}，它不属于{kind}；连同它共{total}，大于合计{}",
        cx.figure(wrong).label,
        cx.print(relation.claimed)
    );
    let action = format!("把{}另列，并写出总计{total}", cx.figure(wrong).label);
    Some(
        Finding::new("B007", Level::Error, place, message, action)
            .compare(cx.print(relation.claimed), total),
    )
}

/// From the total to the last part.
fn whole(cx: &Context, first: FigureId, last: FigureId) -> Place {
    cx.figure(first).span.join(cx.figure(last).span)
}
