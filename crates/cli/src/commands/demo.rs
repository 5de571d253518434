//! `jiheng demo`: the pages over an invented county.

use super::serve::Listen;
use crate::CLEAN;
use crate::commands::read_worker::reader;
use crate::say::say_line;
use anyhow::{Context, Result};
use clap::Args;
use jiheng_demo::{County, build};
use jiheng_domain::Moment;
use jiheng_store::{Location, Store};
use jiheng_web::{Options, serve};
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// 单位个数，默认 12；超过 12 个时每个单位 50 个项目、共三年
    #[arg(
        long,
        value_name = "个数",
        default_value_t = 12,
        hide_default_value = true,
        value_parser = clap::value_parser!(u16).range(1..=2000),
        help_heading = "选项"
    )]
    units: u16,
    /// 数据文件夹，再次启动沿用其中的数据；不写则放在临时文件夹，结束时删掉
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    data: Option<PathBuf>,
    #[command(flatten)]
    listen: Listen,
}

pub(crate) fn run(args: &DemoArgs) -> Result<u8> {
    let passing = std::env::temp_dir().join(format!("jiheng-demo-{}", std::process::id()));
    let folder = args.data.as_ref().unwrap_or(&passing);
    let done = show(args, folder);
    if args.data.is_none() && passing.exists() {
        std::fs::remove_dir_all(&passing).context("删不掉临时文件夹")?;
    }
    done
}

fn show(args: &DemoArgs, folder: &Path) -> Result<u8> {
    let began = Instant::now();
    match prepare(folder, usize::from(args.units))? {
        Some(county) => tell(&county, began),
        None => say_line!("沿用 {} 里的数据，登录名和密码不变", folder.display()),
    }
    let options = Options {
        data: folder.to_owned(),
        database: None,
        listen: args.listen.listen,
        is_secure: false,
    };
    serve(&options, reader()?, |address| {
        say_line!("请用浏览器打开 http://{address}/ ；按 Ctrl-C 结束");
    })?;
    say_line!("已结束");
    Ok(CLEAN)
}

/// Makes the county, unless there is one.
fn prepare(folder: &Path, units: usize) -> Result<Option<County>> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let location = Location { folder: folder.to_owned(), postgres: None };
        let store = Store::open(&location).await?;
        let is_empty = store.reader().await?.is_unfounded().await?;
        let county = if is_empty {
            let now = Moment(jiff::Timestamp::now().as_millisecond());
            Some(build(&store, units, now).await?)
        } else {
            None
        };
        store.close().await;
        Ok(county)
    })
}

fn tell(county: &County, began: Instant) {
    say_line!(
        "演示数据：清河县，{} 份报告，用时 {:.1} 秒。全是虚构的，只供试用。",
        county.reports,
        began.elapsed().as_secs_f32()
    );
    say_line!("所有人的密码都是：{}", county.password);
    for (login, what) in &county.people {
        say_line!("  {login:<12}{what}");
    }
}
