//! As many rows of a table as the text says meet a condition.

use crate::{Context, Verdict};
use jiheng_base::exact::plain;
use jiheng_base::{Bound, Decimal, Finding, Level, Place, Role, Unit};
use jiheng_facts::table::{ColumnKind, RowKind, Side};
use jiheng_facts::{Figure, FigureId};

#[derive(Clone, Copy)]
enum Condition {
    Below,
    AtMost,
    Equal,
    AtLeast,
    Above,
}

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for id in 1..cx.facts.figures.len() {
        let Some(counted) = counted(cx, id) else { continue };
        let Some((side, column)) = only_column(cx, &counted.rate) else { continue };
        looked = true;
        findings.extend(compare(cx, side, column, &counted));
    }
    Verdict::of_looked(findings, looked)
}

/// 支出率低于95%的3个项目
struct Counted<'a> {
    bound: &'a Figure,
    count: &'a Figure,
    condition: Condition,
    rate: String,
    /// What is counted.
    thing: String,
}

/// A rate with a bound and, with 的 between them, how many meet it.
fn counted<'a>(cx: &Context<'a>, id: FigureId) -> Option<Counted<'a>> {
    let (bound, count) = (cx.figure(id - 1), cx.figure(id));
    let counts = matches!(count.quantity.unit, Unit::Measure { word, .. } if ["个", "所", "家", "项"].contains(&word));
    let in_prose = !bound.in_table && !count.in_table && bound.depth == 0 && count.depth == 0;
    let adjacent = bound.sentence == count.sentence && count.after.is_none();
    if !counts || !in_prose || !adjacent || bound.quantity.unit != Unit::Percent {
        return None;
    }
    let noun = count.lead.strip_prefix('的')?.trim_end_matches(['有', '共', '仅', '只']);
    let (named, condition) = condition(bound)?;
    let rate = if named.is_empty() { rate_before(cx, bound)? } else { named };
    let thing = if noun.is_empty() { count.tail.clone() } else { noun.to_owned() };
    Some(Counted { bound, count, condition, rate, thing })
}

/// The name of the rate and how it is held against its bound.
fn condition(bound: &Figure) -> Option<(String, Condition)> {
    let words = [
        ("不低于", Condition::AtLeast),
        ("不高于", Condition::AtMost),
        ("低于", Condition::Below),
        ("不足", Condition::Below),
        ("不到", Condition::Below),
        ("高于", Condition::Above),
        ("超过", Condition::Above),
        ("达到", Condition::AtLeast),
        ("达", Condition::AtLeast),
        ("均为", Condition::Equal),
        ("为", Condition::Equal),
    ];
    let (name, condition) =
        words.iter().find_map(|(w, c)| Some((bound.lead.strip_suffix(w)?, *c)))?;
    let name = name.trim_start_matches("其中").trim_start_matches('对');
    let condition = match bound.quantity.bound {
        Bound::AtLeast => Condition::AtLeast,
        Bound::AtMost => Condition::AtMost,
        _ => condition,
    };
    let is_rate = name.ends_with('率') && name.chars().count() >= 3;
    (is_rate || name.is_empty()).then(|| (name.to_owned(), condition))
}

/// 执行率最高的是甲，低于95%的有3个: the head of a column that the sentence names before.
fn rate_before(cx: &Context, bound: &Figure) -> Option<String> {
    let sentence = cx.facts.sentences.get(bound.sentence)?.place;
    let before =
        cx.document.text(sentence.node).get(sentence.start as usize..bound.span.start as usize)?;
    if !before.contains('率') {
        return None;
    }
    let heads = cx.facts.tables.iter().flat_map(|t| &t.sides).flat_map(|side| {
        side.columns_of(ColumnKind::Rate).map(|(_, column)| column.header.as_str())
    });
    let mut named = heads.filter(|head| head.ends_with('率') && before.contains(head));
    named.next().map(str::to_owned)
}

/// The one column of all tables that holds this rate for three rows or more.
fn only_column<'a>(cx: &Context<'a>, rate: &str) -> Option<(&'a Side, usize)> {
    const MIN_ROWS: usize = 3;
    let mut columns = cx.facts.tables.iter().flat_map(|t| &t.sides).flat_map(|side| {
        side.columns_of(ColumnKind::Rate)
            .filter(|(_, c)| c.header.contains(rate))
            .map(move |(at, _)| (side, at))
    });
    let only = columns.next().filter(|_| columns.next().is_none())?;
    (values(cx, only.0, only.1).count() >= MIN_ROWS).then_some(only)
}

fn values<'a>(
    cx: &'a Context,
    side: &'a Side,
    column: usize,
) -> impl Iterator<Item = &'a Figure> + 'a {
    side.rows
        .iter()
        .filter(|row| row.kind == RowKind::Item)
        .filter_map(move |row| row.figure(column))
        .map(|id| cx.figure(id))
}

fn compare(cx: &Context, side: &Side, column: usize, counted: &Counted) -> Option<Finding> {
    let bound = counted.bound.quantity.value;
    // A cell without a sign of its own is told in percent.
    let meets = |f: &&Figure| {
        let value = f.quantity.value;
        match counted.condition {
            Condition::Below => value < bound,
            Condition::AtMost => value <= bound,
            Condition::Equal => value == bound,
            Condition::AtLeast => value >= bound,
            Condition::Above => value > bound,
        }
    };
    let rows: Vec<Place> = values(cx, side, column).filter(meets).map(|f| f.place).collect();
    let number = Decimal::from(rows.len());
    let claimed = counted.count.quantity.value;
    if number == claimed || claimed > Decimal::from(values(cx, side, column).count()) {
        return None;
    }
    let names = |head: &String| !counted.thing.is_empty() && head.contains(&counted.thing);
    let is_of_rows = side.label_heads.iter().any(names);
    let level = if is_of_rows { Level::Error } else { Level::Doubt };
    let message = format!(
        "表中“{}”符合的有{}行，文中写{}",
        counted.rate,
        plain(number),
        counted.count.quantity.text()
    );
    let place = counted.bound.span.join(counted.count.span);
    Some(
        Finding::new("C059", level, place, message, "按表重新数，改正个数")
            .compare(plain(number), plain(claimed))
            .using_all(rows, Role::Against),
    )
}
