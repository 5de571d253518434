//! The Chinese text of a document, divided into words.

use crate::dictionary;
use crate::segment;
use jiheng_base::{NodeId, Place, is_han};
use std::ops::Range;

/// A stretch of Chinese characters without a mark, digit or gap in it.
#[derive(Debug)]
pub struct Run {
    /// The text that it stands in.
    pub node: NodeId,
    /// Its characters.
    pub chars: Vec<char>,
    /// The byte at which each character starts in the text.
    offsets: Vec<usize>,
    /// The ends of its words.
    ends: Vec<usize>,
}

impl Run {
    /// How many words it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has no word; a run that was read always has one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Where a word stands among the characters.
    #[must_use]
    pub fn range(&self, word: usize) -> Range<usize> {
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before]);
        start..self.ends[word]
    }

    /// A word; nothing behind the last one.
    #[must_use]
    pub fn word(&self, word: usize) -> &[char] {
        if word < self.len() { &self.chars[self.range(word)] } else { &[] }
    }

    /// The word before a word; nothing before the first one.
    #[must_use]
    pub fn before(&self, word: usize) -> &[char] {
        word.checked_sub(1).map_or(&[], |before| self.word(before))
    }

    /// The single character that a word is, if it is one.
    #[must_use]
    pub fn lonely(&self, word: usize) -> Option<char> {
        match self.word(word) {
            [single] => Some(*single),
            _ => None,
        }
    }

    /// The place of some characters.
    #[must_use]
    pub fn place(&self, chars: Range<usize>) -> Place {
        let last = chars.end.saturating_sub(1);
        let end = self.offsets[last] + self.chars[last].len_utf8();
        Place::new(self.node, self.offsets[chars.start], end)
    }

    /// The place of some words.
    #[must_use]
    pub fn place_of_words(&self, words: Range<usize>) -> Place {
        self.place(self.range(words.start).start..self.range(words.end - 1).end)
    }

    /// Some words as text.
    #[must_use]
    pub fn text(&self, words: Range<usize>) -> String {
        let start = self.range(words.start).start;
        self.chars[start..self.range(words.end - 1).end].iter().collect()
    }
}

/// The Chinese text of a document.
#[derive(Debug, Default)]
pub struct Prose {
    /// Its stretches in reading order.
    pub runs: Vec<Run>,
    /// Every pair of neighbours in it, sorted.
    pairs: Vec<u32>,
}

impl Prose {
    /// Reads the texts of a document.
    pub fn read<'a>(texts: impl Iterator<Item = (NodeId, &'a str)>) -> Self {
        let mut prose = Self::default();
        for (node, text) in texts {
            prose.add(node, text);
        }
        prose.pairs.sort_unstable();
        prose
    }

    fn add(&mut self, node: NodeId, text: &str) {
        let mut chars = Vec::new();
        let mut offsets = Vec::new();
        let mut end = 0;
        for (at, c) in text.char_indices() {
            if !is_han(c) {
                continue;
            }
            if at != end && !is_wrap(&text[end..at]) {
                self.close(node, &mut chars, &mut offsets);
            }
            chars.push(c);
            offsets.push(at);
            end = at + c.len_utf8();
        }
        self.close(node, &mut chars, &mut offsets);
    }

    fn close(&mut self, node: NodeId, chars: &mut Vec<char>, offsets: &mut Vec<usize>) {
        if chars.is_empty() {
            return;
        }
        let (chars, offsets) = (std::mem::take(chars), std::mem::take(offsets));
        self.pairs.extend(chars.windows(2).map(|two| pair(two[0], two[1])));
        let ends = segment::words(&chars);
        self.runs.push(Run { node, chars, offsets, ends });
    }

    /// How often two characters stand side by side.
    #[must_use]
    pub fn count(&self, first: char, second: char) -> usize {
        let pair = pair(first, second);
        self.pairs.partition_point(|p| *p <= pair) - self.pairs.partition_point(|p| *p < pair)
    }

    /// How often some characters stand in it, in this order and without a gap.
    #[must_use]
    pub fn occurrences(&self, text: &[char]) -> usize {
        let [first, second, ..] = text else { return 0 };
        if self.count(*first, *second) == 0 {
            return 0;
        }
        self.runs.iter().map(|r| r.chars.windows(text.len()).filter(|w| *w == text).count()).sum()
    }

    /// Whether a run of characters is a word, here or anywhere.
    #[must_use]
    pub fn is_word(text: &[char]) -> bool {
        dictionary::weight(text).is_some()
    }
}

/// Two characters in one number: all that are read stand below U+10000.
fn pair(first: char, second: char) -> u32 {
    (first as u32) << 16 | second as u32 & 0xFFFF
}

/// A line's end inside a sentence, or a single space.
fn is_wrap(between: &str) -> bool {
    between.chars().all(char::is_whitespace)
        && (between.contains('\n') || between.chars().count() == 1)
        && !between.contains('\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Prose {
        Prose::read([(NodeId(0), text)].into_iter())
    }

    #[test]
    fn a_stretch_ends_at_marks_digits_and_gaps() {
        let prose = read("预算执行，完成3个项\n目，组长      副组长");
        let runs: Vec<String> = prose.runs.iter().map(|r| r.chars.iter().collect()).collect();
        assert_eq!(runs, ["预算执行", "完成", "个项目", "组长", "副组长"]);
    }

    #[test]
    fn words_keep_their_places() {
        let text = "共3项，项\n目进度";
        let prose = read(text);
        let run = prose.runs.last().unwrap();
        let place = run.place_of_words(0..1);
        assert_eq!(&text[place.range()], "项\n目");
        assert_eq!(run.text(0..2), "项目进度");
    }

    #[test]
    fn counts_pairs_and_phrases() {
        let prose = read("项目管理，项目资金，管理项目");
        assert_eq!(prose.count('项', '目'), 3);
        assert_eq!(prose.count('项', '日'), 0);
        assert_eq!(prose.occurrences(&['项', '目', '管']), 1);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_divided_without_loss(text in "[预算执行的管理项目，。0-9 \n㐀𠀀龥a]{0,60}") {
            let prose = read(&text);
            let chinese = text.chars().filter(|c| is_han(*c)).count();
            proptest::prop_assert_eq!(prose.runs.iter().map(|r| r.chars.len()).sum::<usize>(), chinese);
            for run in &prose.runs {
                let words: usize = (0..run.len()).map(|word| run.word(word).len()).sum();
                proptest::prop_assert_eq!(words, run.chars.len());
                for at in 0..run.chars.len() {
                    let place = run.place(at..at + 1);
                    proptest::prop_assert_eq!(&text[place.range()], run.chars[at].to_string());
                }
            }
        }
    }
}
