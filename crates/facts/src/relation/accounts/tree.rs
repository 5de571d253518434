//! A class is the sum of its groups, a group of its items, and the total of the classes.

use super::super::{Relation, RelationKind};
use super::sum;
use crate::accounts::{Line, lines, total_rows};
use crate::figure::FigureId;
use crate::table::{ColumnKind, DataTable};

const CLASS: usize = 3;
/// 301 and 303; all other classes of the economic classification are 公用经费.
const PERSONNEL: [&str; 2] = ["301", "303"];

pub(super) fn find(table: &DataTable, found: &mut Vec<Relation>) {
    let lines: Vec<Line> = lines(table).collect();
    let coded: Vec<&Line> = lines.iter().filter(|l| !l.code.is_empty()).collect();
    // A row that lost its code may be the part of any other.
    let has_amount = |l: &Line| l.row.cells.iter().flatten().any(|c| c.figure.is_some());
    let sure = lines.iter().filter(|l| has_amount(l)).all(|l| !l.code.is_empty());
    let twice = |line: &Line| coded.iter().filter(|l| l.code == line.code).count() > 1;
    if coded.iter().any(|l| twice(l)) {
        return;
    }
    let columns = table.sides.iter().map(|s| s.columns.len()).max().unwrap_or(0);
    for at in 0..columns {
        let figures = |wanted: &[&&Line]| -> Vec<FigureId> {
            wanted.iter().filter_map(|l| l.row.figure(at)).collect()
        };
        for parent in coded.iter().filter(|l| is_amount(l, at)) {
            let Some(claimed) = parent.row.figure(at) else { continue };
            let parts = figures(&children(&coded, &parent.code));
            let head = &parent.side.columns[at].header;
            let what = format!("{}{head}", parent.name);
            found.extend(sum(RelationKind::Column, claimed, parts, what, sure));
        }
        for (side, row) in total_rows(table) {
            let Some(claimed) = row.figure(at) else { continue };
            let of_row = |l: &&&Line| {
                let personnel = PERSONNEL.contains(&l.code.as_str());
                match (row.label.contains("人员"), row.label.contains("公用")) {
                    (true, false) => personnel,
                    (false, true) => !personnel,
                    _ => true,
                }
            };
            let classes: Vec<&&Line> =
                coded.iter().filter(|l| l.code.len() == CLASS).filter(of_row).collect();
            let what = format!("{}{}", side.columns[at].header, row.label);
            found.extend(sum(RelationKind::Column, claimed, figures(&classes), what, sure));
        }
    }
}

fn is_amount(line: &Line, at: usize) -> bool {
    line.side.columns.get(at).is_some_and(|c| c.kind == ColumnKind::Amount)
}

/// The lines of the next level under a code that the table has.
fn children<'a, 'b>(coded: &'b [&'a Line<'a>], code: &str) -> Vec<&'b &'a Line<'a>> {
    let under = |l: &&&Line| l.code.len() > code.len() && l.code.starts_with(code);
    let Some(level) = coded.iter().filter(under).map(|l| l.code.len()).min() else {
        return Vec::new();
    };
    coded.iter().filter(under).filter(|l| l.code.len() == level).collect()
}
