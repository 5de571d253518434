//! Which item stands under which.

use super::{ScoreItem, nest};
use crate::figure::{Figure, FigureId};
use crate::lex::Separator;
use crate::outline::Outline;
use jiheng_base::Decimal;

/// Score items of the prose and of tables, with what stands under what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScoreTree {
    /// All items in reading order, those of the prose first.
    pub items: Vec<ScoreItem>,
    /// For each item, the one that it stands under.
    pub parents: Vec<Option<usize>>,
}

impl ScoreTree {
    pub(crate) fn build(items: Vec<ScoreItem>, outline: &Outline, figures: &[Figure]) -> Self {
        let mut items = merge_headings(items, outline);
        settle_subtotals(&mut items, outline, figures);
        let nested = nest::parents(&items, outline, figures);
        let parents = (0..items.len())
            .map(|at| nested[at].or_else(|| parent(&items, at, outline, figures)))
            .collect();
        Self { items, parents }
    }

    /// The items that `keep` keeps, with what stands under what.
    pub(crate) fn part(&self, keep: impl Fn(usize, &ScoreItem) -> bool) -> Self {
        let kept: Vec<usize> =
            (0..self.items.len()).filter(|at| keep(*at, &self.items[*at])).collect();
        let place = |old: usize| kept.iter().position(|k| *k == old);
        Self {
            items: kept.iter().map(|at| self.items[*at].clone()).collect(),
            parents: kept.iter().map(|at| self.parents[*at].and_then(place)).collect(),
        }
    }

    /// The items under one.
    pub fn children(&self, item: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.items.len()).filter(move |at| self.parents[*at] == Some(item))
    }

    /// The items that one stands under, the nearest first.
    #[must_use]
    pub fn lineage(&self, item: usize) -> Vec<&ScoreItem> {
        let parent = |at: &usize| self.parents[*at];
        let above = std::iter::successors(parent(&item), parent);
        above.map(|at| &self.items[at]).collect()
    }

    /// Items that others stand under.
    pub fn groups(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.items.len()).filter(|at| self.children(*at).next().is_some())
    }

    /// The scores of the whole.
    pub fn totals(&self) -> impl Iterator<Item = &ScoreItem> {
        self.items.iter().filter(|i| i.is_total)
    }
}

/// 合计40分 in the table under （三）产出指标（40分） is the sum of that dimension, not of the whole.
fn settle_subtotals(items: &mut [ScoreItem], outline: &Outline, figures: &[Figure]) {
    let value = |id: Option<FigureId>| id.map(|id| figures[id].quantity.value);
    for at in 0..items.len() {
        let total = &items[at];
        let weight = value(total.weight).filter(|w| *w != Decimal::ONE_HUNDRED);
        let (true, true, Some(weight)) = (total.in_table, total.is_total, weight) else { continue };
        let entry = outline.entry_of(total.node);
        let head = items[..at].iter().find(|i| {
            !i.in_table
                && !i.is_total
                && value(i.weight) == Some(weight)
                && entry.is_some()
                && outline.entry_of(i.node) == entry
        });
        let Some(name) = head.map(ScoreItem::title) else { continue };
        items[at].is_total = false;
        items[at].is_group = true;
        items[at].outer = vec![name.clone()];
        for row in items[..at].iter_mut().rev().take_while(|i| i.in_table && !i.is_total) {
            if outline.entry_of(row.node) == entry && row.outer.is_empty() {
                row.outer = vec![name.clone()];
            }
        }
    }
}

/// A heading gives the weight (（一）投入指标（15分）) and the paragraph below it the score (投入指标
/// 得14.00分): one item.
fn merge_headings(items: Vec<ScoreItem>, outline: &Outline) -> Vec<ScoreItem> {
    let mut merged: Vec<ScoreItem> = Vec::new();
    for item in items {
        let entry = outline.entry_of(item.node);
        let heading = merged.iter_mut().rev().find(|h| {
            !h.is_scored()
                && h.weight.is_some()
                && item.weight.is_none()
                && !item.is_total
                && h.node != item.node
                && outline.entry_of(h.node) == entry
                && same_name(&h.title(), &item.title())
        });
        match heading {
            Some(heading) => {
                heading.score = item.score;
                heading.deducted = item.deducted;
                heading.also_deducted = item.also_deducted;
                heading.full = item.full;
            }
            None => {
                let above = weighted_above(&merged, &item, outline);
                let weight = above.and_then(|at| merged.remove(at).weight).or(item.weight);
                merged.push(ScoreItem { weight, ..item });
            }
        }
    }
    merged
}

/// （二）产出指标…数量、质量两类指标权重依次为20分、12分 above 1.数量指标，得19.32分: where the weight of a titled item was told.
fn weighted_above(merged: &[ScoreItem], item: &ScoreItem, outline: &Outline) -> Option<usize> {
    let entry = outline.entry_of(item.node)?;
    let above = outline.entries[entry].parent?;
    let is_open = item.weight.is_none() && item.score.is_some() && !item.is_total;
    let is_title = is_open && outline.entries[entry].node == item.node;
    let waits = |h: &ScoreItem| {
        !h.is_scored()
            && !h.in_table
            && !h.is_first_level
            && h.weight.is_some()
            && h.node != item.node
            && outline.entry_of(h.node) == Some(above)
            && same_name(&h.title(), &item.title())
    };
    merged.iter().rposition(waits).filter(|_| is_title)
}

/// Whether two names mean one thing: equal, or one is the other with 指标 or the like behind it;
/// 预算执行, 执行率 and 执行率情况 are one.
#[must_use]
pub fn same_name(a: &str, b: &str) -> bool {
    const FILLERS: &[&str] = &["得分", "完成情况", "情况", "分析", "指标", "类"];
    let bare = |name: &str| {
        let mut rest = name.strip_prefix("年度").unwrap_or(name);
        while let Some(shorter) = FILLERS.iter().find_map(|w| rest.strip_suffix(w)) {
            rest = shorter;
        }
        let execution = rest.strip_prefix("预算").unwrap_or(rest);
        if matches!(execution, "执行" | "执行率") { "执行率" } else { rest }.to_owned()
    };
    let (a, b) = (bare(a), bare(b));
    !a.is_empty() && a == b
}

/// The first item of the own entry or of an enclosing one, where it sums up what follows.
fn parent(items: &[ScoreItem], at: usize, outline: &Outline, figures: &[Figure]) -> Option<usize> {
    let item = &items[at];
    if item.in_table || item.is_total {
        return None;
    }
    if let Some(head) = head_of_paragraph(items, at, figures) {
        return Some(head);
    }
    let own = outline.entry_of(item.node);
    let mut entry = own;
    loop {
        let first = items
            .iter()
            .position(|i| !i.in_table && !i.is_total && outline.entry_of(i.node) == entry);
        // Numbered items of one text stand side by side.
        let beside =
            |f: usize| items[f].node == item.node && items[f].is_numbered && item.is_numbered;
        if let Some(first) = first.filter(|f| *f < at && !beside(*f))
            && heads(items, first, entry, entry == own, outline, figures)
        {
            return Some(first);
        }
        entry = outline.entries[entry?].parent;
        entry?;
    }
}

/// 数量指标应得20分，实际得19分：甲…应得5分，实际得5分；乙…: what opens a paragraph and ends with a colon is made
/// of the rest of it.
fn head_of_paragraph(items: &[ScoreItem], at: usize, figures: &[Figure]) -> Option<usize> {
    let node = items[at].node;
    let first = items.iter().position(|i| i.node == node && !i.in_table).filter(|f| *f < at)?;
    let head = &items[first];
    let score = head.score.filter(|_| head.weight.is_some() && !head.is_total)?;
    let next = figures.get(score + 1).filter(|f| f.place.node == node)?;
    let names_kind = head.names.len() == 1 && head.names[0].0.ends_with("指标");
    (names_kind && next.after == Some(Separator::Colon)).then_some(first)
}

/// The first item of an entry is the total of what follows when it bears the name of the entry, or
/// when the weights of the others in the entry make its own.
fn heads(
    items: &[ScoreItem],
    first: usize,
    entry: Option<usize>,
    is_own: bool,
    outline: &Outline,
    figures: &[Figure],
) -> bool {
    let head = &items[first];
    let title =
        entry.map_or_else(String::new, |e| crate::wording::squeeze(&outline.entries[e].title));
    let bears =
        |name: &str| !name.is_empty() && (title.starts_with(name) || same_name(name, &title));
    let named = head.names.len() == 1 && bears(&head.names[0].0);
    let others = || {
        let in_entry = |i: &&ScoreItem| !i.in_table && outline.entry_of(i.node) == entry;
        items[first + 1..].iter().filter(in_entry)
    };
    let weight = head.weight.map(|id| figures[id].quantity.value);
    let weights: Decimal =
        others().filter_map(|i| i.weight).map(|id| figures[id].quantity.value).sum();
    let adds_up = weight.is_some_and(|w| w == weights && !w.is_zero());
    // 产出指标 heads what follows it even where the weights are wrong.
    let names_dimension =
        head.names.len() == 1 && head.names[0].0.ends_with("指标") && others().count() > 1;
    named || is_own && (adds_up || names_dimension && head.category.is_none())
}
