//! The name of the body that reports: in the title, on the cover, above the date at the end.

use super::TITLE_PARAGRAPHS;
use crate::lex::date_at;
use crate::wording;
use jiheng_base::evaluation::Stated;
use jiheng_base::{NodeId, Place, is_han};
use jiheng_document::{Block, Document};

/// The name of the body in a title: what stands around the year and before what is reported.
pub(super) fn unit_in(title: &str) -> Option<String> {
    let name = without_chinese_year(&wording::without_dates(title));
    let end = [
        "部门整体",
        "整体支出",
        "部门决算",
        "部门预算",
        "单位整体",
        "单位决算",
        "单位预算",
        "项目支出",
        "财政支出",
        "绩效",
        "预算",
        "决算",
        "专项资金",
        "政府债务",
    ]
    .iter()
    .filter_map(|w| name.find(w))
    .min()?;
    // 某局关于某事的报告 names who reports.
    if let Some((body, _)) = name.split_once("关于").filter(|(body, _)| is_body(body)) {
        return Some(body.to_owned());
    }
    let name =
        name[..end].trim_start_matches("关于").trim_start_matches("年度").trim_end_matches("年度");
    let name = name.trim_end_matches("关于");
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    let looks_like_body = name.chars().count() >= 3 && BODY_ENDS.iter().any(|w| name.ends_with(w));
    looks_like_body.then(|| name.to_owned())
}

/// 某镇二〇二三年度部门整体…: without the year in Chinese numerals.
fn without_chinese_year(title: &str) -> String {
    const CENTURIES: &[&str] = &["二〇", "二○", "二零"];
    const DIGITS: usize = 4;
    let cut = CENTURIES.iter().find_map(|century| {
        let (name, year) = title.split_once(century)?;
        let behind = year.char_indices().nth(DIGITS - 2).and_then(|(at, _)| {
            let behind = year[at..].strip_prefix('年')?;
            Some(behind.strip_prefix('度').unwrap_or(behind))
        })?;
        Some([name, behind].concat())
    });
    cut.unwrap_or_else(|| title.to_owned())
}

/// The name of a body on the cover: in brackets under the title (（清河县农业农村局　二〇二五年二月）), or
/// behind 单位名称 in a line or in a table.
pub(super) fn on_cover(document: &Document) -> Option<Stated<String>> {
    document.blocks.iter().take(TITLE_PARAGRAPHS).find_map(|block| match block {
        Block::Paragraph(p) => {
            let text = document.text(p.node);
            if let Some(named) = field(p.node, text) {
                return Some(named);
            }
            let inner = text.trim().strip_prefix('（')?.strip_suffix('）')?;
            let first = inner.split([' ', '\u{3000}', '，']).next()?;
            is_body(first).then(|| first.to_owned()).map(|name| {
                let at = text.find(first).unwrap_or(0);
                Stated::at(name, Place::new(p.node, at, at + first.len()))
            })
        }
        Block::Table(table) => crate::table::rows_of(document, table).iter().find_map(|row| {
            let [label, value, ..] = row.as_slice() else { return None };
            let names = ["单位名称", "部门名称", "填报单位", "评价单位"];
            let label = wording::squeeze(document.text(label.node));
            let name = wording::squeeze(document.text(value.node));
            let is_named = names.iter().any(|n| label.starts_with(n)) && is_body(&name);
            let place = Place::new(value.node, 0, document.text(value.node).len());
            is_named.then(|| Stated::at(name, place))
        }),
    })
}

/// 项目单位：某县民政局 in a line of its own.
fn field(node: NodeId, text: &str) -> Option<Stated<String>> {
    const LABELS: &[&str] = &["单位名称", "部门名称", "填报单位", "项目单位", "自评单位"];
    let (label, name) = text.split_once(['：', ':'])?;
    let label = wording::squeeze(label);
    let label = label.trim_end_matches("（盖章）").trim_end_matches("（公章）");
    let name = name.trim();
    let is_named = LABELS.contains(&label) && is_body(name);
    let at = name.as_ptr() as usize - text.as_ptr() as usize;
    is_named.then(|| Stated::at(name.to_owned(), Place::new(node, at, at + name.len())))
}

/// A name of its own, ending as those of public bodies do.
fn is_body(name: &str) -> bool {
    const CHARS: std::ops::RangeInclusive<usize> = 4..=24;
    CHARS.contains(&name.chars().count())
        && name.chars().all(is_han)
        && BODY_ENDS.iter().any(|w| name.ends_with(w))
}

/// The name of a body in a line of its own above the date at the end.
pub(super) fn signed(document: &Document) -> Option<Stated<String>> {
    const LAST_LINES: usize = 6;
    let paragraphs = document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(p) => Some(p.node),
        Block::Table(_) => None,
    });
    let nodes: Vec<NodeId> = paragraphs.collect();
    let lines = nodes.iter().rev().flat_map(|node| {
        let text = document.text(*node);
        let places = text
            .split('\n')
            .map(|line| (*node, line.as_ptr() as usize - text.as_ptr() as usize, line));
        places.collect::<Vec<_>>().into_iter().rev()
    });
    let mut lines = lines.filter(|(.., line)| !line.trim().is_empty()).take(LAST_LINES);
    lines.find(|(.., line)| {
        let line = wording::squeeze(line);
        date_at(&line).is_some_and(|(date, bytes)| date.day.is_some() && bytes == line.len())
    })?;
    let (node, at, line) = lines.next()?;
    let name = wording::squeeze(line);
    is_body(&name).then(|| Stated::at(name, Place::new(node, at, at + line.len())))
}

/// How names of public bodies end.
#[rustfmt::skip]
pub const BODY_ENDS: &[&str] = &[
    "人民政府", "办事处", "街道办", "委员会", "管委会", "党工委", "代表大会", "政协", "纪委", "办公室", "管理局", "监督局", "局", "厅", "委", "部",
    "院", "校", "中学", "小学", "学校", "大学", "学院", "幼儿园", "中心", "所", "站", "队", "馆", "团", "社", "会", "处", "镇", "乡", "街道",
    "法院", "检察院", "医院", "卫生院", "集团", "公司", "库", "场",
];
