//! Data from a report or score table of any layout, by the reader of `check`.

use jiheng_base::NodeId;
use jiheng_document::{Block, Document};
use jiheng_facts::{Facts, extract};
use jiheng_law::{Day, Law};
use jiheng_report::{Problem, Submission};
use jiheng_score::choose;

/// The year whose law holds where the document names none.
const LATEST: u16 = 2099;

/// What a document says, as far as it says it: money, indicators, and the problems that it tells.
#[must_use]
pub fn read_report(document: &Document, law: &Law) -> Submission {
    let facts = extract(document, law);
    let text: String = document.nodes.iter().map(|n| n.text.as_str()).collect();
    let year = facts.evaluation.year.as_ref().map_or(LATEST, |y| y.value);
    let choice = choose(&facts.evaluation, &text, law, Day::end_of(year));
    let mut submission = Submission {
        scheme: (!choice.is_default).then_some(choice.id),
        evaluation: facts.evaluation.clone(),
        ..Submission::default()
    };
    submission.words.project = facts.evaluation.project.as_ref().map(|p| p.value.clone());
    submission.words.problems = problems(document, &facts);
    submission
}

/// Words of the heading over the problems.
const PROBLEMS: &[&str] = &["存在的问题", "存在问题", "主要问题", "问题及原因", "问题和原因"];

/// The paragraphs under the heading of the problems, without their numbers.
fn problems(document: &Document, facts: &Facts) -> Vec<Problem> {
    let heads = |node: NodeId| {
        facts
            .outline
            .entries
            .iter()
            .any(|e| e.node == node && PROBLEMS.iter().any(|w| e.title.contains(w)))
    };
    let paragraphs = document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.node),
        Block::Table(_) => None,
    });
    paragraphs
        .filter(|node| facts.outline.is_under(*node, PROBLEMS) && !heads(*node))
        .map(|node| unnumbered(facts, node, document.text(node)))
        .filter(|text| !text.is_empty())
        .map(|text| Problem { what: text.to_owned(), measure: String::new() })
        .collect()
}

/// A paragraph without the number that opens it.
fn unnumbered<'a>(facts: &Facts, node: NodeId, text: &'a str) -> &'a str {
    let entry = facts.outline.entries.iter().find(|e| e.node == node && e.number.is_some());
    let title = entry.map(|e| e.title.as_str()).filter(|t| !t.is_empty());
    let start = title.and_then(|t| text.find(t)).unwrap_or(0);
    text[start..].trim()
}
