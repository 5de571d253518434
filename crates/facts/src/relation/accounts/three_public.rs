//! “三公”经费 = 因公出国（境） + 公务用车购置 + 公务用车运行 + 公务接待, in columns or in rows.

use super::super::{Relation, RelationKind};
use super::sum;
use crate::accounts::ThreePublicPart as Part;
use crate::figure::FigureId;
use crate::table::DataTable;

pub(super) fn find(table: &DataTable, found: &mut Vec<Relation>) {
    for side in &table.sides {
        for row in &side.rows {
            for group in ["预算", "决算"] {
                let cells =
                    side.columns.iter().enumerate().filter(|(_, c)| c.header.contains(group));
                let parts =
                    cells.filter_map(|(at, c)| Some((Part::of(&c.header)?, row.figure(at)?)));
                found.extend(of_parts(&parts.collect::<Vec<_>>(), group));
            }
        }
        for (at, column) in side.columns.iter().enumerate() {
            let cells = side.rows.iter();
            let parts = cells.filter_map(|r| Some((Part::of(&r.label)?, r.figure(at)?)));
            found.extend(of_parts(&parts.collect::<Vec<_>>(), &column.header));
        }
    }
}

fn of_parts(parts: &[(Part, FigureId)], what: &str) -> Vec<Relation> {
    let of = |wanted: &[Part]| -> Vec<FigureId> {
        parts.iter().filter(|(p, _)| wanted.contains(p)).map(|(_, id)| *id).collect()
    };
    let once = |part: Part| parts.iter().filter(|(p, _)| *p == part).count() <= 1;
    let all = [Part::Abroad, Part::Vehicles, Part::Purchase, Part::Running, Part::Reception];
    if !all.into_iter().all(once) || !once(Part::Total) {
        return Vec::new();
    }
    let vehicles = of(&[Part::Purchase, Part::Running]);
    let outer = if of(&[Part::Vehicles]).is_empty() {
        of(&[Part::Abroad, Part::Purchase, Part::Running, Part::Reception])
    } else {
        of(&[Part::Abroad, Part::Vehicles, Part::Reception])
    };
    let claim = |claimed: Vec<FigureId>, parts, name: &str| {
        sum(RelationKind::Row, *claimed.first()?, parts, format!("{what}{name}"), true)
    };
    [
        claim(of(&[Part::Total]), outer, "“三公”经费合计"),
        claim(of(&[Part::Vehicles]), vehicles, "公务用车购置及运行维护费"),
    ]
    .into_iter()
    .flatten()
    .collect()
}
