//! Totals that stand behind their parts: 人员经费565.49万元，公用经费118.76万元，合计684.25万元.

mod counted;

use super::parts::is_slip_sized;
use super::{Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::lex::{Separator, measures_time};
use jiheng_base::{Decimal, Dimension, words};

const TOTALS: &[&str] = &["合计", "共计", "总计"];
const BEFORE_TOTALS: &[&str] = &[
    "三级资金",
    "两级资金",
    "各级资金",
    "三级",
    "两级",
    "各级",
    "三方",
    "两方",
    "两项",
    "三项",
    "四项",
    "五项",
    "以上",
    "上述",
    "各项",
    "两类",
    "三类",
    "三者",
    "二者",
];

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        let main: Vec<FigureId> = index.main(sentence).collect();
        let mut behind: Option<usize> = None;
        for (at, id) in main.iter().enumerate() {
            let of_count = counted::relation(index, sentence, &main[..at], *id);
            if let Some(relation) = of_count {
                behind = Some(at);
                found.push(relation);
            } else if is_total(&index.figures[*id].lead) || is_total_of(index, &main[..at], *id) {
                behind = Some(at);
                found.extend(of_parts(context, sentence, &main[..at], *id, true));
            } else if let Some(first) = behind.filter(|first| at == first + 1) {
                // 合计资助14304人，发放1440.00万元: each total adds up its own column.
                found.extend(of_parts(context, sentence, &main[..first], *id, false));
            }
        }
    }
}

/// 甲6家、乙2家共8家, 3月拨付甲，7月拨付乙，全年拨付丙: a total by its place.
fn is_total_of(index: &Index, before: &[FigureId], id: FigureId) -> bool {
    let lead = index.figures[id].lead.as_str();
    let like = |other: &&FigureId| index.dimension(**other) == index.dimension(id);
    let run: Vec<FigureId> = before.iter().rev().take_while(like).copied().collect();
    let by_month = |id: &FigureId| {
        let lead = &index.figures[*id].lead;
        lead.find('月').is_some_and(|at| lead[..at].ends_with(|c: char| c.is_ascii_digit()))
    };
    let counts = matches!(index.dimension(id), Dimension::Measure(_));
    let summed = counts
        && lead.ends_with('共')
        && lead.chars().count() > 1
        && index.figures[id].after.is_none()
        && run.iter().rev().skip(1).all(|id| index.figures[*id].after == Some(Separator::Item));
    let yearly =
        ["全年", "全年共", "年内"].iter().any(|w| lead.starts_with(w)) && run.iter().all(by_month);
    run.len() >= 2 && (summed || yearly)
}

fn is_total(lead: &str) -> bool {
    let lead = BEFORE_TOTALS.iter().find_map(|w| lead.strip_prefix(w)).unwrap_or(lead);
    TOTALS.iter().any(|w| lead.starts_with(w))
}

/// The like numbers before a total, those of the sentence before where its own has none.
fn of_parts(
    context: &Context,
    sentence: usize,
    before: &[FigureId],
    total: FigureId,
    is_named: bool,
) -> Option<Relation> {
    let index = &context.index;
    // 由6家甲、2家乙共8家承担: 由 compares nothing.
    let is_by = |id: &FigureId| index.figures[*id].lead == "由" && index.figures[*id].depth == 0;
    let like = |id: &FigureId| {
        (index.is_plain(*id) || is_by(id))
            && index.dimension(*id) == index.dimension(total)
            && (!index.figures[*id].label.is_empty()
                || index.figures[*id].opens_parts
                || index.figures[*id].after <= Some(Separator::Item))
            && !is_total(&index.figures[*id].lead)
    };
    let own = index.figures[total].lead.as_str();
    let mut parts: Vec<FigureId> = before.iter().copied().filter(like).collect();
    let is_previous = before.is_empty() && index.paragraph(sentence).start < sentence;
    if is_previous {
        parts = index.main(sentence - 1).filter(like).collect();
        // 应筹资甲，分别为乙、丙、丁。三级资金合计：what was divided is not added to its parts.
        let opens = parts.iter().rposition(|id| index.figures[*id].opens_parts);
        parts = parts.split_off(opens.filter(|at| at + 1 < parts.len()).unwrap_or(0));
    } else if parts.is_empty() && is_named {
        return None;
    }
    // 每个优秀等次5万元、良好等次3万元，合计44万元: what each gets is not what all get.
    if parts.iter().any(|id| index.figures[*id].lead.contains('每')) {
        return None;
    }
    // The second total of a row adds up what is told in its own words.
    if !is_named && !parts.iter().all(|id| index.figures[*id].lead == own) {
        return None;
    }
    let adds_up = match index.dimension(total) {
        Dimension::Money => true,
        Dimension::Measure(word) => !measures_time(word),
        _ => false,
    };
    if !adds_up || parts.len() < 2 {
        return None;
    }
    let mut relation = Relation::new(RelationKind::Parts, total, "合计");
    let sure = is_one_list(context, &parts) && may_miss(index, &parts, total);
    let is_pair = parts.len() == 2 && (is_previous || before.ends_with(&parts));
    let sure = sure || is_all_of_sentence(context, &parts, before, total);
    for from in 0..parts.len() - 1 {
        let sum = Expr::sum(parts[from..].iter().copied());
        relation = relation.reading(sum, from == 0 && (sure || is_pair));
    }
    Some(relation)
}

/// No part is divided again, and all stand side by side.
fn is_one_list(context: &Context, parts: &[FigureId]) -> bool {
    let index = &context.index;
    let opens = parts.iter().skip(1).any(|id| index.figures[*id].opens_parts);
    let mut separators = parts.iter().skip(1).map(|id| index.figures[*id].after);
    let first = separators.next();
    !opens && separators.all(|s| Some(s) == first)
}

/// 甲226.54万元，乙171.08万元，丙14.25万元，合计411.87万元: every number of the sentence is a named part, none of
/// them is more than the total, and the next to last is no total itself.
fn is_all_of_sentence(
    context: &Context,
    parts: &[FigureId],
    before: &[FigureId],
    total: FigureId,
) -> bool {
    const MIN: usize = 3;
    let index = &context.index;
    let base = |id: FigureId| index.figures[id].quantity.base();
    let named = parts.iter().all(|id| {
        let lead = index.figures[*id].lead.as_str();
        !lead.is_empty() && !words!["总", "全年", "预算", "计划"].any_in(lead)
    });
    let lead = index.figures[total].lead.as_str();
    let lead = BEFORE_TOTALS.iter().find_map(|w| lead.strip_prefix(w)).unwrap_or(lead);
    // 合计支出 may be less than what was given.
    let says_no_more = TOTALS.contains(&lead.trim_end_matches('为'));
    parts.len() >= MIN
        && says_no_more
        && parts == before
        && named
        && is_one_list(context, parts)
        && index.figures[total].after <= index.figures[parts[1]].after.max(Some(Separator::Clause))
        && parts.iter().all(|id| base(*id) <= base(total))
}

/// Counts that miss the total by less than any of the parts, money that misses it by a slip: nothing
/// else is added in between.
fn may_miss(index: &Index, parts: &[FigureId], total: FigureId) -> bool {
    let base = |id: FigureId| index.figures[id].quantity.base();
    let off = parts.iter().map(|id| base(*id)).sum::<Decimal>() - base(total);
    let least = parts.iter().map(|id| base(*id)).min().unwrap_or_default();
    let is_count = matches!(index.dimension(total), Dimension::Measure(_));
    is_slip_sized(index, total, off) || is_count && off.abs() < least
}
