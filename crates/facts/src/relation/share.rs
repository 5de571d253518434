//! Shares: 占本年支出的84.24%, 比重分别为84.11%和15.89%, 为预算的87.74%.

mod in_order;
mod of_one_whole;
mod part;
mod respective;
mod whole;

use self::part::{
    inherited_base, listed_part, named_part, names_several, nearest_amount, share_words,
};
use self::whole::{is_general, with_wholes};
use super::{Context, Relation, RelationKind, periods};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::index::Index;
use crate::role::{Role, of_base};
use crate::wording;
use jiheng_base::{Bound, Decimal, Dimension};

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
