//! Target, actual value and reason in the cells of a row.

use super::indicator::target_of;
use crate::Facts;
use crate::figure::Figure;
use crate::score::ScoreItem;
use crate::table::{ColumnKind, Content, Row, Side};
use jiheng_base::evaluation::{Actual, Stated, Target};
use jiheng_base::formula::Operator;
use jiheng_base::{Decimal, Unit};

/// What the cells of a row tell of an indicator.
pub(super) struct Cells {
    pub(super) target: Option<Stated<Target>>,
    pub(super) actual: Option<Stated<Actual>>,
    pub(super) reason: Option<Stated<String>>,
}

/// The cells of the row that an item was read from.
pub(super) fn of(facts: &Facts, item: &ScoreItem) -> Option<Cells> {
    let (side, row) = facts.row_of(item.weight.or(item.score)?)?;
    let content = |kind| side.columns_of(kind).find_map(|(at, _)| row.filled(at));
    let measure = content(ColumnKind::Measure).map(|c| c.text.clone());
    let sign = operator_beside(row);
    let target = target_cell(side, row);
    let number = target.and_then(|c| only_number(facts, c));
    let actual = content(ColumnKind::Actual);
    Some(Cells {
        target: target.map(|c| match number {
            Some(figure) => Stated::at(with_sign(figure, sign, measure), figure.place),
            None => Stated::at(Target::Words(c.text.clone()), c.span),
        }),
        actual: actual.map(|c| actual_of(facts, c, number)),
        reason: content(ColumnKind::Reason)
            .filter(|c| !matches!(c.text.as_str(), "无" | "无偏差" | "不适用"))
            .map(|c| Stated::at(c.text.clone(), c.span)),
    })
}

/// The adjusted target where the year changed it, else the first.
fn target_cell<'a>(side: &Side, row: &'a Row) -> Option<&'a Content> {
    let filled =
        || side.columns_of(ColumnKind::Target).filter_map(|(at, c)| Some((row.filled(at)?, c)));
    let adjusted = filled().find(|(_, column)| column.header.contains("调整"));
    adjusted.or_else(|| filled().next()).map(|(content, _)| content)
}

/// The number of a cell that holds one and says nothing else of several.
fn only_number<'a>(facts: &'a Facts, content: &Content) -> Option<&'a Figure> {
    let mut own = facts.figures.iter().filter(|f| f.place.node == content.node && f.depth == 0);
    let first = own.next()?;
    own.next().is_none().then_some(first)
}

fn with_sign(figure: &Figure, sign: Option<Operator>, measure: Option<String>) -> Target {
    let mut target = target_of(figure);
    if let Target::Quantity { operator, unit, .. } = &mut target {
        *operator = sign.unwrap_or(*operator);
        if unit.is_empty() {
            *unit = measure.unwrap_or_default();
        }
    }
    target
}

/// The operator in a cell of its own, whatever its column is called.
#[must_use]
pub fn operator_beside(row: &Row) -> Option<Operator> {
    row.cells.iter().flatten().find_map(|c| operator_of(&c.text))
}

fn operator_of(text: &str) -> Option<Operator> {
    Some(match text {
        "≥" | ">=" | "≧" | "大于等于" | "不低于" | "不少于" => Operator::AtLeast,
        "≤" | "<=" | "≦" | "小于等于" | "不高于" | "不超过" => Operator::AtMost,
        "=" | "＝" | "等于" => Operator::Equal,
        ">" | "＞" | "大于" => Operator::Above,
        "<" | "＜" | "小于" => Operator::Below,
        _ => return None,
    })
}

/// What was reached, in the unit of the target; words where the two cannot be held against each
/// other.
fn actual_of(facts: &Facts, content: &Content, target: Option<&Figure>) -> Stated<Actual> {
    let words = || Stated::at(Actual::Words(content.text.clone()), content.span);
    let Some(figure) = only_number(facts, content) else { return words() };
    let value = match target {
        Some(target) => in_unit_of(figure, target),
        None => Some(figure.quantity.value),
    };
    value.map_or_else(words, |value| Stated::at(Actual::Quantity(value), figure.place))
}

fn in_unit_of(figure: &Figure, target: &Figure) -> Option<Decimal> {
    let (own, wanted) = (figure.quantity, target.quantity);
    if own.unit == wanted.unit || wanted.unit == Unit::Bare {
        return Some(own.value);
    }
    if own.unit == Unit::Bare {
        // 0.98 below a target of 95% may be 98% or a number of its own.
        let share = wanted.unit == Unit::Percent && own.value <= Decimal::ONE;
        return (!share).then_some(own.value);
    }
    let same = own.dimension() == wanted.dimension();
    same.then(|| own.base().checked_div(wanted.unit.scale())).flatten()
}
