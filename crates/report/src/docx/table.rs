//! Tables on their grid.

use super::paragraph;
use crate::paper::{Cell, Table};

/// A cell that reaches down from a row above.
#[derive(Clone, Copy)]
struct Reach {
    rows_left: u32,
    columns: u32,
}

/// The table, `width` wide in twentieths of a point.
///
/// Word repeats the first rows of a table and no others, so what stands above the rows that name the
/// columns is a table of its own.
pub(super) fn xml(table: &Table, width: u32) -> String {
    let whole: u32 = table.widths.iter().sum::<u32>().max(1);
    let widths: Vec<u32> = table.widths.iter().map(|w| w * width / whole).collect();
    let heads = table.repeated_rows().unwrap_or(0..0);
    let (above, below) = table.rows.split_at(heads.start.min(table.rows.len()));
    let mut xml = String::new();
    if !above.is_empty() {
        xml.push_str(&part(above, 0, &widths));
        xml.push_str(paragraph::THIN);
    }
    xml + &part(below, heads.len(), &widths) + paragraph::THIN
}

fn part(cells: &[Vec<Cell>], head_rows: usize, widths: &[u32]) -> String {
    let grid: String = widths.iter().map(|w| format!(r#"<w:gridCol w:w="{w}"/>"#)).collect();
    let mut reaches = vec![None; widths.len()];
    let mut rows = String::new();
    for (at, cells) in cells.iter().enumerate() {
        let head = if at < head_rows { "<w:tblHeader/>" } else { "" };
        rows.push_str(&format!("<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>"));
        rows.push_str(&row(cells, widths, &mut reaches));
        rows.push_str("</w:tr>");
    }
    let width: u32 = widths.iter().sum();
    format!(
        r#"<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"#
    )
}

fn row(cells: &[Cell], widths: &[u32], reaches: &mut [Option<Reach>]) -> String {
    let mut xml = String::new();
    let mut cells = cells.iter();
    let mut column = 0;
    while column < widths.len() {
        let (columns, merge, text, style) = match reaches[column] {
            Some(reach) => {
                let left = reach.rows_left - 1;
                reaches[column] = (left > 0).then_some(Reach { rows_left: left, ..reach });
                (reach.columns, "<w:vMerge/>", "", "TableText")
            }
            None => {
                let Some(cell) = cells.next() else { break };
                let mut merge = "";
                if cell.rows > 1 {
                    reaches[column] =
                        Some(Reach { rows_left: cell.rows - 1, columns: cell.columns });
                    merge = r#"<w:vMerge w:val="restart"/>"#;
                }
                let style = if cell.is_head { "TableHead" } else { "TableText" };
                (cell.columns, merge, cell.text.as_str(), style)
            }
        };
        let end = (column + columns.max(1) as usize).min(widths.len());
        let width: u32 = widths[column..end].iter().sum();
        xml.push_str(&format!(
            r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{}"/>{merge}<w:vAlign w:val="center"/></w:tcPr>{}</w:tc>"#,
            end - column,
            paragraph::styled(style, text)
        ));
        column = end;
    }
    xml
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::TableKind;

    #[test]
    fn a_cell_that_reaches_down_is_continued() {
        let cell =
            |text: &str, rows, columns| Cell { text: text.into(), rows, columns, is_head: false };
        let table = Table {
            kind: TableKind::Scores,
            caption: String::new(),
            widths: vec![1, 1, 2],
            head_rows: 1,
            rows: vec![vec![cell("甲", 2, 2), cell("乙", 1, 1)], vec![cell("丙", 1, 1)]],
        };
        let xml = xml(&table, 8845);
        assert_eq!(xml.matches(r#"<w:vMerge w:val="restart"/>"#).count(), 1);
        assert_eq!(xml.matches("<w:vMerge/>").count(), 1);
        assert_eq!(xml.matches("<w:tc>").count(), 4);
        assert_eq!(xml.matches("<w:tblHeader/>").count(), 1);
    }

    #[test]
    fn what_stands_above_the_heads_is_a_table_of_its_own() {
        let cell =
            |text: &str, columns, is_head| Cell { text: text.into(), rows: 1, columns, is_head };
        let table = Table {
            kind: TableKind::Scores,
            caption: String::new(),
            widths: vec![1, 1],
            head_rows: 0,
            rows: vec![
                vec![cell("单位", 1, true), cell("某局", 1, false)],
                vec![cell("指标", 1, true), cell("得分", 1, true)],
                vec![cell("甲", 1, false), cell("5", 1, false)],
            ],
        };
        let xml = xml(&table, 8845);
        assert_eq!(xml.matches("<w:tbl>").count(), 2);
        let (above, below) = xml.split_once("</w:tbl>").unwrap();
        assert!(!above.contains("tblHeader") && below.contains("tblHeader"));
    }
}
