//! `jiheng exchange`: to and from the tables of the integrated budget platform.

use crate::say::say_line;
mod files;

use crate::args::TEMPLATE;
use crate::config::Config;
use crate::{CLEAN, UNUSABLE_INPUT, data, input, output};
use anyhow::{Result, anyhow, bail};
use clap::{Args, Subcommand};
use jiheng_exchange::{Exported, Imported, Remark, Severity, Tables, export, import};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(subcommand_help_heading = "命令", disable_help_subcommand = true)]
pub(crate) struct ExchangeArgs {
    #[command(subcommand)]
    way: Way,
}

#[derive(Debug, Subcommand)]
enum Way {
    /// 由评价数据写出一体化的表
    #[command(help_template = TEMPLATE)]
    Export(ExportArgs),
    /// 由一体化的表得到评价数据
    #[command(help_template = TEMPLATE)]
    Import(ImportArgs),
}

#[derive(Debug, Args)]
struct ExportArgs {
    /// 评价数据（toml、json）或填好的自评表（xlsx）
    #[arg(required = true, value_name = "评价数据", help_heading = "参数")]
    path: PathBuf,
    /// 写到这里：文件夹（每张表一个 CSV）或 json 文件
    #[arg(long, required = true, value_name = "去处", help_heading = "选项")]
    out: PathBuf,
    /// 评价数据里没有的列，如 agency_code=101001；可多次使用
    #[arg(long, value_name = "列=值", value_parser = assignment, help_heading = "选项")]
    set: Vec<(String, String)>,
    #[command(flatten)]
    common: CommonArgs,
}

#[derive(Debug, Args)]
struct ImportArgs {
    /// 放着 CSV 的文件夹，或 csv、json 文件
    #[arg(required = true, value_name = "表", help_heading = "参数")]
    path: PathBuf,
    /// 评分方案（见 jiheng schemes）；写了就按方案复算，与表中的分数核对
    #[arg(long, value_name = "方案", help_heading = "选项")]
    scheme: Option<String>,
    /// 表里有几份自评时，只导入 eval_id 是这个的
    #[arg(long, value_name = "主键", help_heading = "选项")]
    only: Option<String>,
    /// 评价数据写到这个文件（toml 或 json），不写则以 TOML 输出到屏幕
    #[arg(long, value_name = "文件", help_heading = "选项")]
    out: Option<PathBuf>,
    #[command(flatten)]
    common: CommonArgs,
}

#[derive(Debug, Args)]
struct CommonArgs {
    /// 校验结果另存一份（csv）
    #[arg(long, value_name = "文件", help_heading = "选项")]
    report: Option<PathBuf>,
    /// 配置文件（TOML）
    #[arg(long, value_name = "文件", help_heading = "选项")]
    config: Option<PathBuf>,
}

fn assignment(text: &str) -> Result<(String, String), String> {
    let (column, value) = text.split_once('=').ok_or("写成 列=值")?;
    let column = column.trim().to_lowercase();
    if !Tables::builtin().has_foreign_column(&column) {
        return Err(format!("没有可以另给的列 {column}"));
    }
    Ok((column, value.trim().to_owned()))
}

pub(crate) fn run(args: &ExchangeArgs) -> Result<u8> {
    match &args.way {
        Way::Export(args) => run_export(args),
        Way::Import(args) => run_import(args),
    }
}

fn run_export(args: &ExportArgs) -> Result<u8> {
    refuse_unfit(&args.common, &args.path)?;
    let law = Config::load(args.common.config.as_deref())?.law()?;
    let submission = data::read(&args.path, &law)?;
    let settled = jiheng_report::settle(&submission, &law).map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        data::told(&input::name(&args.path), &lines.join("\n"))
    })?;
    let codes: BTreeMap<String, String> = args.set.iter().cloned().collect();
    let Exported { package, remarks } = export(&submission, &settled, &codes, &law);
    if !tell(&remarks, &args.common)? {
        eprintln!("错误：有放不进表里的数据，没有写出");
        return Ok(UNUSABLE_INPUT);
    }
    files::write(&package, &args.out)?;
    say_line!("已写出 {}：{}张表", args.out.display(), package.sheets.len());
    Ok(CLEAN)
}

fn run_import(args: &ImportArgs) -> Result<u8> {
    refuse_unfit(&args.common, &args.path)?;
    if let Some(out) = &args.out {
        output::refuse_unfit("--out", out, data::ENDINGS, &[&args.path])?;
    }
    let law = Config::load(args.common.config.as_deref())?.law()?;
    if let Some(scheme) = args.scheme.as_deref().filter(|id| law.scheme(id).is_none()) {
        bail!("没有名为 {scheme} 的评分方案；用 jiheng schemes 查看全部方案");
    }
    let name = input::name(&args.path);
    let package = files::read(&args.path).map_err(|e| anyhow!("{name}：{e:#}"))?;
    let Imported { submission, remarks } =
        import(&package, args.only.as_deref(), args.scheme.as_deref(), &law);
    let is_whole = tell(&remarks, &args.common)?;
    let Some(submission) = submission.filter(|_| is_whole) else {
        eprintln!("错误：{name} 不能导入");
        return Ok(UNUSABLE_INPUT);
    };
    data::write(&submission, args.out.as_deref())?;
    if let Some(out) = &args.out {
        let count = submission.evaluation.indicators.len();
        say_line!("已写出 {}：{count}个指标", out.display());
    }
    Ok(CLEAN)
}

fn refuse_unfit(common: &CommonArgs, input: &Path) -> Result<()> {
    match &common.report {
        Some(report) => output::refuse_unfit("--report", report, &["csv"], &[input]),
        None => Ok(()),
    }
}

/// Says every remark and keeps them where they are wanted; whether none is an error.
fn tell(remarks: &[Remark], common: &CommonArgs) -> Result<bool> {
    for remark in remarks {
        eprintln!("{}：{remark}", remark.severity.text());
    }
    if let Some(report) = &common.report {
        output::write(report, files::report(remarks)?.as_bytes())?;
    }
    Ok(remarks.iter().all(|r| r.severity < Severity::Error))
}
