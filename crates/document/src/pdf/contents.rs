//! The table of contents, whose lines would be headings a second time.

use super::cell::starts_point;
use super::layout::Item;
use super::line::Line;
use std::collections::{HashMap, HashSet};

/// Dots between a heading and its page.
const LEADERS: &[char] = &['.', '…', '·', '．', '⋯', '‥', '┄', '-', '—', '─'];
/// This many in a row lead to a page number.
const MIN_LEADERS: usize = 4;

/// Takes the lines of the contents out of the pages.
pub(crate) fn remove(pages: &mut [Vec<Item>]) -> Vec<Line> {
    let unleadered = without_leaders(pages);
    let listed = with_leaders(pages);
    let mut at = 0;
    let mut removed = Vec::new();
    for page in pages.iter_mut() {
        let items = page.extract_if(.., |_| {
            at += 1;
            listed[at - 1] || unleadered.contains(&(at - 1))
        });
        removed.extend(items.filter_map(Item::into_line));
    }
    removed
}

/// Which items are lines with leaders, or the title above them; counted over all pages.
fn with_leaders(pages: &[Vec<Item>]) -> Vec<bool> {
    let texts: Vec<Option<String>> =
        pages.iter().flatten().map(|i| i.as_line().map(Line::squeezed)).collect();
    let leads = |t: &Option<String>| t.as_deref().is_some_and(has_leaders);
    let titles =
        |i: usize| texts[i].as_deref().is_some_and(is_title) && texts.get(i + 1).is_some_and(leads);
    (0..texts.len()).map(|i| leads(&texts[i]) || titles(i)).collect()
}

fn is_title(text: &str) -> bool {
    matches!(text, "目录" | "目次")
}

/// The lines of contents without leaders: numbered lines and such as come again, from “目录” to
/// the first that does come again, if nothing but short lines stands between. Counted over all
/// pages.
fn without_leaders(pages: &[Vec<Item>]) -> HashSet<usize> {
    let texts: Vec<Option<String>> =
        pages.iter().flatten().map(|i| i.as_line().map(Line::squeezed)).collect();
    let Some(start) = texts.iter().position(|t| t.as_deref().is_some_and(is_title)) else {
        return HashSet::new();
    };
    let mut listed = HashMap::new();
    let mut end = start;
    for (at, text) in texts.iter().enumerate().skip(start + 1) {
        match text.as_deref() {
            Some(text) if text.contains('。') || has_leaders(text) => break,
            Some(text) if listed.contains_key(heading(text)) => {
                end = at;
                break;
            }
            Some(text) => listed.insert(heading(text), at),
            None => break,
        };
    }
    let later: HashSet<&str> = texts[end..].iter().flatten().map(|t| heading(t)).collect();
    let entries = listed.into_iter().filter(|(text, at)| {
        *at < end && (starts_point(text) || text.starts_with('第') || later.contains(text))
    });
    let title = (end > start).then_some(start);
    entries.map(|(_, at)| at).chain(title).collect()
}

/// The words without leaders and page number.
fn heading(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_ascii_digit() || LEADERS.contains(&c))
}

fn has_leaders(text: &str) -> bool {
    let number = text.trim_end_matches(|c: char| c.is_ascii_digit() || "（）()-—".contains(c));
    let words = number.trim_end_matches(LEADERS);
    let run = number[words.len()..].chars();
    // Each … is three dots.
    let dots: usize = run.map(|c| if c == '…' || c == '⋯' { 3 } else { 1 }).sum();
    dots >= MIN_LEADERS && !words.is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::line::{lines, tests::set};
    use super::*;

    fn kept(texts: &[&str]) -> (usize, Vec<String>) {
        let mut glyphs = Vec::new();
        for (index, text) in (0_u8..).zip(texts) {
            glyphs.extend(set(text, 72.0, 40.0 + 30.0 * f32::from(index), 16.0));
        }
        let mut pages = vec![lines(1, glyphs).into_iter().map(Item::Line).collect()];
        let removed = remove(&mut pages).len();
        let texts = pages[0].iter().filter_map(Item::as_line).map(Line::squeezed);
        (removed, texts.collect())
    }

    #[test]
    fn leaders_are_recognised_anywhere() {
        let (removed, kept) = kept(&["目录", "一、概况......3", "二、收支情况……………", "一、概况"]);
        assert_eq!((removed, kept), (3, vec!["一、概况".to_owned()]));
    }

    #[test]
    fn a_list_without_leaders_ends_where_its_first_line_comes_again() {
        let texts = [
            "目录",
            "一、概况",
            "二、收支",
            "清河县水务局自评",
            "一、概况",
            "本县地处山区。",
            "二、收支",
        ];
        let (removed, kept) = kept(&texts);
        assert_eq!((removed, kept.len()), (3, 4));
    }
}
