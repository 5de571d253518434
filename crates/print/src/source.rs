//! A paper in the language of the typesetter: calls of the functions that `layout.typ` defines.

use crate::Fonts;
use crate::fonts::Hand;
use jiheng_report::{Block, Cell, Chart, GAP_CLOSES, GAP_OPENS, Paper, Seal, Table};
use std::fmt::Write;

const LAYOUT: &str = include_str!("layout.typ");
const HANDS: [(&str, Hand); 5] = [
    ("fang", Hand::Fang),
    ("kai", Hand::Kai),
    ("hei", Hand::Hei),
    ("song", Hand::Song),
    ("heading-song", Hand::Title),
];

pub(crate) fn of(paper: &Paper, fonts: &Fonts) -> String {
    let mut source = String::new();
    for (name, hand) in HANDS {
        let families = fonts.families(hand).into_iter().map(quoted);
        let _ = writeln!(source, "#let {name} = {}", list(families));
    }
    source.push_str(LAYOUT);
    let _ = writeln!(source, "#show: official.with({})", quoted(&paper.title()));
    for (at, block) in paper.blocks.iter().enumerate() {
        let _ = writeln!(source, "#{}", call(paper, at, block));
    }
    source
}

fn call(paper: &Paper, at: usize, block: &Block) -> String {
    match block {
        Block::Title(text) => format!("headline({})", list(text.split('\n').map(quoted))),
        Block::Subtitle(text) => format!("subline({})", quoted(text)),
        Block::Heading { level, text } => format!("heading(level: {level}, {})", quoted(text)),
        Block::Paragraph(text) => format!("body({})", marked(text)),
        Block::Table(table) => sheet(table, at == 0),
        Block::Chart(chart) => bars(chart),
        Block::Attachment(text) => {
            let (first, number) = place_among_attachments(paper, at);
            format!("attachment({first}, {number}, {})", quoted(text))
        }
        Block::Signature { unit, day } => {
            let seal = Seal::of(unit, day);
            format!("seal({}, {}, {}, {})", quoted(unit), marked(day), seal.unit, seal.day)
        }
    }
}

/// Whether an attachment is the first of a row, and its number, 0 for one that stands alone.
fn place_among_attachments(paper: &Paper, at: usize) -> (bool, usize) {
    let is_one = |at: usize| matches!(paper.blocks.get(at), Some(Block::Attachment(_)));
    let number = (0..=at).rev().take_while(|at| is_one(*at)).count();
    match number {
        1 if !is_one(at + 1) => (true, 0),
        number => (number == 1, number),
    }
}

/// Characters in a cell from which on its row may break over pages.
const LONG: usize = 200;
/// So many rows beside one cell stay on one page, if they are no more than half a page: torn, the
/// cell would name only some of them.
const KEPT_TOGETHER: usize = 8;

fn sheet(table: &Table, opens: bool) -> String {
    let widths = list(table.widths.iter().map(|w| format!("{w}fr")));
    let longest = |row: &Vec<Cell>| row.iter().map(|c| c.text.chars().count()).max().unwrap_or(0);
    let rows = table.rows.iter().enumerate().map(|(at, row)| {
        list(row.iter().map(|cell| {
            let Cell { text, rows, columns, is_head } = cell;
            // Rows stay whole unless they could be higher than a page.
            let spanned = &table.rows[at..table.rows.len().min(at + *rows as usize)];
            let most = if spanned.len() > 1 { LONG / 2 } else { LONG };
            let characters: usize = spanned.iter().map(longest).sum();
            let may_break = spanned.len() > KEPT_TOGETHER || characters > most;
            format!("({}, {rows}, {columns}, {is_head}, {may_break})", marked(text))
        }))
    });
    let heads = table.repeated_rows().unwrap_or(0..0);
    format!(
        "sheet({}, {widths}, {}, {}, {}, wide: {}, opens: {opens})",
        quoted(&table.caption),
        heads.start,
        heads.end,
        list(rows),
        table.is_wide()
    )
}

fn bars(chart: &Chart) -> String {
    let groups = chart.bars.iter().map(|bar| {
        let lengths = list(chart.lengths(bar).iter().map(ToString::to_string));
        let printed = list(bar.printed.iter().map(|p| quoted(p)));
        format!("({}, {lengths}, {printed})", quoted(&bar.name))
    });
    let series = list(chart.series.iter().map(|s| quoted(s)));
    format!("bars({}, {series}, {})", quoted(&chart.caption), list(groups))
}

/// An array; one of a single item keeps its comma.
fn list(items: impl Iterator<Item = String>) -> String {
    let items: String = items.map(|item| item + ",").collect();
    format!("({items})")
}

/// A text with what is to be filled in marked.
fn marked(text: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(GAP_OPENS) {
        let end = rest[start..]
            .find(GAP_CLOSES)
            .map_or(rest.len(), |at| start + at + GAP_CLOSES.len_utf8());
        parts.push(quoted(&rest[..start]));
        parts.push(format!("gap({})", quoted(&rest[start..end])));
        rest = &rest[end..];
    }
    parts.push(quoted(rest));
    format!("[#{}]", parts.join("#"))
}

/// A string literal.
fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{text}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_taken_for_a_command() {
        assert_eq!(quoted("甲\"#\\乙"), "\"甲\\\"#\\\\乙\"");
        assert_eq!(marked("甲【待补：乙】丙"), "[#\"甲\"#gap(\"【待补：乙】\")#\"丙\"]");
        assert_eq!(list(["1".to_owned()].into_iter()), "(1,)");
    }

    #[test]
    fn attachments_are_numbered_where_there_are_several() {
        let name = |n: &str| Block::Attachment(n.to_owned());
        let one = Paper { blocks: vec![name("甲")], gaps: Vec::new() };
        assert_eq!(place_among_attachments(&one, 0), (true, 0));
        let two = Paper { blocks: vec![name("甲"), name("乙")], gaps: Vec::new() };
        assert_eq!(place_among_attachments(&two, 0), (true, 1));
        assert_eq!(place_among_attachments(&two, 1), (false, 2));
    }
}
