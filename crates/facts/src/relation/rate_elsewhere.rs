//! What a rate divides, where it stands apart from the rate and no name ties the two.

use crate::figure::FigureId;
use crate::index::Index;
use jiheng_law::{Concept, RateDefinition};

/// 全年支付4665.60万元，支出进度96.00%: what was spent in the year is held against the one amount that the year
/// had, wherever that is told.
pub(super) fn whole_of_the_year(
    index: &Index,
    part: FigureId,
    definition: &RateDefinition,
) -> Option<FigureId> {
    // 全年支付, but not 全年“三公”经费支出.
    let is_of_year = |id: FigureId, words: &[String]| {
        let opens = ["全年", "本年", "年度"].iter().any(|w| index.figures[id].label.starts_with(w));
        let name = index.topics[id].name.as_str();
        let bare = name.strip_prefix("资金").or(name.strip_suffix("资金")).unwrap_or(name);
        opens && words.iter().any(|w| w == bare)
    };
    let is_spent = index.topics[part].concept == Some(Concept::Expenditure);
    if !is_spent && !is_of_year(part, &definition.part) {
        return None;
    }
    let tells_whole = |id: &FigureId| match index.topics[*id].concept {
        Some(concept) => matches!(concept, Concept::AdjustedBudget | Concept::AnnualBudget),
        None => is_of_year(*id, &definition.whole),
    };
    let mut wholes = (0..index.figures.len()).filter(|id| {
        *id != part
            && index.dimension(*id) == index.dimension(part)
            && index.is_plain(*id)
            && index.is_current(*id)
            && !index.figures[*id].in_table
            && tells_whole(id)
    });
    let first = wholes.next()?;
    let base = |id: FigureId| index.figures[id].quantity.base();
    wholes.all(|other| base(other) == base(first)).then_some(first)
}

/// 全年支出9.36万元，其中…。2023年预算10.00万元，控制率93.60%: the only amount spent that the paragraph tells
/// before a budget without a name of its own.
pub(super) fn part_of_paragraph(
    index: &Index,
    whole: FigureId,
    definition: &RateDefinition,
) -> Option<FigureId> {
    let is_bare = definition.whole.iter().any(|w| *w == index.topics[whole].name);
    let tells_part = |id: &FigureId| {
        index.is_plain(*id)
            && index.is_current(*id)
            && index.dimension(*id) == index.dimension(whole)
            && definition.part.iter().any(|w| index.topics[*id].name.ends_with(w.as_str()))
    };
    let sentence = index.figures[whole].sentence;
    let mut told = (index.paragraph(sentence).start..sentence)
        .flat_map(|s| index.main(s).collect::<Vec<_>>())
        .filter(tells_part);
    let only = told.next().filter(|_| is_bare)?;
    told.next().is_none().then_some(only)
}
