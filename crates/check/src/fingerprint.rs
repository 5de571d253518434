//! What a finding is known by when the text around it has moved.

use jiheng_base::Finding;
use jiheng_document::Document;
use std::collections::HashMap;

/// A fingerprint for each finding: its code, the words that it quotes, and, where several
/// findings say the same, which of them it is in the order of the document.
pub(crate) fn fingerprints(document: &Document, findings: &[Finding]) -> Vec<String> {
    let mut in_order: Vec<usize> = (0..findings.len()).collect();
    in_order.sort_by_key(|&at| findings[at].place());
    let mut equal_before: HashMap<u64, u64> = HashMap::new();
    let mut fingerprints = vec![String::new(); findings.len()];
    for at in in_order {
        let own = content(document, &findings[at]);
        let ordinal = equal_before.entry(own).or_default();
        let mut hash = Fnv(own);
        if *ordinal > 0 {
            hash.feed(&ordinal.to_string());
        }
        *ordinal += 1;
        fingerprints[at] = format!("{:016x}", hash.0);
    }
    fingerprints
}

/// The code and the quoted words, without where they stood.
fn content(document: &Document, finding: &Finding) -> u64 {
    let mut hash = Fnv::new();
    hash.feed(finding.code);
    for used in &finding.uses {
        hash.feed(document.quote(used.place));
    }
    hash.0
}

/// FNV-1a: stable over versions and platforms, which the hasher of the library is not.
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// White space is left out: formats break lines at different places.
    fn feed(&mut self, text: &str) {
        let mut utf8 = [0; 4];
        for character in text.chars().filter(|c| !c.is_whitespace()).chain(['\0']) {
            for byte in character.encode_utf8(&mut utf8).bytes() {
                self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fingerprints;
    use jiheng_base::{Finding, Level, NodeId, Place, Role};
    use jiheng_document::{Document, read};

    fn document(text: &str) -> Document {
        read(text.as_bytes()).unwrap()
    }

    /// A finding at each paragraph that holds `quote`.
    fn findings(document: &Document, quote: &str) -> Vec<Finding> {
        (0..)
            .zip(&document.nodes)
            .filter_map(|(node, n)| {
                let start = n.text.find(quote)?;
                let place = Place::new(NodeId(node), start, start + quote.len());
                Some(Finding::new("I001", Level::Error, place, "", ""))
            })
            .collect()
    }

    fn of(text: &str, quote: &str) -> Vec<String> {
        let document = document(text);
        fingerprints(&document, &findings(&document, quote))
    }

    #[test]
    fn moved_text_and_changed_neighbours_keep_it() {
        let before = of("支出合计12.5万元。\n其他。\n", "12.5万元");
        let after =
            of("新的一段。\n\n其他。\n经核对，支出合计12.5 万元，另有说明。\n", "12.5 万元");
        assert_eq!(before, after);
    }

    #[test]
    fn other_words_change_it() {
        assert_ne!(of("合计12.5万元。", "12.5万元"), of("合计12.6万元。", "12.6万元"));
    }

    #[test]
    fn equal_findings_are_told_apart_in_the_order_of_the_text() {
        let three = of("甲得98分。\n乙得98分。\n丙得98分。\n", "98分");
        assert_eq!(three.len(), 3);
        assert!(three[0] != three[1] && three[1] != three[2] && three[0] != three[2]);
        let document = document("甲得98分。\n乙得98分。\n丙得98分。\n");
        let mut by_level = findings(&document, "98分");
        by_level.reverse();
        let mut reversed = fingerprints(&document, &by_level);
        reversed.reverse();
        assert_eq!(reversed, three, "the order in which rules report does not matter");
    }

    #[test]
    fn every_number_that_takes_part_counts() {
        let document = document("合计5万元，其中甲2万元、乙2万元。");
        let [place] = findings(&document, "5万元").try_into().unwrap();
        let other = Place::new(NodeId(0), 0, 6);
        let with = place.clone().using(other, Role::Input, "");
        assert_ne!(fingerprints(&document, &[place]), fingerprints(&document, &[with]));
    }
}
