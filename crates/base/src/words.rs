//! Lists of words that are looked for in many texts.

use aho_corasick::packed::Searcher;
use std::ops::Deref;
use std::sync::OnceLock;

/// A list of words that is looked for in one pass over a text, however many they are: a rule asks
/// hundreds of times whether one of its words stands in a clause. Kept in a `static`, so that the
/// search is made once; [`words!`](crate::words!) does that where the list is used.
///
/// ```
/// use jiheng_base::{Words, words};
///
/// static LAST_YEAR: Words = Words::new(&["上年", "去年"]);
/// assert!(LAST_YEAR.any_in("比上年增长5%"));
/// assert_eq!(LAST_YEAR.first_in("比去年增长5%"), Some("比".len()));
/// assert!(!words!["同比", "环比"].any_in("比上年增长5%"));
/// ```
#[derive(Debug)]
pub struct Words {
    list: &'static [&'static str],
    /// `None` inside where the machine or the list is none that the library searches in one pass.
    search: OnceLock<Option<Searcher>>,
}

impl Words {
    /// A list; the search is made when it is first wanted.
    #[must_use]
    pub const fn new(list: &'static [&'static str]) -> Self {
        Self { list, search: OnceLock::new() }
    }

    /// Whether one of them stands in a text.
    #[must_use]
    pub fn any_in(&self, text: &str) -> bool {
        match self.search() {
            Some(search) => search.find(text).is_some(),
            None => self.list.iter().any(|word| text.contains(word)),
        }
    }

    /// The byte at which the first of them starts in a text.
    #[must_use]
    pub fn first_in(&self, text: &str) -> Option<usize> {
        match self.search() {
            Some(search) => search.find(text).map(|found| found.start()),
            None => self.list.iter().filter_map(|word| text.find(word)).min(),
        }
    }

    /// Where they stand in a text, with the word that stands there: all places of the first of the
    /// list, then those of the next one.
    pub fn matches<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, &'t str)> + use<'t> {
        self.if_any_in(text).iter().flat_map(|word| text.match_indices(word))
    }

    /// The first place in a text of each of them that stands there, in the order of the list.
    pub fn firsts<'t>(
        &self,
        text: &'t str,
    ) -> impl Iterator<Item = (usize, &'static str)> + use<'t> {
        self.if_any_in(text).iter().filter_map(|word| Some((text.find(word)?, *word)))
    }

    /// The list, or nothing where no text need be looked at for each of them.
    fn if_any_in(&self, text: &str) -> &'static [&'static str] {
        if self.any_in(text) { self.list } else { &[] }
    }

    fn search(&self) -> Option<&Searcher> {
        self.search.get_or_init(|| Searcher::new(self.list)).as_ref()
    }
}

impl Deref for Words {
    type Target = [&'static str];

    fn deref(&self) -> &Self::Target {
        self.list
    }
}

/// A list of words where it is used: `words!["上年", "去年"]` is a [`Words`].
#[macro_export]
macro_rules! words {
    ($($word:literal),+ $(,)?) => {{
        static LIST: $crate::Words = $crate::Words::new(&[$($word),+]);
        &LIST
    }};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_leftmost_word_is_first() {
        static SAVED: Words = Words::new(&["节约", "结余", "结余率"]);
        assert_eq!(SAVED.first_in("年末结余3.2万元，节约1万元"), Some("年末".len()));
        assert_eq!(SAVED.first_in("年末"), None);
    }

    #[test]
    fn matches_come_word_by_word() {
        static SAVED: Words = Words::new(&["节约", "结余", "余"]);
        let found: Vec<_> = SAVED.matches("结余3万元，节约1万元，结余").collect();
        let [saved, left, behind] = ["结余3万元，", "", "结余3万元，节约1万元，"].map(str::len);
        let one = "结".len();
        assert_eq!(
            found,
            [
                (saved, "节约"),
                (left, "结余"),
                (behind, "结余"),
                (left + one, "余"),
                (behind + one, "余")
            ]
        );
    }

    #[test]
    fn firsts_are_one_a_word() {
        static SAVED: Words = Words::new(&["节约", "节余", "结余"]);
        let found: Vec<_> = SAVED.firsts("结余3万元，节约1万元，结余").collect();
        assert_eq!(found, [("结余3万元，".len(), "节约"), (0, "结余")]);
        assert_eq!(SAVED.firsts("年末").count(), 0);
    }

    /// Too many for one pass, and an empty one: they are looked for one by one.
    #[test]
    fn any_list_is_searched() {
        static MANY: Words = Words::new(&["甲乙"; 200]);
        static EMPTY: Words = Words::new(&[]);
        assert!(MANY.any_in("丙甲乙"));
        assert_eq!(MANY.first_in("丙甲乙"), Some("丙".len()));
        assert!(!MANY.any_in("丙甲丁乙"));
        assert!(!EMPTY.any_in("丙"));
    }
}
