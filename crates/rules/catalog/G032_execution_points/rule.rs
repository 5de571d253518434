//! The points for execution are the rate of the weight.

use crate::{Context, Verdict};
use jiheng_base::evaluation::{Budget, Dimension, Stated};
use jiheng_base::exact::{plain, ratio};
use jiheng_base::{Decimal, Finding, Level, Place, Role, Words, round_half_up};
use jiheng_facts::table::{ColumnKind, TablePart};

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for evaluation in cx.evaluations() {
        let of_form = |d: &&Dimension| d.is_execution && stands_in_form(cx, d);
        let Some(execution) = evaluation.dimensions.iter().find(of_form) else { continue };
        let Some(weight) = &execution.weight else { continue };
        looked = true;
        match execution.scores.last() {
            Some(score) => findings.extend(compare(cx, &evaluation.budget, weight, score)),
            None if is_to_be_told(cx)
                && evaluation.indicators.iter().any(|i| i.score.is_some()) =>
            {
                findings.extend(missing(weight));
            }
            None => {}
        }
    }
    Verdict::of_looked(findings, looked)
}

fn is_to_be_told(cx: &Context) -> bool {
    has_score_column(cx) && !is_filled_later(cx)
}

/// Some forms print rate and points in one column (执行率/得分): then nothing is missing.
fn has_score_column(cx: &Context) -> bool {
    let money = cx.facts.tables.iter().filter(|t| t.part == TablePart::Money);
    money
        .flat_map(|t| &t.sides)
        .any(|s| s.columns_of(ColumnKind::Score).any(|(_, c)| !c.header.contains('率')))
}

/// The form says that nobody has to write the score.
fn is_filled_later(cx: &Context) -> bool {
    static WORDS: Words =
        Words::new(&["不填", "无需填", "不需填", "不用填", "自动计算", "自动生成"]);
    cx.texts().any(|(_, text)| text.contains("得分") && WORDS.any_in(text))
}

fn stands_in_form(cx: &Context, execution: &Dimension) -> bool {
    let place = execution.weight.as_ref().and_then(|w| w.place);
    cx.facts
        .scores
        .items
        .iter()
        .any(|i| i.form.is_some() && i.weight.is_some_and(|w| Some(cx.figure(w).place) == place))
}

fn missing(weight: &Stated<Decimal>) -> Option<Finding> {
    let message = format!("预算执行率有分值{}分，没有填写得分", plain(weight.value));
    let action = "按执行率计算得分，填入表中，并重算总分";
    Some(Finding::new("G032", Level::Error, weight.place?, message, action))
}

fn compare(
    cx: &Context,
    budget: &Budget,
    weight: &Stated<Decimal>,
    score: &Stated<Decimal>,
) -> Option<Finding> {
    let divided = budget.reported_executed.as_ref().zip(budget.reported_base.as_ref());
    let exact = divided.and_then(|(part, whole)| ratio(part.value, whole.value));
    let printed = budget.reported_rate.as_ref().map(|r| r.value);
    let rates: Vec<Decimal> = [exact, printed].into_iter().flatten().collect();
    let points = |rate: &Decimal| weight.value * (*rate).clamp(Decimal::ZERO, Decimal::ONE);
    let agrees = |rate| agrees(points(rate), score.value);
    // A score over the weight is another fault.
    if rates.is_empty() || rates.iter().any(agrees) || score.value > weight.value {
        return None;
    }
    let expected = round_half_up(points(&rates[0]), 2);
    let percent = format!("{}%", plain(round_half_up(rates[0] * Decimal::ONE_HUNDRED, 2)));
    let level = if prints_formula(cx, score.place?) { Level::Error } else { Level::Doubt };
    let message = format!(
        "预算执行率{percent}，按{}分计应得{}分，写为{}分",
        plain(weight.value),
        plain(expected),
        plain(score.value)
    );
    let action = "按执行率重算得分；另有评分办法的，在表中写明";
    let inputs: Vec<Place> = divided
        .into_iter()
        .flat_map(|(part, whole)| [part.place, whole.place])
        .chain([budget.reported_rate.as_ref().and_then(|r| r.place)])
        .flatten()
        .collect();
    Some(
        Finding::new("G032", level, score.place?, message, action)
            .compare(format!("{}分", plain(expected)), format!("{}分", plain(score.value)))
            .by(format!("{}×{percent}＝{}", plain(weight.value), plain(expected)))
            .using_all(inputs, Role::Input),
    )
}

/// Rounded to the decimals of the score; a whole number of points may be off by a twentieth.
fn agrees(expected: Decimal, score: Decimal) -> bool {
    match score.normalize().scale() {
        0 => (expected - score).abs() <= Decimal::new(5, 2),
        decimals => round_half_up(expected, decimals) == score.normalize(),
    }
}

/// The head of the column tells how the points are calculated (得分（20分×执行率）).
fn prints_formula(cx: &Context, score: Place) -> bool {
    let figure = cx.facts.figures.iter().position(|f| f.place == score);
    let Some((side, row)) = figure.and_then(|id| cx.facts.row_of(id)) else { return false };
    let column = row.cells.iter().position(|c| c.as_ref().is_some_and(|c| c.node == score.node));
    let head = column.and_then(|at| side.columns.get(at)).map_or("", |c| c.header.as_str());
    head.contains("执行率") && head.contains(['×', '*', '＊', 'x', 'X'])
}
