//! The evidence that a task asks for, as rows of a form.

use jiheng_domain::task::{About, RequiredEvidence};
use jiheng_domain::{ReportKind, UnitKind};
use std::collections::HashMap;

/// So many can be asked for, and so many empty rows stand below those that are.
const MOST: usize = 20;
const EMPTY_ROWS: usize = 5;
const WHOLE: &str = "整份报告";
const EACH: &str = "每个指标";

/// A row.
#[derive(Default)]
pub(super) struct EvidenceRow {
    pub(super) number: usize,
    pub(super) name: String,
    /// The code of the kind of report; empty for all.
    pub(super) kind: &'static str,
    /// The code of the kind of unit; empty for all.
    pub(super) units: &'static str,
    pub(super) about: String,
}

/// Rows that say what is asked for, and empty ones below.
pub(super) fn rows_of(evidence: &[RequiredEvidence]) -> Vec<EvidenceRow> {
    let filled = evidence.iter().map(|one| {
        let about = match &one.about {
            About::Report => WHOLE.to_owned(),
            About::EachIndicator => EACH.to_owned(),
            About::Named(name) => name.clone(),
        };
        EvidenceRow {
            number: 0,
            name: one.name.clone(),
            kind: one.kind.map_or("", ReportKind::code),
            units: one.of_units.map_or("", UnitKind::code),
            about,
        }
    });
    let empty = std::iter::repeat_with(EvidenceRow::default).take(EMPTY_ROWS);
    let rows = (0..).zip(filled.chain(empty)).take(MOST);
    rows.map(|(number, row)| EvidenceRow { number, ..row }).collect()
}

/// What the rows of a form ask for; a row without a name asks for nothing.
pub(super) fn read_rows(texts: &HashMap<String, String>) -> Vec<RequiredEvidence> {
    let text = |field: &str, number: usize| {
        texts.get(&format!("{field}_{number}")).map_or("", |value| value.trim())
    };
    let row = |number| {
        let name = text("evidence", number);
        (!name.is_empty()).then(|| RequiredEvidence {
            name: name.to_owned(),
            kind: ReportKind::from_code(text("evidence_kind", number)),
            of_units: UnitKind::from_code(text("evidence_units", number)),
            about: match text("evidence_about", number) {
                "" | WHOLE => About::Report,
                EACH => About::EachIndicator,
                named => About::Named(named.to_owned()),
            },
        })
    };
    (0..MOST).filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_rows_say_is_read_back() {
        let asked = vec![
            RequiredEvidence::of_each_report("决算报表"),
            RequiredEvidence {
                name: "验收单".into(),
                kind: Some(ReportKind::Project),
                of_units: Some(UnitKind::Institution),
                about: About::EachIndicator,
            },
            RequiredEvidence {
                name: "调查表".into(),
                kind: None,
                of_units: None,
                about: About::Named("满意度指标".into()),
            },
        ];
        let rows = rows_of(&asked);
        assert_eq!(rows.len(), asked.len() + EMPTY_ROWS);
        let texts = rows.into_iter().flat_map(|row| {
            let number = row.number;
            [
                (format!("evidence_{number}"), row.name),
                (format!("evidence_kind_{number}"), row.kind.to_owned()),
                (format!("evidence_units_{number}"), row.units.to_owned()),
                (format!("evidence_about_{number}"), row.about),
            ]
        });
        assert_eq!(read_rows(&texts.collect()), asked);
    }
}
