//! Gaps: 低于目标值0.8个百分点, 超预算11.92万元, 超编6人.

mod benchmark;
mod completion;
mod difference;
pub(super) mod saving;
mod still_open;

use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::role::Role;
use crate::wording;
use jiheng_base::{Bound, Dimension, Words};
use jiheng_law::Concept;

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        found.extend(completion::find(index, sentence));
        found.extend(completion::paid(index, sentence));
        let of_counts = completion::counted(index, sentence);
        found.extend(
            of_counts
                .into_iter()
                .filter(|r| !is_told_for_sure(found, r.claimed))
                .collect::<Vec<_>>(),
        );
        for id in index.main(sentence) {
            if matches!(index.figures[id].quantity.bound, Bound::Exact | Bound::Over | Bound::Under)
            {
                found.extend(
                    over_posts(index, id)
                        .or_else(|| saving::saved(index, id))
                        .or_else(|| saving::remaining(context, id))
                        .or_else(|| saving::unspent(index, id))
                        .or_else(|| still_open::find(index, id))
                        .or_else(|| difference::find(index, id))
                        .or_else(|| benchmark::find(context, id))
                        .or_else(|| compared(index, id))
                        .or_else(|| against_base(index, id)),
                );
            }
        }
    }
}

fn is_told_for_sure(found: &[Relation], claimed: FigureId) -> bool {
    let is_sure = |r: &Relation| r.readings.iter().any(|reading| reading.sure);
    found.iter().any(|r| r.claimed == claimed && r.kind == RelationKind::Rate && is_sure(r))
}

/// The dimension of the values that a gap lies between.
fn of_gap(index: &Index, claimed: FigureId) -> Dimension {
    match index.dimension(claimed) {
        Dimension::PercentPoint => Dimension::Rate,
        other => other,
    }
}

/// 超编6人 = people less posts.
fn over_posts(index: &Index, claimed: FigureId) -> Option<Relation> {
    let lead = &index.figures[claimed].lead;
    let over = ["超编", "超编制"].iter().any(|w| lead.ends_with(w));
    let free = ["空编", "缺编"].iter().any(|w| lead.ends_with(w));
    if !over && !free {
        return None;
    }
    let staff = nearest_concept(index, claimed, Concept::Staff)?;
    let posts = nearest_concept(index, claimed, Concept::Posts)?;
    let (a, b) = if over { (staff, posts) } else { (posts, staff) };
    let gap = Expr::minus(Expr::Figure(a), Expr::Figure(b));
    Some(Relation::new(RelationKind::Gap, claimed, "编制差额").reading(gap, true))
}

fn nearest_concept(index: &Index, near: FigureId, concept: Concept) -> Option<FigureId> {
    let fits = |id: &FigureId| index.topics[*id].concept == Some(concept) && index.is_plain(*id);
    (0..index.figures.len()).filter(fits).min_by_key(|id| (id.abs_diff(near), *id > near))
}

const ABOVE: &[&str] = &["高", "多", "超支", "超出", "超", "多完成", "快", "延后"];
const BELOW: &[&str] = &["低", "少", "节约", "节省", "结余", "少完成", "慢", "提前", "缩短"];

/// 准点率89.7%，比目标低2.3个百分点; 支出92.58万元，比预算数105.00万元节约12.42万元.
fn compared(index: &Index, claimed: FigureId) -> Option<Relation> {
    let lead = wording::without_dates(&index.figures[claimed].lead);
    let lead = lead.trim_end_matches(['了', '约']);
    let below = BELOW.iter().find_map(|w| lead.strip_suffix(w));
    let above = || ABOVE.iter().find_map(|w| lead.strip_suffix(w));
    let (words, is_below) = below.map(|w| (w, true)).or_else(|| above().map(|w| (w, false)))?;
    let dimension = of_gap(index, claimed);
    let before: Vec<FigureId> = index
        .main(index.figures[claimed].sentence)
        .filter(|id| *id < claimed && index.dimension(*id) == dimension)
        .collect();
    let (value, base) = if words.is_empty() {
        // The base stands between 比 and the word.
        let (base, earlier) = before.split_last()?;
        let lead = wording::without_dates(&index.figures[*base].lead);
        compares_with_plan(&lead)?;
        (*earlier.first()?, *base)
    } else {
        compares_with_plan(words)?;
        let value = before.last().copied().or_else(|| last_told(index, claimed, dimension))?;
        let told = before.iter().rev().skip(1).copied().find(|id| is_goal_by_name(index, *id));
        (value, told.or_else(|| goal_of(index, value, dimension))?)
    };
    let (value, base) = (Expr::Figure(value), Expr::Figure(base));
    let gap = if is_below { Expr::minus(base, value) } else { Expr::minus(value, base) };
    Some(Relation::new(RelationKind::Gap, claimed, "差额").reading(gap, true))
}

/// 目标320件, 计划3座
fn is_goal_by_name(index: &Index, id: FigureId) -> bool {
    let lead = index.figures[id].lead.trim_end_matches(['为', '是', '值', '≥', '≤']);
    ["目标", "计划", "任务", "年度任务", "计划数", "任务数"].iter().any(|w| lead.ends_with(w))
}

/// 满意度86.88%。比目标低3.12个百分点: the sentence goes on from the last number of the one before.
fn last_told(index: &Index, claimed: FigureId, dimension: Dimension) -> Option<FigureId> {
    let sentence = index.figures[claimed].sentence;
    let opens = index.main(sentence).next() == Some(claimed);
    let is_inside = sentence > index.paragraph(sentence).start;
    let last = index.main(sentence.checked_sub(1)?).next_back()?;
    let states = matches!(index.role(last), Role::Plain | Role::Rate);
    (opens && is_inside && states && index.dimension(last) == dimension).then_some(last)
}

fn compares_with_plan(words: &str) -> Option<()> {
    let rest = ["比", "较"].iter().find_map(|w| words.strip_prefix(w))?;
    let starts = |w: &&str| rest.starts_with(*w);
    ["目标", "预算", "计划", "年初目标", "控制", "任务", "年初预算"]
        .iter()
        .any(starts)
        .then_some(())
}

/// The target of what a value is of, as a target elsewhere names it: 准点率92%以上.
fn goal_of(index: &Index, value: FigureId, dimension: Dimension) -> Option<FigureId> {
    let bare = |name: &str| {
        crate::index::normalize(name)
            .trim_start_matches("实际")
            .trim_start_matches("完成")
            .to_owned()
    };
    let name = bare(&index.topics[value].name);
    if name.chars().count() < 3 {
        return None;
    }
    let is_goal = |id: &FigureId| {
        let figure = &index.figures[*id];
        let bounded = matches!(figure.quantity.bound, Bound::AtLeast | Bound::AtMost);
        bounded
            || index.topics[*id].in_goals
            || index.role(*id) == Role::Limit
            || figure.lead.contains("目标")
    };
    let mut goals = (0..index.figures.len()).filter(|id| {
        *id != value
            && index.dimension(*id) == dimension
            && is_goal(id)
            && names_goal(&bare(&index.topics[*id].name)).ends_with(&name)
    });
    let first = goals.next()?;
    let same =
        |id: FigureId| index.figures[id].quantity.base() == index.figures[first].quantity.base();
    goals.all(same).then_some(first)
}

/// 粮食播种面积 of 粮食播种面积稳定在
fn names_goal(words: &str) -> &str {
    let words = words.trim_start_matches("目标为");
    ["稳定在", "保持在", "力争达到", "达到", "控制在"]
        .iter()
        .find_map(|w| words.strip_suffix(w))
        .unwrap_or(words)
}

/// A value and the base that it lies over or under.
fn against_base(index: &Index, claimed: FigureId) -> Option<Relation> {
    static SIDES: Words = Words::new(&["超过", "高出", "高于", "超出", "低于", "少于", "超"]);
    let lead = wording::without_dates(&index.figures[claimed].lead);
    if !SIDES.any_in(&lead) {
        return None;
    }
    let (at, word) = SIDES
        .iter()
        .filter_map(|w| lead.rfind(w).map(|at| (at, *w)))
        .max_by_key(|(at, w)| at + w.len())?;
    let above = !matches!(word, "低于" | "少于");
    let (subject, base) = (wording::strip(&lead[..at]), lead[at + word.len()..].to_owned());
    if !["目标", "预算", "计划", "任务", "控制"].iter().any(|w| base.starts_with(w)) {
        return None;
    }
    let dimension = of_gap(index, claimed);
    let (value, base) = aside_base(index, claimed, dimension)
        .or_else(|| stated_pair(index, claimed, &subject, &base, dimension))
        .or_else(|| told_goal(index, claimed, &subject, dimension))?;
    let (value, base) = (Expr::Figure(value), Expr::Figure(base));
    let gap = if above { Expr::minus(value, base) } else { Expr::minus(base, value) };
    Some(Relation::new(RelationKind::Gap, claimed, "差额").reading(gap, true))
}

/// 粮食播种面积31860亩，其中…，超出目标360亩: the first number of the sentence and its target as the goals of the year
/// tell it.
fn told_goal(
    index: &Index,
    claimed: FigureId,
    subject: &str,
    dimension: Dimension,
) -> Option<(FigureId, FigureId)> {
    let mut main = index.main(index.figures[claimed].sentence);
    let value = main.next().filter(|id| subject.is_empty() && *id < claimed)?;
    let counts = index.dimension(value) == dimension && index.is_plain(value);
    let goal = goal_of(index, value, dimension).filter(|goal| index.topics[*goal].in_goals)?;
    (counts && index.figures[value].quantity.unit == index.figures[claimed].quantity.unit)
        .then_some((value, goal))
}

/// 超过目标值（90%）3.25个百分点: the base stands in brackets, the value before it.
fn aside_base(
    index: &Index,
    claimed: FigureId,
    dimension: Dimension,
) -> Option<(FigureId, FigureId)> {
    let sentence = index.figures[claimed].sentence;
    let range = index.sentences[sentence].figures.clone();
    let lead = index.figures[claimed].span;
    let base = range.clone().find(|id| {
        index.figures[*id].depth > 0
            && lead.overlaps(index.figures[*id].place)
            && index.dimension(*id) == dimension
    })?;
    let value = range
        .rev()
        .filter(|id| *id < base && index.figures[*id].depth == 0)
        .find(|id| index.dimension(*id) == dimension)?;
    Some((value, base))
}

/// The base and the value as another item states them: 目标98%，实际97.2%.
fn stated_pair(
    index: &Index,
    claimed: FigureId,
    subject: &str,
    base_word: &str,
    dimension: Dimension,
) -> Option<(FigureId, FigureId)> {
    let base_word =
        ["目标", "预算", "计划", "任务", "控制"].into_iter().find(|w| base_word.starts_with(w))?;
    let subject = crate::index::normalize(subject);
    if subject.chars().count() < 3 {
        return None;
    }
    (0..index.sentences.len()).find_map(|sentence| {
        let about = |id: &FigureId| {
            let topic = &index.topics[*id];
            topic.subject.contains(&subject) || topic.name.contains(&subject)
        };
        let main: Vec<FigureId> = index
            .main(sentence)
            .filter(|id| *id != claimed && index.dimension(*id) == dimension)
            .collect();
        let base = *main.iter().find(|id| {
            index.figures[**id].label.contains(base_word)
                || index.figures[**id].lead.contains(base_word)
        })?;
        let value = *main.iter().find(|id| **id != base && index.role(**id) != Role::Prior)?;
        (about(&base) || about(&value)).then_some((value, base))
    })
}
