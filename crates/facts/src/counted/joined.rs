//! Whether 和 in the last name of a list parts two things or belongs to one name.

use crate::wording;
use jiheng_base::Words;
use jiheng_document::Document;

static JOINERS: Words = Words::new(&["以及", "和", "及", "与"]);

/// How many things a list of so many names may name: one more where its last name joins two.
pub(super) fn possible(names: u32, last: &str) -> Vec<u32> {
    let is_joined = JOINERS.any_in(last);
    if is_joined { vec![names, names + 1] } else { vec![names] }
}

/// Of two possible counts, the one that the rest of the document leaves: 培训和宣传 is one name where a
/// cell bears it, two where a cell bears one of its parts.
pub(super) fn settle(document: &Document, counts: Vec<u32>, items: &str) -> Vec<u32> {
    let [fewer, more] = counts.as_slice() else { return counts };
    let list = items.split(['。', '；', '，']).next().unwrap_or("");
    let last = wording::squeeze(list.rsplit('、').next().unwrap_or(""));
    let Some((one, other)) = JOINERS.iter().find_map(|joiner| last.split_once(joiner)) else {
        return counts;
    };
    const NAME: usize = 3;
    let is_name = |name: &str| name.chars().count() >= NAME;
    let stands_alone = |name: &str| {
        is_name(name)
            && document.nodes.iter().any(|node| {
                node.text.len() < 3 * last.len() && wording::squeeze(&node.text) == name
            })
    };
    if stands_alone(&last) {
        vec![*fewer]
    } else if stands_alone(one) || stands_alone(other) {
        vec![*more]
    } else {
        counts
    }
}
