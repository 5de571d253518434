//! The items that the text lists are those that the table of basic spending fills in.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place, Role};
use jiheng_facts::accounts::{Line, StatementKind};
use jiheng_facts::wording::squeeze;

/// 工资福利支出 and 对个人和家庭的补助 are 人员经费, all other classes 公用经费.
const PERSONNEL: [&str; 2] = ["301", "303"];

pub(super) fn check(cx: &Context) -> Verdict {
    let book = cx.facts.book();
    let lines: Vec<Line> =
        book.lines(StatementKind::BasicSpending).filter(|l| l.code.len() == 5).collect();
    if !lines.iter().any(|l| is_filled(cx, l)) {
        return Verdict::NotApplicable;
    }
    let mut looked = false;
    let mut findings = Vec::new();
    for (node, text) in cx.paragraphs() {
        for (group, is_personnel) in [("人员经费", true), ("公用经费", false)] {
            let Some(list) = listed(node, text, group) else { continue };
            let of_group = |l: &&Line| PERSONNEL.contains(&&l.code[..3]) == is_personnel;
            let own: Vec<&Line> = lines.iter().filter(of_group).collect();
            looked = true;
            findings.extend(faults(cx, &list, &own));
        }
    }
    Verdict::of_looked(findings, looked)
}

/// The names behind 人员经费…主要包括：.
struct Listed {
    names: Vec<(String, Place)>,
    /// It ends with 等.
    open: bool,
}

fn listed(node: NodeId, text: &str, group: &str) -> Option<Listed> {
    let at = text.find(group)?;
    let opens = text[at..].find("包括")? + at;
    // The list is that of this group, not of the next one.
    if text[at..opens].contains(['；', '。']) {
        return None;
    }
    let from = opens + "包括".len();
    let end = text[from..].find(['；', '。', ';']).map_or(text.len(), |e| from + e);
    let mut names = Vec::new();
    let mut start = from;
    for (i, c) in text[from..end].char_indices().chain([(end - from, '、')]) {
        if "、，：:,".contains(c) {
            let name = squeeze(&text[start..from + i]);
            if !name.is_empty() {
                names.push((name, Place::new(node, start, from + i)));
            }
            start = from + i + c.len_utf8();
        }
    }
    let open = names.last().is_some_and(|(name, _)| name.ends_with('等'));
    for (name, _) in &mut names {
        *name = name.trim_end_matches('等').to_owned();
    }
    (names.len() > 1).then_some(Listed { names, open })
}

fn is_filled(cx: &Context, line: &Line) -> bool {
    line.row.cells.iter().flatten().filter_map(|c| c.figure).any(|id| {
        let value = cx.figure(id).quantity.value;
        !value.is_zero()
    })
}

/// 其他社会保障缴费支出 and 其他社会保障缴费 are one item, asides in brackets left out.
fn same(name: &str, line: &Line) -> bool {
    let bare = |text: &str| text.replace(['（', '）', '(', ')'], "");
    let (name, line) = (bare(name), bare(line.name));
    name == line || name.trim_end_matches("支出") == line || name == line.trim_end_matches("支出")
}

fn faults(cx: &Context, list: &Listed, lines: &[&Line]) -> Vec<Finding> {
    let is_listed = |l: &&&Line| list.names.iter().any(|(name, _)| same(name, l));
    let filled: Vec<&&Line> = lines.iter().filter(|l| is_filled(cx, l)).collect();
    let left_out: Vec<&&Line> = filled.iter().filter(|l| !is_listed(l)).copied().collect();
    // Of a list that names only some, nothing is left out.
    let whole = !list.open && left_out.len() * 4 <= filled.len();
    let mut findings: Vec<Finding> = list
        .names
        .iter()
        .filter(|(name, _)| {
            let mut named = lines.iter().filter(|l| same(name, l)).peekable();
            named.peek().is_some() && named.all(|l| !is_filled(cx, l))
        })
        .map(|(name, place)| empty(cx, name, *place, if whole { &left_out } else { &[] }))
        .collect();
    if findings.is_empty() && whole {
        findings.extend(left_out.iter().map(|line| missing(cx, list, line)));
    }
    findings
}

fn empty(cx: &Context, name: &str, place: Place, left_out: &[&&Line]) -> Finding {
    let others: Vec<&str> = left_out.iter().map(|l| l.name).collect();
    let mut message = format!("列有“{name}”，基本支出决算表中该项没有数");
    if !others.is_empty() {
        message.push_str(&format!("；表中有数的“{}”没有列", others.join("、")));
    }
    let action = "按基本支出决算表改写列举的科目";
    Finding::new("C057", Level::Error, place, message, action)
        .using_all(left_out.iter().filter_map(|l| place_of(cx, l)), Role::Against)
}

fn missing(cx: &Context, list: &Listed, line: &Line) -> Finding {
    let message = format!("基本支出决算表中有“{}”，列举中没有", line.name);
    let last = list.names.last().map(|(_, place)| *place);
    let place = last.or_else(|| place_of(cx, line)).unwrap_or(Place::new(NodeId(0), 0, 0));
    Finding::new("C057", Level::Doubt, place, message, "补列，或在列举后加“等”")
        .using_all(place_of(cx, line), Role::Against)
}

fn place_of(cx: &Context, line: &Line) -> Option<Place> {
    let node = line.row.label_node?;
    Some(Place::new(node, 0, cx.document.text(node).len()))
}
