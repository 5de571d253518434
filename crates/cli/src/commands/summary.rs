//! `jiheng summary`: what many evaluations come to together.

use super::report::press::Press;
use super::report::templates::{self, SUMMARY_FILE};
use super::report::{refuse_present, settled, sources};
use crate::config::Config;
use crate::say::say_line;
use crate::{CLEAN, UNUSABLE_INPUT, output};
use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use jiheng_law::Law;
use jiheng_report::summary::{Summary, TEMPLATE};
use jiheng_report::{Settled, Template};
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct SummaryArgs {
    /// 评价数据（toml 或 json），或放着数据的文件夹
    #[arg(required = true, value_name = "数据", help_heading = "参数")]
    paths: Vec<PathBuf>,
    /// 写到这个文件夹
    #[arg(long, required = true, value_name = "文件夹", help_heading = "选项")]
    out: PathBuf,
    /// 用这个文件夹里的模板（汇总报告.txt）
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    template: Option<PathBuf>,
    /// 另写 PDF（程序须带 pdf 功能编译）
    #[arg(long, help_heading = "选项")]
    pdf: bool,
    /// 从这个文件夹找 PDF 所用的字体，找不到再用系统里的
    #[arg(long, value_name = "文件夹", requires = "pdf", help_heading = "选项")]
    fonts: Option<PathBuf>,
    /// 覆盖已有的文件
    #[arg(long, help_heading = "选项")]
    force: bool,
    /// 配置文件（TOML）
    #[arg(long, value_name = "文件", help_heading = "选项")]
    config: Option<PathBuf>,
}

pub(crate) fn run(args: &SummaryArgs) -> Result<u8> {
    let law = Config::load(args.config.as_deref())?.law()?;
    let template = template(args.template.as_deref())?;
    let press = args.pdf.then(|| Press::open(args.fonts.as_deref())).transpose()?;
    let files = sources::collect(&args.paths)?;
    let Some(evaluations) = evaluations(&files, &law) else { return Ok(UNUSABLE_INPUT) };
    let summary = Summary::of(&evaluations)?;
    let parsed = Template::parse(&template).map_err(|e| anyhow!("汇总报告模板：{e}"))?;
    let report = summary.paper(&parsed).map_err(|e| anyhow!("汇总报告模板：{e}"))?;
    let stem = format!("{}年度绩效自评", summary.year);
    let papers = [("汇总报告", &report), ("结果汇总表", &summary.table_paper())];
    let mut outputs = Vec::new();
    for (name, paper) in papers {
        let path = |ending: &str| args.out.join(format!("{stem}{name}.{ending}"));
        outputs.push((path("docx"), paper.docx().context("无法生成 docx")?));
        if let Some(press) = &press {
            outputs.push((path("pdf"), press.pdf(paper)?));
        }
    }
    outputs.push((args.out.join(format!("{stem}结果汇总表.xlsx")), summary.table().xlsx()?));
    refuse_present(outputs.iter().map(|(path, _)| path), args.force)?;
    fs::create_dir_all(&args.out)
        .with_context(|| format!("无法建立文件夹 {}", args.out.display()))?;
    for (path, bytes) in &outputs {
        output::write(path, bytes)?;
        say_line!("已写 {}", path.display());
    }
    for gap in &report.gaps {
        eprintln!("待补：汇总报告：{gap}");
    }
    say_line!("汇总 {} 份", evaluations.len());
    Ok(CLEAN)
}

fn template(folder: Option<&Path>) -> Result<String> {
    let Some(folder) = folder else { return Ok(TEMPLATE.to_owned()) };
    let file = folder.join(SUMMARY_FILE);
    if !file.is_file() {
        bail!("文件夹 {} 里没有模板（{SUMMARY_FILE}）", folder.display());
    }
    templates::read(&file)
}

/// The evaluations of the files; none, after all faults are told, where one cannot be used: a sum
/// without it would be wrong.
fn evaluations(files: &[PathBuf], law: &Law) -> Option<Vec<Settled>> {
    let one = |file: &PathBuf| {
        let data = sources::read(file, law)?;
        settled(&data, law).map_err(|error| anyhow!("{}：{error:#}", file.display()))
    };
    let results: Vec<Result<Settled>> = files.par_iter().map(one).collect();
    for error in results.iter().filter_map(|r| r.as_ref().err()) {
        eprintln!("错误：{error:#}");
    }
    results.into_iter().collect::<Result<_>>().ok()
}
