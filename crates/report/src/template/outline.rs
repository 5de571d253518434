//! The report as it is being written: what the data say, and where the author's own words go.

use super::{Template, TemplateError, lines, parts};
use crate::paper::Block;
use crate::{Settled, values};
use serde_json::{Value, json};

/// A part of a report that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// The title (level 0) or a heading with its printed number.
    Heading {
        /// 0 for the title, 1 to 4 for headings.
        level: u8,
        /// Its words.
        text: String,
    },
    /// A paragraph, made from the data, or the author's words once more.
    Paragraph(Vec<Run>),
    /// Here the author writes: `words.goals`, `words.problems`.
    Slot(&'static str),
    /// A table or a chart of this name, made from the data.
    Figure(String),
}

/// Words of one origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// The author wrote them.
    pub is_own: bool,
}

/// Values that are the author's own: their names in templates and in the data.
const OWN: [(&str, &str); 12] = [
    ("概况", "words.overview"),
    ("重点工作", "words.work"),
    ("总体目标", "words.goals"),
    ("小组", "words.group"),
    ("工作步骤", "words.steps"),
    ("偏离原因", "words.deviation"),
    ("问题", "words.problems"),
    ("上年问题", "words.last_year"),
    ("结果应用", "words.application"),
    ("公开情况", "words.publication"),
    ("佐证材料", "words.evidence"),
    ("原因", ""),
];
const SIGNED_ON: &str = "words.signed_on";

/// The author's words stand between these, after the number of their value in [`OWN`].
const OPENS: char = '\u{F0000}';
const BEGINS: char = '\u{F0001}';
const CLOSES: char = '\u{F0002}';

impl Template<'_> {
    /// The parts of the report in their order, as far as it is filled in. What is not written yet
    /// has its slot all the same.
    ///
    /// # Errors
    /// [`TemplateError`] where the template asks for a value or table that there is not.
    pub fn outline(&self, settled: &Settled) -> Result<Vec<Piece>, TemplateError> {
        let text = self.text(marked(values::of(settled)))?;
        let part = |kind: &str, name: &str| parts::of_evaluation(kind, name, settled);
        let mut outline = Outline::default();
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            let unknown = || TemplateError { line: number, reason: format!("不认识 {line}") };
            for block in lines::blocks(line, &part).ok_or_else(unknown)? {
                outline.add(block);
            }
        }
        Ok(outline.pieces)
    }
}

#[derive(Default)]
struct Outline {
    pieces: Vec<Piece>,
}

impl Outline {
    fn add(&mut self, block: Block) {
        match block {
            Block::Title(text) => self.heading(0, text.replace('\n', "")),
            Block::Subtitle(text) => self.heading(1, text),
            Block::Heading { level, text } => self.heading(level, text),
            Block::Paragraph(text) => self.paragraph(&text),
            Block::Table(table) => self.pieces.push(Piece::Figure(table.caption)),
            Block::Chart(chart) => self.pieces.push(Piece::Figure(chart.caption)),
            Block::Attachment(name) => self.told(format!("附件：{name}")),
            Block::Signature { unit, .. } => {
                self.told(unit);
                self.slot(SIGNED_ON);
            }
        }
    }

    fn heading(&mut self, level: u8, text: String) {
        self.pieces.push(Piece::Heading { level, text });
    }

    fn told(&mut self, text: String) {
        self.pieces.push(Piece::Paragraph(vec![Run { text, is_own: false }]));
    }

    /// A slot where a value stands for the first time; later its words are told once more.
    fn paragraph(&mut self, text: &str) {
        let runs = runs(text);
        let slot = runs.iter().find_map(|(_, own)| own.filter(|own| !own.is_empty()));
        let Some(slot) = slot else {
            self.pieces.push(Piece::Paragraph(runs.into_iter().map(|(run, _)| run).collect()));
            return;
        };
        if self.slot(slot) || self.pieces.last() == Some(&Piece::Slot(slot)) {
            return;
        }
        let runs: Vec<Run> = runs.into_iter().map(|(run, _)| run).collect();
        if runs.iter().any(|run| run.is_own && !run.text.is_empty()) {
            self.pieces.push(Piece::Paragraph(runs));
        }
    }

    fn slot(&mut self, slot: &'static str) -> bool {
        let is_new = !self.pieces.contains(&Piece::Slot(slot));
        if is_new {
            self.pieces.push(Piece::Slot(slot));
        }
        is_new
    }
}

/// The words of a line with the slot of those that are the author's.
fn runs(line: &str) -> Vec<(Run, Option<&'static str>)> {
    let mut runs = Vec::new();
    let mut parts = line.split(OPENS);
    let before = parts.next().unwrap_or_default();
    runs.push((Run { text: before.to_owned(), is_own: false }, None));
    for part in parts {
        let (number, rest) = part.split_once(BEGINS).unwrap_or_default();
        let (own, after) = rest.split_once(CLOSES).unwrap_or((rest, ""));
        let slot = number.parse::<usize>().ok().and_then(|at| OWN.get(at)).map(|(_, slot)| *slot);
        runs.push((Run { text: own.to_owned(), is_own: true }, slot));
        runs.push((Run { text: after.to_owned(), is_own: false }, None));
    }
    runs.retain(|(run, slot)| !run.text.is_empty() || slot.is_some());
    runs
}

/// Marks the author's words; of what is not written there is one empty piece.
fn marked(values: Value) -> Value {
    let Value::Object(mut map) = plain(values) else { return Value::Null };
    for (name, value) in &mut map {
        let own = OWN.iter().position(|(own, _)| own == name);
        let is_empty = value.as_array().is_some_and(Vec::is_empty);
        *value = match (own, is_empty) {
            (Some(at), true) => marked_all(blank(name), at),
            (Some(at), false) => marked_all(value.take(), at),
            (None, _) => reasons(value.take()),
        };
    }
    Value::Object(map)
}

/// An entry of a list in which nothing is written.
fn blank(name: &str) -> Value {
    match name {
        "小组" => json!([{ "姓名": "", "职务": "", "角色": "" }]),
        "问题" => json!([{ "内容": "", "措施": "" }]),
        "上年问题" => json!([{ "内容": "", "改进": "" }]),
        _ => json!([""]),
    }
}

/// Marks the reasons of indicators, wherever they stand.
fn reasons(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(reasons).collect(),
        Value::Object(map) => map
            .into_iter()
            .map(|(name, own)| match OWN.iter().position(|(known, _)| *known == name) {
                Some(at) if own.is_string() => (name, marked_all(own, at)),
                _ => (name, reasons(own)),
            })
            .collect(),
        other => other,
    }
}

fn marked_all(value: Value, at: usize) -> Value {
    match value {
        Value::String(text) => {
            let line = |line: &str| format!("{OPENS}{at}{BEGINS}{line}{CLOSES}");
            text.split('\n').map(line).collect::<Vec<_>>().join("\n").into()
        }
        Value::Array(items) => items.into_iter().map(|item| marked_all(item, at)).collect(),
        Value::Object(map) => {
            map.into_iter().map(|(name, own)| (name, marked_all(own, at))).collect()
        }
        other => other,
    }
}

/// Values without the marks that are ours.
fn plain(value: Value) -> Value {
    match value {
        Value::String(text) => text.replace([OPENS, BEGINS, CLOSES], "").into(),
        Value::Array(items) => items.into_iter().map(plain).collect(),
        Value::Object(map) => map.into_iter().map(|(name, own)| (name, plain(own))).collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Submission, TemplateKind, draft};
    use jiheng_law::Law;

    fn outline(text: &str, change: impl Fn(&mut Submission)) -> Vec<Piece> {
        let mut submission: Submission = toml::from_str(text).unwrap();
        change(&mut submission);
        let (settled, _) = draft(&submission, &Law::builtin().unwrap()).unwrap();
        let template = Template::builtin(&settled.scheme.id, TemplateKind::Full).unwrap();
        template.outline(&settled).unwrap()
    }

    const TOWNSHIP: &str = include_str!("../../../../samples/evaluations/township.toml");

    fn slots(outline: &[Piece]) -> Vec<&str> {
        let slot = |piece: &Piece| match piece {
            Piece::Slot(slot) => Some(*slot),
            _ => None,
        };
        outline.iter().filter_map(slot).collect()
    }

    fn told(outline: &[Piece], is_own: bool) -> String {
        let runs = outline.iter().filter_map(|piece| match piece {
            Piece::Paragraph(runs) => Some(runs),
            _ => None,
        });
        runs.flatten().filter(|r| r.is_own == is_own).map(|r| r.text.as_str()).collect()
    }

    #[test]
    fn slots_stand_where_the_words_go_whether_they_are_written_or_not() {
        let written = outline(TOWNSHIP, |_| {});
        let bare = outline(TOWNSHIP, |s| s.words = crate::Words::default());
        assert_eq!(slots(&written), slots(&bare));
        let slots = slots(&bare);
        for slot in ["words.work", "words.goals", "words.problems", "words.last_year", SIGNED_ON] {
            assert_eq!(slots.iter().filter(|s| **s == slot).count(), 1, "{slot} in {slots:?}");
        }
        let at = bare.iter().position(|p| *p == Piece::Slot("words.goals")).unwrap();
        assert!(matches!(&bare[at - 1], Piece::Heading { text, .. } if text.contains("绩效目标")));
    }

    #[test]
    fn sentences_with_numbers_are_the_program_s_and_reasons_the_author_s() {
        let reason = "征地延后。";
        let outline = outline(TOWNSHIP, |s| {
            s.evaluation.indicators[0].reason =
                Some(jiheng_base::evaluation::Stated::typed(reason.into()));
            s.words.goals = vec!["# 不是标题".into()];
        });
        assert!(told(&outline, false).contains("绩效自评得分为"));
        assert!(told(&outline, true).contains(reason) && !told(&outline, false).contains(reason));
        let all: String = outline.iter().map(|piece| format!("{piece:?}")).collect();
        assert!(!all.contains([OPENS, BEGINS, CLOSES]) && !all.contains("u{f000"), "{all}");
        assert!(!all.contains("不是标题"), "the author's words are in their field");
    }

    #[test]
    fn what_is_not_known_is_said_to_be_open() {
        let outline = outline(TOWNSHIP, |s| s.evaluation.budget.expenditure = None);
        let told = told(&outline, false);
        assert!(told.contains("执行数〔未填〕万元") && !told.contains("none"), "{told}");
    }

    #[test]
    fn the_whole_template_has_a_place_for_every_value_that_is_the_author_s() {
        for text in [TOWNSHIP, include_str!("../../../../samples/evaluations/project.toml")] {
            let outline = outline(text, |s| s.scheme = Some("mof2020".into()));
            assert!(slots(&outline).contains(&"words.overview"));
        }
    }
}
