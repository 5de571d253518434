//! Looking an amount up in the tables of final accounts.

use super::line::{Line, column_with, lines, total_rows};
use super::{Statement, StatementKind as Kind, ThreePublicPart};
use crate::figure::FigureId;
use crate::table::{Column, DataTable, Row, Side};

/// Heads of the column of a table of classes that holds the whole amount.
const WHOLE: [&str; 3] = ["合计", "小计", "本年支出"];

/// The tables of final accounts, to look amounts up in.
#[derive(Debug, Clone, Copy)]
pub struct Book<'a> {
    pub(crate) tables: &'a [DataTable],
    pub(crate) statements: &'a [Statement],
}

impl<'a> Book<'a> {
    /// The table of a kind.
    #[must_use]
    pub fn table(&self, kind: Kind) -> Option<&'a DataTable> {
        self.tables.get(self.statement(kind)?.table)
    }

    /// The table of a kind with its title.
    #[must_use]
    pub fn statement(&self, kind: Kind) -> Option<&'a Statement> {
        self.statements.iter().find(|s| s.kind == kind)
    }

    /// The amount of a row of a table of totals, on the side of 收入 or of 支出.
    #[must_use]
    pub fn row(&self, kind: Kind, side: &str, label: &str) -> Option<FigureId> {
        let side = self.side(kind, side)?;
        first_amount(side, side.rows.iter().find(|r| r.label.contains(label))?)
    }

    /// The last row of a side of a table of totals.
    #[must_use]
    pub fn grand_total(&self, kind: Kind, side: &str) -> Option<FigureId> {
        let side = self.side(kind, side)?;
        first_amount(side, side.rows.iter().rfind(|r| r.label.ends_with("总计"))?)
    }

    /// The side of a table of totals that 本年收入合计 or 本年支出合计 stands on.
    #[must_use]
    pub fn side(&self, kind: Kind, word: &str) -> Option<&'a Side> {
        let annual = format!("本年{word}合计");
        let has = |s: &&Side| s.rows.iter().any(|r| r.label.contains(&annual));
        self.table(kind)?.sides.iter().find(has)
    }

    /// The total row of a table of classes in the column whose head holds a word.
    #[must_use]
    pub fn total(&self, kind: Kind, head: &str) -> Option<FigureId> {
        let (side, row) = total_rows(self.table(kind)?).next()?;
        row.figure(column_with(side, &[head])?)
    }

    /// The total row of a table of classes in its column of whole amounts.
    #[must_use]
    pub fn whole(&self, kind: Kind) -> Option<FigureId> {
        WHOLE.iter().find_map(|head| self.total(kind, head))
    }

    /// 人员经费合计 or 公用经费合计.
    #[must_use]
    pub fn basic(&self, name: &str) -> Option<FigureId> {
        let table = self.table(Kind::BasicSpending)?;
        let (side, row) = total_rows(table).find(|(_, r)| r.label.contains(name))?;
        first_amount(side, row)
    }

    /// 预算 or 决算 of a part of “三公”经费, which stand in columns or in rows.
    #[must_use]
    pub fn three_public(&self, part: ThreePublicPart, group: &str) -> Option<FigureId> {
        let is_part = |name: &str| ThreePublicPart::of(name) == Some(part);
        let table = self.table(Kind::ThreePublic)?;
        table.sides.iter().find_map(|side| {
            let column = |c: &Column| c.header.contains(group) && is_part(&c.header);
            let across = side.columns.iter().position(column);
            if let Some(at) = across {
                return side.rows.iter().find_map(|r| r.figure(at));
            }
            let row = side.rows.iter().find(|r| is_part(&r.label))?;
            row.figure(column_with(side, &[group])?)
        })
    }

    /// The lines of a table of classes.
    pub fn lines(&self, kind: Kind) -> impl Iterator<Item = Line<'a>> {
        self.table(kind).into_iter().flat_map(lines)
    }
}

impl Line<'_> {
    /// The amount in the column of whole amounts.
    #[must_use]
    pub fn whole(&self) -> Option<FigureId> {
        let total = WHOLE.iter().find_map(|h| column_with(self.side, &[h]))?;
        self.row.figure(total)
    }

    /// The amount in the column whose head holds a word.
    #[must_use]
    pub fn amount(&self, head: &str) -> Option<FigureId> {
        self.row.figure(column_with(self.side, &[head])?)
    }
}

fn first_amount(side: &Side, row: &Row) -> Option<FigureId> {
    (0..side.columns.len()).find_map(|at| row.figure(at))
}
