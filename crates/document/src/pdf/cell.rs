//! Tables: characters in the cells of a grid, joined to text.

use super::geometry::Bounds;
use super::grid::{Grid, Span};
use super::line::{self, Line};
use super::rows::{self, is_full};
use super::source::Glyph;
use super::text::Text;

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CellText {
    pub(crate) span: Span,
    pub(crate) text: Text,
}

/// A table on a page, or of several once they are joined.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PageTable {
    /// Page of its first row.
    pub(crate) page: u32,
    /// Page of its last row.
    pub(crate) last_page: u32,
    pub(crate) bounds: Bounds,
    /// Left edges of the columns and the right edge of the last.
    pub(crate) xs: Vec<f32>,
    pub(crate) rows: usize,
    pub(crate) cells: Vec<CellText>,
}

impl PageTable {
    pub(crate) fn columns(&self) -> usize {
        self.xs.len().saturating_sub(1)
    }

    /// The texts of a row's own cells by column.
    pub(crate) fn row(&self, row: usize) -> impl Iterator<Item = &CellText> {
        self.cells.iter().filter(move |c| c.span.row == row)
    }
}

/// The table of a grid, with the characters in it; `None` when its boxes hold no table.
///
/// Takes the characters out of `glyphs`.
pub(crate) fn fill(page: u32, grid: &Grid, glyphs: &mut Vec<Glyph>) -> Option<PageTable> {
    let bounds = grid.bounds();
    let (inside, outside): (Vec<Glyph>, Vec<Glyph>) =
        glyphs.drain(..).partition(|g| bounds.holds(g.bounds.center()));
    *glyphs = outside;
    let mut of_cell: Vec<Vec<Glyph>> = vec![Vec::new(); grid.cells.len()];
    let owners = Owners::new(grid);
    for glyph in &inside {
        if let Some(cell) = owners.of(grid, glyph.bounds.center()) {
            of_cell[cell].push(*glyph);
        }
    }
    let mut grid = grid.clone();
    let mut lines: Vec<Vec<Line>> =
        of_cell.into_iter().map(|glyphs| line::lines(page, glyphs)).collect();
    rows::split(&mut grid, &mut lines);
    let text = |(span, lines): (&Span, &Vec<Line>)| {
        let bounds = grid.cell_bounds(span);
        let blank = lines.is_empty();
        let text = if blank { Text::blank(page, bounds) } else { join(lines, bounds) };
        CellText { span: *span, text }
    };
    let cells: Vec<CellText> = grid.cells.iter().zip(&lines).map(text).collect();
    let filled = cells.iter().filter(|c| !c.text.is_empty()).count();
    if filled < 2 || grid.xs.len() < 3 {
        glyphs.extend(inside);
        return None;
    }
    let rows = grid.ys.len() - 1;
    Some(PageTable { page, last_page: page, bounds, xs: grid.xs, rows, cells })
}

/// Which cell covers each position of a grid.
struct Owners(Vec<usize>);

impl Owners {
    fn new(grid: &Grid) -> Self {
        let (rows, columns) = (grid.ys.len() - 1, grid.xs.len() - 1);
        let mut owners = vec![0; rows * columns];
        for (index, cell) in grid.cells.iter().enumerate() {
            for row in cell.row..cell.row + cell.rows {
                for column in cell.column..cell.column + cell.columns {
                    owners[row * columns + column] = index;
                }
            }
        }
        Self(owners)
    }

    fn of(&self, grid: &Grid, (x, y): (f32, f32)) -> Option<usize> {
        let column = grid.xs.partition_point(|edge| *edge <= x).checked_sub(1)?;
        let row = grid.ys.partition_point(|edge| *edge <= y).checked_sub(1)?;
        self.0.get(row * (grid.xs.len() - 1) + column).copied()
    }
}

/// The lines of a cell as one text: wrapped phrases and numbers joined, points of a list apart.
pub(crate) fn join(lines: &[Line], cell: Bounds) -> Text {
    let mut joined = Text::default();
    let mut before: Option<&Line> = None;
    for line in lines {
        let between = before.map_or("", |before| separator(before, line, cell));
        joined.append(between, Text::of(line));
        before = Some(line);
    }
    joined
}

fn separator(before: &Line, line: &Line, cell: Bounds) -> &'static str {
    let (Some(last), Some(first)) = (last_char(before), first_char(line)) else { return "" };
    let full = is_full(before, cell);
    if (last.is_ascii_digit() || last == '%') && first.is_ascii_digit() && !full {
        return "\n";
    }
    if starts_point(&line.squeezed()) && (!full || ends_sentence(last)) {
        return "\n";
    }
    if ends_sentence(last) && !full {
        return "\n";
    }
    if last.is_ascii_alphabetic() && first.is_ascii_alphabetic() { " " } else { "" }
}

fn last_char(line: &Line) -> Option<char> {
    line.glyphs.iter().rev().map(|g| g.ch).find(|c| !c.is_whitespace())
}

fn first_char(line: &Line) -> Option<char> {
    line.glyphs.iter().map(|g| g.ch).find(|c| !c.is_whitespace())
}

fn ends_sentence(ch: char) -> bool {
    matches!(ch, '。' | '；' | '！' | '？' | ';')
}

/// ①…, 1.…, （1）… or 一、… at the start.
pub(crate) fn starts_point(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    if matches!(first, '①'..='⑳' | '●' | '■' | '◆' | '★' | '▲') {
        return true;
    }
    let inner = text.trim_start_matches(['（', '(']);
    let rest = inner.trim_start_matches(|c: char| "一二三四五六七八九十0123456789".contains(c));
    let bracketed = inner.len() < text.len();
    let digits = inner.chars().count() - rest.chars().count();
    if digits == 0 || digits > 3 {
        return false;
    }
    if bracketed {
        return rest.starts_with(['）', ')']);
    }
    rest.starts_with(['、', '．'])
        || (rest.starts_with('.') && !rest[1..].starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::super::line::{lines, tests::set};
    use super::*;

    fn cell(texts: &[&str], width: f32) -> String {
        let mut glyphs = Vec::new();
        for (index, text) in (0_u8..).zip(texts) {
            glyphs.extend(set(text, 105.0, 100.0 + 14.0 * f32::from(index), 10.0));
        }
        let bounds = Bounds { left: 100.0, top: 95.0, right: 110.0 + width, bottom: 300.0 };
        join(&lines(1, glyphs), bounds).text
    }

    #[test]
    fn wrapped_phrases_and_numbers_are_one() {
        assert_eq!(cell(&["河道清淤与堤", "岸加固工程"], 60.0), "河道清淤与堤岸加固工程");
        assert_eq!(cell(&["12,345,6", "78.90"], 40.0), "12,345,678.90");
    }

    #[test]
    fn numbers_and_points_that_stand_below_one_another_stay_apart() {
        assert_eq!(cell(&["76%", "83%"], 60.0), "76%\n83%");
        assert_eq!(cell(&["12", "34"], 60.0), "12\n34");
        assert_eq!(cell(&["①渠道完好；", "②按期供水。"], 90.0), "①渠道完好；\n②按期供水。");
    }
}
