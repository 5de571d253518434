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
            Some(_) => text.find(|c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c)).unwrap_or(0),
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

/// Places that were left to be filled in: ××, XX, ____, 【填写…】, each with the unit behind it.
pub(crate) fn placeholders(node: NodeId, text: &str) -> Vec<Place> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let end_of = |at: usize| chars.get(at).map_or(text.len(), |(i, _)| *i);
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let run = blank_run(&chars, at);
        if run == 0 {
            at += 1;
            continue;
        }
        let tail = chars
            .get(at + run)
            .map_or(0, |(_, c)| usize::from("号个项万元年月日局校院镇乡县市人次分名".contains(*c)));
        // XX万元 takes both characters of its unit.
        let tail =
            if tail == 1 && chars.get(at + run).map(|c| c.1) == Some('万') { 2 } else { tail };
        found.push(Place::new(node, chars[at].0, end_of(at + run + tail)));
        at += run + tail;
    }
    for open in ["【填写", "【请", "（填写", "（此处", "【单位", "【姓名", "某某"]
    {
        for (start, _) in text.match_indices(open) {
            let close = text[start..]
                .find(['】', '）'])
                .map_or(start + open.len(), |i| start + i + "】".len());
            found.push(Place::new(
                node,
                start,
                if open == "某某" { start + open.len() } else { close },
            ));
        }
    }
    found
}

/// How many characters from `at` on are one blank: two or more of × X x ＊, or three underlines. Latin
/// letters around X make a word.
fn blank_run(chars: &[(usize, char)], at: usize) -> usize {
    let c = chars[at].1;
    let least = match c {
        '×' | '＊' | '*' | 'X' | 'x' | 'Ｘ' => 2,
        '_' | '＿' => 3,
        _ => return 0,
    };
    let run = chars[at..].iter().take_while(|(_, other)| *other == c).count();
    let is_latin = |at: Option<usize>| {
        at.and_then(|i| chars.get(i)).is_some_and(|(_, c)| c.is_ascii_alphanumeric())
    };
    let in_word = is_latin(at.checked_sub(1)) || is_latin(Some(at + run));
    if run < least || in_word && matches!(c, 'X' | 'x') { 0 } else { run }
}
