//! Tasks and names that have ended.

use crate::{Confidence, LawError};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::Deserialize;
use std::ops::Range;

/// Words that were right until the end of a year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The words; any of them.
    pub words: Vec<String>,
    /// The last year in which they are right.
    pub until: u16,
    /// Why.
    pub why: String,
    /// What to write instead.
    pub say: Option<String>,
    /// Terms rest on memory; how sure they are. High unless said.
    pub confidence: Option<Confidence>,
    /// `note` where the words are only old-fashioned.
    pub level: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    term: Vec<Term>,
}

/// All terms, ready to be looked for.
#[derive(Debug)]
pub struct Terms {
    terms: Vec<Term>,
    search: AhoCorasick,
    /// The term of each pattern of the search.
    of: Vec<usize>,
}

impl Terms {
    /// Reads `law/terms.toml`.
    ///
    /// # Errors
    /// When the file is no such table, or its words are too many for a search.
    pub(crate) fn parse(file: &str, text: &str) -> Result<Self, LawError> {
        let File { term: terms } =
            toml::from_str(text).map_err(|e| LawError::from_toml(file, text, &e))?;
        let words = || (0..).zip(&terms).flat_map(|(at, t)| t.words.iter().map(move |w| (at, w)));
        let search = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            // Built at every start: an automaton of all states would take longer than it saves.
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(words().map(|(_, word)| word))
            .map_err(|e| LawError::at(file, text, 0, e.to_string()))?;
        let of = words().map(|(at, _)| at).collect();
        Ok(Self { terms, search, of })
    }

    /// Terms in a text and where they stand, in bytes; of words that overlap the longest.
    pub fn find_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, &'a Term)> {
        let found = self.search.find_iter(text);
        found.map(|f| (f.range(), &self.terms[self.of[f.pattern().as_usize()]]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_terms_where_they_stand() {
        let text = "[[term]]\nwords = [\"甲\", \"甲乙\"]\nuntil = 2015\nwhy = \"一\"\n\
                    [[term]]\nwords = [\"丙\"]\nuntil = 2020\nwhy = \"二\"\n";
        let terms = Terms::parse("terms.toml", text).unwrap();
        let found: Vec<_> = terms.find_in("说甲乙和丙").map(|(at, t)| (at, t.until)).collect();
        assert_eq!(found, [(3..9, 2015), (12..15, 2020)]);
        assert!(Terms::parse("terms.toml", "[[term]]\nword = 1\n").is_err());
    }
}
