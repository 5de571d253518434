//! Which value is compared.

use crate::figure::FigureId;
use crate::index::{Index, Match};
use crate::role::{Role, split_comparison};
use crate::wording;
use jiheng_base::{Decimal, Dimension};

/// What is compared: the subject before 比, else the plain number before it.
pub(super) fn current_of(index: &Index, sentence: usize, prior: FigureId) -> Option<FigureId> {
    let dimension = index.dimension(prior);
    let lead = wording::without_dates(&index.figures[prior].lead);
    let (subject, compared) = split_comparison(&lead).unwrap_or_default();
    let subject = wording::strip(subject);
    // 与2022年支出3586.92万元比较 names what it is the older value of.
    let named = wording::strip(compared.trim_end_matches("的"));
    if subject.is_empty() && index.concept(&named).is_some() {
        let named = index.resolve(&named, dimension, prior);
        return named
            .into_iter()
            .find(|(id, m)| *m == Match::Exact && *id < prior)
            .map(|(id, _)| id);
    }
    let nearest = named_before(index, sentence, prior, &named)
        .or_else(|| total_before_average(index, sentence, prior))
        .or_else(|| plain_before(index, sentence, prior, Some(dimension)));
    if subject.is_empty() || nearest.is_some_and(|id| index.topics[id].name.ends_with(&subject)) {
        return nearest;
    }
    let named = index.resolve(&subject, dimension, prior);
    named.first().filter(|(_, m)| *m >= Match::Suffix).map(|(id, _)| *id).or(nearest)
}

/// 运行费41.32万元，车均2.95万元，比上年的45.22万元减少: not the average is compared with what is of the size of the total.
fn total_before_average(index: &Index, sentence: usize, prior: FigureId) -> Option<FigureId> {
    const TIMES: i64 = 3;
    let value = |id: FigureId| index.figures[id].quantity.base().abs();
    let is_of_size = |id: FigureId| {
        let (less, more) = (value(id).min(value(prior)), value(id).max(value(prior)));
        less * Decimal::from(TIMES) > more
    };
    let mut before = index
        .main(sentence)
        .rev()
        .filter(|id| *id < prior && index.dimension(*id) == index.dimension(prior));
    let average = before.next().filter(|id| index.role(*id) == Role::Average)?;
    let total = before.next().filter(|id| index.is_plain(*id) && is_of_size(*id))?;
    (!is_of_size(average)).then_some(total)
}

/// 自评得分95.21分…扣分4.79分，与2022年自评得分93.80分相比: the number before it in its paragraph that bears the name
/// of the older one.
fn named_before(index: &Index, sentence: usize, prior: FigureId, named: &str) -> Option<FigureId> {
    const SHORTEST: usize = 2;
    let named = ["上年度", "上年", "去年", "上一年"]
        .iter()
        .find_map(|w| named.strip_prefix(w))
        .unwrap_or(named)
        .trim_start_matches("的");
    if named.chars().count() < SHORTEST {
        return None;
    }
    let concept = index.concept(named);
    let told = (index.paragraph(sentence).start..=sentence).rev();
    told.flat_map(|s| index.main(s).rev()).find(|id| {
        let is_same = match concept {
            Some(_) => index.topics[*id].concept == concept,
            None => index.figures[*id].label.ends_with(named),
        };
        *id < prior
            && is_same
            && index.is_plain(*id)
            && index.dimension(*id) == index.dimension(prior)
    })
}

/// 财政收回86万元，结转下年398.27万元。后者比上年少: the last number told before, or with 前者 the one before that.
pub(super) fn referred_to(
    index: &Index,
    id: FigureId,
    dimension: Option<Dimension>,
) -> Option<FigureId> {
    let lead = index.figures[id].lead.trim_start();
    let back = if lead.starts_with("后者") {
        0
    } else if lead.starts_with("前者") {
        1
    } else {
        return None;
    };
    let node = index.figures[id].place.node;
    let like = |other: &FigureId| {
        let figure = &index.figures[*other];
        figure.place.node == node && Some(index.dimension(*other)) == dimension && figure.depth == 0
    };
    (0..id).rev().filter(like).nth(back)
}

/// The plain number before a figure in its sentence, or the first one of the sentence before when
/// the sentence starts with the comparison.
pub(super) fn plain_before(
    index: &Index,
    sentence: usize,
    id: FigureId,
    dimension: Option<Dimension>,
) -> Option<FigureId> {
    let states_value = |other: &FigureId| {
        let rate = matches!(index.role(*other), Role::Rate | Role::Share)
            && dimension == Some(Dimension::Rate);
        let average = index.role(*other) == Role::Average && dimension.is_some();
        (index.is_plain(*other) && !is_whole_of_rate(index, *other) || rate || average)
            && dimension.is_none_or(|d| index.dimension(*other) == d)
    };
    let here = index.main(sentence).rev().filter(|o| *o < id).find(states_value);
    here.or_else(|| {
        let earlier = index.main(sentence).any(|o| o < id);
        let told = if earlier { Vec::new() } else { told_before(index, sentence) };
        let values: Vec<FigureId> = told.into_iter().filter(states_value).collect();
        best_named(index, &values, &subject_of(index, id))
    })
}

/// 完成预算45.00万元的85.87%: what a rate is taken of is compared with nothing.
fn is_whole_of_rate(index: &Index, id: FigureId) -> bool {
    let figure = &index.figures[id];
    let next = index.main(figure.sentence).find(|next| *next > id);
    figure.tail == "的"
        && next.is_some_and(|next| {
            index.figures[next].after.is_none() && index.dimension(next) == Dimension::Rate
        })
}

/// What the sentence before tells, without its parts; where it only divides (其中：…), the one before it.
fn told_before(index: &Index, sentence: usize) -> Vec<FigureId> {
    let first = index.paragraph(sentence).start;
    let heads = |sentence: usize| {
        // A colon before the first number (按预算控制：全年预算…) divides nothing.
        let divides = |at: usize, id: FigureId| {
            let figure = &index.figures[id];
            figure.opens_parts && !(at == 0 && figure.opens_by_colon)
        };
        let main = index.main(sentence).enumerate();
        main.take_while(|(at, id)| !divides(*at, *id)).map(|(_, id)| id).collect::<Vec<_>>()
    };
    (first..sentence).rev().map(heads).find(|heads| !heads.is_empty()).unwrap_or_default()
}

/// The words for what is compared, where the comparison itself names it: 决算数比上年减少, 相比收入减少.
fn subject_of(index: &Index, id: FigureId) -> String {
    let lead = wording::without_dates(&index.figures[id].lead);
    let before = split_comparison(&lead).map_or("", |(subject, _)| subject);
    let own = ["收入", "支出"].iter().find(|w| lead.contains(**w));
    let subject = wording::strip(before);
    if subject.is_empty() { own.map_or(String::new(), |w| (*w).to_owned()) } else { subject }
}

/// Of several values the one that the subject names; else the first that is no budget, for what was
/// spent is compared.
fn best_named(index: &Index, values: &[FigureId], subject: &str) -> Option<FigureId> {
    let subject = crate::index::normalize(subject);
    let label = |id: &&FigureId| index.figures[**id].label.as_str();
    let named = |id: &&FigureId| !subject.is_empty() && label(id).contains(&subject);
    let is_budget = |id: &&FigureId| label(id).contains("预算");
    let chosen = values.iter().find(|id| named(id) && !is_budget(id));
    chosen
        .or_else(|| values.iter().find(named))
        .or_else(|| values.iter().find(|id| !is_budget(id)))
        .or(values.first())
        .copied()
}
