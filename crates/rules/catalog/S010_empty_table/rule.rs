//! An empty table says why it is empty.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place, Words};
use jiheng_document::{Block, Table};

const MIN_ROWS: u32 = 3;
static REASONS: Words = Words::new(&[
    "无数据",
    "空表",
    "为空",
    "没有",
    "无此",
    "未发生",
    "未安排",
    "不涉及",
    "无相关",
    "均无",
    "无“三公”",
    "无政府性基金",
    "无国有资本",
]);

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for (at, block) in cx.document.blocks.iter().enumerate() {
        let Block::Table(table) = block else { continue };
        if table.rows < MIN_ROWS || table.columns < 2 {
            continue;
        }
        looked = true;
        if is_empty(cx, table) && !is_explained(cx, at) {
            findings.extend(
                table
                    .cells
                    .iter()
                    .map(|c| c.node)
                    .find(|n| !is_dash(cx, *n))
                    .map(|node| finding(cx, node)),
            );
        }
    }
    Verdict::of_looked(findings, looked)
}

fn is_dash(cx: &Context, node: NodeId) -> bool {
    cx.document.text(node).chars().all(|c| c.is_whitespace() || "—-－–/".contains(c))
}

/// Below the head only the first column is filled.
fn is_empty(cx: &Context, table: &Table) -> bool {
    let below = |column: u32| {
        table
            .cells
            .iter()
            .filter(move |c| c.row > 0 && c.column >= column && c.column_span < table.columns)
    };
    let labelled = below(0).filter(|c| c.column == 0 && !is_dash(cx, c.node)).count();
    let has_columns = below(1).count() >= MIN_ROWS as usize - 1;
    labelled >= 2 && has_columns && below(1).all(|c| is_dash(cx, c.node))
}

/// The paragraphs around the table, or its cells, say that there is nothing to tell.
fn is_explained(cx: &Context, at: usize) -> bool {
    const AROUND: usize = 3;
    let blocks = &cx.document.blocks;
    let near = &blocks[at.saturating_sub(AROUND)..(at + 1 + AROUND).min(blocks.len())];
    near.iter().any(|block| {
        let nodes: Vec<NodeId> = match block {
            Block::Paragraph(p) => vec![p.node],
            Block::Table(t) => t.cells.iter().map(|c| c.node).collect(),
        };
        nodes.iter().any(|n| REASONS.any_in(cx.document.text(*n)))
    })
}

fn finding(cx: &Context, node: NodeId) -> Finding {
    let place = Place::new(node, 0, cx.document.text(node).len());
    let message = "整张表没有一个数，也没有说明";
    Finding::new("S010", Level::Doubt, place, message, "没有发生的注明，漏填的补填")
}
