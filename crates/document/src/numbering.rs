//! Automatic numbers: what the word processor shows before a paragraph and does not store in it.

mod digits;

pub(crate) use digits::Digits;
use std::collections::HashMap;

/// Word knows nine levels, OpenDocument ten.
pub(crate) const LEVELS: usize = 10;

/// How the numbers of one level look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Level {
    pub(crate) digits: Digits,
    /// The text with `%1` to `%9` for the numbers of the levels.
    pub(crate) pattern: String,
    pub(crate) start: u32,
}

impl Default for Level {
    fn default() -> Self {
        Self { digits: Digits::None, pattern: String::new(), start: 1 }
    }
}

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    levels: HashMap<u32, Vec<Level>>,
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
}

impl Lists {
    /// A level of a list, to be described.
    pub(crate) fn level_mut(&mut self, list: u32, level: usize) -> Option<&mut Level> {
        let levels = self.levels.entry(list).or_insert_with(|| vec![Level::default(); LEVELS]);
        levels.get_mut(level)
    }

    /// Lets a list count from `start` again at a level.
    pub(crate) fn restart(&mut self, list: u32, level: usize, start: u32) {
        let counters = self.counters.entry(list).or_default();
        if level < LEVELS {
            counters[level] = start.checked_sub(1);
            counters[level + 1..].fill(None);
        }
    }

    /// Lets a list count from the beginning again.
    pub(crate) fn forget(&mut self, list: u32) {
        self.counters.remove(&list);
    }

    /// The next number of a list at a level, as shown; `None` for bullets.
    pub(crate) fn next(&mut self, list: u32, level: u8) -> Option<String> {
        let level = usize::from(level).min(LEVELS - 1);
        let levels = self.levels.get(&list)?;
        let counters = self.counters.entry(list).or_default();
        counters[level] =
            Some(counters[level].map_or(levels[level].start, |last| last.saturating_add(1)));
        counters[level + 1..].fill(None);
        if levels[level].digits == Digits::None {
            return None;
        }
        let mut shown = levels[level].pattern.clone();
        for (upper, format) in levels.iter().enumerate().take(level + 1) {
            // A level that was passed over shows its first number.
            let count = counters[upper].unwrap_or(format.start);
            shown = shown.replace(&format!("%{}", upper + 1), &format.digits.print(count));
        }
        Some(shown)
    }
}

/// The number that a word processor wrote before an item, unless it is a bullet.
pub(crate) fn shown(marker: &str) -> Option<String> {
    let marker = marker.trim();
    let mut chars = marker.chars();
    let is_bullet = match (chars.next(), chars.next()) {
        // A letter or ornament alone is a bullet of a symbol font; those lie in the private area.
        (Some(only), None) => !only.is_numeric() && !('\u{2E80}'..'\u{E000}').contains(&only),
        (None, _) => true,
        _ => false,
    };
    (!is_bullet).then(|| marker.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(second: &str) -> Lists {
        let mut lists = Lists::default();
        for (level, digits, pattern) in [(0, Digits::Chinese, "%1、"), (1, Digits::Decimal, second)]
        {
            *lists.level_mut(3, level).unwrap() =
                Level { digits, pattern: pattern.into(), start: 1 };
        }
        lists
    }

    #[test]
    fn counts_by_level_and_anew_under_a_new_parent() {
        let mut lists = lists("（%2）");
        let shown = [(0, "一、"), (1, "（1）"), (1, "（2）"), (0, "二、"), (1, "（1）")];
        for (level, shown) in shown {
            assert_eq!(lists.next(3, level).as_deref(), Some(shown));
        }
        assert_eq!(lists.next(9, 0), None);
    }

    #[test]
    fn restarts_where_told() {
        let mut lists = lists("%1.%2");
        lists.next(3, 0);
        lists.restart(3, 0, 5);
        assert_eq!(lists.next(3, 0).as_deref(), Some("五、"));
        assert_eq!(lists.next(3, 1).as_deref(), Some("五.1"));
        lists.forget(3);
        assert_eq!(lists.next(3, 0).as_deref(), Some("一、"));
    }
}
