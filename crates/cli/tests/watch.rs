//! A folder under watch: what is saved, added, broken and removed there is told as it happens.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{FAULTY, Folder};
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

/// Long enough for a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_secs(60);

struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(folder: &Folder) -> Self {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("jiheng"))
            .args(["check", "--watch", "."])
            .current_dir(folder.path("."))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (send, lines) = mpsc::channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || out.lines().try_for_each(|line| send.send(line.unwrap())));
        let watch = Self { child, lines };
        watch.until("正在守着");
        watch
    }

    /// The lines up to one with these words.
    fn until(&self, words: &str) -> Vec<String> {
        let mut seen = Vec::new();
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            seen.push(line.unwrap_or_else(|_| panic!("no “{words}” in {seen:#?}")));
            if seen.last().unwrap().contains(words) {
                return seen;
            }
        }
    }

    /// Ends it as Ctrl-C does; gives its exit code and the last lines.
    fn end(mut self) -> (i32, Vec<String>) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        let code = self.child.wait().unwrap().code().unwrap();
        (code, self.lines.iter().collect())
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

#[test]
fn changes_are_told_with_the_findings_that_came_and_went() {
    let folder = Folder::new();
    folder.file("甲.txt", FAULTY);
    let watch = Watch::start(&folder);

    folder.file("甲.txt", FAULTY.replace("30.00", "40.00"));
    let mended = watch.until("－ 错误[I001]");
    assert!(mended[0].contains("甲.txt（有改动）：错误 0"), "{mended:#?}");

    // Neither what a word processor keeps beside an open file nor what is no report is told.
    folder.file("~$乙.txt", FAULTY);
    folder.file("乙.jpg", FAULTY);
    folder.file("乙.txt", FAULTY);
    let added = watch.until("＋ 错误[I001]");
    assert!(added.len() == 2 && added[0].contains("乙.txt（新增）：错误 1"), "{added:#?}");

    folder.file("乙.txt", format!("说明。\n{FAULTY}"));
    let moved = watch.until("乙.txt（有改动）");
    assert!(moved[0].contains("发现没有变化"), "{moved:#?}");

    folder.file("甲.txt", "");
    watch.until("甲.txt（有改动）：无法读取，文件是空的");
    fs::remove_file(folder.path("甲.txt")).unwrap();
    watch.until("甲.txt：已不在");

    let (code, last) = watch.end();
    assert_eq!(code, 1);
    assert!(last.last().unwrap().contains("共 1 份：通过 0，有错误 1"), "{last:#?}");
}

#[test]
fn only_folders_are_watched_and_only_in_words() {
    let folder = Folder::new();
    folder.file("甲.txt", FAULTY);
    folder.run(&["check", "--watch", "甲.txt"]).refused("--watch 只能守着文件夹");
    folder.run(&["check", "--watch", ".", "--format", "json"]).refused("不能与 --format");
}
