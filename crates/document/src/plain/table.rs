//! Tables in plain text: runs of lines whose cells are parted by tabs or by bars.

use super::Line;
use crate::model::{Anchor, Cell, Document, Node, Origin, Table};

/// How many lines from the start of `lines` are one table, if they are one: at least two lines
/// with the same number of cells, parted in the same way.
pub(crate) fn rows_from(lines: &[Line]) -> Option<usize> {
    let first = lines.first()?.text;
    let separator = separator(first)?;
    let columns = cells(first, separator).count();
    let is_row = |l: &&Line| columns > 1 && cells(l.text, separator).count() == columns;
    let rows = lines.iter().take_while(is_row).count();
    (rows >= 2).then_some(rows)
}

/// What parts the cells of a line, if anything does.
fn separator(text: &str) -> Option<char> {
    ['\t', '|', '｜'].into_iter().find(|c| text.contains(*c))
}

/// The cells of a line; bars may close it at both ends.
fn cells(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let inner = if separator == '\t' {
        text
    } else {
        let text = text.trim();
        let text = text.strip_prefix(separator).unwrap_or(text);
        text.strip_suffix(separator).unwrap_or(text)
    };
    inner.split(separator).map(str::trim)
}

/// A line that parts the head from the rows: bars, dashes and colons only.
fn is_rule(text: &str) -> bool {
    text.contains("--") && text.chars().all(|c| "|｜-:： ".contains(c))
}

pub(crate) fn build(document: &mut Document, lines: &[Line], number: u32) -> Table {
    let mut table = Table::default();
    let separator = lines.first().and_then(|l| separator(l.text)).unwrap_or('\t');
    for (row, line) in (0..).zip(lines.iter().filter(|l| !is_rule(l.text))) {
        for (column, text) in (0..).zip(cells(line.text, separator)) {
            let node = document.add_node(Node {
                text: text.into(),
                anchors: vec![Anchor { line: Some(line.number), ..Anchor::default() }],
                origin: Origin::Cell { table: number, row: row + 1, column: column + 1 },
            });
            table.cells.push(Cell { node, row, column, row_span: 1, column_span: 1 });
            table.columns = table.columns.max(column + 1);
        }
        table.rows = row + 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Format;

    fn read(text: &str) -> Option<(usize, Vec<String>)> {
        let lines: Vec<Line> =
            (1..).zip(text.lines()).map(|(number, text)| Line { number, text }).collect();
        let rows = rows_from(&lines)?;
        let mut document = Document::new(Format::Text);
        let table = build(&mut document, &lines[..rows], 1);
        assert_eq!(table.cells.len(), (table.rows * table.columns) as usize);
        Some((table.columns as usize, document.nodes.into_iter().map(|n| n.text).collect()))
    }

    #[test]
    fn bars_part_cells_like_tabs() {
        let expected = Some((2, ["项目", "金额", "甲", "1.50"].map(String::from).to_vec()));
        for text in [
            "项目\t金额\n甲\t1.50\n合计见下",
            "| 项目 | 金额 |\n|------|------:|\n| 甲 | 1.50 |\n",
            "项目 | 金额\n甲 | 1.50",
            "｜项目｜金额｜\n｜甲｜1.50｜",
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn a_single_line_or_other_columns_are_no_table() {
        assert_eq!(read("甲|乙\n甲|乙|丙"), None);
        assert_eq!(read("|只有一格|\n|只有一格|"), None);
    }
}
