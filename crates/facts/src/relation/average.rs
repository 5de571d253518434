//! Averages: 平均每平方米628.04元, 人均, 平均班额53.56人.

use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::{Index, Match};
use crate::lex::Separator;
use crate::role::Role;
use jiheng_base::{Bound, Dimension, Unit};

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        for id in index.sentences[sentence].figures.clone() {
            if index.figures[id].quoted {
                continue;
            }
            // 目标为户均0.35个 is set, not reckoned.
            let is_set =
                ["目标", "标准", "要求"].iter().any(|w| index.figures[id].lead.starts_with(w));
            let is_exact = index.figures[id].quantity.bound == Bound::Exact;
            if index.role(id) == Role::Average && is_exact && !is_set {
                found.extend(relation(context, id));
            }
        }
    }
}

/// 得分分别为96.4分、91.2分、95.8分，平均94.47分: the mean of the run before it.
fn mean_of_run(index: &Index, claimed: FigureId) -> Option<Relation> {
    const MIN: usize = 3;
    if index.figures[claimed].lead != "平均" {
        return None;
    }
    let mut run: Vec<FigureId> = Vec::new();
    for id in index.main(index.figures[claimed].sentence).rev().filter(|id| *id < claimed) {
        if index.dimension(id) != index.dimension(claimed) {
            break;
        }
        run.push(id);
        if !index.figures[id].lead.trim_matches(['和', '、']).is_empty() {
            break;
        }
    }
    let opens = run.last().is_some_and(|id| index.figures[*id].lead.contains('分'));
    let count = jiheng_base::Decimal::from(run.len());
    run.reverse();
    (run.len() >= MIN && opens).then(|| {
        Relation::new(RelationKind::Average, claimed, "平均数")
            .reading(Expr::over(Expr::sum(run), Expr::Number(count)), true)
    })
}

/// 已建9部投资486.00万元，单价54.00万元: what stands right before a price, and how many it was paid for.
fn unit_price(index: &Index, claimed: FigureId) -> Option<Relation> {
    if !["单价", "平均单价", "均价"].contains(&index.figures[claimed].lead.trim_end_matches('为'))
    {
        return None;
    }
    let before: Vec<FigureId> =
        index.main(index.figures[claimed].sentence).filter(|id| *id < claimed).collect();
    let counts = |id: &&FigureId| matches!(index.dimension(**id), Dimension::Measure(_));
    let [.., count, paid] = before[..] else { return None };
    let exact = [count, paid]
        .iter()
        .all(|id| index.figures[*id].quantity.bound == Bound::Exact && index.is_plain(*id));
    let is_paid = exact
        && index.dimension(paid) == Dimension::Money
        && index.dimension(claimed) == Dimension::Money
        && before.iter().filter(counts).count() == 1
        && counts(&&count)
        && !index.figures[count].quantity.value.is_zero()
        && [paid, claimed].iter().all(|id| index.figures[*id].after <= Some(Separator::Clause));
    is_paid.then(|| {
        Relation::new(RelationKind::Average, claimed, "单价")
            .reading(Expr::ratio(paid, count), true)
    })
}

fn relation(context: &Context, claimed: FigureId) -> Option<Relation> {
    let index = &context.index;
    if let Some(told) = mean_of_run(index, claimed).or_else(|| unit_price(index, claimed)) {
        return Some(told);
    }
    let lead = &index.figures[claimed].lead;
    let dimension = index.dimension(claimed);
    // Scores are averaged over what is told one by one, not over the highest and the lowest.
    if dimension == Dimension::Points {
        return None;
    }
    let mut near = nearby(index, claimed);
    // 公用车运行维护费9.60万元（车辆4辆，车均2.40万元）: what stands in its bracket, then what is before it.
    near.splice(0..0, beside(index, claimed));
    let mut wholes: Vec<FigureId> = near
        .iter()
        .copied()
        .filter(|id| index.dimension(*id) == dimension && index.is_plain(*id))
        .collect();
    // 车均运行维护费: the money of that name, wherever it stands, and no other.
    let mut is_averaged = false;
    if let Some(name) = averaged(lead) {
        let bears = |id: &FigureId| index.figures[*id].label.contains(name);
        wholes.retain(|id| bears(id));
        if wholes.is_empty() {
            let named = index.resolve(name, dimension, claimed).into_iter();
            wholes.extend(named.filter(|(_, m)| *m >= Match::Suffix).map(|(id, _)| id));
        }
        let base = |id: &FigureId| index.figures[*id].quantity.base();
        is_averaged = wholes.windows(2).all(|two| base(&two[0]) == base(&two[1]));
    }
    // 平均每场1.80万元（演出专项支出514.80万元）: what is averaged stands in the bracket behind.
    let told = bracket_behind(index, claimed).or_else(|| before_bracket(index, claimed));
    wholes.extend(told);
    if wholes.is_empty() {
        wholes.extend(named_elsewhere(context, claimed));
    }
    let mut counts = divisors(index, &near, lead, dimension);
    // A total is averaged, or divides, rather than one of its parts; a thing that the sentence
    // names, rather than another.
    counts.retain(|id| !index.figures[*id].quantity.value.is_zero());
    let is_part =
        |id: &FigureId| context.lists.iter().any(|l| l.parts.len() > 1 && l.parts.contains(id));
    let sentence = index.figures[claimed].sentence;
    let named = |id: &FigureId| context.is_named_in(&index.figures[*id].label, sentence);
    // 小学部班均 is of 小学部1848人 and 小学部42个班.
    let of_part = part_named(lead);
    let is_other =
        |id: &FigureId| of_part.is_some_and(|part| !index.figures[*id].label.contains(part));
    wholes.sort_by_key(|id| (Some(*id) != told, is_other(id), !named(id), is_part(id)));
    let is_only = only_spent(index, &wholes, claimed);
    counts.sort_by_key(|id| (is_other(id), is_part(id)));
    let (whole, count) = (*wholes.first()?, *counts.first()?);
    let mut relation =
        Relation::new(RelationKind::Average, claimed, index.figures[claimed].label.clone());
    relation = relation.reading(
        Expr::ratio(whole, count),
        told.is_some()
            || is_averaged
            || is_only == Some(whole)
            || named(&whole)
            || index.figures[whole].sentence == sentence,
    );
    for whole in &wholes {
        for count in &counts {
            relation = relation.reading(Expr::ratio(*whole, *count), false);
        }
    }
    Some(relation)
}

/// 预算4.50万元，支出决算2.84万元，…。全年接待46批次、312人次，人均91.03元: the only money of the sentence before that was spent.
fn only_spent(index: &Index, wholes: &[FigureId], claimed: FigureId) -> Option<FigureId> {
    let label = |id: &FigureId| index.figures[*id].label.as_str();
    let before = index.figures[claimed].sentence.checked_sub(1)?;
    let mut spent = wholes.iter().copied().filter(|id| !label(id).contains("预算"));
    let only = spent.next().filter(|_| spent.next().is_none())?;
    let says = ["决算", "支出", "费用"].iter().any(|w| label(&only).ends_with(w));
    (says && index.figures[only].sentence == before).then_some(only)
}

/// 小学部 of 小学部班均.
fn part_named(lead: &str) -> Option<&str> {
    let at = OPENERS.iter().filter_map(|w| lead.find(w)).min()?;
    let part = &lead[..at];
    (2..=8).contains(&part.chars().count()).then_some(part)
}

/// 运行维护费 of 车均运行维护费, where the words name the money.
fn averaged(lead: &str) -> Option<&str> {
    let (opener, rest) = OPENERS.iter().find_map(|w| Some((w, lead.split_once(*w)?.1)))?;
    let name = rest.trim_end_matches(['为', '约', '达', '是']);
    let is_money = ["费", "支出", "成本", "经费"].iter().any(|w| name.ends_with(w));
    (opener.ends_with('均') && opener.chars().count() == 2 && is_money && name.chars().count() > 2)
        .then_some(name)
}

/// 救助城乡低保对象47215人次，人次均补助…: the only money of a thing that the sentence names.
fn named_elsewhere(context: &Context, claimed: FigureId) -> Option<FigureId> {
    let index = &context.index;
    let sentence = index.figures[claimed].sentence;
    let mut named = (0..index.figures.len()).filter(|id| {
        let figure = &index.figures[*id];
        index.dimension(*id) == Dimension::Money
            && index.is_plain(*id)
            && index.is_current(*id)
            && !figure.in_table
            && figure.sentence != sentence
            && context.is_named_in(&figure.label, sentence)
    });
    let only = named.next().filter(|_| index.dimension(claimed) == Dimension::Money)?;
    named.next().is_none().then_some(only)
}

fn bracket_behind(index: &Index, claimed: FigureId) -> Option<FigureId> {
    let sentence = index.figures[claimed].sentence;
    let next = (claimed + 1..index.sentences[sentence].figures.end).next()?;
    // （折合2.43万元）: the same value again.
    let is_same =
        ["折合", "约", "合", "即"].iter().any(|w| index.figures[next].lead.starts_with(w));
    let is_aside = index.figures[next].depth > index.figures[claimed].depth
        && index.figures[next].after.is_none()
        && !is_same;
    (is_aside && index.dimension(next) == index.dimension(claimed)).then_some(next)
}

/// 公务接待费2.44万元（接待236人次，人均103.39元）: the amount right before the bracket.
fn before_bracket(index: &Index, claimed: FigureId) -> Option<FigureId> {
    let depth = index.figures[claimed].depth;
    let start = index.sentences[index.figures[claimed].sentence].figures.start;
    let outside = (start..claimed).rev().find(|id| index.figures[*id].depth < depth)?;
    (index.dimension(outside) == index.dimension(claimed)).then_some(outside)
}

/// The numbers before an average in its own bracket, the nearest first.
fn beside(index: &Index, claimed: FigureId) -> Vec<FigureId> {
    let depth = index.figures[claimed].depth;
    let start = index.sentences[index.figures[claimed].sentence].figures.start;
    let own = (start..claimed).rev().take_while(|id| index.figures[*id].depth == depth);
    if depth == 0 { Vec::new() } else { own.collect() }
}

/// Amounts before the average in its sentence, then in its paragraph, the nearest first.
fn nearby(index: &Index, claimed: FigureId) -> Vec<FigureId> {
    let paragraph = index.paragraph(index.figures[claimed].sentence);
    let all = paragraph.flat_map(|s| index.main(s).collect::<Vec<_>>());
    let mut before: Vec<FigureId> = all.filter(|id| *id < claimed).collect();
    before.reverse();
    before
}

/// 12个村 of 平均每村: the noun behind a count is what is averaged.
fn counts_of(index: &Index, id: FigureId, rest: &str) -> bool {
    let figure = &index.figures[id];
    let is_count = matches!(index.dimension(id), Dimension::Measure("个" | "所" | "家"));
    is_count && !rest.is_empty() && figure.tail.starts_with(rest)
}

/// What opens an average, the longer words first.
#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "平均每", "每", "平均", "人次均", "人均", "户均", "亩均", "生均", "次均", "车均", "村均", "校均", "班均", "件均",
    "床均", "案均",
];

/// What the average divides by: the amount whose measure word or name stands in its lead.
fn divisors(index: &Index, near: &[FigureId], lead: &str, dimension: Dimension) -> Vec<FigureId> {
    let after = OPENERS.iter().find_map(|w| lead.rfind(w).map(|at| (&lead[at..], *w)));
    let Some((words, opener)) = after else {
        return Vec::new();
    };
    let rest = words.strip_prefix(opener).unwrap_or("");
    let measured = |id: &FigureId| match index.figures[*id].quantity.unit {
        Unit::Measure { word, .. } if !word.is_empty() => {
            // 次均 divides by 人次, 每场 by 18场次, 班均 by 42个班.
            let of_opener = opener.strip_suffix('均').is_some_and(|of| {
                let figure = &index.figures[*id];
                let names = figure.tail.starts_with(of) || figure.label.ends_with(of);
                word.contains(of) || word == "个" && names
            });
            let first = word.chars().next().unwrap_or('\0');
            rest.starts_with(first) || of_opener
        }
        _ => false,
    };
    let by_measure: Vec<FigureId> = near
        .iter()
        .copied()
        .filter(|id| index.dimension(*id) != dimension && measured(id))
        .collect();
    if !by_measure.is_empty() {
        return by_measure;
    }
    // 平均班额 divides by classes, 车均 by 车辆4辆: the amount whose name holds the first word of what is averaged.
    let named = if opener.starts_with("平均") || opener == "每" { rest } else { opener };
    let Some(first) = named.chars().next() else {
        return Vec::new();
    };
    near.iter()
        .copied()
        .filter(|id| {
            index.dimension(*id) != dimension
                && index.role(*id) == Role::Plain
                && (index.figures[*id].label.contains(first) || counts_of(index, *id, rest))
                // 21个小区平均每户1.02万元: what follows the number is what is averaged.
                && !index.figures[*id].label.contains(opener)
                // 每村2名 counts within each, not all of them.
                && !index.figures[*id].lead.contains('每')
        })
        .collect()
}
