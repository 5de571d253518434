//! The report as it is being written: sentences of the data around the places of the author's words.

use super::Engine;
use crate::form::{Fields, List, PASSAGES, Subject};
use jiheng_report::{Piece, Template, TemplateKind};
use serde::Serialize;

/// A place for words of the author, with what stands before it in the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// Headings and sentences before it.
    pub before: Vec<Told>,
    /// The field (`words.goals`) or the list (`problems`); empty for the end of the report.
    pub slot: String,
}

/// A paragraph that nobody types.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// title, h1 to h4, text, figure
    pub kind: &'static str,
    /// Its words.
    pub runs: Vec<ToldRun>,
}

/// Words of one origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToldRun {
    /// The words.
    pub text: String,
    /// The author wrote them, in another place.
    pub is_own: bool,
}

/// The field of the date below the report.
pub const SIGNED_ON: &str = "words.signed_on";

impl Engine {
    /// The passages in the order of the report; then those that the report has no place for.
    #[must_use]
    pub fn outline(&self, subject: &Subject, fields: &Fields) -> Vec<Passage> {
        let mut passages = self.pieces(subject, fields).map(grouped).unwrap_or_default();
        let rest = slots().filter(|slot| !passages.iter().any(|p| p.slot == *slot));
        let rest: Vec<String> = rest.collect();
        for (at, slot) in rest.into_iter().enumerate() {
            let before = if at == 0 { vec![told("h1", UNPRINTED)] } else { Vec::new() };
            passages.push(Passage { before, slot });
        }
        passages
    }

    fn pieces(&self, subject: &Subject, fields: &Fields) -> Option<Vec<Piece>> {
        let settled = self.settled(subject, fields)?;
        let template = Template::builtin(&settled.scheme.id, TemplateKind::Full).ok()?;
        template.outline(&settled).ok()
    }
}

/// Above what the report of the scheme has no place for.
const UNPRINTED: &str = "不写入本方案报告正文的内容（可以不填）";

/// Every place that an author writes in.
fn slots() -> impl Iterator<Item = String> {
    let passages = PASSAGES.iter().map(|p| format!("words.{}", p.field));
    let lists = [List::Group, List::Problems, List::LastYear].map(|list| list.name().to_owned());
    passages.chain(lists).chain([SIGNED_ON.to_owned()])
}

fn told(kind: &'static str, text: &str) -> Told {
    Told { kind, runs: vec![ToldRun { text: text.to_owned(), is_own: false }] }
}

fn grouped(pieces: Vec<Piece>) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut before = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Heading { level, text } => {
                let kinds = ["title", "h1", "h2", "h3", "h4"];
                before.push(told(kinds.get(usize::from(level)).unwrap_or(&"h4"), &text));
            }
            Piece::Figure(name) => before.push(told("figure", &name)),
            Piece::Paragraph(runs) => {
                let run = |r: jiheng_report::Run| ToldRun { text: r.text, is_own: r.is_own };
                let runs = runs.into_iter().map(run).collect();
                before.push(Told { kind: "text", runs });
            }
            Piece::Slot(slot) => {
                let list = List::ALL.iter().find(|l| slot.strip_prefix("words.") == Some(l.name()));
                let slot = list.map_or(slot, |list| list.name()).to_owned();
                passages.push(Passage { before: std::mem::take(&mut before), slot });
            }
        }
    }
    passages.push(Passage { before, slot: String::new() });
    passages
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiheng_base::evaluation::Kind;

    #[test]
    fn every_place_has_one_slot_in_every_scheme_before_anything_is_typed() {
        let engine = Engine::new().unwrap();
        for scheme in ["hubei", "mof2020"] {
            let subject = Subject {
                unit: "清河县水利局".into(),
                year: 2025,
                kind: Kind::DepartmentSelfEvaluation,
                scheme: scheme.into(),
                project: None,
                supervisor: None,
            };
            let outline = engine.outline(&subject, &Fields::new());
            for slot in slots() {
                let count = outline.iter().filter(|p| p.slot == slot).count();
                assert_eq!(count, 1, "{scheme} {slot}");
            }
            assert!(outline[0].before.iter().any(|t| t.kind == "title"), "{scheme}");
            let spent: Fields = [("budget.expenditure", "12.5"), ("budget.annual", "20")]
                .map(|(path, value)| (path.to_owned(), value.to_owned()))
                .into();
            let all = format!("{:?}", engine.outline(&subject, &spent));
            assert!(all.contains("执行数12.50万元") && all.contains("62.5%"), "{all}");
        }
    }
}
