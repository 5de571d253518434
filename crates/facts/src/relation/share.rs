//! Shares: 占本年支出的84.24%, 比重分别为84.11%和15.89%, 为预算的87.74%.

mod in_order;
mod of_one_whole;
mod respective;

use super::rate_defined::is_one_segment;
use super::{Context, Relation, RelationKind, periods};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::{Index, Match};
use crate::role::{Role, of_base};
use crate::wording;
use jiheng_base::slip::slip;
use jiheng_base::{Bound, Decimal, Dimension, round_half_up};

/// A share as it is claimed.
pub(super) struct Claim {
    pub(super) relation: Relation,
    /// Whose share it is.
    pub(super) part: FigureId,
    /// The words for what it is a share of; may be empty.
    base: String,
}

impl Claim {
    /// Whether the words leave open what it is a share of.
    pub(super) fn names_no_whole(&self) -> bool {
        is_general(&self.base)
    }
}

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let mut claims = Vec::new();
    claimed(context, &mut claims);
    let mut by_order = respective::find(context);
    by_order.extend(in_order::find(context));
    claims.retain(|c| !by_order.iter().any(|r| r.claimed == c.relation.claimed));
    found.extend(by_order);
    of_one_whole::settle(context, &mut claims);
    of_one_whole::settle_by_sum(context, &mut claims);
    of_one_whole::settle_by_items(context, &mut claims);
    found.extend(claims.into_iter().map(|c| c.relation).filter(|r| !r.readings.is_empty()));
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        for id in index.main(sentence).filter(|id| index.dimension(*id) == Dimension::Rate) {
            if !found.iter().any(|r| r.claimed == id) {
                found.extend(of_printed_whole(context, id));
            }
        }
    }
}

fn claimed(context: &Context, found: &mut Vec<Claim>) {
    let index = &context.index;
    for sentence in 0..index.sentences.len() {
        let main: Vec<FigureId> = index.main(sentence).collect();
        let mut at = 0;
        while at < main.len() {
            let id = main[at];
            let is_share = matches!(index.role(id), Role::Share | Role::OfBase)
                || index.figures[id].lead == "即" && restates(context, id);
            if !is_share || index.figures[id].quantity.bound != Bound::Exact {
                at += 1;
                continue;
            }
            let count = run_of_rates(index, &main[at..]);
            if count > 1 {
                found.extend(distributed(context, &main, at, count));
            } else {
                found.extend(single(context, id));
            }
            at += count.max(1);
        }
    }
}

/// 占三成半左右，即35.00%: the share said roughly before.
fn restates(context: &Context, id: FigureId) -> bool {
    let figure = &context.index.figures[id];
    let start = context.index.sentences[figure.sentence].place.start;
    let text = &context.texts[figure.sentence];
    let before = text.get(..(figure.span.start - start) as usize).unwrap_or("");
    let clause =
        before.trim_end_matches('，').rsplit(['，', '；', '。', '、']).next().unwrap_or("");
    figure.quantity.dimension() == Dimension::Rate
        && clause.trim_start().starts_with('占')
        && clause.contains('成')
}

/// How many rates follow each other joined by 、 or 和 (84.11%和15.89%).
fn run_of_rates(index: &Index, figures: &[FigureId]) -> usize {
    let joins = |id: &FigureId| {
        index.dimension(*id) == Dimension::Rate
            && index.figures[*id].after.is_none_or(|s| s == crate::lex::Separator::Item)
            && matches!(index.figures[*id].lead.as_str(), "" | "和" | "及" | "与" | "以及")
    };
    1 + figures[1..].iter().take_while(|id| joins(id)).count()
}

/// The k-th rate belongs to the k-th of as many amounts before it.
fn distributed(context: &Context, main: &[FigureId], at: usize, count: usize) -> Vec<Claim> {
    let index = &context.index;
    let before: Vec<FigureId> = main[..at]
        .iter()
        .copied()
        .filter(|id| index.is_plain(*id) && index.dimension(*id) != Dimension::Rate)
        .collect();
    // 四项资金占比依次为: how many they are is none of them.
    let before = without_count(index, before, count);
    let list =
        context.lists.iter().rev().find(|l| l.parts.len() == count && before.ends_with(&l.parts));
    let parts = match list {
        Some(list) => list.parts.clone(),
        None if before.len() >= count => before[before.len() - count..].to_vec(),
        None => return Vec::new(),
    };
    let (_, base) = share_words(&index.figures[main[at]].lead);
    (0..count)
        .filter_map(|k| {
            let claimed = main[at + k];
            with_wholes(context, claimed, parts[k], &base)
        })
        .collect()
}

fn without_count(index: &Index, mut amounts: Vec<FigureId>, count: usize) -> Vec<FigureId> {
    let counts = |id: &FigureId| {
        let quantity = index.figures[*id].quantity;
        matches!(quantity.dimension(), Dimension::Measure("项" | "个" | "类" | "部分" | "者"))
            && quantity.value == Decimal::from(count)
    };
    if amounts.last().is_some_and(counts) {
        amounts.pop();
    }
    amounts
}

/// 支出决算1411.39万元，完成年初预算1425.70万元的99.00%: the whole is printed before the rate.
fn of_printed_whole(context: &Context, claimed: FigureId) -> Option<Relation> {
    let index = &context.index;
    let figure = &index.figures[claimed];
    if figure.lead != "的" || figure.after.is_some() || figure.quantity.bound != Bound::Exact {
        return None;
    }
    let mut before = index
        .main(figure.sentence)
        .rev()
        .filter(|id| *id < claimed && index.role(*id) != Role::Share);
    let whole = before.next()?;
    let lead = &index.figures[whole].lead;
    let opens = ["占", "完成", "为", "达到", "相当于"]
        .iter()
        .any(|w| lead.starts_with(w) || lead.contains("占"));
    let dimension = index.dimension(whole);
    let part = before.next().filter(|id| {
        index.is_plain(*id) && index.dimension(*id) == dimension && dimension != Dimension::Rate
    })?;
    // Behind the parts of a total, the total is meant.
    let near = index.figures[whole].after == Some(crate::lex::Separator::Clause)
        && !context.lists.iter().any(|l| l.parts.contains(&part));
    let what = format!("{}的比率", index.figures[part].label);
    (opens && near).then(|| {
        Relation::new(RelationKind::Share, claimed, what).reading(Expr::ratio(part, whole), true)
    })
}

fn single(context: &Context, claimed: FigureId) -> Option<Claim> {
    let index = &context.index;
    let figure = &index.figures[claimed];
    let lead = wording::without_dates(&figure.lead);
    let (part_name, base) = match index.role(claimed) {
        Role::OfBase => (String::new(), of_base(&lead).unwrap_or("").to_owned()),
        _ => share_words(&lead),
    };
    let base = if base.is_empty() { inherited_base(index, claimed) } else { base };
    let base = if base == "全年" { periods::stem(&part_name).to_owned() } else { base };
    if !part_name.is_empty() && names_several(context, claimed) {
        return None;
    }
    let part = if part_name.is_empty() {
        nearest_amount(index, claimed)?
    } else {
        named_part(index, claimed, &part_name)
            .or_else(|| listed_part(context, claimed, &part_name))?
    };
    with_wholes(context, claimed, part, &base)
}

/// 甲、乙级占94.64%: the share is of more than the last name before it.
fn names_several(context: &Context, claimed: FigureId) -> bool {
    let index = &context.index;
    let figure = &index.figures[claimed];
    let start = index.sentences[figure.sentence].place.start;
    let text = &context.texts[figure.sentence];
    let before = text.get(..(figure.span.start - start) as usize).unwrap_or("");
    let Some(names) = before.trim_end().strip_suffix('、') else { return false };
    let end = start as usize + names.len();
    !index.figures[..claimed].iter().rev().take(1).any(|f| f.place.end as usize >= end)
}

/// A share without a base is of the same whole as the one before it in its sentence.
fn inherited_base(index: &Index, claimed: FigureId) -> String {
    let before = index.main(index.figures[claimed].sentence).rev().filter(|id| *id < claimed);
    let shares = before.filter(|id| index.role(*id) == Role::Share);
    shares
        .map(|id| share_words(&index.figures[id].lead).1)
        .find(|base| !base.is_empty())
        .unwrap_or_default()
}

/// Splits 技术性收入占总收入比重达到: whose share, and of what.
fn share_words(lead: &str) -> (String, String) {
    let Some((part, base)) = lead.split_once('占') else {
        return (String::new(), String::new());
    };
    let mut base = base.trim_start_matches(['到', '了', '比']);
    for word in [
        "依次为",
        "分别为",
        "分别",
        "达到",
        "约为",
        "为",
        "达",
        "约",
        "是",
        "的",
        "比重",
        "比例",
        "比率",
        "的",
    ] {
        base = base.strip_suffix(word).unwrap_or(base);
    }
    for word in ["的比重", "比重", "的比例", "比例", "的比率", "比率", "的", "分别", "依次"]
    {
        base = base.strip_suffix(word).unwrap_or(base);
    }
    (wording::strip(part), wording::strip(base))
}

/// The amount that stands nearest before a share in its sentence.
fn nearest_amount(index: &Index, claimed: FigureId) -> Option<FigureId> {
    let sentence = index.figures[claimed].sentence;
    index
        .main(sentence)
        .rev()
        .filter(|id| *id < claimed)
        .find(|id| index.is_plain(*id) && index.dimension(*id) != Dimension::Rate)
}

fn named_part(index: &Index, claimed: FigureId, name: &str) -> Option<FigureId> {
    let here = nearest_amount(index, claimed);
    let answers = here.filter(|id| {
        let label = &index.topics[*id].name;
        !label.is_empty() && (name.contains(label.as_str()) || label.contains(name))
    });
    answers.or_else(|| {
        let named = index.resolve(name, Dimension::Money, claimed);
        named.into_iter().find(|(_, m)| *m == Match::Exact).map(|(id, _)| id)
    })
}

/// 甲类29个、乙类58个、丙类24个；乙类占52.25%: the part of a list told before that bears the name.
fn listed_part(context: &Context, claimed: FigureId, name: &str) -> Option<FigureId> {
    let index = &context.index;
    let sentence = index.figures[claimed].sentence;
    let paragraph = index.paragraph(sentence);
    let is_near = |id: &FigureId| *id < claimed && paragraph.contains(&index.figures[*id].sentence);
    let parts = context.lists.iter().rev().flat_map(|l| &l.parts).copied();
    parts.filter(is_near).find(|id| index.topics[*id].name == name)
}

/// A share with the wholes that it can be taken of.
fn with_wholes(context: &Context, claimed: FigureId, part: FigureId, base: &str) -> Option<Claim> {
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
fn is_general(base: &str) -> bool {
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
fn amounts_before(index: &Index, id: FigureId, dimension: Dimension) -> Vec<FigureId> {
    let paragraph = index.paragraph(index.figures[id].sentence);
    paragraph
        .flat_map(|s| index.main(s).collect::<Vec<_>>())
        .filter(|other| {
            *other < id && index.is_plain(*other) && index.dimension(*other) == dimension
        })
        .rev()
        .collect()
}
