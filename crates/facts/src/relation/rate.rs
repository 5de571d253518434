//! Rates with a name: 受理3276件，办结3241件，办结率98.93%.

use super::rate_elsewhere::{part_of_paragraph, whole_of_the_year};
use super::rate_guess::is_plausible;
use super::rate_stem::pair_by_stem;
use super::rate_words::{self, printed_pair};
use super::{
    Context, Exactness, Reading, Relation, RelationKind, rate_adjusted, rate_scope, rate_stem,
    satisfied,
};
use crate::expr::Expr;
use crate::figure::{FigureId, FigureYear};
use crate::index::{Index, Match};
use crate::lex::Separator;
use crate::role::Role;
use jiheng_base::{Bound, Dimension};
use jiheng_law::{Concept, RateDefinition};

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
    let text = &context.texts[index.figures[claimed].sentence];
    if let Some((part, whole)) = printed_pair(index, claimed, text) {
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
    let has =
        |id: FigureId, words: &[&str]| words.iter().any(|w| index.figures[id].label.contains(w));
    ["满意度", "满意率"].iter().any(|w| name.ends_with(w))
        && has(whole, &["发放", "发出"])
        && here.iter().any(|id| has(*id, &["有效", "收回", "回收"]))
}

/// Things that are counted against a target are not divided the other way round; days, amounts and
/// limits, of which fewer are better, may be.
fn is_counted(index: &Index, part: FigureId, whole: FigureId) -> bool {
    let is_time =
        |word: &str| ["年", "月", "天", "日", "时", "分钟"].iter().any(|w| word.contains(w));
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
    let is_limit = ["不足", "未达", "低于", "高于"].iter().any(|w| figure.label.contains(w));
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
        label if label.contains(['÷', '/', '／']) => {
            &label.split(['（', '(']).next().unwrap_or(label).to_owned()
        }
        label => &label.to_owned(),
    };
    let is_rate = |name: &str| ["率", "度", "进度"].iter().any(|e| name.ends_with(e));
    if !is_rate(label) {
        return None;
    }
    let subject = &index.topics[id].subject;
    Some(if subject.ends_with(label.as_str()) { subject.clone() } else { label.clone() })
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

/// The two amounts that answer to the words of the definition. The part may stand elsewhere under
/// the name of what the rate is of (“三公”经费控制率：预算7.00万元，控制率90.00%).
fn defined_pair(
    index: &Index,
    claimed: FigureId,
    here: &[FigureId],
    name: &str,
    definition: &RateDefinition,
) -> Option<(FigureId, FigureId)> {
    let named = |id: &FigureId, word: &str| {
        let figure = &index.figures[*id];
        figure.label.contains(word) || figure.lead.contains(word) || figure.tail.starts_with(word)
    };
    let answers = |words: &[String], except: Option<FigureId>| {
        words
            .iter()
            .find_map(|w| here.iter().copied().find(|id| Some(*id) != except && named(id, w)))
    };
    let like = |a: FigureId, b: FigureId| index.dimension(a) == index.dimension(b);
    // 少到位643.00万元 tells what is missing of the part.
    let lacks =
        |id: &FigureId| ["少", "未", "尚"].iter().any(|w| index.figures[*id].lead.starts_with(w));
    let part = answers(&definition.part, None).filter(|part| !lacks(part)).or_else(|| {
        let fits = |id: &&FigureId| !lacks(id) && definition.part.iter().any(|w| named(id, w));
        here.iter().find(fits).copied()
    });
    let whole = answers(&definition.whole, part);
    let whole = budget_of_paragraph(index, name, part, whole).or(whole);
    match (part, whole) {
        // Beds and those who lie in them are counted in other words.
        (Some(part), Some(whole)) => {
            let counts = |id| matches!(index.dimension(id), Dimension::Measure(_));
            // Courses are no number of people.
            let is_event =
                matches!(index.dimension(whole), Dimension::Measure("期" | "班" | "场" | "批"));
            let in_other_words = counts(part) && counts(whole) && !is_event;
            (like(part, whole) || in_other_words).then_some((part, whole))
        }
        // The amount before the part is the whole where its label says nothing else.
        (Some(part), None) => {
            let before = here.iter().copied().find(|id| *id < part && like(*id, part));
            let before = before
                .filter(|before| !is_settled(index, *before, part))
                .filter(|before| is_one_segment(index, *before, claimed))
                .filter(|before| is_plausible(index, claimed, part, *before));
            whole_by_own_name(index, claimed, part, definition)
                .or(before)
                .or_else(|| whole_elsewhere(index, claimed, part, definition))
                .or_else(|| whole_of_the_year(index, part, definition))
                .map(|whole| (part, whole))
        }
        (None, Some(whole)) => {
            let other = here.iter().copied().find(|id| *id != whole && like(*id, whole));
            // Two that bear one name of the whole (定量检测612批次、快速检测8260批次) are both wholes.
            let own = definition.whole.iter().find(|word| named(&whole, word));
            let is_whole = |id: &FigureId| own.is_some_and(|word| named(id, word));
            other
                .filter(|other| !is_whole(other) && is_one_segment(index, *other, claimed))
                .filter(|other| is_plausible(index, claimed, *other, whole))
                .or_else(|| part_elsewhere(index, claimed, whole, name))
                .or_else(|| part_of_whole(index, claimed, whole, definition))
                .or_else(|| part_of_paragraph(index, whole, definition))
                .map(|part| (part, whole))
        }
        (None, None) => {
            let part = *here.iter().find(|id| index.dimension(**id) == Dimension::Money)?;
            whole_elsewhere(index, claimed, part, definition).map(|whole| (part, whole))
        }
    }
}

/// 预算500.00万元，到位450.00万元，支出430.00万元，预算执行率95.56%: whether a rate of the budget was taken of what arrived,
/// which a person must judge.
fn is_of_what_arrived(
    index: &Index,
    claimed: FigureId,
    name: &str,
    here: &[FigureId],
    (part, whole): (FigureId, FigureId),
) -> bool {
    let label = |id: FigureId| index.figures[id].label.as_str();
    if !name.starts_with("预算") || !label(whole).contains("预算") {
        return false;
    }
    let claim = Relation::new(RelationKind::Rate, claimed, "");
    let fits = |whole: FigureId| {
        let reading = Reading { expr: Expr::ratio(part, whole), sure: false };
        claim.holds_as(&reading, index.figures, &Exactness::default())
    };
    let arrived = here.iter().copied().filter(|id| *id != part && label(*id).contains("到位"));
    !fits(whole) && arrived.into_iter().any(fits)
}

/// 预算资金500.00万元…到位450.00万元，到位率90%；支出430.00万元，预算执行率86%: a rate of the budget is taken of the
/// budget where the paragraph tells it, not of what arrived.
fn budget_of_paragraph(
    index: &Index,
    name: &str,
    part: Option<FigureId>,
    whole: Option<FigureId>,
) -> Option<FigureId> {
    let (part, whole) = (part?, whole?);
    let tells = |id: FigureId| index.figures[id].label.contains("预算");
    if !name.starts_with("预算") || tells(whole) {
        return None;
    }
    let sentence = index.figures[part].sentence;
    let mut told = (index.paragraph(sentence).start..=sentence)
        .rev()
        .flat_map(|s| index.main(s).rev())
        .filter(|id| *id < part && index.dimension(*id) == index.dimension(part));
    told.find(|id| tells(*id) && index.is_plain(*id) && index.is_current(*id))
}

/// Whether no ； parts two figures of a sentence: what it parts has other things to say.
pub(super) fn is_one_segment(index: &Index, first: FigureId, last: FigureId) -> bool {
    index.figures[first].sentence != index.figures[last].sentence
        || (first + 1..=last).all(|id| index.figures[id].after != Some(Separator::Segment))
}

/// 基本支出90万元，执行率95%；项目支出80万元，执行率…: the first amount has its rate, and is no whole of the
/// second.
fn is_settled(index: &Index, amount: FigureId, next: FigureId) -> bool {
    (amount + 1..next).any(|id| index.figures[id].depth == 0 && index.role(id) == Role::Rate)
}

/// 市县配套资金3215.00万元…市县配套资金到位2572.00万元: the amount of the paragraph that bears the name of the part
/// without the word for the part.
fn whole_by_own_name(
    index: &Index,
    claimed: FigureId,
    part: FigureId,
    definition: &RateDefinition,
) -> Option<FigureId> {
    let label = &index.figures[part].label;
    let name = definition.part.iter().find_map(|w| label.strip_suffix(w.as_str()))?;
    let first = index.paragraph(index.figures[claimed].sentence).start;
    let mut before = (first..=index.figures[part].sentence).rev().flat_map(|s| index.main(s).rev());
    before.find(|id| {
        *id < part
            && !name.is_empty()
            && index.figures[*id].label == name
            && index.is_plain(*id)
            && index.dimension(*id) == index.dimension(part)
    })
}

/// The whole by its name, in the paragraph.
fn whole_elsewhere(
    index: &Index,
    claimed: FigureId,
    part: FigureId,
    definition: &RateDefinition,
) -> Option<FigureId> {
    let paragraph = index.paragraph(index.figures[claimed].sentence);
    let is_near = |id: &FigureId| paragraph.contains(&index.figures[*id].sentence);
    let by_name = definition.whole.iter().find_map(|word| {
        let named = index.resolve(word, index.dimension(part), part);
        named.into_iter().filter(|(_, m)| *m == Match::Exact).map(|(id, _)| id).find(is_near)
    });
    by_name.or_else(|| only_whole_before(index, part, definition))
}

/// 全年资金安排4860.00万元 …到账4860.00万元，资金到位率100%: the only amount of the paragraph whose name
/// ends with a word for the whole.
fn only_whole_before(
    index: &Index,
    part: FigureId,
    definition: &RateDefinition,
) -> Option<FigureId> {
    let sentence = index.figures[part].sentence;
    let mut named = (index.paragraph(sentence).start..sentence)
        .flat_map(|s| index.main(s).collect::<Vec<_>>())
        .filter(|id| index.is_plain(*id) && index.dimension(*id) == index.dimension(part))
        .filter(|id| definition.whole.iter().any(|w| index.topics[*id].name.ends_with(w.as_str())));
    let only = named.next()?;
    named.next().is_none().then_some(only)
}

/// The part under the name that the rate bears before its own kind (“三公”经费 of “三公”经费控制率).
fn part_elsewhere(
    index: &Index,
    claimed: FigureId,
    whole: FigureId,
    name: &str,
) -> Option<FigureId> {
    let kind = ["控制率", "执行率", "完成率", "到位率", "使用率"]
        .into_iter()
        .find(|k| name.ends_with(k))?;
    let stem = name.strip_suffix(kind).filter(|stem| !stem.is_empty())?;
    let named = index.resolve(stem, index.dimension(whole), claimed);
    named.into_iter().find(|(id, m)| *m == Match::Exact && *id != whole).map(|(id, _)| id)
}

/// 公用经费预算120.00万元，控制率98.97%: what the whole is the budget of, told elsewhere.
fn part_of_whole(
    index: &Index,
    claimed: FigureId,
    whole: FigureId,
    definition: &RateDefinition,
) -> Option<FigureId> {
    let label = &index.figures[whole].label;
    let stem = definition
        .whole
        .iter()
        .find_map(|w| label.trim_end_matches('数').strip_suffix(w.as_str()))
        .filter(|stem| !stem.is_empty())?;
    let named = index.resolve(stem, index.dimension(whole), claimed);
    named.into_iter().find(|(id, m)| *m == Match::Exact && *id != whole).map(|(id, _)| id)
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
    let counted_out = ["中有", "中，有", "其中"].iter().any(|w| lead.contains(w));
    let is_apart =
        index.dimension(part) != index.dimension(whole) || is_settled(index, whole, part);
    if !counted_out || is_apart {
        return None;
    }
    let is_rest = ["未", "没有", "不"].iter().any(|w| tail.contains(w));
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
