//! Words and how rare they are.

/// Weight of what is no word.
const NO_WORD: u8 = 255;
/// Code of the first character that has a node of its own.
const FIRST: u32 = 0x4E00;

static WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"));

/// How many nodes there are, and where the three columns of them start.
const NODES: usize = number(0);
const CHILDREN: usize = 4;
const CHARACTERS: usize = CHILDREN + (NODES + 1) * 4;
const WEIGHTS: usize = CHARACTERS + NODES * 2;

/// How rare a word is: eighths of the natural logarithm of one in how many words it is.
pub type Weight = u8;

/// A place in the tree of words: what was read of a word so far.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Prefix(usize);

impl Prefix {
    /// Words that start with a character.
    pub(crate) fn of(first: char) -> Option<Self> {
        let at = (first as u32).checked_sub(FIRST)? as usize;
        (first <= '\u{9FFF}').then_some(Self(at))
    }

    /// Words that go on with a character.
    pub(crate) fn then(self, next: char) -> Option<Self> {
        let wanted = u16::try_from(next as u32).ok()?;
        let (mut low, mut high) = (first_child(self.0), first_child(self.0 + 1));
        while low < high {
            let middle = usize::midpoint(low, high);
            match character(middle).cmp(&wanted) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(Self(middle)),
            }
        }
        None
    }

    /// How rare the word is that ends here, if one does.
    pub(crate) fn weight(self) -> Option<Weight> {
        Some(WORDS[WEIGHTS + self.0]).filter(|w| *w != NO_WORD)
    }
}

/// How rare a word is; nothing for what is no word.
#[must_use]
pub fn weight(word: &[char]) -> Option<Weight> {
    prefix(word)?.weight()
}

/// Whether words begin so; all begin with nothing.
#[must_use]
pub fn begins_words(start: &[char]) -> bool {
    start.is_empty() || prefix(start).is_some()
}

fn prefix(start: &[char]) -> Option<Prefix> {
    let (first, rest) = start.split_first()?;
    rest.iter().try_fold(Prefix::of(*first)?, |prefix, c| prefix.then(*c))
}

/// Words of two characters that start with a character, by the other one.
pub fn begun_by(first: char) -> impl Iterator<Item = (char, Weight)> {
    let range = Prefix::of(first).map_or(0..0, |p| first_child(p.0)..first_child(p.0 + 1));
    range.filter_map(|at| Some((char::from_u32(u32::from(character(at)))?, Prefix(at).weight()?)))
}

fn first_child(node: usize) -> usize {
    number(CHILDREN + node * 4)
}

fn character(node: usize) -> u16 {
    let at = CHARACTERS + node * 2;
    u16::from_le_bytes([WORDS[at], WORDS[at + 1]])
}

const fn number(at: usize) -> usize {
    u32::from_le_bytes([WORDS[at], WORDS[at + 1], WORDS[at + 2], WORDS[at + 3]]) as usize
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
    fn knows_how_words_begin() {
        let begins = |start: &str| begins_words(&start.chars().collect::<Vec<_>>());
        assert!(begins("") && begins("举一反"));
        assert!(!begins("举一返"));
    }

    #[test]
    fn lists_words_by_their_first_character() {
        let seconds: Vec<char> = begun_by('绩').map(|(c, _)| c).collect();
        assert!(seconds.contains(&'效'), "{seconds:?}");
        assert_eq!(begun_by('A').count(), 0);
    }
}
