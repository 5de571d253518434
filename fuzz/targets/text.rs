//! A plain text: what was read keeps its words, and every place is a place.
#![no_main]

use jiheng_document::{Block, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(document) = read(text.as_bytes()) else { return };
    for node in &document.nodes {
        assert!(node.anchors.first().is_some_and(|a| a.at == 0), "{node:?}");
        assert!(node.anchors.is_sorted_by_key(|a| a.at), "{node:?}");
    }
    for block in &document.blocks {
        if let Block::Table(table) = block {
            assert!(table.cells.iter().all(|c| c.row < table.rows && c.column < table.columns));
        }
    }
});
