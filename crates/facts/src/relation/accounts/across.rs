//! One quantity in two tables.

use super::super::{Context, Relation, RelationKind};
use crate::accounts::{Book, StatementKind as Kind, column_with};
use crate::expr::Expr;
use crate::figure::FigureId;

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    let book = Book { tables: context.tables, statements: context.statements };
    found.extend(income(&book));
    let annual = book.row(Kind::Totals, "支出", "本年支出合计");
    found.extend(same(annual, book.whole(Kind::Spending), "本年支出合计"));
    found.extend(grants(&book));
    found.extend(basic(&book));
    found.extend(classes(&book));
}

/// 本年收入 by its sources, in the totals and in the table of income.
fn income(book: &Book) -> Vec<Relation> {
    let mut found = Vec::new();
    let sources = ["上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"];
    for name in sources.into_iter().chain(["本年收入合计"]) {
        let one = book.row(Kind::Totals, "收入", name);
        found.extend(same(one, book.total(Kind::Income, name), name));
    }
    let grants: Vec<FigureId> = ["一般公共预算", "政府性基金", "国有资本经营"]
        .iter()
        .filter_map(|name| book.row(Kind::Totals, "收入", name))
        .collect();
    if let Some(claimed) = book.total(Kind::Income, "财政拨款收入")
        && !grants.is_empty()
    {
        let relation = Relation::new(RelationKind::Across, claimed, "财政拨款收入");
        found.push(relation.reading(Expr::sum(grants), true));
    }
    found
}

/// The grants in the totals of all money, in those of grants, and by class.
fn grants(book: &Book) -> Vec<Relation> {
    let mut found = Vec::new();
    for name in ["一般公共预算", "政府性基金", "国有资本经营"] {
        let one = book.row(Kind::Totals, "收入", name);
        let what = format!("{name}财政拨款收入");
        found.extend(same(one, book.row(Kind::GrantTotals, "收入", name), &what));
    }
    let annual = book.side(Kind::GrantTotals, "支出").and_then(|side| {
        let row = side.rows.iter().find(|r| r.label.contains("本年支出合计"))?;
        row.figure(column_with(side, &["一般公共预算"])?)
    });
    found.extend(same(annual, book.whole(Kind::PublicSpending), "一般公共预算财政拨款支出合计"));
    found
}

/// 基本支出 by function is 人员经费 + 公用经费.
fn basic(book: &Book) -> Option<Relation> {
    let claimed = book.total(Kind::PublicSpending, "基本支出")?;
    let parts = [book.basic("人员经费")?, book.basic("公用经费")?];
    let relation = Relation::new(RelationKind::Across, claimed, "基本支出合计");
    Some(relation.reading(Expr::sum(parts), true))
}

/// A class in the totals, among the grants and in the tables by class.
fn classes(book: &Book) -> Vec<Relation> {
    let mut found = Vec::new();
    for (totals, by_class, head) in [
        (Kind::Totals, Kind::Spending, "合计"),
        (Kind::GrantTotals, Kind::PublicSpending, "一般公共预算"),
    ] {
        let Some(side) = book.side(totals, "支出") else { continue };
        let column = column_with(side, &[head]).unwrap_or(0);
        for class in book.lines(by_class).filter(|l| l.code.len() == 3) {
            let row = side.rows.iter().find(|r| r.label.ends_with(class.name));
            let one = row.and_then(|r| r.figure(column));
            found.extend(same(one, class.whole(), class.name));
        }
    }
    found
}

/// Two cells that tell one quantity; the second is held against the first.
fn same(one: Option<FigureId>, other: Option<FigureId>, what: &str) -> Option<Relation> {
    let (one, other) = (one?, other?);
    Some(Relation::new(RelationKind::Across, other, what).reading(Expr::Figure(one), true))
}
