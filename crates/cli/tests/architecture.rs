//! ARCHITECTURE.md says what stands where: every crate has its line and depends on no room that its
//! line does not name.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Rooms of the page in its order, each with the rooms that it may use.
fn declared() -> Vec<(String, Vec<String>)> {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let mut rooms: Vec<(String, Vec<String>)> = Vec::new();
    for line in page.lines().filter(|l| l.starts_with("| `crates/")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let name = cells[1].trim_matches('`').trim_start_matches("crates/").to_owned();
        let before: Vec<String> = rooms.iter().map(|(n, _)| n.clone()).collect();
        let may_use = match cells[3] {
            "–" => Vec::new(),
            "全部" => before,
            range if range.contains('…') => {
                let (first, last) = range.split_once('…').unwrap();
                let at = |room: &str| before.iter().position(|n| n == room.trim()).unwrap();
                before[at(first)..=at(last)].to_vec()
            }
            list => list.split('、').map(str::to_owned).collect(),
        };
        rooms.push((name, may_use));
    }
    rooms
}

/// Crates of the workspace with the other crates of it that they depend on, tests left out.
fn real() -> BTreeMap<String, Vec<String>> {
    fs::read_dir(root().join("crates"))
        .unwrap()
        .map(|entry| {
            let folder = entry.unwrap().path();
            let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
            let manifest: toml::Table = manifest.parse().unwrap();
            let used = manifest["dependencies"].as_table().unwrap().keys();
            let used = used.filter_map(|d| d.strip_prefix("jiheng-")).map(str::to_owned).collect();
            (folder.file_name().unwrap().to_string_lossy().into_owned(), used)
        })
        .collect()
}

#[test]
fn every_crate_keeps_to_its_line() {
    let declared = declared();
    let real = real();
    for (name, used) in &real {
        let line = declared.iter().find(|(n, _)| n == name);
        let (_, may_use) = line.unwrap_or_else(|| panic!("ARCHITECTURE.md 没有 crates/{name}"));
        for other in used {
            assert!(may_use.contains(other), "crates/{name} 用了 {other}，ARCHITECTURE.md 不许");
        }
    }
    for (name, _) in &declared {
        assert!(real.contains_key(name), "ARCHITECTURE.md 里的 crates/{name} 不存在");
    }
}
