//! `jiheng serve`: the pages, for a county.

use crate::CLEAN;
use crate::commands::read_worker::reader;
use crate::say::say_line;
use anyhow::Result;
use clap::Args;
use jiheng_web::{Options, serve};
use std::net::SocketAddr;
use std::path::PathBuf;

/// An address as it is typed.
fn address(text: &str) -> Result<SocketAddr, &'static str> {
    text.parse().map_err(|_| "应写成 IP:端口，如 0.0.0.0:8080")
}

/// Where the pages are served.
#[derive(Debug, Args)]
pub(super) struct Listen {
    /// 监听的地址和端口，默认 127.0.0.1:8080（只许本机访问）
    #[arg(
        long,
        value_name = "地址",
        default_value = "127.0.0.1:8080",
        hide_default_value = true,
        value_parser = address,
        help_heading = "选项"
    )]
    pub(super) listen: SocketAddr,
}

#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// 数据文件夹；没有就新建
    #[arg(long, required = true, value_name = "文件夹", help_heading = "选项")]
    data: PathBuf,
    #[command(flatten)]
    listen: Listen,
    /// PostgreSQL（或协议兼容）数据库的地址，如 postgres://用户:密码@主机/库；不写则用数据文件夹里的 SQLite
    #[arg(long, value_name = "地址", help_heading = "选项")]
    database: Option<String>,
    /// 前面有 https 网关：登录凭据只随 https 传送
    #[arg(long, help_heading = "选项")]
    https: bool,
}

pub(crate) fn run(args: &ServeArgs) -> Result<u8> {
    let options = Options {
        data: args.data.clone(),
        database: args.database.clone(),
        listen: args.listen.listen,
        is_secure: args.https,
    };
    serve(&options, reader()?, |address| {
        say_line!("已启动，请用浏览器打开 http://{address}/ ；按 Ctrl-C 结束");
    })?;
    say_line!("已结束");
    Ok(CLEAN)
}
