//! `jiheng report`: from data to the official documents.

use crate::say::say_line;
mod args;
mod papers;
pub(crate) mod press;
pub(crate) mod sources;
pub(crate) mod templates;
mod workers;

pub(crate) use args::ReportArgs;

use crate::config::Config;
use crate::{CLEAN, UNUSABLE_INPUT};
use anyhow::{Context, Result, anyhow, bail};
use indicatif::{ProgressBar, ProgressStyle};
use jiheng_law::Law;
use jiheng_report::{Settled, Submission};
use press::Press;
use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use templates::Templates;

pub(crate) fn run(args: &ReportArgs) -> Result<u8> {
    if let Some(folder) = &args.write_templates {
        return templates::write_builtin(folder, args.force);
    }
    let out = args.out.as_deref().context("缺少 --out <文件夹>")?;
    let law = Config::load(args.config.as_deref())?.law()?;
    let templates = Templates::load(args.template.as_deref())?;
    let press = args.pdf.then(|| Press::open(args.fonts.as_deref())).transpose()?;
    let files = sources::collect(&args.paths)?;
    let jobs = jobs(&files, out)?;
    let progress = progress(jobs.len());
    let results = workers::map(&jobs, |job| {
        let written = sources::read(&job.data, &law).and_then(|data| {
            let written = one(job, &data, &law, &templates, press.as_ref(), args.force);
            written.map_err(|error| anyhow!("{}：{error:#}", job.data.display()))
        });
        progress.inc(1);
        written.map_err(|error| format!("{error:#}"))
    })?;
    progress.finish_and_clear();
    Ok(tell(&jobs, &results))
}

/// A file of data and the folder that its documents go to.
struct Job {
    data: PathBuf,
    folder: PathBuf,
}

/// What was written for one evaluation.
struct Written {
    files: Vec<PathBuf>,
    /// What is to be filled in, with the document that it is missing in.
    gaps: Vec<(PathBuf, String)>,
}

/// One evaluation goes into the folder itself, several into folders with the names of their files.
fn jobs(files: &[PathBuf], out: &Path) -> Result<Vec<Job>> {
    let folder = |data: &Path| match files.len() {
        1 => out.to_path_buf(),
        _ => out.join(data.file_stem().unwrap_or_default()),
    };
    let jobs: Vec<Job> =
        files.iter().map(|data| Job { data: data.clone(), folder: folder(data) }).collect();
    let mut folders: Vec<(&PathBuf, &PathBuf)> =
        jobs.iter().map(|j| (&j.folder, &j.data)).collect();
    folders.sort();
    for pair in folders.windows(2) {
        if pair[0].0 == pair[1].0 {
            bail!("{} 和 {} 同名，请先改名", pair[0].1.display(), pair[1].1.display());
        }
    }
    Ok(jobs)
}

fn one(
    job: &Job,
    submission: &Submission,
    law: &Law,
    templates: &Templates,
    press: Option<&Press>,
    force: bool,
) -> Result<Written> {
    let settled = settled(submission, law)?;
    let outputs = papers::outputs(&settled, templates, press)?;
    fs::create_dir_all(&job.folder)
        .with_context(|| format!("无法建立文件夹 {}", job.folder.display()))?;
    let paths: Vec<PathBuf> = outputs.iter().map(|o| job.folder.join(&o.name)).collect();
    refuse_present(paths.iter(), force)?;
    let mut gaps = Vec::new();
    for (output, path) in outputs.into_iter().zip(&paths) {
        crate::output::write(path, &output.bytes)?;
        gaps.extend(output.gaps.into_iter().map(|gap| (path.clone(), gap)));
    }
    Ok(Written { files: paths, gaps })
}

/// The submission with its scores.
pub(crate) fn settled(submission: &Submission, law: &Law) -> Result<Settled> {
    jiheng_report::settle(submission, law).map_err(|faults| {
        let told: Vec<String> = faults.iter().map(|f| format!("\n　　{f}")).collect();
        anyhow!("数据有 {} 处需要补正：{}", told.len(), told.concat())
    })
}

/// Refuses to write over what is there.
pub(crate) fn refuse_present<'a>(
    paths: impl Iterator<Item = &'a PathBuf>,
    force: bool,
) -> Result<()> {
    let mut paths = paths.filter(|path| !force && path.exists());
    match paths.next() {
        Some(there) => bail!("{} 已经存在；要覆盖请加 --force", there.display()),
        None => Ok(()),
    }
}

/// Says what was written, what is to be filled in, and what could not be done.
fn tell(jobs: &[Job], results: &[Result<Written, String>]) -> u8 {
    let mut failed = 0;
    for result in results {
        match result {
            Ok(written) => {
                for file in &written.files {
                    say_line!("已写 {}", file.display());
                }
                for (file, gap) in &written.gaps {
                    eprintln!("待补：{}：{gap}", file.display());
                }
            }
            Err(problem) => {
                failed += 1;
                eprintln!("错误：{problem}");
            }
        }
    }
    if jobs.len() > 1 {
        say_line!("共 {} 份数据，写出 {} 份，未写 {failed} 份", jobs.len(), jobs.len() - failed);
    }
    if failed > 0 { UNUSABLE_INPUT } else { CLEAN }
}

/// A bar where somebody watches and there is something to wait for.
fn progress(jobs: usize) -> ProgressBar {
    if jobs < 2 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("写出 {pos}/{len} [{bar:30}] 剩余约 {eta}");
    ProgressBar::new(jobs as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
