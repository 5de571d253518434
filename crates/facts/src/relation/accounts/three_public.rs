//! “三公”经费 = 因公出国（境） + 公务用车购置 + 公务用车运行 + 公务接待, in columns or in rows.

use super::super::{Relation, RelationKind};
use super::sum;
use crate::figure::FigureId;
use crate::table::DataTable;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Total,
    Abroad,
    Vehicles,
    Purchase,
    Running,
    Reception,
}

pub(super) fn find(table: &DataTable, found: &mut Vec<Relation>) {
    for side in &table.sides {
        for row in &side.rows {
            for group in ["预算", "决算"] {
                let cells =
                    side.columns.iter().enumerate().filter(|(_, c)| c.header.contains(group));
                let parts =
                    cells.filter_map(|(at, c)| Some((part_of(&c.header)?, row.figure(at)?)));
                found.extend(of_parts(&parts.collect::<Vec<_>>(), group));
            }
        }
        for (at, column) in side.columns.iter().enumerate() {
            let cells = side.rows.iter();
            let parts = cells.filter_map(|r| Some((part_of(&r.label)?, r.figure(at)?)));
            found.extend(of_parts(&parts.collect::<Vec<_>>(), &column.header));
        }
    }
}

/// What a head or a label names.
fn part_of(name: &str) -> Option<Part> {
    let name = ["预算数", "决算数", "统计数"]
        .iter()
        .fold(name, |name, word| name.trim_end_matches(word).trim_start_matches(word));
    let ends = |words: &[&str]| words.iter().any(|w| name.ends_with(w));
    if name.contains("接待") {
        Some(Part::Reception)
    } else if name.contains("出国") {
        Some(Part::Abroad)
    } else if ends(&["小计", "购置及运行费", "购置及运行维护费", "购置和运行维护费"])
        || ends(&["公务用车费"])
    {
        Some(Part::Vehicles)
    } else if ends(&["购置费", "公务用车购置"]) {
        Some(Part::Purchase)
    } else if ends(&["运行费", "运行维护费"]) {
        Some(Part::Running)
    } else {
        ends(&["合计", "总计"]).then_some(Part::Total)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_labels_name_a_part() {
        for (name, part) in [
            ("财政拨款“三公”经费合计预算数", Some(Part::Total)),
            ("预算数公务用车购置及运行费小计", Some(Part::Vehicles)),
            ("公务用车购置及运行费公务用车购置费决算数", Some(Part::Purchase)),
            ("其中：公务用车运行维护费", Some(Part::Running)),
            ("1.因公出国（境）费", Some(Part::Abroad)),
            ("公务接待费决算数", Some(Part::Reception)),
            ("机关运行经费", None),
        ] {
            assert_eq!(part_of(name), part, "{name}");
        }
    }
}
