//! `jiheng check`: from files to verdicts.

use super::read_worker;
use crate::args::{CheckArgs, Format};
use crate::config::Config;
use crate::{CLEAN, ERRORS_FOUND, UNUSABLE_INPUT, input};
use anyhow::{Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use jiheng_base::Level;
use jiheng_check::render::{Terminal, align, json, terminal, unreadable_json};
use jiheng_check::{Options, Report, Verdict, check_document};
use jiheng_isolate::Reader;
use jiheng_law::Law;
use rayon::prelude::*;
use std::io::{IsTerminal, Write};
use std::path::Path;

/// Files are printed in their order; this many are worked on before the next are.
const CHUNK: usize = 64;

pub(crate) fn run(args: &CheckArgs) -> Result<u8> {
    let config = Config::load(args.config.as_deref())?;
    let law = config.law()?;
    let scheme = args.scheme.clone().or_else(|| config.scheme.clone());
    if let Some(id) = scheme.as_deref().filter(|id| law.scheme(id).is_none()) {
        bail!("没有名为 {id} 的评分方案；用 jiheng schemes 查看全部方案");
    }
    let options = Options {
        scheme,
        level: args.level.map(Level::from).or(config.level).unwrap_or(Level::Note),
        ignore: config.ignored(&args.ignore, &args.reason)?,
    };
    let files = input::collect(&args.paths)?;
    let progress = progress(files.len());
    // What comes in numbers comes from others: their files are read at arm's length.
    let reader = (files.len() > 1).then(read_worker::reader).transpose()?;
    let mut lines = Vec::with_capacity(files.len());
    let mut out = std::io::stdout().lock();
    for chunk in files.chunks(CHUNK) {
        let results: Vec<FileResult> = chunk
            .par_iter()
            .map(|file| {
                let result = one(file, &law, &options, args, reader.as_ref());
                progress.inc(1);
                result
            })
            .collect();
        for result in results {
            if !out_of(&mut out, &result.printed) {
                return Ok(CLEAN);
            }
            if let Some(problem) = &result.problem {
                eprintln!("错误：{}：{problem}", result.line.name);
            }
            lines.push(result.line);
        }
    }
    progress.finish_and_clear();
    if args.format == Format::Text && (lines.len() > 1 || args.summary) {
        let _ = write!(out, "{}", summary(&lines));
    }
    // A file that could not be read outweighs errors found, and those a clean report.
    let code = lines.iter().map(SummaryLine::exit_code).max().unwrap_or(CLEAN);
    Ok(if args.exit_zero && code == ERRORS_FOUND { CLEAN } else { code })
}

/// Writes to the standard output; `false` when nobody reads it any more.
fn out_of(out: &mut impl Write, text: &str) -> bool {
    out.write_all(text.as_bytes()).is_ok()
}

struct FileResult {
    printed: String,
    line: SummaryLine,
    /// Why the file could not be read.
    problem: Option<String>,
}

/// What the summary tells of a file.
struct SummaryLine {
    name: String,
    unit: String,
    counts: [usize; 3],
    total: String,
    verdict: Verdict,
}

impl SummaryLine {
    fn exit_code(&self) -> u8 {
        match self.verdict {
            Verdict::Pass => CLEAN,
            Verdict::Errors => ERRORS_FOUND,
            Verdict::Unreadable => UNUSABLE_INPUT,
        }
    }
}

fn one(
    path: &Path,
    law: &Law,
    options: &Options,
    args: &CheckArgs,
    reader: Option<&Reader>,
) -> FileResult {
    let name = input::name(path);
    match checked(path, law, options, reader) {
        Ok((document, report)) => {
            let printed = match args.format {
                Format::Json => with_file(json(&report), &name),
                Format::Text if args.summary => String::new(),
                Format::Text => {
                    let colour =
                        std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
                    terminal(&name, &document, &report, Terminal { colour })
                }
            };
            FileResult { printed, line: summary_line(name, &report), problem: None }
        }
        Err(error) => {
            let reason = format!("{error:#}");
            let printed = match args.format {
                Format::Json => with_file(unreadable_json(&reason), &name),
                Format::Text => String::new(),
            };
            let line = SummaryLine {
                name,
                unit: reason.clone(),
                counts: [0; 3],
                total: "–".into(),
                verdict: Verdict::Unreadable,
            };
            FileResult { printed, line, problem: Some(reason) }
        }
    }
}

fn checked(
    path: &Path,
    law: &Law,
    options: &Options,
    reader: Option<&Reader>,
) -> Result<(jiheng_document::Document, Report)> {
    let document = input::document(path, reader)?;
    let report = check_document(&document, law, options)?;
    Ok((document, report))
}

fn with_file(mut value: serde_json::Value, name: &str) -> String {
    if let Some(object) = value.as_object_mut() {
        object.insert("file".into(), name.into());
    }
    format!("{value}\n")
}

fn summary_line(name: String, report: &Report) -> SummaryLine {
    let total = |t: Option<jiheng_base::Decimal>| {
        t.map_or_else(|| "–".into(), |t| t.normalize().to_string())
    };
    SummaryLine {
        name,
        unit: report.document.unit.clone().unwrap_or_else(|| "未能识别".into()),
        counts: [Level::Error, Level::Doubt, Level::Note].map(|l| report.count(l)),
        total: format!(
            "{}/{}",
            total(report.score.reported.claimed),
            total(report.score.reported.total)
        ),
        verdict: report.verdict,
    }
}

fn summary(lines: &[SummaryLine]) -> String {
    let mut rows = vec![
        ["文件", "单位", "错误", "存疑", "提示", "自报/复算", "结论"].map(str::to_owned).to_vec(),
    ];
    for line in lines {
        let verdict = match line.verdict {
            Verdict::Pass => "通过",
            Verdict::Errors => "有错误",
            Verdict::Unreadable => "无法读取",
        };
        let [errors, doubts, notes] = line.counts.map(|n| n.to_string());
        rows.push(vec![
            line.name.clone(),
            line.unit.clone(),
            errors,
            doubts,
            notes,
            line.total.clone(),
            verdict.into(),
        ]);
    }
    let count = |verdict| lines.iter().filter(|l| l.verdict == verdict).count();
    format!(
        "══ 汇总\n{}共 {} 份：通过 {}，有错误 {}，无法读取 {}\n",
        align(&rows, &[]),
        lines.len(),
        count(Verdict::Pass),
        count(Verdict::Errors),
        count(Verdict::Unreadable)
    )
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
