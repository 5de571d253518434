//! `cargo xtask COMMAND`: what people of this repository do often.

mod bench;
mod docx;
mod samples;
mod seeds;

use anyhow::{Result, bail};

const HELP: &str = "用法：cargo xtask <命令>

  samples           由 samples/*/report.txt 生成同目录的 report.docx
  samples --check   只核对 report.docx 是否与 report.txt 一致
  seeds <目录>      由样本生成模糊测试的初始输入
  bench [文件]      量发布版程序：每秒报告数、峰值内存、冷启动时间";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["samples"] => samples::write(),
        ["samples", "--check"] => samples::check(),
        ["seeds", folder] => seeds::write(folder.as_ref()),
        ["bench"] => bench::run(&samples::folder().join("project-clean/report.txt")),
        ["bench", file] => bench::run(file.as_ref()),
        ["measure", binary, file] => bench::measure(binary.as_ref(), file.as_ref()),
        _ => bail!("{HELP}"),
    }
}
