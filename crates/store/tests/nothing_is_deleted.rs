//! Business data are never deleted: people leave, units close, evidence is taken out, and all of it
//! stays. Only sessions end for good.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

#[test]
fn only_sessions_are_deleted() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut deletions = 0;
    for path in sources(&root.join("src")).into_iter().chain(sources(&root.join("migrations"))) {
        let text = std::fs::read_to_string(&path).unwrap().to_uppercase();
        for (at, _) in text.match_indices("DELETE FROM ") {
            let target = &text[at + "DELETE FROM ".len()..];
            assert!(target.starts_with("SESSIONS "), "{}", path.display());
            deletions += 1;
        }
        for word in ["ON DELETE CASCADE", "TRUNCATE", "DROP TABLE"] {
            assert!(!text.contains(word), "{}: {word}", path.display());
        }
    }
    assert_eq!(deletions, 3);
}
