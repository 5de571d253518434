//! The two amounts that answer to the words by which the law defines a rate.

use super::rate_elsewhere::{part_of_paragraph, whole_of_the_year};
use super::rate_guess::is_plausible;
use super::{Exactness, Reading, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::{Index, Match};
use crate::lex::Separator;
use crate::role::Role;
use jiheng_base::Dimension;
use jiheng_law::RateDefinition;

/// The two amounts that answer to the words of the definition. The part may stand elsewhere under
/// the name of what the rate is of (“三公”经费控制率：预算7.00万元，控制率90.00%).
pub(super) fn defined_pair(
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
    let whole = part.and_then(|part| whole_of_payer(index, claimed, part, whole)).or(whole);
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
pub(super) fn is_of_what_arrived(
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
pub(super) fn is_settled(index: &Index, amount: FigureId, next: FigureId) -> bool {
    (amount + 1..next).any(|id| index.figures[id].depth == 0 && index.role(id) == Role::Rate)
}

/// 中央资金3600.00万元、自治区补助1200.00万元。…自治区资金支出1168.45万元，执行率97.37%: what the same payer was to give, told once in this
/// paragraph or the one before, unless the whole at hand is the payer's own.
fn whole_of_payer(
    index: &Index,
    claimed: FigureId,
    part: FigureId,
    whole: Option<FigureId>,
) -> Option<FigureId> {
    const PAYERS: &[&str] = &[
        "中央",
        "自治区",
        "省级",
        "省",
        "市级",
        "市",
        "州级",
        "区级",
        "区",
        "县级",
        "县",
        "乡镇",
        "镇",
        "自筹",
        "债券",
        "社会",
    ];
    let label = |id: FigureId| index.figures[id].label.as_str();
    let payer = PAYERS.iter().find(|payer| label(part).starts_with(**payer))?;
    if whole.is_some_and(|whole| label(whole).starts_with(payer)) {
        return None;
    }
    let node = index.figures[claimed].place.node;
    let is_near = |id: &FigureId| index.figures[*id].place.node.0 + 1 >= node.0;
    let value = |id: FigureId| index.figures[id].quantity.base();
    let mut told = (0..part).rev().take_while(is_near).filter(|id| {
        label(*id).starts_with(payer)
            && index.figures[*id].depth == 0
            && index.is_plain(*id)
            && index.is_current(*id)
            && index.dimension(*id) == index.dimension(part)
    });
    let only = told.next()?;
    let is_single = told.all(|other| value(other) == value(only));
    (is_single && is_plausible(index, claimed, part, only)).then_some(only)
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
