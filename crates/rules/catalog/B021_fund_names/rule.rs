//! Government funds bear the names of the budget classification.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place};

const FUND: &str = "基金";
/// Names before 基金.
const OFFICIAL: &[&str] = &[
    "铁路建设",
    "民航发展",
    "旅游发展",
    "国有土地收益",
    "大中型水库移民后期扶持",
    "大中型水库库区",
    "三峡水库库区",
    "小型水库移民扶助",
    "国家重大水利工程建设",
    "地方水利建设",
    "水利建设",
    "船舶油污损害赔偿",
    "废弃电器电子产品处理",
    "核电站乏燃料处理处置",
    "残疾人就业保障",
    "森林植被恢复",
];
/// Shorter pieces may belong to any fund.
const MIN_CHARS: usize = 6;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for (node, text) in cx.texts() {
        for (at, _) in crate::text::matches(text, FUND) {
            looked = true;
            let Some((name, official)) = near_name(&text[..at]) else { continue };
            let place = Place::new(node, at - name.len(), at + FUND.len());
            let right = format!("{official}{FUND}");
            let message = format!("“{name}{FUND}”不是规范名称，疑为“{right}”");
            findings.push(
                Finding::new("B021", Level::Doubt, place, message, "改用收支分类科目里的名称")
                    .compare(right, format!("{name}{FUND}")),
            );
        }
    }
    Verdict::of_looked(findings, looked)
}

/// The longest words before 基金 that leave out some of an official name, unless they are one.
fn near_name(before: &str) -> Option<(&str, &'static str)> {
    if OFFICIAL.iter().any(|o| before.ends_with(o) && o.chars().count() > MIN_CHARS) {
        return None;
    }
    let found = OFFICIAL.iter().filter_map(|official| {
        let name = &before[before.len() - tail_within(before, official)..];
        (name.chars().count() >= MIN_CHARS).then_some((name, *official))
    });
    found.max_by_key(|(name, _)| name.len()).filter(|(name, official)| name != official)
}

/// How many bytes at the end of `text` follow one another in `official`, with gaps.
fn tail_within(text: &str, official: &str) -> usize {
    let mut wanted = official.chars().rev();
    let mut bytes = 0;
    for c in text.chars().rev() {
        if !wanted.any(|w| w == c) {
            break;
        }
        bytes += c.len_utf8();
    }
    bytes
}
