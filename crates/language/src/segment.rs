//! Divides text into its most probable words.

use crate::dictionary::WORDS;
use crate::trie::{Prefix, Weight};

/// Weight of a character that no dictionary has.
const UNKNOWN: Weight = 150;

/// The ends of the words of the most probable division.
pub(crate) fn words(text: &[char]) -> Vec<usize> {
    // The cheapest way to each position, and where its last word starts.
    let mut best: Vec<(u32, usize)> = vec![(u32::MAX, 0); text.len() + 1];
    best[0] = (0, 0);
    for start in 0..text.len() {
        let so_far = best[start].0;
        let mut offer = |end: usize, weight: Weight| {
            let cost = so_far + u32::from(weight);
            if cost < best[end].0 {
                best[end] = (cost, start);
            }
        };
        let mut prefix = WORDS.begin(text[start]);
        let alone = prefix.and_then(Prefix::weight).unwrap_or(UNKNOWN);
        offer(start + 1, alone);
        for (end, next) in (start + 2..).zip(&text[start + 1..]) {
            prefix = prefix.and_then(|p| p.then(*next));
            let Some(prefix) = prefix else { break };
            if let Some(weight) = prefix.weight() {
                offer(end, weight);
            }
        }
    }
    let mut ends = Vec::new();
    let mut at = text.len();
    while at > 0 {
        ends.push(at);
        at = best[at].1;
    }
    ends.reverse();
    ends
}

/// The most probable words of a text, in order; what is no Chinese stands character by character.
#[must_use]
pub fn split(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut start = 0;
    let word = |end: usize| chars[std::mem::replace(&mut start, end)..end].iter().collect();
    words(&chars).into_iter().map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::split;

    fn divided(text: &str) -> String {
        split(text).join("/")
    }

    #[test]
    fn divides_into_words() {
        assert_eq!(divided("进一步加强预算执行管理"), "进一步/加强/预算/执行/管理");
        assert_eq!(divided("以免导导致资金闲置"), "以免/导/导致/资金/闲置");
    }

    #[test]
    fn takes_anything() {
        assert!(split("").is_empty());
        assert_eq!(divided("a㐀龥"), "a/㐀/龥");
    }
}
