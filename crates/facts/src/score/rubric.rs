//! Standards that the text itself prints: “每超过1个百分点扣0.5分”, “10%以内得2分、20%以内得1分”.

use super::points::is_standard;
use crate::figure::{Figure, FigureId};
use jiheng_base::formula::{Operator, PartStep, Rung};
use jiheng_base::{Bound, Decimal, Place, Unit, words};
use std::ops::Range;

/// A standard as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RubricText {
    /// Where.
    pub place: Place,
    /// What it says.
    pub rubric: Rubric,
}

/// What a printed standard says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rubric {
    /// 不超过100%得5分，每超过1个百分点扣0.5分
    DeductPerStep {
        /// Up to here nothing is taken off, in percent, where the standard says so.
        limit: Option<Decimal>,
        /// Size of a step, in percentage points.
        step: Decimal,
        /// Points off for each.
        points: Decimal,
        /// What a part of a step does.
        part: PartStep,
        /// 每低1个百分点: falling short of the limit costs points.
        below: bool,
    },
    /// 每例扣1分
    DeductPerCase {
        /// Points off for each.
        points: Decimal,
    },
    /// Rungs from the first to be tried to the last; bounds in percent.
    Ladder(Vec<Rung>),
    /// Words before points: 无结转得3分、有结转但不超过上年得2分.
    Cases(Vec<(String, Decimal)>),
    /// 按90%计分: a share of the weight, 0 to 1.
    Share(Decimal),
    /// 按比例计分、按执行率计分: in proportion to the rate of the item.
    Proportional,
}

/// The standards of a sentence as far as their figures lie in `region`.
pub(super) fn in_sentence(
    text: &str,
    place: Place,
    figures: &[Figure],
    region: &Range<FigureId>,
) -> Vec<RubricText> {
    let mut found: Vec<RubricText> = quotes(text)
        .filter_map(|(from, to)| {
            let quote =
                Place::new(place.node, place.start as usize + from, place.start as usize + to);
            let inside = |id: &FigureId| figures[*id].place.overlaps(quote);
            let ids: Vec<FigureId> = region.clone().filter(inside).collect();
            let rubric = quoted(&text[from..to], figures, &ids)?;
            Some(RubricText { place: quote, rubric })
        })
        .collect();
    found.extend(unquoted(text, place, figures, region));
    found.extend(way_of_counting(text, place, figures, region));
    found
}

/// 评分标准为：95%及以上得5分，90%至95%得4分: a sentence that is a standard and quotes none.
fn unquoted(
    text: &str,
    place: Place,
    figures: &[Figure],
    region: &Range<FigureId>,
) -> Option<RubricText> {
    if text.contains('“') || !is_standard(text) {
        return None;
    }
    let ids: Vec<FigureId> =
        region.clone().filter(|id| figures[*id].place.overlaps(place)).collect();
    let rubric = quoted(text, figures, &ids)?;
    Some(RubricText { place, rubric })
}

fn quotes(text: &str) -> impl Iterator<Item = (usize, usize)> {
    text.match_indices('“').filter_map(move |(open, _)| {
        let from = open + '“'.len_utf8();
        Some((from, from + text[from..].find('”')?))
    })
}

/// Reads the standard between quotation marks from the figures in it.
fn quoted(text: &str, figures: &[Figure], ids: &[FigureId]) -> Option<Rubric> {
    if text.contains('每') && text.contains('扣') {
        return per_step(text, figures, ids);
    }
    let rungs = ladder(text, figures, ids);
    // Points that rise again are those of another value.
    let falls = rungs.windows(2).all(|w| w[0].points > w[1].points);
    let points = ids.iter().filter(|id| figures[**id].quantity.unit == Unit::Points).count();
    if rungs.len() >= 2 && rungs.len() == points && falls {
        return Some(Rubric::Ladder(rungs));
    }
    (points >= 2).then(|| Rubric::Cases(cases(figures, ids)))
}

fn per_step(text: &str, figures: &[Figure], ids: &[FigureId]) -> Option<Rubric> {
    let is_rate =
        |id: &FigureId| matches!(figures[*id].quantity.unit, Unit::Percent | Unit::PercentPoint);
    let is_off = |id: &FigureId| {
        figures[*id].quantity.unit == Unit::Points && figures[*id].lead.contains('扣')
    };
    let value = |id: FigureId| figures[id].quantity.value;
    let points = value(ids.iter().copied().find(is_off)?);
    let step = ids.iter().copied().find(|id| is_rate(id) && figures[*id].lead.contains('每'));
    let limit = ids.iter().copied().take_while(|id| Some(*id) != step).find(is_rate).map(value);
    let part = if text.contains("不计") || text.contains("不扣") {
        PartStep::Ignored
    } else if text.contains("不足") {
        PartStep::Full
    } else {
        PartStep::Proportional
    };
    Some(match step {
        Some(step) => {
            let below =
                words!["每低", "每少", "每降", "每下降", "每减少"].any_in(&figures[step].lead);
            Rubric::DeductPerStep { limit, step: value(step), points, part, below }
        }
        // 超过4次的，每多1次扣0.25分: what is free of charge is not told from what was counted.
        None if text.contains("超过") || text.contains("超出") => return None,
        None => Rubric::DeductPerCase { points },
    })
}

/// 无调整得3分、10%以内得2分、20%以内得1分: a bound, then the points that it earns.
fn ladder(text: &str, figures: &[Figure], ids: &[FigureId]) -> Vec<Rung> {
    let mut rungs: Vec<Rung> = Vec::new();
    let mut bound: Option<(Operator, Decimal)> = None;
    let starts_with_none = ["无", "没有", "未"].iter().any(|w| text.starts_with(w));
    for (rank, id) in ids.iter().enumerate() {
        let figure = &figures[*id];
        match figure.quantity.unit {
            Unit::Percent => {
                let falls = rungs.first().is_some_and(|r| !r.operator.is_reverse());
                bound = Some(match bound {
                    // 90%（含）至95% in a ladder that falls is reached from 90 on.
                    Some((_, lower)) if falls => (Operator::AtLeast, lower),
                    _ => (operator(figure), figure.quantity.value),
                });
            }
            Unit::Points => {
                let none =
                    (rank == 0 && starts_with_none).then_some((Operator::Equal, Decimal::ZERO));
                if let Some((operator, bound)) = bound.take().or(none) {
                    rungs.push(Rung { operator, bound, points: figure.quantity.value });
                }
            }
            _ => {}
        }
    }
    rungs
}

fn operator(figure: &Figure) -> Operator {
    let ends = |words: &[&str]| words.iter().any(|w| figure.lead.ends_with(w));
    match figure.quantity.bound {
        Bound::AtLeast => Operator::AtLeast,
        Bound::AtMost => Operator::AtMost,
        Bound::Under => Operator::Below,
        Bound::Over => Operator::Above,
        _ if ends(&["低于", "小于"]) => Operator::Below,
        _ if ends(&["高于", "大于"]) => Operator::Above,
        _ => Operator::AtMost,
    }
}

/// The words before each number of points.
fn cases(figures: &[Figure], ids: &[FigureId]) -> Vec<(String, Decimal)> {
    ids.iter()
        .map(|id| &figures[*id])
        .filter(|f| f.quantity.unit == Unit::Points)
        .map(|f| (f.lead.trim_end_matches('得').to_owned(), f.quantity.value))
        .collect()
}

/// 按比例计得3.86分, 按90%计分, 按执行率计分.
fn way_of_counting(
    text: &str,
    place: Place,
    figures: &[Figure],
    region: &Range<FigureId>,
) -> Option<RubricText> {
    let start = place.start as usize;
    let in_region = |at: usize| {
        let (first, last) = (figures.get(region.start)?, figures.get(region.end.checked_sub(1)?)?);
        let at = (start + at) as u32;
        (first.span.start <= at && at <= last.place.end.max(first.place.end) + 60).then_some(())
    };
    let share = region.clone().find(|id| {
        let figure = &figures[*id];
        figure.quantity.unit == Unit::Percent
            && figure.lead.ends_with('按')
            && figure.tail.starts_with("计")
    });
    if let Some(share) = share.filter(|id| figures[*id].place.overlaps(place)) {
        let figure = &figures[share];
        return Some(RubricText {
            place: figure.place,
            rubric: Rubric::Share(figure.quantity.base()),
        });
    }
    let words = [
        "按比例计",
        "按比例得",
        "按执行率计",
        "按完成率计",
        "按完成比例计",
        "按实际完成比例",
        "按比例折算",
        "按执行率得",
        "按比例扣分",
    ];
    let (at, word) = words.iter().filter_map(|w| text.find(w).map(|at| (at, *w))).min()?;
    in_region(at)?;
    let place = Place::new(place.node, start + at, start + at + word.len());
    Some(RubricText { place, rubric: Rubric::Proportional })
}
