//! Words and how rare they are.

pub use crate::trie::Weight;
use crate::trie::{Prefix, Trie};

/// Characters of a set phrase.
pub const PHRASE: usize = 4;

/// All words.
pub(crate) static WORDS: Trie = Trie::over(include_bytes!(concat!(env!("OUT_DIR"), "/words.bin")));
/// Words of three and four characters from their end to their beginning.
static ENDINGS: Trie = Trie::over(include_bytes!(concat!(env!("OUT_DIR"), "/endings.bin")));

/// How rare a word is; nothing for what is no word.
#[must_use]
pub fn weight(word: &[char]) -> Option<Weight> {
    WORDS.walk(word.iter().copied())?.weight()
}

/// Words of two characters that start with a character, by the other one.
pub fn begun_by(first: char) -> impl Iterator<Item = (char, Weight)> {
    let nexts = WORDS.begin(first).into_iter().flat_map(Prefix::nexts);
    nexts.filter_map(|(second, word)| Some((second, word.weight()?)))
}

/// How rare the word is that a character makes in the place of the one at `gap`; nothing when none
/// makes any. For three and four characters.
///
/// The others are read from the end that lies farther from the gap, so that few words are left when
/// it is reached.
pub fn word_but_for<const N: usize>(
    written: &[char; N],
    gap: usize,
) -> Option<impl Fn(char) -> Option<Weight> + use<'_, N>> {
    let backwards = gap < N / 2;
    let at = move |step: usize| if backwards { N - 1 - step } else { step };
    let (trie, steps) = if backwards { (&ENDINGS, N - 1 - gap) } else { (&WORDS, gap) };
    let before = trie.walk((0..steps).map(|step| written[at(step)]))?;
    Some(move |meant: char| {
        let mut behind = (steps + 1..N).map(|step| written[at(step)]);
        let whole = before.then(meant).and_then(|p| behind.try_fold(p, Prefix::then));
        whole.and_then(Prefix::weight)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight_of(word: &str) -> Option<Weight> {
        weight(&word.chars().collect::<Vec<_>>())
    }

    #[test]
    fn knows_words_and_how_rare_they_are() {
        assert!(weight_of("工作").unwrap() < weight_of("预算").unwrap());
        assert!(weight_of("预算").unwrap() < weight_of("龃龉").unwrap());
        assert!(weight_of("责任制").is_some());
        assert_eq!(weight_of("项日"), None);
        assert_eq!(weight_of(""), None);
        assert_eq!(weight_of("abc"), None);
    }

    #[test]
    fn knows_words_of_the_field() {
        assert!(weight_of("津贴补贴").is_some());
        assert!(weight_of("工资福利支出").is_some());
    }

    #[test]
    fn knows_phrases_with_one_character_missing() {
        let phrase = ['举', '一', '反', '三'];
        for gap in 0..PHRASE {
            let mut written = phrase;
            written[gap] = '返';
            let with = word_but_for(&written, gap).unwrap();
            assert_eq!(with(phrase[gap]), weight(&phrase));
            assert!(with('返').is_none() && with('a').is_none());
        }
        assert!(word_but_for(&['项', '目', '资', '金'], 0).is_none());
    }

    #[test]
    fn lists_words_by_their_first_character() {
        let seconds: Vec<char> = begun_by('绩').map(|(c, _)| c).collect();
        assert!(seconds.contains(&'效'), "{seconds:?}");
        assert_eq!(begun_by('A').count(), 0);
    }
}
