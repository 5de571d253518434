//! What the tables of final accounts have to do with themselves and each other. An empty cell of
//! such a table is zero.

mod across;
mod rows;
mod three_public;
mod totals;
mod tree;

use super::{Context, Relation, RelationKind};
use crate::accounts::StatementKind as Kind;
use crate::expr::Expr;
use crate::figure::FigureId;

pub(super) fn find(context: &Context, found: &mut Vec<Relation>) {
    for statement in context.statements {
        let table = &context.tables[statement.table];
        match statement.kind {
            Kind::Totals | Kind::GrantTotals => totals::find(table, found),
            Kind::ThreePublic => three_public::find(table, found),
            _ => tree::find(table, found),
        }
        rows::find(statement.kind, table, found);
    }
    across::find(context, found);
}

/// The sum of figures; nothing where none is filled in.
fn sum(
    kind: RelationKind,
    claimed: FigureId,
    parts: Vec<FigureId>,
    what: String,
    sure: bool,
) -> Option<Relation> {
    let filled = !parts.is_empty() && !parts.contains(&claimed);
    filled.then(|| Relation::new(kind, claimed, what).reading(Expr::sum(parts), sure))
}
