//! Tables in plain text: runs of lines whose cells are parted by tabs, by upright strokes, or by blanks.

use super::{Line, STROKES};
use crate::model::{Anchor, Cell, Document, Node, Origin, Table};

/// The rows of cells of the table that `lines` open with, if they do: at least two lines with the same
/// number of tabs, or with strokes between cells, or a head and numbers under it with gaps between
/// them. With them the number of lines that they take up.
pub(super) fn rows_from<'a>(lines: &[Line<'a>]) -> Option<(usize, Vec<Vec<&'a str>>)> {
    let tabs = |line: &Line| line.text.matches('\t').count();
    let first = lines.first().map(tabs)?;
    let height = match first {
        0 => ruled_rows(lines),
        first => lines.iter().take_while(|l| tabs(l) == first).count(),
    };
    if first == 0 && height == 0 {
        let rows = super::spaced::rows(lines)?;
        return Some((rows.len(), rows));
    }
    let rows = lines[..height].iter().filter(|l| first > 0 || !is_rule(l.text));
    (height >= 2).then(|| (height, rows.map(|l| cells(l.text)).collect()))
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

/// |---|:--:|: a rule between the head and the rows.
fn is_rule(line: &str) -> bool {
    line.chars().all(|c| STROKES.contains(&c) || "-—─:：+ ".contains(c))
        && line.contains(['-', '—', '─'])
}

/// Adds the rows to the document as a table; `lines` are those that they stand in.
pub(super) fn build(
    document: &mut Document,
    lines: &[Line],
    rows: &[Vec<&str>],
    number: u32,
) -> Table {
    let mut table = Table::default();
    let told = lines.iter().filter(|l| rows.len() == lines.len() || !is_rule(l.text));
    for (row, (line, cells)) in (0..).zip(told.zip(rows)) {
        for (column, text) in (0..).zip(cells) {
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
        let (height, rows) = rows_from(&lines)?;
        let mut document = Document::new(Format::Text);
        let table = build(&mut document, &lines[..height], &rows, 1);
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
    fn single_blanks_part_cells_and_short_rows_lack_their_first_cells() {
        let text = "一级指标 二级指标 分值 得分\n产出 数量 20 19.00\n质量 10 9.50\n效益 社会 30 30.00\n合计 60 58.50\n";
        let (columns, cells) = read(text).unwrap();
        assert_eq!((columns, cells.len()), (4, 20));
        assert_eq!(cells[8..12], ["", "质量", "10", "9.50"]);
        assert_eq!(cells[16..], ["合计", "", "60", "58.50"]);
        let text = "指标 分值 得分 扣分说明\n执行 10 9.31 按执行率计分\n效能 35 33.50 培训未开展\n合计 45 42.81\n";
        assert_eq!(read(text).unwrap().1[12..], ["合计", "45", "42.81", ""]);
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
