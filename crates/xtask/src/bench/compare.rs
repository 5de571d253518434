//! The same files by this program and by tools that only take out the text: time and memory.

use super::{build, median};
use crate::{docx, samples};
use anyhow::{Context, Result, bail, ensure};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// Runs of each tool on each file; the median is told.
const RUNS: usize = 7;
/// The sample has nearly four pages; so often it makes a report of more than thirty.
const REPEATED: usize = 9;

const PDFPLUMBER: &str = "\
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        page.extract_text()
        page.extract_tables()
";
const PYTHON_DOCX: &str = "\
import sys, docx
document = docx.Document(sys.argv[1])
[paragraph.text for paragraph in document.paragraphs]
[[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
";

/// A tool that reads files of one ending.
struct Tool {
    name: &'static str,
    ending: &'static str,
    /// The command before the name of the file and after it.
    before: Vec<String>,
    after: &'static [&'static str],
    /// What tells whether it is there.
    probe: Vec<String>,
}

impl Tool {
    fn python(name: &'static str, ending: &'static str, module: &str, script: &str) -> Self {
        let command = |script: String| ["python3", "-c", &script].map(str::to_owned).to_vec();
        let (before, probe) = (command(script.into()), command(format!("import {module}")));
        Self { name, ending, before, after: &[], probe }
    }

    fn is_there(&self) -> bool {
        let probe = quiet(&self.probe).status();
        probe.is_ok_and(|status| status.success())
    }
}

fn others() -> [Tool; 3] {
    let pdftotext = |rest: &str| ["pdftotext", rest].map(str::to_owned).to_vec();
    [
        Tool {
            name: "pdftotext -layout",
            ending: "pdf",
            before: pdftotext("-layout"),
            after: &["-"],
            probe: pdftotext("-v"),
        },
        Tool::python("pdfplumber（文字和表）", "pdf", "pdfplumber", PDFPLUMBER),
        Tool::python("python-docx（文字和表）", "docx", "docx", PYTHON_DOCX),
    ]
}

/// Compares on these files, or on a long report made of the sample.
pub(crate) fn run(files: &[&str]) -> Result<()> {
    let jiheng = build()?.display().to_string();
    let folder = tempfile::tempdir().context("建不了临时目录")?;
    let files = match files {
        [] => made(folder.path())?,
        files => files.iter().map(PathBuf::from).collect(),
    };
    let others: Vec<Tool> = others()
        .into_iter()
        .filter(|tool| {
            let is_there = tool.is_there();
            if !is_there {
                println!("略过 {}：这台机器上没有", tool.name);
            }
            is_there
        })
        .collect();
    println!("| 文件 | 工具 | 用时 | 处理器时间 | 峰值内存 |\n|---|---|---|---|---|");
    for file in files {
        let path = file.display().to_string();
        let own = ["check", &path, "--format", "json"].map(str::to_owned);
        line(&file, "绩衡（整个核对）", [vec![jiheng.clone()], own.into()].concat())?;
        let ending = file.extension().and_then(|e| e.to_str()).unwrap_or("");
        for tool in others.iter().filter(|tool| tool.ending == ending) {
            let after = tool.after.iter().map(|a| (*a).to_owned()).collect();
            line(&file, tool.name, [tool.before.clone(), vec![path.clone()], after].concat())?;
        }
    }
    Ok(())
}

/// A docx of some thirty pages and, where LibreOffice is, the PDF of it.
fn made(folder: &Path) -> Result<Vec<PathBuf>> {
    let text = std::fs::read_to_string(samples::folder().join("project-clean/report.txt"))?;
    let report = folder.join("长报告.docx");
    std::fs::write(&report, docx::write(&text.repeat(REPEATED))?)?;
    let to = folder.display().to_string();
    let convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", &to];
    let converted = quiet(&convert.map(str::to_owned)).arg(&report).status();
    if converted.is_ok_and(|status| status.success()) {
        Ok(vec![report.with_extension("pdf"), report])
    } else {
        println!("略过 PDF：这台机器上没有 LibreOffice");
        Ok(vec![report])
    }
}

fn quiet(command: &[String]) -> Command {
    let mut quiet = Command::new(&command[0]);
    quiet.args(&command[1..]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet
}

/// What one run took.
#[derive(Clone, Copy)]
struct Taken {
    time: Duration,
    processor: Duration,
    kilobytes: u64,
}

fn line(file: &Path, name: &str, command: Vec<String>) -> Result<()> {
    let runs = (0..RUNS).map(|_| taken(&command)).collect::<Result<Vec<_>>>()?;
    let mut of = runs.iter();
    let time = median(RUNS, || of.next().map(|r| r.time).context("没有量成"))?;
    let mut of = runs.iter();
    let processor = median(RUNS, || of.next().map(|r| r.processor).context("没有量成"))?;
    let megabytes = runs.iter().map(|r| r.kilobytes).max().unwrap_or(0) / 1024;
    let file = file.file_name().unwrap_or_default().to_string_lossy();
    let shown = |d: Duration| format!("{:.3} 秒", d.as_secs_f64());
    println!("| {file} | {name} | {} | {} | {megabytes} MB |", shown(time), shown(processor));
    Ok(())
}

/// Runs a command from a process of its own: what children took is told for all of them together.
fn taken(command: &[String]) -> Result<Taken> {
    let output = Command::new(std::env::current_exe()?).arg("once").args(command).output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout)?;
    let numbers: Vec<u64> = text.split_whitespace().filter_map(|n| n.parse().ok()).collect();
    let [time, processor, kilobytes] = numbers[..] else { bail!("没有量成：{text}") };
    let [time, processor] = [time, processor].map(Duration::from_micros);
    Ok(Taken { time, processor, kilobytes })
}

/// Runs a command once and prints microseconds of time, of the processor, and kilobytes.
#[cfg(target_os = "linux")]
pub(crate) fn once(command: &[&str]) -> Result<()> {
    use nix::sys::resource::{UsageWho, getrusage};
    use std::time::Instant;
    let command: Vec<String> = command.iter().map(|word| (*word).to_owned()).collect();
    ensure!(!command.is_empty(), "缺少命令");
    let began = Instant::now();
    let status = quiet(&command).status().with_context(|| format!("运行不了 {}", command[0]))?;
    let time = began.elapsed().as_micros();
    // 1 says that the report has errors.
    ensure!(matches!(status.code(), Some(0 | 1)), "{} 异常退出：{status}", command[0]);
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let [user, system] = [usage.user_time(), usage.system_time()]
        .map(|t| t.tv_sec().saturating_mul(1_000_000).saturating_add(t.tv_usec()));
    println!("{time} {} {}", user.saturating_add(system), usage.max_rss());
    Ok(())
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn once(_: &[&str]) -> Result<()> {
    bail!("只在 Linux 上量")
}
