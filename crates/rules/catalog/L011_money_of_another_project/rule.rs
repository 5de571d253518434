//! The money that a project's report says was not misused, or that its results are to improve, is its own.

use crate::text::sentence_around;
use crate::{Context, Verdict};
use jiheng_base::evaluation::Kind;
use jiheng_base::{Finding, Level, NodeId, Place, Words, is_han};

static MISUSED: Words = Words::new(&["截留", "挤占", "挪用", "克扣", "侵占", "套取", "冒领"]);
/// Behind a misused sum.
const AS_FACT: &[&str] = &["问题", "现象", "情况", "行为", "等"];
static IMPROVE: Words = Words::new(&["改进", "加强", "完善", "规范", "优化"]);
/// What such sentences of every report are of.
static OF_REPORT: Words = Words::new(&["本报告", "评价结果", "评价结论", "自评结果"]);
/// What the name of money ends with, the longer ones first.
const MONEY: &[&str] =
    &["专项资金", "补助资金", "补贴资金", "资金", "补贴", "经费", "专款", "款", "金"];
/// Money that any report may name.
#[rustfmt::skip]
const GENERAL: &[&str] = &[
    "财政", "惠农", "民生", "扶贫", "公款", "国家", "公共", "预算", "衔接", "国有", "政府", "上级", "中央", "省级", "市级", "县级",
    "集体", "专项", "项目", "涉农", "救灾", "部门", "其他", "有关", "相关", "以后", "下年",
];

pub(super) fn check(cx: &Context) -> Verdict {
    let projects = [Kind::ProjectSelfEvaluation, Kind::PerformanceEvaluation];
    if !projects.contains(&cx.facts.subject.kind) {
        return Verdict::NotApplicable;
    }
    let mut looked = false;
    let mut findings = Vec::new();
    for (node, text) in cx.paragraphs() {
        for (start, name) in misused(text).into_iter().chain(improved(text)) {
            looked = true;
            if is_of_another(cx, name) {
                findings.push(finding(node, start, name));
            }
        }
    }
    findings.dedup_by_key(|f| f.place());
    Verdict::of_looked(findings, looked)
}

/// 未发现截留、挪用养老金问题: the name behind the last such word.
fn misused(text: &str) -> Vec<(usize, &str)> {
    let found = MISUSED.matches(text);
    found
        .filter_map(|(at, word)| {
            let start = at + word.len();
            let name = money_at(text, start)?;
            let behind = &text[start + name.len()..];
            let is_named =
                AS_FACT.iter().any(|w| behind.starts_with(w) || behind.starts_with('的'));
            is_named.then_some((start, name))
        })
        .collect()
}

/// 本报告仅供某局改进污水处理专项资金管理.
fn improved(text: &str) -> Vec<(usize, &str)> {
    let found = IMPROVE.matches(text);
    found
        .filter_map(|(at, word)| {
            let (from, to) = sentence_around(text, at);
            let start = at + word.len();
            let name = money_at(text, start)?;
            let is_of_report = OF_REPORT.any_in(&text[from..to]);
            let is_managed = text[start + name.len()..].starts_with("管理");
            (is_of_report && is_managed).then_some((start, name))
        })
        .collect()
}

/// The name of money that starts at a byte.
fn money_at(text: &str, start: usize) -> Option<&str> {
    const CHARS: usize = 16;
    let behind = text.get(start..)?;
    let words = behind.char_indices().take(CHARS);
    let end = words.take_while(|(_, c)| is_han(*c)).last().map_or(0, |(at, c)| at + c.len_utf8());
    let run = &behind[..end];
    let end = MONEY.iter().filter_map(|w| Some(run.find(w)? + w.len())).min()?;
    Some(&run[..end])
}

/// Nothing of the name stands anywhere else in the document.
fn is_of_another(cx: &Context, name: &str) -> bool {
    let ending = MONEY.iter().find(|w| name.ends_with(**w)).copied().unwrap_or_default();
    let own: Vec<char> = name.strip_suffix(ending).unwrap_or(name).chars().collect();
    let is_general = GENERAL.iter().any(|w| name.contains(w) && !name.ends_with("专项资金"))
        || GENERAL.iter().any(|w| own.iter().collect::<String>().contains(w));
    let pairs: Vec<bool> =
        own.windows(2).map(|pair| cx.prose.count(pair[0], pair[1]) == 1).collect();
    let lone = pairs.iter().filter(|once| **once).count();
    // 处理 of 污水处理 is a word of any report.
    pairs.first() == Some(&true) && lone * 3 >= pairs.len() * 2 && !is_general
}

fn finding(node: NodeId, start: usize, name: &str) -> Finding {
    let place = Place::new(node, start, start + name.len());
    let message = format!("“{name}”全文只在这里出现一次，疑为别的项目的文字");
    Finding::new("L011", Level::Doubt, place, message, "改为本项目的资金，并核对这一段")
}
