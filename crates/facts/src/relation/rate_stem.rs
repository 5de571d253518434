//! Rates that name what they count: 合格 of 合格率, 食堂供餐 of 食堂供餐率.

use super::rate_defined::is_one_segment;
use super::{Relation, RelationKind, rate_guess};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use jiheng_base::words;

/// The part carries the stem of the rate; the amount before it is the whole, or what should have been
/// done (应兑付 of 兑付率) wherever the paragraph tells it.
pub(super) fn pair_by_stem(
    index: &Index,
    claimed: FigureId,
    here: &[FigureId],
    name: &str,
) -> Option<(FigureId, FigureId)> {
    let (stem, last_two) = stems(name)?;
    // 食堂供餐率 is rather that of 食堂供餐的 than that of 企业供餐的.
    let carries = |id: &&FigureId, stem: &str| tells(&index.figures[**id].lead, stem);
    let part = *here
        .iter()
        .find(|id| carries(id, stem))
        .or_else(|| here.iter().find(|id| carries(id, last_two)))?;
    let due = due(index, part, last_two);
    let before = || {
        let like = |id: &&FigureId| {
            **id < part
                && index.dimension(**id) == index.dimension(part)
                && is_one_segment(index, **id, claimed)
        };
        here.iter().filter(like).copied()
    };
    // A list of the parts of the whole may stand between.
    let value = |id: FigureId| index.figures[id].quantity.base();
    let nearest = || before().find(|id| value(*id) >= value(part)).or_else(|| before().next());
    let whole = due.or_else(nearest)?;
    rate_guess::is_plausible(index, claimed, part, whole).then_some((part, whole))
}

/// The name without its ending, and the verb at its end.
fn stems(name: &str) -> Option<(&str, &str)> {
    let stem = name.trim_end_matches("比例").trim_end_matches(['率', '度']);
    let (at, _) = stem.char_indices().nth_back(1)?;
    Some((stem, &stem[at..]))
}

/// 一次验收合格14个、整改后合格2个，合格率100%: all that carry the stem and are counted like the part.
pub(super) fn all_parts(
    index: &Index,
    here: &[FigureId],
    name: &str,
    part: FigureId,
) -> Vec<FigureId> {
    let Some((_, verb)) = stems(name) else { return Vec::new() };
    let unit = index.figures[part].quantity.unit;
    let is_part = |id: &FigureId| {
        index.figures[*id].quantity.unit == unit && tells(&index.figures[*id].lead, verb)
    };
    here.iter().copied().filter(is_part).collect()
}

/// 全年目标12座，已开工5座（含完工2座），完工率16.67%: the part in the bracket right before the rate, of the target.
pub(super) fn in_bracket(
    index: &Index,
    claimed: FigureId,
    here: &[FigureId],
    name: &str,
) -> Option<Relation> {
    let stem = name.strip_suffix('率')?;
    let part =
        (index.sentences[index.figures[claimed].sentence].figures.start..claimed).next_back()?;
    let is_aside = index.figures[part].depth == 1 && !index.figures[part].quoted;
    let unit = index.figures[part].quantity.unit;
    let whole = here.iter().copied().find(|id| {
        index.figures[*id].quantity.unit == unit
            && words!["目标", "计划", "任务"].any_in(&index.figures[*id].lead)
    })?;
    (is_aside && index.figures[part].lead.ends_with(stem)).then(|| {
        Relation::new(RelationKind::Rate, claimed, name).reading(Expr::ratio(part, whole), true)
    })
}

/// Whether the words before a number end with a stem and no more than a noun: 受害面积, but not
/// 失业人员再就业.
fn tells(lead: &str, stem: &str) -> bool {
    const NOUN: usize = 3;
    lead.rfind(stem).is_some_and(|at| lead[at + stem.len()..].chars().count() <= NOUN)
}

/// 应兑付10914.09万元: what should have been done, in the paragraph up to the part.
fn due(index: &Index, part: FigureId, stem: &str) -> Option<FigureId> {
    let due = format!("应{stem}");
    let sentence = index.figures[part].sentence;
    let told = (index.paragraph(sentence).start..=sentence).rev();
    told.flat_map(|s| index.main(s).rev()).find(|id| {
        *id < part
            && index.dimension(*id) == index.dimension(part)
            && index.figures[*id].lead.contains(&due)
    })
}
