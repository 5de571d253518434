//! Changes: 比上年的4108.40万元增加218.18万元，增长5.31%.

mod current;
mod told;

use self::told::{compares_with_last_year, compares_with_past, read};
use super::{Context, Reading, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::{Figure, FigureId};
use crate::index::Index;
use crate::lex::Separator;
use crate::role::Role;
use crate::wording::{self, Direction};
use jiheng_base::{Bound, Decimal, words};

/// A change as the text tells it.
#[derive(Default)]
struct Told {
    current: Option<FigureId>,
    prior: Option<FigureId>,
    amount: Option<(FigureId, Direction)>,
    rate: Option<(FigureId, Direction)>,
    /// The words themselves name current and prior.
    sure: bool,
    /// The clause before names what it is compared with (与2022年度相比，支出总计增加…).
    against_past: bool,
}

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        let main: Vec<FigureId> = index.main(sentence).collect();
        let mut at = 0;
        while at < main.len() {
            let length = group_length(index, &main[at..]);
            if length == 0 {
                at += 1;
                continue;
            }
            let mut told = read(index, sentence, &main, at, length);
            told.against_past = is_compared_before(context, &told, main[at]);
            let mut own = relations(index, &told);
            if let Some(head) = head_of_parts(index, sentence, &told) {
                or_as(&mut own, relations(index, &Told { current: Some(head), ..told }));
            }
            for other in others_compared(index, sentence, &told) {
                or_as(&mut own, relations(index, &Told { current: Some(other), ..told }));
            }
            found.extend(own);
            at += length;
        }
    }
}

/// 门急诊27.8万人次，其中门诊24.7万人次、急诊3.1万人次，比上年的26.5万人次增长: what is compared may be the
/// total before its parts.
fn head_of_parts(index: &Index, sentence: usize, told: &Told) -> Option<FigureId> {
    let (current, prior) = (told.current?, told.prior?);
    let opens = index
        .main(sentence)
        .rev()
        .find(|id| *id <= current && *id < prior && index.figures[*id].opens_parts)?;
    let dimension = index.dimension(current);
    index
        .main(sentence)
        .rev()
        .find(|id| *id < opens && index.is_plain(*id) && index.dimension(*id) == dimension)
}

/// 支出18640元；预算为20000元，使用率93.20%；与2023年的19250元相比下降3.17%: the words do not say which of the values before
/// is compared.
fn others_compared(index: &Index, sentence: usize, told: &Told) -> Vec<FigureId> {
    let (Some(current), Some(prior)) = (told.current, told.prior) else { return Vec::new() };
    let like = |id: &FigureId| {
        *id < prior
            && *id != current
            && index.is_plain(*id)
            && index.dimension(*id) == index.dimension(current)
    };
    index.main(sentence).filter(like).collect()
}

/// Other readings of the same claims, that only excuse.
fn or_as(relations: &mut [Relation], others: Vec<Relation>) {
    for other in others {
        let same = |r: &&mut Relation| r.claimed == other.claimed && r.kind == other.kind;
        if let Some(own) = relations.iter_mut().find(same) {
            own.readings.extend(other.readings.into_iter().map(|r| Reading { sure: false, ..r }));
        }
    }
}

fn is_change(role: Role) -> bool {
    matches!(role, Role::ChangeAmount(_) | Role::ChangeRate(_) | Role::ChangePoints(_))
}

/// An amount of change and its rate stand together, parted by a comma at most.
fn group_length(index: &Index, figures: &[FigureId]) -> usize {
    // 加总与100%之间可能有0.01个百分点的误差, 五年间年均增长6%
    let is_other =
        |id: &&FigureId| words!["之间", "年均", "每年"].any_in(&index.figures[**id].lead);
    let told = figures.first().filter(|id| is_change(index.role(**id)) && !is_other(id));
    let Some(first) = told else { return 0 };
    let pairs = |second: &FigureId| {
        is_change(index.role(*second))
            && index.figures[*second].after <= Some(Separator::Clause)
            && matches!(index.role(*first), Role::ChangeAmount(_))
            && matches!(index.role(*second), Role::ChangeRate(_))
    };
    1 + usize::from(figures.get(1).is_some_and(pairs))
}

/// Between the value, in this sentence or the one before, and its change stands 与…年度相比.
fn is_compared_before(context: &Context, told: &Told, change: FigureId) -> bool {
    let figures = context.index.figures;
    let Some(current) = told.current.map(|id| &figures[id]) else { return false };
    let change = &figures[change];
    let text = context.texts.get(change.sentence).map_or("", String::as_str);
    let start = context.index.sentences[change.sentence].place.start;
    let from = if current.sentence == change.sentence { current.place.end } else { start };
    let between = text.get((from - start) as usize..(change.span.start - start) as usize);
    let words = wording::squeeze(between.unwrap_or(""));
    let past = ["年度相比", "年相比", "上年相比", "同期相比"];
    past.iter().any(|w| words.contains(w))
}

fn relations(index: &Index, told: &Told) -> Vec<Relation> {
    let mut found = Vec::new();
    let Some(current) = told.current else {
        return found.into_iter().chain(of_prior_alone(index, told)).collect();
    };
    let name = index.figures[current].label.clone();
    let exact = |id: FigureId| index.figures[id].quantity.bound == Bound::Exact;
    if !exact(current) || told.prior.is_some_and(|p| !exact(p)) {
        return found;
    }
    let figure = Expr::Figure;
    if let (Some(prior), Some((amount, direction))) = (told.prior, told.amount)
        && exact(amount)
        && comparable(index, current, prior)
    {
        let difference = signed(direction, figure(current), figure(prior));
        found.push(
            Relation::new(RelationKind::ChangeAmount, amount, format!("{name}增减额"))
                .reading(difference, told.sure),
        );
    }
    if let Some((rate, direction)) = told.rate
        && exact(rate)
    {
        let mut relation = Relation::new(RelationKind::ChangeRate, rate, format!("{name}增减率"));
        if let Some(prior) = told.prior.filter(|p| comparable(index, current, *p)) {
            let growth =
                Expr::over(signed(direction, figure(current), figure(prior)), figure(prior));
            relation = relation.reading(growth, told.sure);
        } else if let Some((amount, along)) =
            told.amount.filter(|(a, _)| comparable(index, current, *a))
        {
            // Without the old value it is the new one less the change.
            let old = match along {
                Direction::Up => Expr::minus(figure(current), figure(amount)),
                Direction::Down => Expr::Sum(vec![figure(current), figure(amount)]),
            };
            let change = if along == direction {
                figure(amount)
            } else {
                Expr::minus(Expr::Number(Decimal::ZERO), figure(amount))
            };
            relation = relation.reading(
                Expr::over(change, old),
                told.against_past
                    || compares_with_past(&lead_of(index, amount))
                    || compares_with_last_year(index, current, amount),
            );
        }
        if !relation.readings.is_empty() {
            found.push(relation);
        }
    }
    found
}

/// 与2022年支出3586.92万元比较，增加245.69万元，增幅6.85%: the rate follows from the change and the older
/// value alone.
fn of_prior_alone(index: &Index, told: &Told) -> Option<Relation> {
    let ((amount, along), (rate, direction)) = (told.amount?, told.rate?);
    let prior = told.prior.filter(|p| comparable(index, amount, *p))?;
    let exact = |id: FigureId| index.figures[id].quantity.bound == Bound::Exact;
    let all_exact = [amount, rate, prior].into_iter().all(exact);
    (along == direction && all_exact).then(|| {
        let name = format!("{}增减率", index.figures[prior].label);
        Relation::new(RelationKind::ChangeRate, rate, name)
            .reading(Expr::ratio(amount, prior), true)
    })
}

fn lead_of(index: &Index, id: FigureId) -> String {
    let figure: &Figure = &index.figures[id];
    figure.lead.clone()
}

fn comparable(index: &Index, a: FigureId, b: FigureId) -> bool {
    index.dimension(a) == index.dimension(b)
}

fn signed(direction: Direction, current: Expr, prior: Expr) -> Expr {
    match direction {
        Direction::Up => Expr::minus(current, prior),
        Direction::Down => Expr::minus(prior, current),
    }
}
