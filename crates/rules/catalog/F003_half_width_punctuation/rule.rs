//! Chinese text has full-width punctuation.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place, Role, is_han};

const HALF: &[(char, char)] =
    &[(',', '，'), ('.', '。'), (':', '：'), (';', '；'), ('?', '？'), ('!', '！')];

pub(super) fn check(cx: &Context) -> Verdict {
    let mut findings = Vec::new();
    for (half, full) in HALF {
        let places: Vec<Place> = cx
            .paragraphs()
            .flat_map(|(node, text)| {
                text.match_indices(*half)
                    .filter_map(move |(at, _)| Some((node, text, at, context(text, at)?)))
            })
            .map(|(node, _, _, (start, end))| Place::new(node, start, end))
            .collect();
        let Some((first, rest)) = places.split_first() else { continue };
        let message = match rest.len() {
            0 => format!("中文里用了半角的“{half}”"),
            more => format!("中文里用了半角的“{half}”，另有{more}处"),
        };
        findings.push(
            Finding::new("F003", Level::Note, *first, message, format!("换成全角的“{full}”"))
                .using_all(rest.iter().copied(), Role::Fault),
        );
    }
    Verdict::of(findings)
}

/// The few characters before a half-width mark that stands in Chinese, with the mark.
fn context(text: &str, at: usize) -> Option<(usize, usize)> {
    let before = text[..at].chars().next_back()?;
    let behind = text[at + 1..].trim_start_matches(' ').chars().next();
    // 1、 "3." opens an item; 4.5, 9:30 and addresses are no prose.
    let closes = is_han(before)
        && behind.is_none_or(|c| is_han(c) || c.is_ascii_digit() || "“（《".contains(c));
    if !closes {
        return None;
    }
    let start = text[..at].char_indices().rev().take(4).take_while(|(_, c)| is_han(*c)).last()?.0;
    let spaces = text[at + 1..].len() - text[at + 1..].trim_start_matches(' ').len();
    Some((start, at + 1 + spaces))
}
