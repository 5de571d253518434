//! Small helps for rules that read words.

use jiheng_base::{NodeId, Place, is_han};
use memchr::memmem;

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

/// Where a word stands in a text. Most words stand in none, and whether they do is told faster than
/// where.
pub fn matches<'a, 'w: 'a>(
    text: &'a str,
    word: &'w str,
) -> impl Iterator<Item = (usize, &'a str)> + 'a {
    let found = text.contains(word).then(|| memmem::find_iter(text.as_bytes(), word.as_bytes()));
    found.into_iter().flatten().map(|at| (at, &text[at..at + word.len()]))
}

/// All places of a word in a text.
pub fn places<'a>(node: NodeId, text: &'a str, word: &'a str) -> impl Iterator<Item = Place> + 'a {
    matches(text, word).map(move |(at, _)| Place::new(node, at, at + word.len()))
}

/// Items under headings with one of the words, each at its text without its number; headings with
/// one of `except` are left out. Sentences that start with 一是, 二是 are items too.
pub(crate) fn items_under(cx: &crate::Context, words: &[&str], except: &[&str]) -> Vec<Place> {
    let outline = &cx.facts.outline;
    let mut items = Vec::new();
    for (node, text) in cx.paragraphs() {
        let own = outline.entries.iter().position(|e| e.node == node);
        let entry = outline.entry_of(node);
        // The nearest heading that is not this item itself.
        let heading = outline.ancestors(entry).find(|e| e.node != node);
        let wanted = |title: &str| {
            words.iter().any(|w| title.contains(w)) && !except.iter().any(|w| title.contains(w))
        };
        if !heading.is_some_and(|h| wanted(&h.title)) {
            continue;
        }
        let start = match own {
            Some(_) => text.find(is_han).unwrap_or(0),
            None if starts_with_ordinal(text.trim_start()) => {
                let lead = text.len() - text.trim_start().len();
                lead + "一是".len()
            }
            None => continue,
        };
        items.push(Place::new(
            node,
            start,
            text.trim_end_matches(['。', '；', ' ', '\u{3000}']).len().max(start),
        ));
    }
    items
}

fn starts_with_ordinal(text: &str) -> bool {
    ["一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是"]
        .iter()
        .any(|w| text.starts_with(w))
}
/// Whether a name is short for another one: 县住建局 for 清河县住房和城乡建设局. Both end alike, and the other
/// one has all its characters in their order.
#[must_use]
pub fn is_short_for(short: &str, name: &str) -> bool {
    const LEAST: usize = 3;
    let mut rest = name.chars();
    let ends_alike = short.chars().next_back() == name.chars().next_back();
    ends_alike && short.chars().count() >= LEAST && short.chars().all(|c| rest.any(|n| n == c))
}
