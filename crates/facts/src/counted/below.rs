//! The list of a count in a table below it, or in a sentence further on.

use super::joined::possible;
use super::{CountedList, counts_things};
use crate::figure::{Figure, FigureId, Sentence};
use crate::table::{RowCell, rows_of};
use crate::wording;
use jiheng_base::{NodeId, Place, Unit};
use jiheng_document::{Block, Document};

/// 纳入汇编范围的单位共7个，具体情况如下： above a table whose rows are numbered.
pub(super) fn in_table(
    document: &Document,
    figures: &[Figure],
    sentences: &[Sentence],
) -> Vec<CountedList> {
    let pairs = document.blocks.windows(2).filter_map(|pair| match pair {
        [Block::Paragraph(above), Block::Table(table)] => Some((above.node, table)),
        _ => None,
    });
    let mut found = Vec::new();
    for (node, table) in pairs {
        let text = document.text(node).trim_end();
        if !["如下：", "如下:", "如下。", "下表：", "下表。"].iter().any(|w| text.ends_with(w))
        {
            continue;
        }
        let told = sentences.iter().rfind(|s| s.place.node == node);
        let Some(claimed) = told.and_then(|s| only_total(figures, s)) else { continue };
        if let Some((rows, last)) = numbered_rows(document, &rows_of(document, table)) {
            found.push(CountedList { claimed, counts: vec![rows], items: last });
        }
    }
    found
}

/// 共7个, the only count of things in a sentence.
fn only_total(figures: &[Figure], sentence: &Sentence) -> Option<FigureId> {
    let mut counts = sentence.figures.clone().filter(|id| {
        matches!(figures[*id].quantity.unit, Unit::Measure { .. }) && figures[*id].depth == 0
    });
    let only = counts.next().filter(|_| counts.next().is_none())?;
    let is_total = ["共", "共有", "共计", "合计"].iter().any(|w| figures[only].lead.ends_with(w));
    (is_total && counts_things(&figures[only])).then_some(only)
}

/// How many rows are numbered from 1 on under the head 序号, where no row is without a number but a total.
fn numbered_rows(document: &Document, rows: &[Vec<RowCell>]) -> Option<(u32, Place)> {
    const MIN: u32 = 3;
    let text = |cell: &RowCell| wording::squeeze(document.text(cell.node));
    let (head, body) = rows.split_first()?;
    if text(head.first()?) != "序号" {
        return None;
    }
    let mut count = 0;
    let mut last = NodeId(0);
    for row in body {
        let (Some(number), Some(name)) = (row.first(), row.get(1)) else { return None };
        if text(number) == (count + 1).to_string() {
            count += 1;
            last = name.node;
        } else if !text(name).contains('计') && !text(number).contains('计') {
            return None;
        }
    }
    (count >= MIN).then(|| (count, Place::new(last, 0, document.text(last).len())))
}

/// 低于90%的有5个。低于90%的项目分别为甲、乙、丙、丁。: the things of a condition, named where it is told again.
pub(super) fn told_again(document: &Document, figures: &[Figure]) -> Vec<CountedList> {
    let mut found = Vec::new();
    for (id, count) in figures.iter().enumerate().skip(1) {
        let bound = &figures[id - 1];
        let is_told = count.lead.starts_with("的有")
            && bound.sentence == count.sentence
            && counts_things(count)
            && !count.in_table;
        if !is_told {
            continue;
        }
        let node = count.place.node;
        let text = document.text(node);
        let Some(condition) = text.get(bound.span.start as usize..bound.place.end as usize) else {
            continue;
        };
        // The rate is named once only: 执行率低于90%的有5个。低于90%的项目…
        let sides = ["低于", "不足", "高于", "超过", "未达到", "达到"];
        let side = sides.iter().filter_map(|w| condition.find(w)).min().unwrap_or(0);
        let condition = format!("{}的", &condition[side..]);
        let from = count.place.end as usize;
        let Some(at) = text[from..].find(&condition).map(|at| from + at + condition.len()) else {
            continue;
        };
        found.extend(named(text, at).map(|(counts, (start, end))| CountedList {
            claimed: id,
            counts,
            items: Place::new(node, start, end),
        }));
    }
    found
}

/// 项目分别为甲、乙、丙: how many names stand behind the opener, and where.
fn named(text: &str, at: usize) -> Option<(Vec<u32>, (usize, usize))> {
    const NOUN: usize = 8;
    let clause = &text[at..at + text[at..].find(['。', '；', '，'])?];
    let (noun, list) = ["分别为", "分别是"].iter().find_map(|w| clause.split_once(w))?;
    let is_whole = list.contains('、') && !super::names_only_some(list) && !list.contains('（');
    if noun.chars().count() > NOUN || !is_whole {
        return None;
    }
    let names = u32::try_from(list.split('、').count()).ok()?;
    let end = at + clause.len();
    let counts = possible(names, list.rsplit('、').next()?);
    Some((counts, (end - list.len(), end)))
}
