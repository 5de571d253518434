//! `jiheng check`: from files to verdicts.

mod printer;
mod summary;
mod watch;

use super::read_worker;
use crate::args::{CheckArgs, Format};
use crate::config::Config;
use crate::input::{self, Input};
use crate::{CLEAN, ERRORS_FOUND, decisions, output};
use anyhow::{Result, anyhow, bail};
use indicatif::{ProgressBar, ProgressStyle};
use jiheng_base::Level;
use jiheng_check::annotate::{ANNOTATED, annotate};
use jiheng_check::list::List;
use jiheng_check::{Options, Report, check_document};
use jiheng_document::Document;
use jiheng_isolate::Reader;
use jiheng_law::Law;
use printer::Printer;
use rayon::prelude::*;
use std::io::IsTerminal;
use std::path::Path;
use summary::SummaryLine;

/// Files are printed in their order; this many are worked on before the next are.
const CHUNK: usize = 64;

/// A file and what came of it.
struct FileResult {
    name: String,
    /// Why the file could not be read, or what is in it.
    outcome: Result<Checked, String>,
}

struct Checked {
    bytes: Vec<u8>,
    document: Document,
    report: Report,
}

pub(crate) fn run(args: &CheckArgs) -> Result<u8> {
    let config = Config::load(args.config.as_deref())?;
    let law = config.law()?;
    let options = options(args, &config, &law)?;
    if args.watch {
        return watch::run(args, &law, &options);
    }
    let files = input::collect(&args.paths)?;
    refuse_unfit(args, &files)?;
    let progress = progress(files.len());
    // What comes in numbers comes from others: their files are read at arm's length.
    let reader = (files.len() > 1).then(read_worker::reader).transpose()?;
    let mut printer = Printer::new(args);
    let mut list = args.list.as_ref().map(|_| List::default());
    let mut lines = Vec::with_capacity(files.len());
    let mut files = files.into_iter().peekable();
    while files.peek().is_some() {
        let chunk: Vec<Input> = files.by_ref().take(CHUNK).collect();
        let results: Vec<FileResult> = chunk
            .into_par_iter()
            .map(|file| {
                let result = one(file, &law, &options, reader.as_ref());
                progress.inc(1);
                result
            })
            .collect();
        for result in results {
            if let Err(problem) = &result.outcome {
                progress.suspend(|| eprintln!("错误：{}：{problem}", result.name));
            }
            if let (Some(out), Ok(checked)) = (&args.annotate, &result.outcome) {
                write_annotated(out, &result.name, checked)?;
            }
            if let Some(list) = &mut list {
                add_to_list(list, &result);
            }
            printer.add(&result);
            lines.push(SummaryLine::of(&result));
        }
    }
    progress.finish_and_clear();
    if let (Some(out), Some(list)) = (&args.list, list) {
        output::write(out, &list.finish().map_err(|e| anyhow!("{}：{e}", out.display()))?)?;
    }
    printer.finish(&lines);
    Ok(exit_code(args, &lines))
}

/// A file that could not be read outweighs errors found, and those a clean report.
fn exit_code(args: &CheckArgs, lines: &[SummaryLine]) -> u8 {
    let code = lines.iter().map(SummaryLine::exit_code).max().unwrap_or(CLEAN);
    if args.exit_zero && code == ERRORS_FOUND { CLEAN } else { code }
}

fn options(args: &CheckArgs, config: &Config, law: &Law) -> Result<Options> {
    let scheme = args.scheme.clone().or_else(|| config.scheme.clone());
    if let Some(id) = scheme.as_deref().filter(|id| law.scheme(id).is_none()) {
        bail!("没有名为 {id} 的评分方案；用 jiheng schemes 查看全部方案");
    }
    Ok(Options {
        scheme,
        level: args.level.map(Level::from).or(config.level).unwrap_or(Level::Note),
        ignore: config.ignored(&args.ignore, &args.reason)?,
        decisions: args.decisions.as_deref().map(decisions::load).transpose()?.unwrap_or_default(),
    })
}

/// What cannot be done is said before the work, not after it.
fn refuse_unfit(args: &CheckArgs, files: &[Input]) -> Result<()> {
    let is_single = files.len() == 1;
    let paths: Vec<&Path> = files.iter().map(|f| f.path.as_path()).collect();
    if args.format == Format::Html && !is_single {
        bail!("--format html 一次只能核对一份文件，现有 {} 份", files.len());
    }
    if let Some(out) = &args.annotate {
        if !is_single {
            bail!("--annotate 一次只能批注一份文件，现有 {} 份", files.len());
        }
        output::refuse_unfit("--annotate", out, ANNOTATED, &paths)?;
    }
    if let Some(out) = &args.list {
        output::refuse_unfit("--list", out, &["xlsx"], &paths)?;
    }
    Ok(())
}

fn one(input: Input, law: &Law, options: &Options, reader: Option<&Reader>) -> FileResult {
    let name = input.name.clone();
    let outcome = checked(input, law, options, reader).map_err(|error| format!("{error:#}"));
    FileResult { name, outcome }
}

fn checked(input: Input, law: &Law, options: &Options, reader: Option<&Reader>) -> Result<Checked> {
    let bytes = input.bytes()?;
    let document = input::document(&bytes, reader)?;
    let report = check_document(&document, law, options)?;
    Ok(Checked { bytes, document, report })
}

fn write_annotated(out: &Path, name: &str, checked: &Checked) -> Result<()> {
    let format = checked.document.format.extension();
    let ending = out.extension().and_then(|e| e.to_str()).unwrap_or("").to_lowercase();
    if ending != format {
        bail!("{name} 的内容是 {format}，不能批注为 {ending}");
    }
    let bytes = annotate(&checked.bytes, &checked.document, &checked.report)
        .map_err(|e| anyhow!("{name}：{e}"))?;
    output::write(out, &bytes)
}

fn add_to_list(list: &mut List, result: &FileResult) {
    match &result.outcome {
        Ok(checked) => list.add(&result.name, &checked.report),
        Err(reason) => list.add_unreadable(&result.name, reason),
    }
}

/// A bar where somebody watches and there is something to wait for.
fn progress(files: usize) -> ProgressBar {
    if files < 2 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("核对 {pos}/{len} [{bar:30}] 剩余约 {eta}");
    ProgressBar::new(files as u64)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
