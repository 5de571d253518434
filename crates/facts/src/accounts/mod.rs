//! The tables of final accounts (部门决算公开表): which of the nine each table is, and its lines.

mod book;
mod line;
mod three_public;
mod title;

pub use book::Book;
pub use line::{Line, column_with, lines, total_rows};
pub use three_public::ThreePublicPart;

use crate::table::DataTable;
use crate::wording;
use jiheng_base::{NodeId, Place};
use jiheng_document::{Block, Document, Table};

/// The tables that final accounts are published in, as the national form numbers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StatementKind {
    /// 收入支出决算总表
    Totals,
    /// 收入决算表
    Income,
    /// 支出决算表
    Spending,
    /// 财政拨款收入支出决算总表
    GrantTotals,
    /// 一般公共预算财政拨款支出决算表
    PublicSpending,
    /// 一般公共预算财政拨款基本支出决算表
    BasicSpending,
    /// 财政拨款“三公”经费支出决算表
    ThreePublic,
    /// 政府性基金预算财政拨款收入支出决算表
    Fund,
    /// 国有资本经营预算财政拨款收入支出决算表
    StateCapital,
}

/// One of the tables of final accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Which.
    pub kind: StatementKind,
    /// Its title.
    pub title: Place,
    /// The table, in [`crate::Facts::tables`].
    pub table: usize,
}

impl StatementKind {
    /// The kind that a title names.
    #[must_use]
    pub fn of_title(title: &str) -> Option<Self> {
        title::kind_of(title)
    }

    /// Its name in the national form.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Totals => "收入支出决算总表",
            Self::Income => "收入决算表",
            Self::Spending => "支出决算表",
            Self::GrantTotals => "财政拨款收入支出决算总表",
            Self::PublicSpending => "一般公共预算财政拨款支出决算表",
            Self::BasicSpending => "一般公共预算财政拨款基本支出决算表",
            Self::ThreePublic => "财政拨款“三公”经费支出决算表",
            Self::Fund => "政府性基金预算财政拨款收入支出决算表",
            Self::StateCapital => "国有资本经营预算财政拨款收入支出决算表",
        }
    }
}

/// The tables of final accounts among all tables. A kind that comes twice stands for several bodies,
/// and none of them is taken.
pub(crate) fn find(document: &Document, tables: &[DataTable]) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    let mut above: Vec<NodeId> = Vec::new();
    let mut number = 0;
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) => above.push(p.node),
            Block::Table(grid) => {
                number += 1;
                let titled = titled(document, grid, &above);
                let table = tables.iter().position(|t| t.number == number);
                if let (Some((kind, title)), Some(table)) = (titled, table) {
                    found.push(Statement { kind, title, table });
                }
                above.clear();
            }
        }
    }
    let times = |kind| found.iter().filter(|s| s.kind == kind).count();
    found.iter().filter(|s| times(s.kind) == 1).cloned().collect()
}

/// The title of a table: the nearest paragraph above it, or a row of its own at its head.
fn titled(document: &Document, grid: &Table, above: &[NodeId]) -> Option<(StatementKind, Place)> {
    /// 公开01表, 编制单位 and 单位：万元 stand between title and table.
    const PARAGRAPHS: usize = 6;
    let heads = grid.cells.iter().take_while(|c| c.row < 2).map(|c| c.node);
    let near = above.iter().rev().take(PARAGRAPHS).copied();
    heads.chain(near).find_map(|node| {
        let text = document.text(node);
        let kind = StatementKind::of_title(&wording::squeeze(text))?;
        let start = text.len() - text.trim_start().len();
        Some((kind, Place::new(node, start, text.trim_end().len().max(start))))
    })
}
