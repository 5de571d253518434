//! Lists whose parts are paragraphs of their own: 本年收入100万元，构成如下： 1.财政拨款90万元… 2.其他收入10万元.

use super::list::{ListOfParts, tells_division, totals};
use crate::figure::FigureId;
use crate::index::Index;
use crate::lex::Separator;
use crate::outline::{NumberStyle, style_at_start};
use jiheng_base::Dimension;
use std::ops::Range;

/// What opens an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marker {
    Number(NumberStyle),
    Dash,
}

impl Marker {
    fn of(text: &str) -> Option<Self> {
        if text.trim_start().starts_with(['—', '·', '•', '●']) {
            return Some(Self::Dash);
        }
        style_at_start(text)
            .filter(|style| !matches!(style, NumberStyle::Part | NumberStyle::Chinese))
            .map(Self::Number)
    }
}

/// The lists that a paragraph ending with a colon opens.
pub(super) fn find(index: &Index, texts: &[String]) -> Vec<ListOfParts> {
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    while let Some(next) = paragraphs.last().map_or(Some(0), |p| Some(p.end))
        && next < index.sentences.len()
    {
        paragraphs.push(index.paragraph(next));
    }
    let opens = |p: &Range<usize>| texts[p.end - 1].trim_end().ends_with(['：', ':']);
    (0..paragraphs.len())
        .filter(|at| opens(&paragraphs[*at]))
        .filter_map(|at| list(index, texts, &paragraphs[at..], opens))
        .collect()
}

/// 行政运行年初预算510.60万元，支出决算521.85万元: of a budget and what was spent the latter.
fn spent_behind_budget(
    index: &Index,
    first: FigureId,
    mut others: impl Iterator<Item = FigureId>,
) -> Option<FigureId> {
    let has = |id: FigureId, word: &str| index.figures[id].label.contains(word);
    has(first, "预算").then(|| others.find(|id| has(*id, "决算") && !has(*id, "预算"))).flatten()
}

fn list(
    index: &Index,
    texts: &[String],
    paragraphs: &[Range<usize>],
    opens: impl Fn(&Range<usize>) -> bool,
) -> Option<ListOfParts> {
    let (intro, items) = paragraphs.split_first()?;
    let marker_of = |p: &Range<usize>| Marker::of(&texts[p.start]);
    let own = marker_of(items.first()?)?;
    if marker_of(intro) == Some(own) {
        return None;
    }
    let mut parts: Vec<FigureId> = Vec::new();
    let mut amounts: Vec<FigureId> = Vec::new();
    let mut divides = false;
    for item in items {
        match marker_of(item) {
            Some(marker) if marker == own => {
                let mut plain = index.main(item.start).filter(|id| index.is_plain(*id));
                let first = plain.next()?;
                let is_money = |id: &FigureId| index.dimension(*id) == Dimension::Money;
                parts.push(first);
                // 三座水厂改造412.65万元 tells an amount, too.
                let mut money = std::iter::once(first).chain(plain).filter(is_money);
                let told = money.next();
                amounts.extend(told.map(|id| spent_behind_budget(index, id, money).unwrap_or(id)));
                divides = opens(item);
            }
            // The parts of a part.
            Some(_) if divides => {}
            _ => break,
        }
    }
    let all_have_amounts = amounts.len() == parts.len();
    let tells_money = parts.iter().any(|id| index.dimension(*id) == Dimension::Money);
    if all_have_amounts && tells_money {
        parts = amounts;
    }
    let first = *parts.first()?;
    let dimension = index.dimension(first);
    let like = parts
        .iter()
        .all(|id| index.dimension(*id) == dimension && !index.figures[*id].label.is_empty());
    if parts.len() < 2 || !like {
        return None;
    }
    // 分用途看：
    let opening = texts[intro.end - 1].trim_end().trim_end_matches(['：', ':']);
    let clause = opening.rsplit(['，', '；', '。']).next().unwrap_or("").trim();
    let title = if tells_division(clause) { clause.to_owned() } else { String::new() };
    let mut list = ListOfParts {
        title,
        parts,
        opened: true,
        level: Some(Separator::Clause),
        ..ListOfParts::default()
    };
    list.totals = totals(index, intro.end - 1, &list);
    (!list.totals.is_empty()).then_some(list)
}
