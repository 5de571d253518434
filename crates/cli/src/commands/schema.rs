//! `jiheng schema`: what data must look like.

use crate::say::{say, say_line};
use crate::{CLEAN, output};
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// 写到文件（json），不写则输出到屏幕
    #[arg(long, value_name = "文件", help_heading = "选项")]
    out: Option<PathBuf>,
}

pub(crate) fn run(args: &SchemaArgs) -> Result<u8> {
    let text = jiheng_intake::schema_text();
    let Some(out) = &args.out else {
        say!("{text}");
        return Ok(CLEAN);
    };
    let none: &[PathBuf] = &[];
    output::refuse_unfit("--out", out, &["json"], none)?;
    output::write(out, text.as_bytes())?;
    say_line!("已写出 {}", out.display());
    Ok(CLEAN)
}
