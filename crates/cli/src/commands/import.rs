//! `jiheng import`: from an entry form that is filled in to data.

use crate::say::say_line;
use crate::{CLEAN, config::Config, data, output};
use anyhow::{Result, anyhow};
use clap::Args;
use jiheng_base::exact::plain;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// 填好的自评表（xlsx）
    #[arg(required = true, value_name = "自评表", help_heading = "参数")]
    path: PathBuf,
    /// 评价数据写到这个文件（toml 或 json），不写则以 TOML 输出到屏幕
    #[arg(long, value_name = "文件", help_heading = "选项")]
    out: Option<PathBuf>,
    /// 配置文件（TOML）
    #[arg(long, value_name = "文件", help_heading = "选项")]
    config: Option<PathBuf>,
}

pub(crate) fn run(args: &ImportArgs) -> Result<u8> {
    if let Some(out) = &args.out {
        output::refuse_unfit("--out", out, data::ENDINGS, &[&args.path])?;
    }
    let law = Config::load(args.config.as_deref())?.law()?;
    let submission = data::form(&args.path, &law)?;
    // The reader has settled it once: what it gives back is whole.
    let settled = jiheng_report::settle(&submission, &law).map_err(|faults| {
        anyhow!("{}", faults.first().map(ToString::to_string).unwrap_or_default())
    })?;
    data::write(&submission, args.out.as_deref())?;
    if let Some(out) = &args.out {
        let total = settled.sheet.total.map_or_else(|| "–".into(), plain);
        let grade = settled.sheet.grade.as_deref().unwrap_or("–");
        say_line!(
            "已写出 {}：{}个指标，按“{}”计算得 {total} 分，等级“{grade}”",
            out.display(),
            submission.evaluation.indicators.len(),
            settled.scheme.title
        );
    }
    Ok(CLEAN)
}
