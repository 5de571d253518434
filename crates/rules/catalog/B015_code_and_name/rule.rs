//! The code and the name in a row are those of one class.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place, Role};
use jiheng_document::{Block, Table};
use jiheng_facts::wording::squeeze;
use jiheng_law::Law;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    let tables = cx.document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    for (code, name) in tables.flat_map(pairs) {
        let (code_text, name_text) =
            (squeeze(cx.document.text(code)), squeeze(cx.document.text(name)));
        let Some(fault) = fault(cx.law, &code_text, &name_text, cx.year()) else { continue };
        looked = true;
        let Some((level, message, expected)) = fault else { continue };
        let whole = |node| Place::new(node, 0, cx.document.text(node).len());
        findings.push(
            Finding::new("B015", level, whole(name), message, "按当年的科目表改正编码或名称")
                .compare(expected, name_text)
                .using(whole(code), Role::Against, "编码"),
        );
    }
    Verdict::of_looked(findings, looked)
}

/// Neighbouring cells of a row.
fn pairs(table: &Table) -> impl Iterator<Item = (NodeId, NodeId)> + '_ {
    table.cells.windows(2).filter_map(|pair| {
        let is_neighbour =
            pair[0].row == pair[1].row && pair[0].column + pair[0].column_span == pair[1].column;
        is_neighbour.then_some((pair[0].node, pair[1].node))
    })
}

type Fault = Option<(Level, String, String)>;

/// What is wrong with a code and the name beside it; nothing where the code is no known one or the
/// name is that of no class.
fn fault(law: &Law, code: &str, name: &str, year: Option<u16>) -> Option<Fault> {
    if let Some(class) = law.functional.by_code(code) {
        if class.is_called(name, year) {
            return Some(None);
        }
        if let Some((old, until)) = class.formerly.as_ref().filter(|(old, _)| old == name) {
            let message = format!("“{old}”用到{until}年，现为“{}”（{code}）", class.name);
            return Some(Some((Level::Note, message, class.name.clone())));
        }
        let other = law.functional.by_name(name).find(|c| c.code.len() == code.len())?;
        return Some(Some(mismatch(code, &class.name, name, &other.code)));
    }
    let class = law.economic.by_code(code)?;
    if class.name == name {
        return Some(None);
    }
    let other = law.economic.iter().find(|c| c.name == name && c.code.len() == code.len())?;
    Some(Some(mismatch(code, &class.name, name, &other.code)))
}

fn mismatch(code: &str, right: &str, found: &str, other: &str) -> (Level, String, String) {
    let message = format!("编码{code}是“{right}”，“{found}”的编码是{other}");
    (Level::Doubt, message, right.to_owned())
}
