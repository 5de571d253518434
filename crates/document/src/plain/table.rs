//! Tables in plain text: runs of lines whose cells are parted by tabs, by upright strokes, or by wide
//! gaps.

use super::Line;
use crate::model::{Anchor, Cell, Document, Node, Origin, Table};

const STROKES: [char; 3] = ['|', '｜', '│'];

/// How many lines from the start of `lines` are one table, if they are one: at least two lines
/// with the same number of tabs, or with strokes between cells, or a head and numbers under it with
/// wide gaps between them.
pub(crate) fn rows_from(lines: &[Line]) -> Option<usize> {
    let tabs = |line: &Line| line.text.matches('\t').count();
    let rows = match lines.first().map(tabs)? {
        0 => ruled_rows(lines).max(spaced_rows(lines)),
        first => lines.iter().take_while(|l| tabs(l) == first).count(),
    };
    (rows >= 2).then_some(rows)
}

/// 甲 | 乙 | 丙. Two cells alone may be anything, unless all lines have two.
fn ruled_rows(lines: &[Line]) -> usize {
    let columns = |line: &Line| {
        if line.text.contains(STROKES) { cells(line.text).len() } else { 1 }
    };
    match lines.first().map_or(1, columns) {
        1 => 0,
        2 => {
            let rows = lines.iter().take_while(|l| columns(l) == 2).count();
            let goes_on = lines.get(rows).is_some_and(|l| columns(l) > 2);
            if goes_on { 0 } else { rows }
        }
        _ => lines.iter().take_while(|l| columns(l) > 1).count(),
    }
}

/// 类别　预算数　支出数 with rows of as many cells below it, most of which tell numbers.
fn spaced_rows(lines: &[Line]) -> usize {
    const MIN_COLUMNS: usize = 3;
    const MIN_ROWS: usize = 3;
    let columns = |line: &Line| spaced_cells(line.text).count();
    let first = lines.first().map_or(0, columns);
    if first < MIN_COLUMNS || tells_number(lines[0].text) && !has_head_label(lines[0].text) {
        return 0;
    }
    let rows =
        lines.iter().take_while(|l| !l.text.contains(STROKES) && columns(l) == first).count();
    if rows < MIN_ROWS {
        return 0;
    }
    let body = || lines[1..rows].iter().flat_map(|l| spaced_cells(l.text).skip(1));
    let numbers = body().filter(|c| tells_number(c)).count();
    let ends_sentence =
        lines[..rows].iter().any(|l| l.text.trim_end().ends_with(['。', '；', '：']));
    if !ends_sentence && numbers * 2 >= body().count() { rows } else { 0 }
}

/// A head may hold a year (2022年), but no amount.
fn has_head_label(line: &str) -> bool {
    spaced_cells(line)
        .all(|cell| cell.chars().next().is_some_and(|c| !c.is_ascii_digit()) || cell.contains('年'))
}

fn tells_number(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
}

/// Cells parted by a full-width space or by two spaces.
fn spaced_cells(line: &str) -> impl Iterator<Item = &str> {
    line.trim()
        .split('\u{3000}')
        .flat_map(|part| part.split("  "))
        .map(str::trim)
        .filter(|c| !c.is_empty())
}

/// |---|:--:|: a rule between the head and the rows.
fn is_rule(line: &str) -> bool {
    line.chars().all(|c| STROKES.contains(&c) || "-—─:：+ ".contains(c))
        && line.contains(['-', '—', '─'])
}

pub(crate) fn build(document: &mut Document, lines: &[Line], number: u32) -> Table {
    let mut table = Table::default();
    let rows = lines.iter().filter(|l| l.text.contains('\t') || !is_rule(l.text));
    for (row, line) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells(line.text)) {
            let node = document.add_node(Node {
                text: text.trim().into(),
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

fn cells(line: &str) -> Vec<&str> {
    if line.contains('\t') {
        return line.split('\t').collect();
    }
    if !line.contains(STROKES) {
        return spaced_cells(line).collect();
    }
    // A stroke at the edge opens or closes the line.
    let inner = line.trim();
    let inner = inner.strip_prefix(STROKES).unwrap_or(inner);
    let inner = inner.strip_suffix(STROKES).unwrap_or(inner);
    inner.split(STROKES).collect()
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
        Some((table.columns as usize, document.nodes.into_iter().map(|n| n.text).collect()))
    }

    #[test]
    fn strokes_part_cells_like_tabs() {
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
    fn wide_gaps_part_cells_where_numbers_stand_under_a_head() {
        let cells =
            ["类别", "预算", "支出", "甲", "5", "4", "合计", "5", "4"].map(String::from).to_vec();
        for text in [
            "类别　预算　支出\n甲　5　4\n合计　5　4\n以上为全部。",
            "类别  预算   支出\n甲    5      4\n合计  5      4",
            "　　类别　　预算　　支出\n　　甲　　5　　4\n　　合计　　5　　4",
        ] {
            assert_eq!(read(text), Some((3, cells.clone())), "{text}");
        }
    }

    #[test]
    fn paragraphs_and_signatures_with_gaps_are_no_table() {
        for text in [
            "　　一、概况\n　　2023年　预算5万元　支出4万元。\n　　二、结论\n",
            "单位　　负责人　　日期\n某局　　张某　　李某\n某院　　王某　　赵某",
            "5　4　3\n5　4　3\n5　4　3",
            "甲　乙　丙|\n1　2　3\n4　5　6",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_single_line_or_other_columns_are_no_table() {
        assert_eq!(read("甲|乙\n甲|乙|丙"), None);
        assert_eq!(read("|只有一格|\n|只有一格|"), None);
    }
}
