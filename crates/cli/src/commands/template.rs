//! `jiheng template`: an entry form, empty or with what last year's material says beforehand.

use crate::data::{self, Source};
use crate::say::say_line;
use crate::{CLEAN, config::Config, input, output};
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use jiheng_base::evaluation::{Kind, Stated};
use jiheng_intake::{Carried, carry_over, is_form, read_form, read_report};
use jiheng_law::{Day, Law, SchemeKind, SchemePack};
use jiheng_report::Submission;
use jiheng_report::entry::EntryForm;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct TemplateArgs {
    /// 评分方案（见 jiheng schemes）；带入上年材料时可不写，沿用上年的方案
    #[arg(long, value_name = "方案", help_heading = "选项")]
    scheme: Option<String>,
    /// 评价年度；带入上年材料时可不写，为上年的下一年
    #[arg(long, value_name = "年度", value_parser = |text: &str| within(text, 2000, 2100), help_heading = "选项")]
    year: Option<u16>,
    /// 评什么：department（部门整体）或 project（项目）；不写则按方案或上年材料
    #[arg(
        long,
        value_enum,
        value_name = "对象",
        hide_possible_values = true,
        help_heading = "选项"
    )]
    kind: Option<KindArg>,
    /// 上年的评价数据（toml、json、自评表）或报告（任何可读的格式），带入指标、目标值、单位、分值和待答复的问题
    #[arg(long, value_name = "文件", help_heading = "选项")]
    from: Option<PathBuf>,
    /// 每个一级指标下至少留几行，默认 6
    #[arg(
        long,
        value_name = "行数",
        default_value_t = 6,
        hide_default_value = true,
        value_parser = |text: &str| within(text, 1, 200),
        help_heading = "选项"
    )]
    rows: u16,
    /// 自评表写到这个文件（xlsx）
    #[arg(long, required = true, value_name = "文件", help_heading = "选项")]
    out: PathBuf,
    /// 配置文件（TOML）
    #[arg(long, value_name = "文件", help_heading = "选项")]
    config: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum KindArg {
    Department,
    Project,
}

impl From<KindArg> for Kind {
    fn from(kind: KindArg) -> Self {
        match kind {
            KindArg::Department => Self::DepartmentSelfEvaluation,
            KindArg::Project => Self::ProjectSelfEvaluation,
        }
    }
}

fn within(text: &str, least: u16, most: u16) -> Result<u16, String> {
    let number = text.parse().ok().filter(|n| (least..=most).contains(n));
    number.ok_or_else(|| format!("应为{least}至{most}的整数"))
}

pub(crate) fn run(args: &TemplateArgs) -> Result<u8> {
    output::refuse_unfit("--out", &args.out, &["xlsx"], args.from.as_slice())?;
    let law = Config::load(args.config.as_deref())?.law()?;
    let last = args.from.as_deref().map(|path| last_year(path, &law)).transpose()?;
    let (last, note) = last.unzip();
    let Carried { submission, notes } = content(args, last.as_ref(), &law)?;
    let form = EntryForm::new(&submission, &law, usize::from(args.rows))?;
    output::write(&args.out, &form.xlsx()?)?;
    for note in note.flatten().iter().chain(&notes) {
        eprintln!("注意：{note}");
    }
    say_line!("{}", written(args, &submission));
    Ok(CLEAN)
}

/// Data of last year: as it is, or as the reader of `check` finds it in a report or table, with what
/// is to be said about that.
fn last_year(path: &Path, law: &Law) -> Result<(Submission, Option<String>)> {
    let document = match data::open(path)? {
        Source::Data(submission) => return Ok((*submission, None)),
        Source::Document(document) => document,
    };
    let is_form = is_form(&document);
    if let Some(submission) = is_form.then(|| read_form(&document, law).ok()).flatten() {
        return Ok((submission, None));
    }
    let last = read_report(&document, law);
    if last.evaluation.indicators.is_empty() && last.words.problems.is_empty() {
        bail!("{}：没有读到指标，也没有读到存在的问题，无可带入", input::name(path));
    }
    let note = is_form.then(|| "去年的自评表没有填完，只带入读得到的指标".to_owned());
    Ok((last, note))
}

fn content(args: &TemplateArgs, last: Option<&Submission>, law: &Law) -> Result<Carried> {
    let of_last = last.map(|l| &l.evaluation);
    let last_year = of_last.and_then(|e| e.year.as_ref()).map(|y| y.value);
    let year = args.year.or_else(|| last_year?.checked_add(1));
    let year = year.context("缺少 --year <年度>")?;
    if let Some(last) = last_year.filter(|last| *last >= year) {
        bail!("--from 的材料是{last}年度的，应早于所填的{year}年度");
    }
    let scheme = args.scheme.as_deref().or_else(|| last?.scheme.as_deref());
    let scheme = scheme.context("缺少 --scheme <方案>；用 jiheng schemes 查看全部方案")?;
    let pack = law.scheme(scheme);
    let pack = pack
        .with_context(|| format!("没有名为 {scheme} 的评分方案；用 jiheng schemes 查看全部方案"))?;
    let kind = kind(args.kind, of_last.map(|e| e.kind), pack)?;
    let mut carried = match last {
        Some(last) => carry_over(last, &pack.at(Day::end_of(year)), year),
        None => Carried::default(),
    };
    carried.submission.scheme = Some(scheme.to_owned());
    carried.submission.evaluation.year = Some(Stated::typed(year));
    carried.submission.evaluation.kind = kind;
    if last.is_some() && last_year.is_none() {
        carried.notes.push("--from 的材料没有写明年度，请核对是不是上年的".to_owned());
    }
    Ok(carried)
}

/// What is asked for, what last year was, or the first thing that the scheme is for.
fn kind(asked: Option<KindArg>, last: Option<Kind>, pack: &SchemePack) -> Result<Kind> {
    let serves = |kind: Kind| {
        let of_scheme = match kind {
            Kind::ProjectSelfEvaluation => SchemeKind::Project,
            _ => SchemeKind::Department,
        };
        pack.kinds.contains(&of_scheme)
    };
    if let Some(asked) = asked.map(Kind::from) {
        if !serves(asked) {
            bail!("方案“{}”不用于{}", pack.title, asked.text());
        }
        return Ok(asked);
    }
    let usual = [Kind::DepartmentSelfEvaluation, Kind::ProjectSelfEvaluation];
    let last = last.filter(|kind| kind.is_self_evaluation() && serves(*kind));
    last.or_else(|| usual.into_iter().find(|kind| serves(*kind)))
        .with_context(|| format!("方案“{}”没有写明用于什么", pack.title))
}

fn written(args: &TemplateArgs, submission: &Submission) -> String {
    let evaluation = &submission.evaluation;
    let year = evaluation.year.as_ref().map_or(0, |y| y.value);
    let mut told = format!("已写出 {}：{year}年度{}", args.out.display(), evaluation.kind.text());
    if args.from.is_some() {
        told.push_str(&format!(
            "，带入指标 {} 个、待答复的上年问题 {} 个",
            evaluation.indicators.len(),
            submission.words.last_year.len()
        ));
    }
    told.push_str("；填好后用 jiheng import 读回");
    told
}
