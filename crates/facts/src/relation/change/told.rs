//! What a change is told of: the value, the older one, and the change itself.

use super::current::{current_of, plain_before, referred_to};
use super::{Told, comparable};
use crate::figure::{FigureId, FigureYear};
use crate::index::Index;
use crate::lex::Separator;
use crate::role::Role;
use crate::wording;
use jiheng_base::{Dimension, words};
use jiheng_law::Concept;

pub(super) fn read(
    index: &Index,
    sentence: usize,
    main: &[FigureId],
    at: usize,
    length: usize,
) -> Told {
    let mut told = Told::default();
    for id in &main[at..at + length] {
        match index.role(*id) {
            Role::ChangeAmount(d) | Role::ChangePoints(d) => told.amount = Some((*id, d)),
            Role::ChangeRate(d) => told.rate = Some((*id, d)),
            _ => {}
        }
    }
    let first = main[at];
    let before = &main[..at];
    let new = before.last().copied().filter(|id| matches!(index.role(*id), Role::New(_)));
    let prior_at = before.iter().rposition(|id| index.role(*id) == Role::Prior);
    // Between the old value and the change nothing stands but the new value.
    let adjacent = prior_at.filter(|p| at - p <= 1 + usize::from(new.is_some()));
    told.prior = adjacent.map(|p| before[p]);
    match (new, told.prior) {
        (Some(new), Some(_)) => {
            told.current = Some(new);
            told.sure = true;
        }
        (_, Some(prior)) => {
            // 按16.00万元压减20% plans a value; it does not compare two.
            let planned = index.figures[prior].lead.ends_with('按');
            told.current = current_of(index, sentence, prior).filter(|_| !planned);
            told.sure = told.current.is_some();
        }
        (_, None) if let Some((current, prior)) = year_by_year(index, before) => {
            (told.current, told.prior, told.sure) = (Some(current), Some(prior), true);
        }
        (_, None) => {
            let dimension = first_dimension(index, &told);
            told.current = referred_to(index, first, dimension)
                .or_else(|| plain_before(index, sentence, first, dimension));
            let by_years = told.current.and_then(|current| year_before(index, before, current));
            told.prior = later_prior(index, main, at + length, told.current)
                .or(by_years)
                .or_else(|| prior_elsewhere(index, first, told.current?));
            let compares = compares_with_past(&index.figures[first].lead);
            told.sure = told.prior.is_some() && (by_years.is_some() || compares);
            // 上年该项目支出3425.60万元，本年同比增加286.88万元，增长8.37%: the value before is the older one.
            let year = |id: FigureId| match index.figures[id].year {
                Some(FigureYear::Printed(year, _)) => Some(year),
                _ => None,
            };
            let is_older = |id: &FigureId| {
                let names_prior = ["上年", "上一年", "去年"]
                    .iter()
                    .any(|w| index.figures[*id].lead.starts_with(w));
                let told = named_year(&index.figures[first].lead);
                names_prior || told.is_some() && year(*id).map(|y| y + 1) == told
            };
            if told.prior.is_none() && told.current.as_ref().is_some_and(is_older) {
                told.prior = told.current.take();
            }
        }
    }
    told
}

/// 发生事故71起，2023年为86起，同比下降17.44%: the value of this year, and that of the last one which only its year names.
fn year_by_year(index: &Index, before: &[FigureId]) -> Option<(FigureId, FigureId)> {
    let [.., current, prior] = *before else { return None };
    let figure = |id: FigureId| &index.figures[id];
    let is_last = |id: FigureId| match figure(id).year {
        Some(FigureYear::Prior) => true,
        Some(FigureYear::Printed(year, _)) => index.is_last_year(year),
        None => false,
    };
    let lead = figure(prior).lead.as_str();
    let bare = wording::without_dates(lead);
    let named_by_year = bare != lead && ["", "为", "是", "有"].contains(&bare.trim());
    let alike = figure(prior).quantity.unit == figure(current).quantity.unit
        && figure(prior).after == Some(Separator::Clause);
    (named_by_year && alike && is_last(prior) && !is_last(current) && index.is_plain(current))
        .then_some((current, prior))
}

/// The year that opens the words before a change: 2022年度支出比上年增加.
fn named_year(lead: &str) -> Option<u16> {
    const DIGITS: usize = 4;
    let (year, rest) = lead.trim_start().split_at_checked(DIGITS)?;
    rest.starts_with('年').then(|| year.parse().ok())?
}

fn first_dimension(index: &Index, told: &Told) -> Option<Dimension> {
    let (amount, _) = told.amount?;
    Some(match index.dimension(amount) {
        Dimension::PercentPoint => Dimension::Rate,
        other => other,
    })
}

/// 上年为1.98件 behind the change.
fn later_prior(
    index: &Index,
    main: &[FigureId],
    after: usize,
    current: Option<FigureId>,
) -> Option<FigureId> {
    let next = *main.get(after)?;
    let fits = index.role(next) == Role::Prior
        && current.is_some_and(|c| index.dimension(c) == index.dimension(next));
    fits.then_some(next)
}

/// 2022年改造5940亩，2023年改造6820亩，增长14.81%: the value of the year before stands right before the one of the
/// year after, under the same words.
fn year_before(index: &Index, before: &[FigureId], current: FigureId) -> Option<FigureId> {
    let [.., prior, last] = *before else { return None };
    let figure = |id: FigureId| &index.figures[id];
    let year = |id: FigureId| match figure(id).year {
        Some(FigureYear::Printed(year, part)) => Some((year, part)),
        _ => None,
    };
    let ((earlier, earlier_part), (later, part)) = (year(prior)?, year(last)?);
    let is_of_one = figure(prior).label == figure(last).label
        || index.topics[prior].name == index.topics[last].name
        || figure(last).label.is_empty();
    (last == current
        && earlier + 1 == later
        && earlier_part == part
        && is_of_one
        && comparable(index, prior, last)
        && index.is_plain(prior))
    .then_some(prior)
}

/// The value of the year before that stands elsewhere: what was carried in was carried out a year
/// ago.
fn prior_elsewhere(index: &Index, near: FigureId, current: FigureId) -> Option<FigureId> {
    if !compares_with_past(&index.figures[near].lead) {
        return None;
    }
    if index.topics[current].concept == Some(Concept::CarriedOut) {
        let carried_in = |id: &FigureId| {
            index.topics[*id].concept == Some(Concept::CarriedIn) && index.is_plain(*id)
        };
        return (0..index.figures.len()).filter(carried_in).min_by_key(|id| id.abs_diff(near));
    }
    let name = &index.topics[current].name;
    let of_last_year = |year: Option<FigureYear>| match year {
        Some(FigureYear::Prior) => true,
        Some(FigureYear::Printed(year, _)) => index.is_last_year(year),
        None => false,
    };
    (0..index.figures.len()).find(|id| {
        of_last_year(index.figures[*id].year)
            && *id != current
            && (index.is_plain(*id) || index.role(*id) == Role::Rate)
            && index.topics[*id].name == *name
            && index.dimension(*id) == index.dimension(current)
    })
}

pub(super) fn compares_with_past(lead: &str) -> bool {
    words!["上年", "去年", "年初", "同比", "比上", "较上"].any_in(lead)
}

/// 2023年灌溉面积6820亩，比2022年增加880亩, where the value is that of the year, no average of several.
pub(super) fn compares_with_last_year(index: &Index, current: FigureId, amount: FigureId) -> bool {
    let lead = &index.figures[amount].lead;
    let year = ["比", "较"].iter().find_map(|w| named_year(lead.strip_prefix(w)?));
    let is_average = index.figures[current].lead.contains("年均");
    !is_average && year.is_some_and(|year| index.is_last_year(year))
}
