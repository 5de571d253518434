//! Rates with a name: 受理3276件，办结3241件，办结率98.93%.

use super::rate_defined::{defined_pair, is_of_what_arrived, is_settled};
use super::rate_stem::pair_by_stem;
use super::rate_words::{self, printed_pair};
use super::{
    Context, Relation, RelationKind, rate_adjusted, rate_base, rate_scope, rate_stem, satisfied,
};
use crate::expr::Expr;
use crate::figure::{FigureId, FigureYear};
use crate::index::Index;
use crate::role::Role;
use jiheng_base::{Bound, Dimension, Words, words};
use jiheng_law::Concept;

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        for id in index.main(sentence) {
            let stated = index.role(id) == Role::Rate
                && index.figures[id].quantity.bound == Bound::Exact
                && !index.topics[id].in_goals
                && !is_condition(index, id)
                && !rate_scope::is_standard(context, id)
                && !rate_scope::is_one_of_several(index, id);
            // What a limit leaves over has been told.
            let is_told = || found.iter().any(|r| r.claimed == id && r.kind == RelationKind::Rate);
            if stated && !is_told() {
                found.extend(relation(context, id));
            }
        }
    }
}

fn relation(context: &Context, claimed: FigureId) -> Option<Relation> {
    let index = &context.index;
    let name = name_of(index, claimed)?;
    let here = amounts_before(index, claimed);
    if name.ends_with("变动率") || name.ends_with("变化率") {
        return variation(index, claimed, &here, &name);
    }
    if rate_adjusted::is_of(&name) {
        return rate_adjusted::relation(index, claimed, &name);
    }
    if rate_scope::is_of_other_period(index, claimed, &here) {
        return None;
    }
    let told = satisfied::relation(index, claimed, &here, &name)
        .or_else(|| rate_stem::in_bracket(index, claimed, &here, &name));
    if told.is_some() {
        return told;
    }
    let mut relation = Relation::new(RelationKind::Rate, claimed, name.clone());
    if let Some((saved, asked)) = rate_base::saved_of_asked(index, &here, &name) {
        relation.likely = true;
        return Some(relation.reading(Expr::ratio(saved, asked), false));
    }
    if let Some(share) = rate_base::saved_of_estimate(index, &here, &name) {
        return Some(relation.reading(share, true));
    }
    let text = &context.texts[index.figures[claimed].sentence];
    let told = printed_pair(index, claimed, text)
        .or_else(|| rate_base::told_base(index, claimed))
        .or_else(|| rate_base::due_and_done(index, claimed, &here, &name));
    if let Some((part, whole)) = told {
        // What the words say leaves no other way.
        return Some(relation.reading(Expr::ratio(part, whole), true));
    }
    if rate_words::names_a_base(index, claimed, text) {
        return None;
    }
    let named = match context.rates.of(&name) {
        Some(definition) => defined_pair(index, claimed, &here, &name, definition),
        None => pair_by_stem(index, claimed, &here, &name),
    };
    let named = named.filter(|(part, _)| !is_told_again(index, *part, claimed));
    let named = named.filter(|(part, _)| {
        let like = here.iter().filter(|id| index.dimension(**id) == index.dimension(*part));
        !rate_scope::is_of_all(index, claimed) || like.count() == 2
    });
    if let Some((part, whole)) =
        named.filter(|pair| is_of_what_arrived(index, claimed, &name, &here, *pair))
    {
        relation.likely = true;
        return Some(relation.reading(Expr::ratio(part, whole), false));
    }
    if let Some((part, whole)) = named {
        let left_out = rate_scope::left_out(index, part, whole, &name);
        let whole = left_out
            .map_or(Expr::Figure(whole), |out| Expr::minus(Expr::Figure(whole), Expr::Figure(out)));
        relation = relation.reading(Expr::over(Expr::Figure(part), whole), true);
    } else if let Some((part, whole, is_rest)) = counted_part(index, &here) {
        relation = relation.reading(share_or_rest(part, whole, is_rest), true);
    }
    if let Some((part, whole)) = named {
        let parts = rate_stem::all_parts(index, &here, &name, part);
        let sum = Expr::over(Expr::sum(parts), Expr::Figure(whole));
        relation = relation.reading(sum, false);
    }
    for (part, whole) in pairs_of_the_year(index, &name, &here) {
        relation = relation.reading(Expr::ratio(part, whole), false);
    }
    let upside_down = named.filter(|(part, whole)| is_counted(index, *part, *whole));
    for (part, whole) in other_pairs(index, &here) {
        if upside_down == Some((whole, part)) || is_sent_out(index, &name, whole, &here) {
            continue;
        }
        relation = relation.reading(Expr::ratio(part, whole), false);
        relation = relation.reading(share_or_rest(part, whole, true), false);
    }
    (!relation.readings.is_empty()).then_some(relation)
}

/// 居民…满意901份，满意度93.46%；企业…，满意度95%: the part has had its rate.
fn is_told_again(index: &Index, part: FigureId, claimed: FigureId) -> bool {
    let label = &index.figures[claimed].label;
    let between =
        index.main(index.figures[claimed].sentence).filter(|id| *id > part && *id < claimed);
    let mut rates = between.filter(|id| index.dimension(*id) == Dimension::Rate);
    rates.any(|id| index.figures[id].label == *label)
}

/// Of questionnaires that came back, those sent out are no base for who is content.
fn is_sent_out(index: &Index, name: &str, whole: FigureId, here: &[FigureId]) -> bool {
    let has = |id: FigureId, words: &Words| words.any_in(&index.figures[id].label);
    ["满意度", "满意率"].iter().any(|w| name.ends_with(w))
        && has(whole, words!["发放", "发出"])
        && here.iter().any(|id| has(*id, words!["有效", "收回", "回收"]))
}

/// Things that are counted against a target are not divided the other way round; days, amounts and
/// limits, of which fewer are better, may be.
fn is_counted(index: &Index, part: FigureId, whole: FigureId) -> bool {
    let is_time = |word: &str| words!["年", "月", "天", "日", "时", "分钟"].any_in(word);
    let counts = |id| matches!(index.dimension(id), Dimension::Measure(word) if !is_time(word));
    let at_most = index.figures[whole].quantity.bound == Bound::AtMost;
    counts(part) && counts(whole) && !at_most
}

/// 有2个项目执行率为100%: the rate tells which ones are counted.
fn is_condition(index: &Index, id: FigureId) -> bool {
    let sentence = &index.sentences[index.figures[id].sentence];
    let figure = &index.figures[id];
    // 执行率达到100%的有2个, 执行率不足序时进度80%（即46.66%）的有3个
    let counts =
        figure.tail == "的" || figure.tail.starts_with("的有") || figure.tail.starts_with("的共");
    let is_limit = words!["不足", "未达", "低于", "高于"].any_in(&figure.label);
    counts || is_limit || figure.after.is_none() && id > sentence.figures.start
}

/// The name of a rate: its own label, or the name of its item where the label only repeats its end.
fn name_of(index: &Index, id: FigureId) -> Option<String> {
    // 目标98%、完成98.67%: what was reached of a rate.
    let before = index.main(index.figures[id].sentence).rev().find(|before| *before < id);
    let is_reached = before.is_some_and(|before| {
        index.dimension(before) == Dimension::Rate
            && ["目标", "目标值"].iter().any(|w| index.figures[before].lead.ends_with(w))
    });
    let label = match index.figures[id].label.as_str() {
        "完成" | "实际完成" if is_reached => return None,
        "完成" | "实际完成" => &"完成率".to_owned(),
        // 执行率（支出÷预算）: the bracket gives the formula.
        label if label.contains(['÷', '/', '／']) => &before_bracket(label).to_owned(),
        // 满意度（很满意与满意合计）
        label if label.ends_with(['）', ')']) => &before_bracket(label).to_owned(),
        label => &label.to_owned(),
    };
    let is_rate = |name: &str| ["率", "度", "进度"].iter().any(|e| name.ends_with(e));
    let is_ratio_of_counts = |name: &str| name.ends_with("比例") && divides_counts(index, id);
    if !is_rate(label) && !is_ratio_of_counts(label) {
        return None;
    }
    let subject = &index.topics[id].subject;
    Some(if subject.ends_with(label.as_str()) { subject.clone() } else { label.clone() })
}

fn before_bracket(label: &str) -> &str {
    label.split(['（', '(']).next().unwrap_or(label)
}

/// 编制床位600张，实际开放床位568张，开放比例94.67%: two counts of one kind right before a 比例. That of money may be of
/// another whole.
fn divides_counts(index: &Index, claimed: FigureId) -> bool {
    let mut before = index.main(index.figures[claimed].sentence).rev().filter(|id| *id < claimed);
    let mut is_count = || {
        before.next().map(|id| index.dimension(id)).filter(|d| matches!(d, Dimension::Measure(_)))
    };
    let (last, first) = (is_count(), is_count());
    last.is_some() && last == first
}

/// Amounts that a rate can divide: those before it in its sentence, the nearest first; where the
/// sentence has none, those of the sentence before.
fn amounts_before(index: &Index, claimed: FigureId) -> Vec<FigureId> {
    let sentence = index.figures[claimed].sentence;
    // Only a rate of points divides points.
    let of_points = index.figures[claimed].label.contains("得分");
    let amounts = |sentence: usize| -> Vec<FigureId> {
        let fits = |id: &FigureId| {
            *id < claimed
                && index.dimension(*id) != Dimension::Rate
                && (of_points || index.dimension(*id) != Dimension::Points)
                && matches!(index.role(*id), Role::Plain | Role::Limit)
                && !rate_scope::is_gap(index, *id)
        };
        index.main(sentence).rev().filter(fits).collect()
    };
    let here = amounts(sentence);
    let first = index.paragraph(sentence).start;
    // 两村合计签约率 is of more than the sentence before tells last.
    let of_all = rate_scope::is_of_all(index, claimed);
    if here.is_empty() && sentence > first && !of_all { amounts(sentence - 1) } else { here }
}

/// What was spent in the year, or the amounts right before the rate, and what they can be divided by,
/// wherever that stands.
fn pairs_of_the_year(index: &Index, name: &str, here: &[FigureId]) -> Vec<(FigureId, FigureId)> {
    use Concept::{
        AdjustedBudget, AnnualBudget, BudgetExpenditure, CarriedOut, Expenditure, Income,
        IncomeTotal, InitialBudget,
    };
    let first = |concept: Concept| {
        (0..index.figures.len()).find(|id| {
            index.topics[*id].concept == Some(concept)
                && index.is_plain(*id)
                && index.is_current(*id)
        })
    };
    let is_money = |id: &FigureId| index.dimension(*id) == Dimension::Money;
    let mut parts: Vec<FigureId> = here.iter().copied().filter(is_money).collect();
    if ["执行率", "完成率", "支出进度", "支出率"].iter().any(|e| name.ends_with(e)) {
        parts.extend(first(Expenditure));
    }
    if name.contains("结转") || name.contains("结余") {
        parts.extend(first(CarriedOut));
    }
    let wholes: Vec<FigureId> = [
        AnnualBudget,
        AdjustedBudget,
        IncomeTotal,
        Income,
        InitialBudget,
        BudgetExpenditure,
        Expenditure,
    ]
    .into_iter()
    .filter_map(first)
    .collect();
    let pairs = parts.iter().flat_map(|part| wholes.iter().map(move |whole| (*part, *whole)));
    pairs.filter(|(part, whole)| part != whole).collect()
}

/// 8个所中有3个尚未达标: a part counted out of a whole, or what is left of it.
fn counted_part(index: &Index, here: &[FigureId]) -> Option<(FigureId, FigureId, bool)> {
    let (part, whole) = (*here.first()?, *here.get(1)?);
    let lead = &index.figures[part].lead;
    let tail = &index.figures[part].tail;
    let counted_out = words!["中有", "中，有", "其中"].any_in(lead);
    let is_apart =
        index.dimension(part) != index.dimension(whole) || is_settled(index, whole, part);
    if !counted_out || is_apart {
        return None;
    }
    let is_rest = words!["未", "没有", "不"].any_in(tail);
    Some((part, whole, is_rest))
}

fn share_or_rest(part: FigureId, whole: FigureId, is_rest: bool) -> Expr {
    if is_rest {
        let rest = Expr::minus(Expr::Figure(whole), Expr::Figure(part));
        Expr::over(rest, Expr::Figure(whole))
    } else {
        Expr::ratio(part, whole)
    }
}

/// Any two amounts of one dimension may be meant where the words do not say which.
fn other_pairs(index: &Index, here: &[FigureId]) -> Vec<(FigureId, FigureId)> {
    let mut pairs = Vec::new();
    for part in here {
        for whole in here {
            if part != whole && index.dimension(*part) == index.dimension(*whole) {
                pairs.push((*part, *whole));
            }
        }
    }
    pairs
}

/// (this year − last year) ÷ last year.
fn variation(index: &Index, claimed: FigureId, here: &[FigureId], name: &str) -> Option<Relation> {
    let year = |id: &FigureId| match index.figures[*id].year {
        Some(FigureYear::Printed(year, _)) => Some(i32::from(year)),
        _ => None,
    };
    let prior = *here.iter().find(|id| {
        index.figures[**id].year == Some(FigureYear::Prior)
            || year(id) < here.iter().filter_map(year).max()
            || year(id).is_some() && !index.is_current(**id)
    })?;
    let dimension = index.dimension(prior);
    let is_later = |id: &FigureId| {
        *id != prior
            && index.dimension(*id) == dimension
            && index.figures[*id].year != index.figures[prior].year
    };
    // The first amount of the later year is the total; parts may follow it.
    let current = here.iter().rev().copied().find(is_later).or_else(|| {
        let sentence = index.figures[prior].sentence;
        let before = index.paragraph(sentence).start..sentence;
        before.rev().find_map(|s| {
            index.main(s).filter(|id| index.is_plain(*id)).find(|id| {
                is_later(id)
                    && index.is_current(*id)
                    && index.topics[*id].name == index.topics[prior].name
            })
        })
    })?;
    let change = Expr::minus(Expr::Figure(current), Expr::Figure(prior));
    Some(
        Relation::new(RelationKind::Rate, claimed, name)
            .reading(Expr::over(change, Expr::Figure(prior)), true),
    )
}
