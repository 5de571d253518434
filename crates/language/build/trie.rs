//! Packs the words into a trie that is read where it lies.
//!
//! Nodes stand in the order of their depth; the children of a node lie together, sorted. The first
//! level has a node for each character from U+4E00 to U+9FFF. Three columns follow each other, all
//! little endian: the number of nodes (u32); the first child of each node and an end (u32); the
//! character of each node (u16); its weight (u8).

use crate::dictionary::Words;

const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;
const NO_WORD: u8 = 255;

struct Node {
    character: u16,
    weight: u8,
    first_child: u32,
}

/// Packs words of which all together were counted `total` times.
pub fn pack(words: &Words, total: u32) -> Vec<u8> {
    let entries: Vec<(&[char], u8)> =
        words.iter().map(|(w, count)| (w.as_slice(), weight(*count, total))).collect();
    let mut nodes = Vec::new();
    let mut level: Vec<&[(&[char], u8)]> = Vec::new();
    for code in FIRST..=LAST {
        let start = entries.partition_point(|(w, _)| (w[0] as u32) < code);
        let end = entries.partition_point(|(w, _)| (w[0] as u32) <= code);
        push(&mut nodes, &mut level, code, &entries[start..end], 1);
    }
    let mut depth = 1;
    let mut at = 0;
    while !level.is_empty() {
        let parents = std::mem::take(&mut level);
        for rest in parents {
            nodes[at].first_child = u32::try_from(nodes.len()).unwrap_or(u32::MAX);
            at += 1;
            for group in rest.chunk_by(|a, b| a.0[depth] == b.0[depth]) {
                push(&mut nodes, &mut level, group[0].0[depth] as u32, group, depth + 1);
            }
        }
        depth += 1;
    }
    write(&nodes)
}

/// The words of three and four characters, each from its end to its beginning.
pub fn endings(words: &Words) -> Words {
    let long = words.iter().filter(|(word, _)| (3..=4).contains(&word.len()));
    long.map(|(word, count)| (word.iter().rev().copied().collect(), *count)).collect()
}

/// Adds a node, and what lies below it to the next level.
fn push<'a>(
    nodes: &mut Vec<Node>,
    level: &mut Vec<&'a [(&'a [char], u8)]>,
    code: u32,
    group: &'a [(&'a [char], u8)],
    depth: usize,
) {
    let own = group.first().filter(|(w, _)| w.len() == depth);
    let weight = own.map_or(NO_WORD, |(_, weight)| *weight);
    let character = u16::try_from(code).unwrap_or(0);
    nodes.push(Node { character, weight, first_child: 0 });
    level.push(&group[usize::from(own.is_some())..]);
}

/// Eighths of the natural logarithm of how rare a word is.
#[allow(clippy::float_arithmetic, reason = "the table holds the rounded logarithm")]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is below 150")]
fn weight(count: u32, total: u32) -> u8 {
    ((f64::from(total) / f64::from(count)).ln() * 8.0).round() as u8
}

fn write(nodes: &[Node]) -> Vec<u8> {
    let count = u32::try_from(nodes.len()).unwrap_or(u32::MAX);
    let mut bytes = count.to_le_bytes().to_vec();
    for first in nodes.iter().map(|n| n.first_child).chain([count]) {
        bytes.extend(first.to_le_bytes());
    }
    for node in nodes {
        bytes.extend(node.character.to_le_bytes());
    }
    bytes.extend(nodes.iter().map(|n| n.weight));
    bytes
}
