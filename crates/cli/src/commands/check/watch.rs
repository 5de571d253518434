//! `jiheng check --watch`: reports are checked again whenever their files change.

mod known;

use super::super::read_worker;
use super::{exit_code, one, summary};
use crate::args::CheckArgs;
use crate::input::{self, Input};
use anyhow::{Context, Result, anyhow, bail};
use jiheng_check::Options;
use jiheng_isolate::Reader;
use jiheng_law::Law;
use known::{Known, Stamp};
use notify::{EventKind, RecursiveMode, Watcher};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// A program writes a file in several steps; it is done when it has been quiet for so long.
const QUIET: Duration = Duration::from_millis(300);
/// A folder that is never quiet is looked at all the same.
const PATIENCE: Duration = Duration::from_secs(3);

enum Signal {
    Changed,
    End,
}

pub(super) fn run(args: &CheckArgs, law: &Law, options: &Options) -> Result<u8> {
    if let Some(path) = args.paths.iter().find(|p| !p.is_dir()) {
        bail!("--watch 只能守着文件夹，{} 不是", path.display());
    }
    let (send, signals) = mpsc::channel();
    let is_over = Arc::new(AtomicBool::new(false));
    let (end, over) = (send.clone(), Arc::clone(&is_over));
    ctrlc::set_handler(move || {
        over.store(true, Ordering::SeqCst);
        let _ = end.send(Signal::End);
    })
    .context("无法接收 Ctrl-C")?;
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Our own reading is no change. What the system failed to tell may have been one.
        if event.map_or(true, |e| !matches!(e.kind, EventKind::Access(_))) {
            let _ = send.send(Signal::Changed);
        }
    })
    .map_err(|e| anyhow!("系统不支持守着文件夹（{e}）"))?;
    for folder in &args.paths {
        watcher
            .watch(folder, RecursiveMode::Recursive)
            .map_err(|e| anyhow!("无法守着 {}（{e}）", folder.display()))?;
    }
    let mut watch = Watch {
        folders: &args.paths,
        law,
        options,
        reader: read_worker::reader()?,
        files: BTreeMap::new(),
        is_over,
    };
    watch.refresh(|_| {});
    say(&summary::table(&watch.lines()));
    let folders: Vec<String> = args.paths.iter().map(|p| p.display().to_string()).collect();
    say(&format!("正在守着 {}，按 Ctrl-C 结束\n", folders.join("、")));
    while let Ok(Signal::Changed) = signals.recv() {
        if settle(&signals) {
            break;
        }
        watch.refresh(|told| say(&format!("── {} {told}", clock())));
    }
    let lines = watch.lines();
    say(&summary::table(&lines));
    Ok(exit_code(args, &lines))
}

/// Waits until changes have ended; says whether the watch has, too.
fn settle(signals: &Receiver<Signal>) -> bool {
    let until = Instant::now() + PATIENCE;
    loop {
        match signals.recv_timeout(QUIET) {
            Ok(Signal::Changed) if Instant::now() < until => {}
            Ok(Signal::Changed) | Err(RecvTimeoutError::Timeout) => return false,
            Ok(Signal::End) | Err(RecvTimeoutError::Disconnected) => return true,
        }
    }
}

struct Watch<'a> {
    folders: &'a [PathBuf],
    law: &'a Law,
    options: &'a Options,
    reader: Reader,
    /// By their names.
    files: BTreeMap<String, Known>,
    /// Ctrl-C ends the children that read, too: what comes of them then is not to be told.
    is_over: Arc<AtomicBool>,
}

impl Watch<'_> {
    /// Looks for what is new, changed or gone since the last time and tells each.
    ///
    /// What the system said of the changes is not used: it may leave some out, and programs save
    /// by renaming.
    fn refresh(&mut self, mut tell: impl FnMut(&str)) {
        let inputs = input::in_folders(self.folders);
        let present: BTreeSet<String> = inputs.iter().map(|i| i.name.clone()).collect();
        self.files.retain(|name, _| {
            let stays = present.contains(name);
            if !stays {
                tell(&format!("{name}：已不在\n"));
            }
            stays
        });
        let stamped = inputs.into_iter().map(|input| (input.stamp(), input));
        let changed: Vec<(Stamp, Input)> = stamped
            .filter(|(stamp, input)| self.files.get(&input.name).is_none_or(|k| k.stamp != *stamp))
            .collect();
        let results: Vec<Known> = changed
            .into_par_iter()
            .map(|(stamp, input)| {
                let result = one(input, self.law, self.options, Some(&self.reader));
                Known::new(stamp, &result)
            })
            .collect();
        if self.is_over.load(Ordering::SeqCst) {
            return;
        }
        for now in results {
            tell(&now.told(self.files.get(&now.name)));
            self.files.insert(now.name.clone(), now);
        }
    }

    fn lines(&self) -> Vec<summary::SummaryLine> {
        self.files.values().map(|known| known.line.clone()).collect()
    }
}

fn clock() -> String {
    jiff::Zoned::now().strftime("%H:%M:%S").to_string()
}

/// Nobody may be reading any more; the watch goes on until it is ended.
fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
