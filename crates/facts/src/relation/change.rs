//! Changes: 比上年的4108.40万元增加218.18万元，增长5.31%.

use super::{Context, Reading, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::{Figure, FigureId, FigureYear};
use crate::index::{Index, Match};
use crate::lex::Separator;
use crate::role::{Role, split_comparison};
use crate::wording::{self, Direction};
use jiheng_base::{Bound, Decimal, Dimension};
use jiheng_law::Concept;

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
    let is_other = |id: &&FigureId| {
        ["之间", "年均", "每年"].iter().any(|w| index.figures[**id].lead.contains(w))
    };
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

fn read(index: &Index, sentence: usize, main: &[FigureId], at: usize, length: usize) -> Told {
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

/// What is compared: the subject before 比, else the plain number before it.
fn current_of(index: &Index, sentence: usize, prior: FigureId) -> Option<FigureId> {
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
fn referred_to(index: &Index, id: FigureId, dimension: Option<Dimension>) -> Option<FigureId> {
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
fn plain_before(
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

fn compares_with_past(lead: &str) -> bool {
    ["上年", "去年", "年初", "同比", "比上", "较上"].iter().any(|w| lead.contains(w))
}

/// 2023年灌溉面积6820亩，比2022年增加880亩, where the value is that of the year, no average of several.
fn compares_with_last_year(index: &Index, current: FigureId, amount: FigureId) -> bool {
    let lead = &index.figures[amount].lead;
    let year = ["比", "较"].iter().find_map(|w| named_year(lead.strip_prefix(w)?));
    let is_average = index.figures[current].lead.contains("年均");
    !is_average && year.is_some_and(|year| index.is_last_year(year))
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
