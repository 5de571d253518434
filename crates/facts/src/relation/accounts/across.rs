//! One quantity in two tables.

use super::super::{Context, Relation, RelationKind};
use crate::accounts::{Line, StatementKind as Kind, column_with, lines, total_rows};
use crate::expr::Expr;
use crate::figure::FigureId;
use crate::table::{DataTable, Row, Side};

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let book = Book { context };
    found.extend(book.income());
    found.extend(book.spending());
    found.extend(book.grants());
    found.extend(book.basic());
    found.extend(book.classes());
}

struct Book<'a> {
    context: &'a Context<'a>,
}

impl<'a> Book<'a> {
    fn table(&self, kind: Kind) -> Option<&'a DataTable> {
        let statement = self.context.statements.iter().find(|s| s.kind == kind)?;
        self.context.tables.get(statement.table)
    }

    /// The amount of a row of a table of totals, on the side of income or of spending.
    fn row(&self, kind: Kind, side: &str, label: &str) -> Option<FigureId> {
        let side = self.side(kind, side)?;
        first_amount(side, side.rows.iter().find(|r| r.label.contains(label))?)
    }

    fn side(&self, kind: Kind, word: &str) -> Option<&'a Side> {
        let annual = format!("本年{word}合计");
        let has = |s: &&Side| s.rows.iter().any(|r| r.label.contains(&annual));
        self.table(kind)?.sides.iter().find(has)
    }

    /// The total row of a table of classes in the column whose head holds a word.
    fn total(&self, kind: Kind, head: &str) -> Option<FigureId> {
        let (side, row) = total_rows(self.table(kind)?).next()?;
        row.figure(column_with(side, &[head])?)
    }

    /// 本年收入 by its sources, in the totals and in the table of income.
    fn income(&self) -> Vec<Relation> {
        let mut found = Vec::new();
        let sources = ["上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"];
        let pairs = sources.into_iter().chain(["本年收入合计"]).map(|name| {
            (self.row(Kind::Totals, "收入", name), self.total(Kind::Income, name), name)
        });
        for (one, other, name) in pairs {
            found.extend(same(one, other, name));
        }
        let grants: Vec<FigureId> = ["一般公共预算", "政府性基金", "国有资本经营"]
            .iter()
            .filter_map(|name| self.row(Kind::Totals, "收入", name))
            .collect();
        if let Some(claimed) = self.total(Kind::Income, "财政拨款收入")
            && !grants.is_empty()
        {
            let relation = Relation::new(RelationKind::Across, claimed, "财政拨款收入");
            found.push(relation.reading(Expr::sum(grants), true));
        }
        found
    }

    fn spending(&self) -> Vec<Relation> {
        let annual = self.row(Kind::Totals, "支出", "本年支出合计");
        let total = ["本年支出合计", "合计"].iter().find_map(|h| self.total(Kind::Spending, h));
        same(annual, total, "本年支出合计").into_iter().collect()
    }

    /// The grants in the totals of all money, in those of grants, and by class.
    fn grants(&self) -> Vec<Relation> {
        let mut found = Vec::new();
        for name in ["一般公共预算", "政府性基金", "国有资本经营"] {
            let one = self.row(Kind::Totals, "收入", name);
            found.extend(same(one, self.row(Kind::GrantTotals, "收入", name), name));
        }
        let annual = self.side(Kind::GrantTotals, "支出").and_then(|side| {
            let row = side.rows.iter().find(|r| r.label.contains("本年支出合计"))?;
            row.figure(column_with(side, &["一般公共预算"])?)
        });
        let total =
            ["合计", "小计", "本年支出"].iter().find_map(|h| self.total(Kind::PublicSpending, h));
        found.extend(same(annual, total, "一般公共预算财政拨款支出合计"));
        found
    }

    /// 基本支出 by function is 人员经费 + 公用经费.
    fn basic(&self) -> Option<Relation> {
        let claimed = self.total(Kind::PublicSpending, "基本支出")?;
        let parts: Vec<FigureId> = ["人员经费", "公用经费"]
            .iter()
            .filter_map(|name| {
                let table = self.table(Kind::BasicSpending)?;
                let (side, row) = total_rows(table).find(|(_, r)| r.label.contains(name))?;
                first_amount(side, row)
            })
            .collect();
        let relation = Relation::new(RelationKind::Across, claimed, "基本支出合计");
        (parts.len() == 2).then(|| relation.reading(Expr::sum(parts), true))
    }

    /// A class in the totals, among the grants and in the tables by class.
    fn classes(&self) -> Vec<Relation> {
        let mut found = Vec::new();
        for (totals, by_class, head) in [
            (Kind::Totals, Kind::Spending, "合计"),
            (Kind::GrantTotals, Kind::PublicSpending, "一般公共预算"),
        ] {
            let (Some(side), Some(table)) = (self.side(totals, "支出"), self.table(by_class))
            else {
                continue;
            };
            let column = column_with(side, &[head]).unwrap_or(0);
            for class in lines(table).filter(|l| l.code.len() == 3) {
                let named = |r: &&Row| r.label.ends_with(class.name);
                let one = side.rows.iter().find(named).and_then(|r| r.figure(column));
                found.extend(same(one, total_of(&class), class.name));
            }
        }
        found
    }
}

/// The amount of a line in its column of totals.
fn total_of(line: &Line) -> Option<FigureId> {
    let total = ["合计", "小计", "本年支出"].iter().find_map(|h| column_with(line.side, &[h]))?;
    line.row.figure(total)
}

fn first_amount(side: &Side, row: &Row) -> Option<FigureId> {
    (0..side.columns.len()).find_map(|at| row.figure(at))
}

/// Two cells that tell one quantity; the second is held against the first.
fn same(one: Option<FigureId>, other: Option<FigureId>, what: &str) -> Option<Relation> {
    let (one, other) = (one?, other?);
    Some(Relation::new(RelationKind::Across, other, what).reading(Expr::Figure(one), true))
}
