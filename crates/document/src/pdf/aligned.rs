//! Tables without ruling lines, where the alignment leaves no doubt.

use super::cell::{CellText, PageTable};
use super::geometry::Bounds;
use super::grid::Span;
use super::layout::Item;
use super::line::Line;
use super::text::{Text, is_number};

/// Cells are parted by gaps of this many sizes.
const GAP: f32 = 1.5;
/// Fewer rows or columns than this may be chance.
const MIN_ROWS: usize = 3;
const MIN_COLUMNS: usize = 3;

/// Finds tables among the lines of a page.
pub(crate) fn tables(lines: Vec<Line>) -> Vec<Item> {
    let rows: Vec<Vec<Line>> = lines.iter().map(|l| l.split(|gap| gap > GAP * l.size)).collect();
    let mut items = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let run = rows[at..].iter().take_while(|r| r.len() >= MIN_COLUMNS).count();
        if let Some(table) = table(&rows[at..at + run]) {
            items.push(Item::Table(table));
            at += run;
        } else {
            items.push(Item::Line(lines[at].clone()));
            at += 1;
        }
    }
    items
}

/// The table of rows whose cells stand in columns, one of which holds nothing but numbers.
fn table(rows: &[Vec<Line>]) -> Option<PageTable> {
    if rows.len() < MIN_ROWS {
        return None;
    }
    let columns = columns(rows);
    let column_of = |cell: &Line| {
        let (x, _) = cell.bounds.center();
        columns.iter().position(|(left, right)| *left <= x && x <= *right)
    };
    let mut cells = Vec::new();
    let mut numbers = vec![(0, 0); columns.len()];
    for (row, parts) in rows.iter().enumerate() {
        let mut last = None;
        for part in parts {
            let column = column_of(part)?;
            if last.is_some_and(|last| last >= column) {
                return None;
            }
            last = Some(column);
            numbers[column].0 += usize::from(is_number(&part.squeezed()));
            numbers[column].1 += 1;
            let span = Span { row, column, rows: 1, columns: 1 };
            cells.push(CellText { span, text: Text::of(part) });
        }
    }
    let numeric = |(numbers, all): &(usize, usize)| *numbers >= MIN_ROWS - 1 && numbers + 1 >= *all;
    if columns.len() < MIN_COLUMNS || !numbers.iter().any(numeric) {
        return None;
    }
    let bounds = rows.iter().flatten().map(|c| c.bounds).reduce(Bounds::union)?;
    let mut xs: Vec<f32> = columns.iter().map(|c| c.0).collect();
    xs.push(bounds.right);
    let page = rows[0].first()?.page;
    Some(PageTable { page, last_page: page, bounds, xs, rows: rows.len(), cells })
}

/// Where cells overlap from row to row they share a column.
fn columns(rows: &[Vec<Line>]) -> Vec<(f32, f32)> {
    let mut extents: Vec<(f32, f32)> =
        rows.iter().flatten().map(|c| (c.bounds.left, c.bounds.right)).collect();
    extents.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut columns: Vec<(f32, f32)> = Vec::new();
    for (left, right) in extents {
        match columns.last_mut() {
            Some(last) if left <= last.1 => last.1 = last.1.max(right),
            _ => columns.push((left, right)),
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::super::line::{lines, tests::set};
    use super::*;

    fn items(rows: &[[&str; 3]]) -> Vec<Item> {
        let mut glyphs = Vec::new();
        for (index, row) in (0_u8..).zip(rows) {
            let top = 100.0 + 20.0 * f32::from(index);
            for (column, text) in (0_u8..).zip(row) {
                glyphs.extend(set(text, 70.0 + 140.0 * f32::from(column), top, 10.0));
            }
        }
        tables(lines(1, glyphs))
    }

    #[test]
    fn figures_in_columns_are_a_table() {
        let rows = [["科目", "预算数", "决算数"], ["教育", "120.5", "118"], ["卫生", "60", "59.5"]];
        let items = items(&rows);
        assert!(matches!(&items[..], [Item::Table(t)] if t.rows == 3 && t.columns() == 3));
    }

    #[test]
    fn names_beside_one_another_are_none() {
        let rows = [["组长", "王某", "李某"], ["成员", "赵某", "钱某"], ["成员", "孙某", "周某"]];
        assert_eq!(items(&rows).len(), 3);
    }
}
