//! What a share is of.

use super::super::rate_defined::is_one_segment;
use super::{Claim, Context, Relation, RelationKind};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::{Index, Match};
use crate::role::Role;
use jiheng_base::slip::slip;
use jiheng_base::{Dimension, round_half_up};

/// A share with the wholes that it can be taken of.
pub(super) fn with_wholes(
    context: &Context,
    claimed: FigureId,
    part: FigureId,
    base: &str,
) -> Option<Claim> {
    let index = &context.index;
    let dimension = index.dimension(part);
    let mut wholes: Vec<(FigureId, bool)> = Vec::new();
    let list = context.lists.iter().find(|l| l.parts.contains(&part));
    let names_whole = !is_general(base);
    if names_whole {
        wholes.extend(limit_of_sentence(index, claimed, base, dimension));
        let mut named = index.resolve(base, dimension, part);
        let paragraph = index.paragraph(index.figures[claimed].sentence);
        let is_near = |id: FigureId| paragraph.contains(&index.figures[id].sentence);
        // 预算 without a name of its own is the budget of what is spoken of here.
        let of_all = is_told_of_the_whole(index, part, base);
        if is_nameless_budget(base) && !of_all {
            named.retain(|(id, _)| is_near(*id));
        }
        // A part is not more than its whole: what is less, told elsewhere, is a whole of its own.
        let base_of = |id: FigureId| index.figures[id].quantity.base();
        named.retain(|(id, _)| is_near(*id) || base_of(*id) >= base_of(part));
        if named.is_empty() {
            named.extend(whole_of_any_year(index, part, base).map(|id| (id, Match::Exact)));
        }
        let best = named.first().map(|(_, m)| *m);
        wholes.extend(
            named.into_iter().filter(|(_, m)| Some(*m) == best || *m >= Match::Suffix).map(
                |(id, m)| (id, of_all || m == Match::Exact || m == Match::Suffix && is_near(id)),
            ),
        );
    }
    let own = names_whole.then(|| own_whole(index, claimed, part, base)).flatten();
    wholes.splice(0..0, own.map(|id| (id, true)));
    if let Some(list) = list.filter(|_| own.is_none()) {
        wholes.extend(list.totals.iter().map(|(id, sure)| (*id, !names_whole && *sure)));
    }
    if ["总支出", "总收入"].contains(&base) {
        let of_year =
            index.resolve(&format!("本年{}", base.trim_start_matches('总')), dimension, part);
        wholes.extend(
            of_year.into_iter().filter(|(_, m)| *m == Match::Exact).map(|(id, _)| (id, false)),
        );
    }
    if !names_whole {
        wholes.extend(counted_out(context, part, dimension).map(|id| (id, true)));
        wholes.extend(amounts_before(index, part, dimension).into_iter().map(|id| (id, false)));
        if !wholes.iter().any(|(_, sure)| *sure) {
            let only = only_greater(index, claimed, part);
            wholes.splice(0..0, only.map(|id| (id, true)));
        }
    }
    wholes.retain(|(id, _)| *id != part);
    let what = format!("{}占比", index.figures[part].label);
    let mut relation = Relation::new(RelationKind::Share, claimed, what);
    for (whole, sure) in wholes {
        relation = relation.reading(Expr::ratio(part, whole), sure);
    }
    Some(Claim { relation, part, base: base.to_owned() })
}

/// 采购共386.24万元，货物62.18万元，工程268.40万元，服务55.66万元，中小企业合同361.05万元，占94.38%: the only amount of the sentence that
/// the part can be a share of, where one slip makes the printed share of it.
fn only_greater(index: &Index, claimed: FigureId, part: FigureId) -> Option<FigureId> {
    let value = |id: FigureId| index.figures[id].quantity.base();
    let fits = |id: &FigureId| {
        *id < part
            && index.is_plain(*id)
            && index.dimension(*id) == index.dimension(part)
            && value(*id) >= value(part)
    };
    let mut greater = index.main(index.figures[part].sentence).filter(fits);
    let only = greater.next().filter(|_| greater.next().is_none())?;
    let told = index.figures[claimed].quantity;
    let share = value(part).checked_div(value(only))?.checked_div(told.unit.scale())?;
    let share = round_half_up(share, told.decimals);
    slip(told.value, share, told.decimals).map(|_| only)
}

/// 建设期为2022年7月至2025年6月，批复总投资2860万元…占批复总投资的78.3%: a whole of its very name in the paragraph,
/// whatever year its sentence named before it.
fn whole_of_any_year(index: &Index, part: FigureId, base: &str) -> Option<FigureId> {
    const SHORTEST: usize = 4;
    let sentence = index.figures[part].sentence;
    let told = (index.paragraph(sentence).start..=sentence).rev();
    told.flat_map(|s| index.main(s).rev()).find(|id| {
        *id < part
            && base.chars().count() >= SHORTEST
            && index.is_plain(*id)
            && index.dimension(*id) == index.dimension(part)
            && index.figures[*id].label == base
    })
}

/// 接待费年初预算3.60万元，决算2.06万元，完成年初预算的57.22%: what bears the name of the whole between the same
/// semicolons as the part.
fn own_whole(index: &Index, claimed: FigureId, part: FigureId, base: &str) -> Option<FigureId> {
    // 占采购金额的 of 实际采购1694.50万元
    let base = ["金额", "总额", "数"].iter().find_map(|w| base.strip_suffix(w)).unwrap_or(base);
    let is_before = |id: &FigureId| *id < part && index.dimension(*id) == index.dimension(part);
    index
        .main(index.figures[claimed].sentence)
        .rev()
        .filter(|id| is_before(id) && is_one_segment(index, *id, claimed) && index.is_plain(*id))
        .find(|id| index.figures[*id].label.trim_end_matches('数').ends_with(base))
}

/// 286名护林员中50岁以上的163名，占56.99%: what is counted out of something is a share of it.
fn counted_out(context: &Context, part: FigureId, dimension: Dimension) -> Option<FigureId> {
    let index = &context.index;
    let sentence = index.figures[part].sentence;
    let like = |id: &FigureId| *id < part && index.dimension(*id) == dimension;
    let whole = index.main(sentence).rev().find(like).filter(|id| index.is_plain(*id))?;
    let start = index.sentences[sentence].place.start;
    let (from, to) = (index.figures[whole].place.end, index.figures[part].place.start);
    let between = context.texts[sentence].get((from - start) as usize..(to - start) as usize)?;
    let counts = between.contains('中') && !between.contains(['，', '；', '。']);
    (counts && matches!(dimension, Dimension::Measure(_))).then_some(whole)
}

/// 控制在42.00万元的预算以内，为预算的87.74%: the whole is a limit of the same sentence.
fn limit_of_sentence(
    index: &Index,
    claimed: FigureId,
    base: &str,
    dimension: Dimension,
) -> Option<(FigureId, bool)> {
    let sentence = index.figures[claimed].sentence;
    let names = |id: &FigureId| {
        let figure = &index.figures[*id];
        figure.tail.contains(base) || figure.lead.contains(base)
    };
    index
        .main(sentence)
        .filter(|id| index.role(*id) == Role::Limit && index.dimension(*id) == dimension)
        .find(names)
        .map(|id| (id, true))
}

fn is_nameless_budget(base: &str) -> bool {
    let base = base.trim_end_matches('数');
    matches!(
        base,
        "预算"
            | "年初预算"
            | "调整预算"
            | "调整后预算"
            | "汇总预算"
            | "全年预算"
            | "年度预算"
            | "变动预算"
    )
}

/// 年中追加684.50万元，占年初预算的5.40%: what was added to the budget is held against the one that the whole year
/// began with, wherever it is told.
fn is_told_of_the_whole(index: &Index, part: FigureId, base: &str) -> bool {
    let adds = ["年中追加", "预算追加", "追加预算", "年中调增", "调整预算"];
    base.starts_with("年初") && adds.iter().any(|w| index.figures[part].label.contains(w))
}

/// 总额, 合计 and the like name no whole of their own.
pub(super) fn is_general(base: &str) -> bool {
    matches!(
        base,
        "" | "总额"
            | "总数"
            | "合计"
            | "总量"
            | "全部"
            | "总"
            | "比"
            | "总支出"
            | "总收入"
            | "总金额"
    )
}

/// Plain amounts of a dimension before a figure in its paragraph, the nearest first.
pub(super) fn amounts_before(index: &Index, id: FigureId, dimension: Dimension) -> Vec<FigureId> {
    let paragraph = index.paragraph(index.figures[id].sentence);
    paragraph
        .flat_map(|s| index.main(s).collect::<Vec<_>>())
        .filter(|other| {
            *other < id && index.is_plain(*other) && index.dimension(*other) == dimension
        })
        .rev()
        .collect()
}
