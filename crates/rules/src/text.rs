//! Small helps for rules that read words.

use jiheng_base::{NodeId, Place};

/// The clause around a byte of a text: between the nearest separators.
#[must_use]
pub fn clause_around(text: &str, at: usize) -> (usize, usize) {
    const SEPARATORS: &str = "，。；：！？\n\t";
    let start = text[..at].char_indices().rev().find(|(_, c)| SEPARATORS.contains(*c));
    let start = start.map_or(0, |(i, c)| i + c.len_utf8());
    let end = text[at..].find(|c| SEPARATORS.contains(c)).map_or(text.len(), |i| at + i);
    (start, end)
}

/// The sentence around a byte of a text: between full stops, without white space at its ends.
#[must_use]
pub fn sentence_around(text: &str, at: usize) -> (usize, usize) {
    const STOPS: &str = "。！？\n";
    let start = text[..at].char_indices().rev().find(|(_, c)| STOPS.contains(*c));
    let start = start.map_or(0, |(i, c)| i + c.len_utf8());
    let end = text[at..].find(|c| STOPS.contains(c)).map_or(text.len(), |i| at + i);
    let lead = text[start..end].len() - text[start..end].trim_start().len();
    (start + lead, end)
}

/// Whether a byte stands between 《 and 》.
#[must_use]
pub fn in_title(text: &str, at: usize) -> bool {
    let open = text[..at].rfind('《');
    let close = text[..at].rfind('》');
    open.is_some_and(|o| close.is_none_or(|c| c < o))
}

/// All places of a word in a text.
pub fn places<'a>(node: NodeId, text: &'a str, word: &'a str) -> impl Iterator<Item = Place> + 'a {
    text.match_indices(word).map(move |(at, _)| Place::new(node, at, at + word.len()))
}
