//! Chores of the repository: `cargo xtask` says which.

mod bench;
mod docx;
mod generated;
mod pages;
mod pdf;
mod rule_catalogue;
mod samples;
mod schema_page;
mod scheme_pages;
mod seeds;

use anyhow::{Result, bail};
use generated::{Generated, Mode};
use std::process::ExitCode;

const USAGE: &str = "用法：cargo xtask <命令>

  generate          重新生成 docs/ 下由数据生成的页面
  generate --check  只检查这些页面是否与数据一致
  samples           由 samples/*/report.txt 生成同目录的 report.docx
  samples --check   只核对 report.docx 是否与 report.txt 一致
  seeds <目录>      由样本生成模糊测试的初始输入
  bench [文件]      量发布版程序：每秒报告数、峰值内存、冷启动时间
  bench compare [文件…]
                    与 pdftotext、pdfplumber、python-docx 在同样的文件上比用时和内存
  pages <程序> [单位数]
                    由 jiheng demo 造一个县（默认 300 个单位），以各种身份打开每一页，列出最慢的十页";

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
        ["samples"] => samples::write(),
        ["samples", "--check"] => samples::check(),
        ["seeds", folder] => seeds::write(folder.as_ref()),
        ["bench"] => bench::run(&samples::folder().join("project-clean/report.txt")),
        ["bench", "compare", files @ ..] => bench::compare::run(files),
        ["once", command @ ..] => bench::compare::once(command),
        ["bench", file] => bench::run(file.as_ref()),
        ["pages", binary] => pages::run(binary.as_ref(), "300"),
        ["pages", binary, units] => pages::run(binary.as_ref(), units),
        ["measure", binary, file] => bench::measure(binary.as_ref(), file.as_ref()),
        _ => bail!(USAGE),
    }
}

fn generate(mode: Mode) -> Result<()> {
    let law = jiheng_law::Law::builtin()?;
    let pages: [Generated; 5] = [
        Generated { path: "docs/rules.md", text: rule_catalogue::page(&law) },
        Generated { path: "docs/schemes.md", text: scheme_pages::page(&law) },
        Generated { path: "docs/submission.md", text: schema_page::page() },
        Generated { path: "docs/workflow.md", text: jiheng_domain::workflow::page() },
        Generated { path: "docs/submission.schema.json", text: jiheng_intake::schema_text() },
    ];
    generated::settle(&pages, mode)
}
