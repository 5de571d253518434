//! What can be typed.

#[cfg(feature = "serve")]
pub(crate) use crate::commands::demo::DemoArgs;
pub(crate) use crate::commands::exchange::ExchangeArgs;
pub(crate) use crate::commands::import::ImportArgs;
pub(crate) use crate::commands::report::ReportArgs;
pub(crate) use crate::commands::schema::SchemaArgs;
#[cfg(feature = "serve")]
pub(crate) use crate::commands::serve::ServeArgs;
pub(crate) use crate::commands::summary::SummaryArgs;
pub(crate) use crate::commands::template::TemplateArgs;
use crate::say::say;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiheng_base::Level;
use jiheng_law::Base;
use std::path::PathBuf;

pub(crate) const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}";

/// 绩衡：核对预算绩效自评报告
#[derive(Debug, Parser)]
#[command(name = "jiheng", version, help_template = TEMPLATE, disable_help_subcommand = true)]
#[command(override_usage = "jiheng <命令>")]
#[command(subcommand_help_heading = "命令", disable_help_flag = true, disable_version_flag = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// 显示帮助
    #[arg(short, long, global = true, action = clap::ArgAction::Help, help_heading = "选项")]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = clap::ArgAction::Version, help_heading = "选项")]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 核对报告：读出事实，按方案复算得分，指出每一处差错
    #[command(help_template = TEMPLATE, override_usage = "jiheng check [选项] <文件>...")]
    Check(CheckArgs),
    /// 复算得分，写出每一分的由来
    #[command(help_template = TEMPLATE, override_usage = "jiheng score [选项] <文件>")]
    Score(ScoreArgs),
    /// 对一处发现作出决定（采纳或忽略），记入决定文件
    #[command(help_template = TEMPLATE, override_usage = "jiheng decide [选项] <--accept|--ignore> --reason <理由> --who <姓名> <文件> <指纹>")]
    Decide(DecideArgs),
    /// 出一份空的自评表（xlsx）供填写，可带入上年的指标和问题
    #[command(help_template = TEMPLATE)]
    Template(TemplateArgs),
    /// 读回填好的自评表，得到评价数据；漏填、填错的逐格指出
    #[command(help_template = TEMPLATE)]
    Import(ImportArgs),
    /// 由数据写出公文：自评报告、缩略版、自评表
    #[command(help_template = TEMPLATE)]
    Report(ReportArgs),
    /// 汇总：由许多份评价数据写出汇总表和汇总报告
    #[command(help_template = TEMPLATE)]
    Summary(SummaryArgs),
    /// 与预算管理一体化的绩效表互换（CSV 或 JSON）
    #[command(help_template = TEMPLATE)]
    Exchange(ExchangeArgs),
    /// 输出评价数据的格式（JSON Schema）
    #[command(help_template = TEMPLATE)]
    Schema(SchemaArgs),
    /// 列出全部规则
    #[command(help_template = TEMPLATE, override_usage = "jiheng rules [族]")]
    Rules(RulesArgs),
    /// 说明一条规则：查什么、依据、为何、怎么改
    #[command(help_template = TEMPLATE, override_usage = "jiheng explain <编号>")]
    Explain(ExplainArgs),
    /// 列出评分方案
    #[command(help_template = TEMPLATE, override_usage = "jiheng schemes")]
    Schemes(SchemesArgs),
    /// 看演示：一个虚构的县，各种状态的报告都有，在浏览器里逐页看
    #[cfg(feature = "serve")]
    #[command(help_template = TEMPLATE)]
    Demo(DemoArgs),
    /// 启动网页系统：一个程序、一个数据文件夹，在浏览器里完成自评全过程
    #[cfg(feature = "serve")]
    #[command(help_template = TEMPLATE)]
    Serve(ServeArgs),
    /// The child that reads files for a batch; nobody types it.
    #[command(hide = true)]
    ReadWorker {
        /// The most memory that it may take, in bytes.
        memory: u64,
    },
}

impl Command {
    /// Whether it answers until it is stopped.
    pub(crate) fn goes_on(&self) -> bool {
        #[cfg(feature = "serve")]
        return matches!(self, Self::Serve(_) | Self::Demo(_));
        #[cfg(not(feature = "serve"))]
        false
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
    Csv,
    Sarif,
    Html,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LevelArg {
    Note,
    Doubt,
    Error,
}

impl From<LevelArg> for Level {
    fn from(level: LevelArg) -> Self {
        match level {
            LevelArg::Note => Self::Note,
            LevelArg::Doubt => Self::Doubt,
            LevelArg::Error => Self::Error,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// 文件、文件夹或 zip 压缩包（也可写 包.zip/甲.docx）；“-”表示标准输入
    #[arg(required = true, value_name = "文件", help_heading = "参数")]
    pub(crate) paths: Vec<PathBuf>,
    /// 输出格式：text、json、csv、sarif 或 html
    #[arg(
        long,
        value_enum,
        value_name = "格式",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub(crate) format: Format,
    /// 按指定方案评分（见 jiheng schemes）；不指定时由文中线索判断
    #[arg(long, value_name = "方案", help_heading = "选项")]
    pub(crate) scheme: Option<String>,
    /// 只报告不低于此级别的发现：note、doubt 或 error
    #[arg(
        long,
        value_enum,
        value_name = "级别",
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub(crate) level: Option<LevelArg>,
    /// 忽略一条规则，须同时用 --reason 写明理由；可多次使用
    #[arg(long, value_name = "编号", requires = "reason", help_heading = "选项")]
    pub(crate) ignore: Vec<String>,
    /// 忽略的理由，与 --ignore 一一对应
    #[arg(long, value_name = "理由", requires = "ignore", help_heading = "选项")]
    pub(crate) reason: Vec<String>,
    /// 配置文件（TOML）
    #[arg(long, value_name = "文件", help_heading = "选项")]
    pub(crate) config: Option<PathBuf>,
    /// 只输出汇总表，不输出每份报告的明细
    #[arg(long, help_heading = "选项")]
    pub(crate) summary: bool,
    /// 有错误也返回 0（不能读取仍返回 2）
    #[arg(long, help_heading = "选项")]
    pub(crate) exit_zero: bool,
    /// 另存一份带批注的副本（docx、pdf 或 xlsx，与原文件同一格式），原文件不动
    #[arg(long, value_name = "文件", help_heading = "选项")]
    pub(crate) annotate: Option<PathBuf>,
    /// 另存发现清单（xlsx）：按单位汇总一张，逐条发现一张
    #[arg(long, value_name = "文件", help_heading = "选项")]
    pub(crate) list: Option<PathBuf>,
    /// 以前的决定（TOML，由 jiheng decide 写入）：已忽略的不计入结论
    #[arg(long, value_name = "文件", help_heading = "选项")]
    pub(crate) decisions: Option<PathBuf>,
    /// 守着文件夹：哪份报告有改动就再核对哪份，列出新增和消除的发现；按 Ctrl-C 结束
    #[arg(
        long,
        conflicts_with_all = ["format", "annotate", "list", "summary"],
        help_heading = "选项"
    )]
    pub(crate) watch: bool,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("ruling").required(true))]
pub(crate) struct DecideArgs {
    /// 报告文件
    #[arg(required = true, value_name = "文件", help_heading = "参数")]
    pub(crate) path: PathBuf,
    /// 发现的指纹，或它开头的至少 6 位（见 jiheng check 的输出）
    #[arg(required = true, value_name = "指纹", help_heading = "参数")]
    pub(crate) fingerprint: String,
    /// 采纳：发现属实，将予修改
    #[arg(long, group = "ruling", help_heading = "选项")]
    pub(crate) accept: bool,
    /// 忽略：原文无误，今后不计入结论
    #[arg(long, group = "ruling", help_heading = "选项")]
    pub(crate) ignore: bool,
    /// 理由
    #[arg(long, required = true, value_name = "理由", help_heading = "选项")]
    pub(crate) reason: String,
    /// 决定人
    #[arg(long, required = true, value_name = "姓名", help_heading = "选项")]
    pub(crate) who: String,
    /// 决定文件，默认为 decisions.toml；没有就新建
    #[arg(
        long,
        value_name = "文件",
        default_value = "decisions.toml",
        hide_default_value = true,
        help_heading = "选项"
    )]
    pub(crate) decisions: PathBuf,
    /// 按指定方案评分（见 jiheng schemes）
    #[arg(long, value_name = "方案", help_heading = "选项")]
    pub(crate) scheme: Option<String>,
    /// 配置文件（TOML）
    #[arg(long, value_name = "文件", help_heading = "选项")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BaseArg {
    All,
    Reported,
    AdjustedWithCarriedIn,
    Annual,
    Adjusted,
    CurrentYear,
    Initial,
}

impl BaseArg {
    /// The one base that is meant; none for all.
    pub(crate) fn base(self) -> Option<Base> {
        match self {
            Self::All => None,
            Self::Reported => Some(Base::Reported),
            Self::AdjustedWithCarriedIn => Some(Base::AdjustedWithCarriedIn),
            Self::Annual => Some(Base::Annual),
            Self::Adjusted => Some(Base::Adjusted),
            Self::CurrentYear => Some(Base::CurrentYear),
            Self::Initial => Some(Base::Initial),
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct ScoreArgs {
    /// 文件
    #[arg(required = true, value_name = "文件", help_heading = "参数")]
    pub(crate) path: PathBuf,
    /// 按指定方案评分（见 jiheng schemes）
    #[arg(long, value_name = "方案", help_heading = "选项")]
    pub(crate) scheme: Option<String>,
    /// 执行率口径：all（各口径并列）、reported、adjusted-with-carried-in、annual、adjusted、current-year、initial
    #[arg(
        long,
        value_enum,
        value_name = "口径",
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub(crate) base: Option<BaseArg>,
}

#[derive(Debug, Args)]
pub(crate) struct RulesArgs {
    /// 只列一族：G、I、B、C、P、L、S、T、F、U 或 Q
    #[arg(value_name = "族", help_heading = "参数")]
    pub(crate) family: Option<char>,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// 规则编号，如 G003
    #[arg(required = true, value_name = "编号", help_heading = "参数")]
    pub(crate) code: String,
}

#[derive(Debug, Args)]
pub(crate) struct SchemesArgs {}

/// Parses the command line; what cannot be parsed is told in Chinese.
pub(crate) fn parse() -> Result<Cli, u8> {
    Cli::try_parse().map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            say!("{error}");
            crate::CLEAN
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            eprint!("{error}");
            crate::UNUSABLE_INPUT
        }
        _ => {
            eprintln!("错误：{}", explain(&error));
            eprintln!("用 jiheng --help 查看用法");
            crate::UNUSABLE_INPUT
        }
    })
}

fn explain(error: &clap::Error) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::UnknownArgument => format!("不认识的选项 {argument}"),
        ErrorKind::InvalidSubcommand => {
            format!("不认识的命令 {}", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::ValueValidation => {
            let value = context(ContextKind::InvalidValue);
            let why = std::error::Error::source(error).map_or_else(String::new, |e| e.to_string());
            format!("{argument} 不能是“{value}”：{why}")
        }
        ErrorKind::InvalidValue => {
            let value = context(ContextKind::InvalidValue);
            let valid = context(ContextKind::ValidValue);
            format!("{argument} 不能是“{value}”，可以是：{valid}")
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::ArgumentConflict => {
            format!("{argument} 不能与 {} 同时使用", context(ContextKind::PriorArg))
        }
        _ => "命令写法有误".to_owned(),
    }
}
