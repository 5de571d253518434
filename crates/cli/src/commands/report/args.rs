//! What can be typed behind `jiheng report`.

use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    /// 评价数据（toml 或 json），或放着数据的文件夹
    #[arg(required_unless_present = "write_templates", value_name = "数据", help_heading = "参数")]
    pub(crate) paths: Vec<PathBuf>,
    /// 写到这个文件夹；有几份数据时，每份一个子文件夹
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(crate) out: Option<PathBuf>,
    /// 用这个文件夹里的模板（报告.txt、缩略版.txt、自评表.txt），没有的用自带的
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub(crate) template: Option<PathBuf>,
    /// 另写 PDF（程序须带 pdf 功能编译）
    #[arg(long, help_heading = "选项")]
    pub(crate) pdf: bool,
    /// 从这个文件夹找 PDF 所用的字体，找不到再用系统里的
    #[arg(long, value_name = "文件夹", requires = "pdf", help_heading = "选项")]
    pub(crate) fonts: Option<PathBuf>,
    /// 把自带的模板写到这个文件夹，供修改
    #[arg(
        long,
        value_name = "文件夹",
        conflicts_with_all = ["paths", "out", "template"],
        help_heading = "选项"
    )]
    pub(crate) write_templates: Option<PathBuf>,
    /// 覆盖已有的文件
    #[arg(long, help_heading = "选项")]
    pub(crate) force: bool,
    /// 配置文件（TOML）
    #[arg(long, value_name = "文件", help_heading = "选项")]
    pub(crate) config: Option<PathBuf>,
}
