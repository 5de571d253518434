//! Rows that no ruling line divides: figures below one another beside their labels.

use super::geometry::Bounds;
use super::grid::{Grid, Span};
use super::line::Line;
use super::text::is_number;

/// Space that word processors leave between the text and the edge of a cell, in points.
const PADDING: f32 = 5.4;

/// No further character has room in the line, so that it goes on in the next.
pub(crate) fn is_full(line: &Line, cell: Bounds) -> bool {
    line.bounds.right + 1.1 * line.size + PADDING >= cell.right
}

/// Divides the rows of a grid whose cells hold several figures, each level with its label.
///
/// `lines` holds the lines of each cell of the grid.
pub(crate) fn split(grid: &mut Grid, lines: &mut Vec<Vec<Line>>) {
    for row in (0..grid.ys.len() - 1).rev() {
        let own: Vec<usize> = (0..grid.cells.len())
            .filter(|i| grid.cells[*i].row == row && grid.cells[*i].rows == 1)
            .collect();
        let bands = bands(grid, &own, lines);
        if bands.len() > 1 {
            divide(grid, row, &own, lines, &bands);
        }
    }
}

/// The heights of the rows within one row of the grid; none when it is one row.
fn bands(grid: &Grid, own: &[usize], lines: &[Vec<Line>]) -> Vec<Bounds> {
    let stacked = |i: &&usize| {
        let cell = grid.cell_bounds(&grid.cells[**i]);
        let of = &lines[**i];
        of.len() > 1 && of.iter().all(|l| is_number(&l.squeezed())) && !is_wrapped(of, cell)
    };
    if !own.iter().any(|i| stacked(&i)) {
        return Vec::new();
    }
    let mut pieces: Vec<Level> = Vec::new();
    for (bit, i) in own.iter().enumerate() {
        let cell = grid.cell_bounds(&grid.cells[*i]);
        let mut goes_on = 0;
        for line in &lines[*i] {
            let figure = is_number(&line.squeezed());
            let own = if figure { 0 } else { 1_u128 << (bit % 128) };
            pieces.push(Level { bounds: line.bounds, figure, labels: own, goes_on: goes_on & own });
            goes_on = if is_full(line, cell) { own } else { 0 };
        }
    }
    pieces.sort_by(|a, b| a.bounds.center().1.total_cmp(&b.bounds.center().1));
    let mut levels: Vec<Level> = Vec::new();
    for piece in pieces {
        match levels.last_mut() {
            Some(last) if last.bounds.vertical_overlap(&piece.bounds) >= 0.5 => last.add(&piece),
            _ => levels.push(piece),
        }
    }
    let rows = join_wrapped(&levels);
    let labelled = rows.iter().any(|r| r.labels != 0);
    let certain = rows.iter().all(|r| !r.figure || r.labels != 0 || !labelled);
    if !certain || rows.iter().filter(|r| r.figure).count() < 2 {
        return Vec::new();
    }
    rows.into_iter().map(|r| r.bounds).collect()
}

/// What stands at one height in the cells of a row.
#[derive(Clone, Copy)]
struct Level {
    bounds: Bounds,
    figure: bool,
    /// Cells that hold words here, a bit each.
    labels: u128,
    /// Those whose words may be the rest of the line above, which reaches the edge of its cell.
    goes_on: u128,
}

impl Level {
    fn add(&mut self, other: &Self) {
        self.bounds = self.bounds.union(other.bounds);
        self.figure |= other.figure;
        self.labels |= other.labels;
        self.goes_on |= other.goes_on;
    }

    /// Whether all words of the level above are the beginning of what stands here.
    fn completes(&self, above: &Self) -> bool {
        let begun_here = above.labels & !self.goes_on == 0;
        !above.figure && (begun_here || (self.figure && self.labels == 0))
    }

    /// Whether this stands between the lines of a label that begins above and ends below.
    fn is_amid(&self, above: &Self, below: Option<&Self>) -> bool {
        !above.figure
            && self.labels & above.labels == 0
            && below.is_some_and(|below| above.labels & !below.goes_on == 0)
    }
}

/// Labels of several lines have their figures beside any of the lines or between them.
fn join_wrapped(levels: &[Level]) -> Vec<Level> {
    let mut rows: Vec<Level> = Vec::new();
    for (i, level) in levels.iter().enumerate() {
        let only_rest = !level.figure && level.labels == level.goes_on;
        let next = levels.get(i + 1);
        let begins_next =
            next.is_some_and(|n| n.completes(level) || n.is_amid(level, levels.get(i + 2)));
        let rest = only_rest && !begins_next;
        match rows.last_mut() {
            Some(last) if rest || level.completes(last) || level.is_amid(last, next) => {
                last.add(level);
            }
            _ => rows.push(*level),
        }
    }
    rows
}

/// One figure in two lines: the first as wide as the cell, or cut within its thousands.
fn is_wrapped(figures: &[Line], cell: Bounds) -> bool {
    let [first, _] = figures else { return false };
    let text = first.squeezed();
    let cut = text.rsplit_once(',').is_some_and(|(_, end)| end.len() < 3 || text.ends_with(','));
    cut || first.bounds.width() + first.size + 2.0 >= cell.width()
}

fn divide(
    grid: &mut Grid,
    row: usize,
    own: &[usize],
    lines: &mut Vec<Vec<Line>>,
    bands: &[Bounds],
) {
    let more = bands.len() - 1;
    let cuts: Vec<f32> =
        bands.windows(2).map(|pair| f32::midpoint(pair[0].bottom, pair[1].top)).collect();
    for cell in &mut grid.cells {
        if cell.row > row {
            cell.row += more;
        } else if cell.row + cell.rows > row && cell.rows > 1 {
            cell.rows += more;
        }
    }
    for i in own {
        let column = grid.cells[*i];
        let mut parts: Vec<Vec<Line>> = vec![Vec::new(); bands.len()];
        for line in std::mem::take(&mut lines[*i]) {
            let part = cuts.partition_point(|cut| *cut <= line.bounds.center().1);
            parts[part].push(line);
        }
        for (offset, part) in parts.into_iter().enumerate() {
            if offset == 0 {
                lines[*i] = part;
            } else {
                grid.cells.push(Span { row: row + offset, ..column });
                lines.push(part);
            }
        }
    }
    grid.ys.splice(row + 1..row + 1, cuts);
}

#[cfg(test)]
mod tests {
    use super::super::line::{lines, tests::set};
    use super::*;

    fn stack(texts: &[&str], left: f32) -> Vec<Line> {
        let mut glyphs = Vec::new();
        for (index, text) in (0_u8..).zip(texts) {
            glyphs.extend(set(text, left, 105.0 + 20.0 * f32::from(index), 10.0));
        }
        lines(1, glyphs)
    }

    fn rows(labels: &[&str], figures: &[&str]) -> Vec<(usize, usize, String)> {
        let span = |column| Span { row: 0, column, rows: 1, columns: 1 };
        let mut grid = Grid {
            xs: vec![50.0, 150.0, 250.0],
            ys: vec![100.0, 300.0],
            cells: vec![span(0), span(1)],
        };
        let mut lines = vec![stack(labels, 55.0), stack(figures, 200.0)];
        split(&mut grid, &mut lines);
        let text = |lines: &[Line]| lines.iter().map(Line::squeezed).collect::<String>();
        let mut found: Vec<_> =
            grid.cells.iter().zip(&lines).map(|(c, l)| (c.row, c.column, text(l))).collect();
        found.sort();
        found
    }

    #[test]
    fn each_figure_has_the_label_beside_it() {
        let found = rows(&["一、税收收入", "增值税", "契税"], &["120", "80", "40"]);
        assert_eq!(found.len(), 6);
        assert_eq!(found[2], (1, 0, "增值税".into()));
        assert_eq!(found[3], (1, 1, "80".into()));
    }

    #[test]
    fn a_wrapped_label_stays_whole() {
        let found = rows(&["国有土地使用权出让", "收入"], &["120"]);
        assert_eq!(found.len(), 2);
        let found = rows(&["国有土地使用权出让", "收入", "其他"], &["120", "", "15"]);
        assert_eq!(found[0].2, "国有土地使用权出让收入");
        assert_eq!(found[3], (1, 1, "15".into()));
    }
}
