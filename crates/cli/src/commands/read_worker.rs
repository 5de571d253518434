//! `jiheng read-worker`: the child that reads files for a batch.

use crate::CLEAN;
use anyhow::{Context, Result};
use jiheng_isolate::{Limits, Reader, serve};

pub(crate) fn run(memory: u64) -> Result<u8> {
    serve(memory).context("读取程序中断")?;
    Ok(CLEAN)
}

/// A reader whose children are this very program.
pub(crate) fn reader() -> Result<Reader> {
    let program = std::env::current_exe().context("找不到本程序的位置")?;
    Ok(Reader::new(program, vec!["read-worker".into()], Limits::default()))
}
