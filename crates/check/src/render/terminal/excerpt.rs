//! The parts of a text that a finding speaks of, with marks under the words.

use super::paint::{Paint, Tone};
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// Words to mark.
pub(super) struct Mark<'a> {
    /// Their bytes in the text, at character borders.
    pub(super) range: Range<usize>,
    /// A few words behind the mark; may be empty.
    pub(super) label: &'a str,
    /// How they are shown.
    pub(super) tone: Tone,
}

/// Characters that are kept on both sides of marked words.
const AROUND: usize = 14;

/// The lines that show the marked words of `text`, each behind `indent`. On a terminal the words are
/// underlined themselves; elsewhere signs stand below them.
pub(super) fn lines(text: &str, marks: &[Mark], indent: &str, paint: Paint) -> String {
    let mut out = String::new();
    for window in windows(text, marks) {
        let inside = |m: &&Mark| window.start <= m.range.start && m.range.end <= window.end;
        let mut here: Vec<&Mark> = marks.iter().filter(inside).collect();
        here.sort_by_key(|m| m.range.start);
        out.push_str(indent);
        out.push_str(&marked(text, &window, &here, paint));
        out.push('\n');
        if !paint.is_on() {
            out.push_str(indent);
            out.push_str(&below(text, &window, &here));
            out.push('\n');
        }
    }
    out
}

/// The words of a window, those that are marked in their tone.
fn marked(text: &str, window: &Range<usize>, marks: &[&Mark], paint: Paint) -> String {
    let mut out = String::from(if window.start > 0 { "…" } else { "" });
    let mut at = window.start;
    for mark in marks {
        let from = mark.range.start.max(at);
        let to = mark.range.end.max(from);
        out.push_str(&one_line(&text[at..from]));
        out.push_str(&paint.mark(mark.tone, &one_line(&text[from..to])));
        if paint.is_on() && !mark.label.is_empty() {
            out.push_str(&paint.label(mark.label));
        }
        at = to;
    }
    out.push_str(&one_line(&text[at..window.end]));
    if window.end < text.len() {
        out.push('…');
    }
    out
}

/// Signs below the marked words, and their labels.
fn below(text: &str, window: &Range<usize>, marks: &[&Mark]) -> String {
    let lead = if window.start > 0 { "…".width_cjk() } else { 0 };
    let column = |byte: usize| lead + one_line(&text[window.start..byte]).width_cjk();
    let (mut out, mut width) = (String::new(), 0);
    for mark in marks {
        let (from, to) = (column(mark.range.start).max(width), column(mark.range.end));
        out.push_str(&" ".repeat(from - width));
        out.push_str(&mark.tone.sign().repeat(to.saturating_sub(from)));
        width = to.max(from);
    }
    for mark in marks.iter().filter(|m| !m.label.is_empty()) {
        out.push(' ');
        out.push_str(mark.label);
    }
    out
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\t', '\r'], " ")
}

/// Stretches of the text around the marks; those that touch are one.
fn windows(text: &str, marks: &[Mark]) -> Vec<Range<usize>> {
    let mut wide: Vec<Range<usize>> = marks
        .iter()
        .map(|mark| {
            let Range { start, end } = mark.range;
            let before = text[..start].char_indices().rev().take(AROUND).last();
            let behind = text[end..].char_indices().nth(AROUND);
            before.map_or(start, |(at, _)| at)..behind.map_or(text.len(), |(at, _)| end + at)
        })
        .collect();
    wide.sort_by_key(|w| w.start);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for window in wide {
        match merged.last_mut() {
            Some(last) if window.start <= last.end => last.end = last.end.max(window.end),
            _ => merged.push(window),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark<'a>(text: &str, words: &str, label: &'a str, tone: Tone) -> Mark<'a> {
        let start = text.find(words).unwrap();
        Mark { range: start..start + words.len(), label, tone }
    }

    #[test]
    fn signs_stand_below_the_words() {
        let text = format!("{}应得3分，“实得”6分。{}", "字".repeat(20), "词".repeat(20));
        let marks = [
            mark(&text, "“实得”6分", "超出", Tone::Fault),
            mark(&text, "应得3分", "", Tone::Input),
        ];
        let shown = lines(&text, &marks, "  ", Paint::off());
        let expected = format!(
            "  …{}应得3分，“实得”6分。{}…\n  {}-------  ^^^^^^^^^^^ 超出\n",
            "字".repeat(14),
            "词".repeat(13),
            " ".repeat(30),
        );
        assert_eq!(shown, expected);
    }

    #[test]
    fn far_marks_stand_on_lines_of_their_own() {
        let text = format!("甲1分{}乙2分", "字".repeat(60));
        let marks = [mark(&text, "甲1分", "", Tone::Fault), mark(&text, "乙2分", "", Tone::Input)];
        let shown = lines(&text, &marks, "", Paint::off());
        assert_eq!(shown.lines().count(), 4, "{shown}");
    }

    #[test]
    fn on_a_terminal_the_words_themselves_are_underlined() {
        let shown = lines("得98分", &[mark("得98分", "98分", "", Tone::Fault)], "", Paint::on());
        assert_eq!(shown.lines().count(), 1);
        assert!(shown.contains("\u{1b}["), "{shown:?}");
    }
}
