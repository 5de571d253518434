//! Chores of the repository: `cargo xtask` says which.

mod generated;
mod rule_catalogue;
mod scheme_pages;

use anyhow::{Result, bail};
use generated::{Generated, Mode};
use std::process::ExitCode;

const USAGE: &str = "用法：cargo xtask generate          重新生成 docs/ 下由数据生成的页面
      cargo xtask generate --check  检查这些页面是否与数据一致";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<()> {
    match words {
        ["generate"] => generate(Mode::Write),
        ["generate", "--check"] => generate(Mode::Check),
        _ => bail!(USAGE),
    }
}

fn generate(mode: Mode) -> Result<()> {
    let law = jiheng_law::Law::builtin()?;
    let pages: [Generated; 2] = [
        Generated { path: "docs/rules.md", text: rule_catalogue::page(&law) },
        Generated { path: "docs/schemes.md", text: scheme_pages::page(&law) },
    ];
    generated::settle(&pages, mode)
}
