//! What was improved is not this year's problem.

use crate::text::items_under;
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place, Role, is_han};

const PROBLEMS: &[&str] = &["存在的问题", "存在问题", "主要问题", "问题和原因", "问题及原因"];
const APPLIED: &[&str] = &["结果应用", "上年度"];
const IMPROVED: &[&str] = &["的改进：", "改进：", "整改情况：", "改进情况："];
const MIN_SHARED: usize = 4;

pub(super) fn check(cx: &Context) -> Verdict {
    let problems = items_under(cx, PROBLEMS, APPLIED);
    let improved = improved(cx);
    if problems.is_empty() || improved.is_empty() {
        return Verdict::NotApplicable;
    }
    let mut findings = Vec::new();
    for claim in improved {
        let shared =
            problems.iter().find_map(|p| Some((*p, shared(cx.quote(*p), cx.quote(claim))?)));
        let Some((problem, words)) = shared else { continue };
        let message = format!("“{words}”在上年度改进中说已加强，本年度仍列为问题");
        findings.push(
            Finding::new(
                "C014",
                Level::Doubt,
                clause_with(cx, problem, &words),
                message,
                "如实写改进的程度，说明仍存在的差距",
            )
            .using(clause_with(cx, claim, &words), Role::Against, "上年度的改进"),
        );
    }
    Verdict::of(findings)
}

/// Items behind a line that ends with 改进：.
fn improved(cx: &Context) -> Vec<Place> {
    let mut found = Vec::new();
    let mut open = false;
    for (node, text) in cx.paragraphs() {
        let line = text.trim();
        if IMPROVED.iter().any(|w| line.ends_with(w)) {
            open = true;
            continue;
        }
        let is_item = cx.facts.outline.entries.iter().any(|e| e.node == node && e.number.is_some());
        open &= is_item;
        if open {
            found.push(whole(node, text));
        }
    }
    found
}

fn whole(node: NodeId, text: &str) -> Place {
    Place::new(node, 0, text.len())
}

/// The longest run of Chinese characters that both share, when it is long enough.
fn shared(a: &str, b: &str) -> Option<String> {
    let a: Vec<char> = a.chars().collect();
    let mut best: &[char] = &[];
    for start in 0..a.len() {
        for end in (start + best.len().max(MIN_SHARED - 1) + 1)..=a.len() {
            let run = &a[start..end];
            let is_word = run.iter().all(|c| is_han(*c));
            if !is_word || !b.contains(run.iter().collect::<String>().as_str()) {
                break;
            }
            best = run;
        }
    }
    (best.len() >= MIN_SHARED).then(|| best.iter().collect())
}

/// The clause in which the words stand.
fn clause_with(cx: &Context, item: Place, words: &str) -> Place {
    let text = cx.document.text(item.node);
    let Some(at) = text.find(words) else { return item };
    let (start, end) = crate::text::clause_around(text, at);
    let start = start + text[start..end].find(is_han).unwrap_or(0);
    Place::new(item.node, start, end)
}
