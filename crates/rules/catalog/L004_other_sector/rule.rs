//! Words of another sector, left over from its template.

use crate::text::clause_around;
use crate::{Context, Verdict};
use aho_corasick::AhoCorasick;
use jiheng_base::{Finding, Level, NodeId, Place, Words};
use std::sync::LazyLock;

/// Sectors by the words that stand before 发展, 事业 and the like.
const SECTORS: &[&str] = &[
    "林业",
    "水利",
    "气象",
    "教育",
    "卫生健康",
    "交通运输",
    "畜牧",
    "渔业",
    "地震",
    "体育",
    "民政",
    "档案",
    "科技",
    "统计",
    "公安",
    "司法",
    "审计",
    "供销",
    "邮政",
    "烟草",
    "海洋",
    "测绘",
    "广电",
    "残疾人",
    "红十字",
];
const OF_SECTOR: &[&str] = &["发展", "事业", "系统", "行业", "部门", "规划"];
/// A sentence of template: it speaks of targets and plans, not of work.
static TEMPLATE: Words = Words::new(&["绩效指标", "规划", "目标", "指标"]);

pub(super) fn check(cx: &Context) -> Verdict {
    let unit = cx.unit().unwrap_or_default();
    let mut findings = Vec::new();
    let mentions = mentions(cx);
    for (sector, mentions) in SECTORS.iter().zip(&mentions).filter(|(s, _)| !unit.contains(**s)) {
        let [(node, at)] = mentions.as_slice() else { continue };
        let text = cx.document.text(*node);
        let after = &text[at + sector.len()..];
        let (start, end) = clause_around(text, *at);
        let clause = &text[start..end];
        let of_sector = OF_SECTOR.iter().any(|w| after.starts_with(w));
        let template = TEMPLATE.any_in(clause) && !clause.contains(|c: char| c.is_ascii_digit());
        if of_sector && template && !crate::text::in_title(text, *at) {
            let message =
                format!("“{sector}”全文只在这里出现一次，不是本单位的业务，疑为套用模板未改");
            let place = around(text, *node, *at, sector.len(), (start, end));
            findings.push(Finding::new("L004", Level::Doubt, place, message, "改为本单位的工作"));
        }
    }
    Verdict::of(findings)
}

/// Where each sector is named.
fn mentions(cx: &Context) -> Vec<Vec<(NodeId, usize)>> {
    static SEARCH: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(SECTORS).ok());
    let mut mentions = vec![Vec::new(); SECTORS.len()];
    for (node, text) in cx.texts() {
        for found in SEARCH.iter().flat_map(|search| search.find_iter(text)) {
            mentions[found.pattern().as_usize()].push((node, found.start()));
        }
    }
    mentions
}

/// The word and what stands close around it in its clause.
fn around(
    text: &str,
    node: NodeId,
    at: usize,
    length: usize,
    (start, end): (usize, usize),
) -> Place {
    const BEFORE: usize = 2;
    const AFTER: usize = 9;
    let from =
        text[start..at].char_indices().rev().take(BEFORE).last().map_or(at, |(i, _)| start + i);
    let to = text[at + length..end].char_indices().nth(AFTER).map_or(end, |(i, _)| at + length + i);
    // A preposition or verb before the word is where the quote starts.
    let word = ["对", "与", "推动", "促进"].iter().find(|w| text[start..at].ends_with(**w));
    Place::new(node, word.map_or(from, |w| at - w.len()), to)
}
