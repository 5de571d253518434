//! What the release binary does: reports a second, peak memory, cold start.

pub(crate) mod compare;

use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Copies in the folder that is checked at once.
const COPIES: u32 = 1_000;
/// Runs of one measurement; the median is told.
const RUNS: usize = 5;
/// Starts of the binary; the median is told.
const STARTS: usize = 21;

/// Builds the binary and has it measured by another process, which runs nothing else: the memory
/// of children is told for all of them together, and the compiler takes more than what it builds.
pub(crate) fn run(report: &Path) -> Result<()> {
    let binary = build()?;
    let status = Command::new(std::env::current_exe()?)
        .arg("measure")
        .args([binary.as_path(), report])
        .status()?;
    ensure!(status.success(), "没有量成");
    Ok(())
}

/// Measures `binary` with copies of `report`.
pub(crate) fn measure(binary: &Path, report: &Path) -> Result<()> {
    let folder = tempfile::tempdir().context("建不了临时目录")?;
    let name = report.extension().and_then(|e| e.to_str()).unwrap_or("txt");
    for number in 0..COPIES {
        let copy = folder.path().join(format!("{number:04}.{name}"));
        std::fs::copy(report, copy).with_context(|| format!("复制不了 {}", report.display()))?;
    }
    let start = median(STARTS, || time(binary, &["--version"]))?;
    let single = median(STARTS, || time(binary, &["check", &report.to_string_lossy()]))?;
    let all = median(RUNS, || time(binary, &["check", &folder.path().to_string_lossy()]))?;
    let cores = std::thread::available_parallelism()?;
    println!("样本：{}", report.display());
    println!("冷启动（--version）：{:.1} 毫秒", milliseconds(start));
    println!("检查一份报告，含启动：{:.1} 毫秒", milliseconds(single));
    let rate = u128::from(COPIES) * 1_000_000 / all.as_micros().max(1);
    println!("{COPIES} 份，{cores} 核：{:.1} 毫秒，每秒 {rate} 份", milliseconds(all));
    println!("峰值内存：{}", peak_memory());
    Ok(())
}

fn build() -> Result<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["build", "--release", "--package", "jiheng-cli"])
        .current_dir(&root)
        .status()
        .context("运行不了 cargo")?;
    ensure!(status.success(), "发布版程序没有编译成功");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), PathBuf::from);
    Ok(target.join("release").join(format!("jiheng{}", std::env::consts::EXE_SUFFIX)))
}

fn time(binary: &Path, arguments: &[&str]) -> Result<Duration> {
    let began = Instant::now();
    let status = Command::new(binary)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .context("运行不了 jiheng")?;
    let took = began.elapsed();
    // 1 says that the report has errors.
    ensure!(matches!(status.code(), Some(0 | 1)), "jiheng 异常退出：{status}");
    Ok(took)
}

fn median(runs: usize, mut once: impl FnMut() -> Result<Duration>) -> Result<Duration> {
    let mut times = (0..runs).map(|_| once()).collect::<Result<Vec<_>>>()?;
    times.sort_unstable();
    Ok(times[runs / 2])
}

#[allow(clippy::float_arithmetic, reason = "a time to be read, not an amount")]
fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// The most that any run of the binary held.
#[cfg(target_os = "linux")]
fn peak_memory() -> String {
    use nix::sys::resource::{UsageWho, getrusage};
    match getrusage(UsageWho::RUSAGE_CHILDREN) {
        Ok(usage) => format!("{} 兆字节", usage.max_rss() / 1024),
        Err(error) => format!("量不出：{error}"),
    }
}

#[cfg(not(target_os = "linux"))]
fn peak_memory() -> String {
    "此系统上不量".into()
}
