//! The grids that ruling lines form: rows, columns and the cells that no line divides.

use super::geometry::{Bounds, cluster};
use super::source::Rule;

/// Lines this near are one line, drawn twice or as a thin box.
const TOLERANCE: f32 = 3.0;
/// The largest grid that is taken for a table.
const MAX_ROWS: usize = 1000;
const MAX_COLUMNS: usize = 120;

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Grid {
    /// Left edges of the columns and the right edge of the last.
    pub(crate) xs: Vec<f32>,
    /// Upper edges of the rows and the lower edge of the last.
    pub(crate) ys: Vec<f32>,
    pub(crate) cells: Vec<Span>,
}

/// A cell in rows and columns from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
}

impl Grid {
    pub(crate) fn bounds(&self) -> Bounds {
        Bounds {
            left: self.xs[0],
            right: self.xs[self.xs.len() - 1],
            top: self.ys[0],
            bottom: self.ys[self.ys.len() - 1],
        }
    }

    pub(crate) fn cell_bounds(&self, cell: &Span) -> Bounds {
        Bounds {
            left: self.xs[cell.column],
            right: self.xs[cell.column + cell.columns],
            top: self.ys[cell.row],
            bottom: self.ys[cell.row + cell.rows],
        }
    }
}

/// Every grid of two cells or more, smallest first, so that a table in a cell comes before its
/// outer one.
pub(crate) fn grids(rules: &[Rule]) -> Vec<Grid> {
    let rules = merge(rules);
    let mut grids: Vec<Grid> = components(&rules).iter().filter_map(|c| grid(c)).collect();
    let size = |grid: &Grid| grid.bounds().width() * grid.bounds().height();
    grids.sort_by(|a, b| size(a).total_cmp(&size(b)));
    grids
}

/// Pieces of one line joined, lines drawn twice made one.
fn merge(rules: &[Rule]) -> Vec<Rule> {
    let mut merged = Vec::new();
    for horizontal in [true, false] {
        let mut of: Vec<Rule> = rules
            .iter()
            .filter(|r| r.horizontal == horizontal && r.to >= r.from)
            .copied()
            .collect();
        let places = cluster(of.iter().map(|r| r.at).collect(), TOLERANCE);
        for rule in &mut of {
            rule.at = nearest(&places, rule.at);
        }
        of.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
        let start = merged.len();
        for rule in of {
            match merged[start..].last_mut() {
                Some(last) if same_line(last, &rule) => last.to = last.to.max(rule.to),
                _ => merged.push(rule),
            }
        }
    }
    merged.retain(|r: &Rule| r.to - r.from > TOLERANCE);
    merged
}

#[expect(clippy::float_cmp, reason = "both were set to the same place")]
fn same_line(last: &Rule, next: &Rule) -> bool {
    last.at == next.at && next.from - last.to <= TOLERANCE
}

fn nearest(places: &[f32], value: f32) -> f32 {
    let after = places.partition_point(|p| *p < value);
    let near = [after.checked_sub(1), Some(after)].into_iter().flatten();
    near.filter_map(|i| places.get(i).copied())
        .min_by(|a, b| (a - value).abs().total_cmp(&(b - value).abs()))
        .unwrap_or(value)
}

fn touch(a: &Rule, b: &Rule) -> bool {
    let within = |at: f32, r: &Rule| r.from - TOLERANCE <= at && at <= r.to + TOLERANCE;
    a.horizontal != b.horizontal && within(a.at, b) && within(b.at, a)
}

/// Lines that touch one another, directly or over others.
fn components(rules: &[Rule]) -> Vec<Vec<Rule>> {
    let mut waiting: Vec<Rule> = rules.to_vec();
    let mut components = Vec::new();
    while let Some(seed) = waiting.pop() {
        let mut component = vec![seed];
        let mut next = 0;
        while next < component.len() {
            let current = component[next];
            let (near, far) = waiting.into_iter().partition(|r| touch(&current, r));
            waiting = far;
            component.extend::<Vec<Rule>>(near);
            next += 1;
        }
        components.push(component);
    }
    components
}

fn grid(rules: &[Rule]) -> Option<Grid> {
    let places = |horizontal: bool| {
        let of = rules.iter().filter(|r| r.horizontal == horizontal).map(|r| r.at);
        cluster(of.collect(), TOLERANCE)
    };
    let xs = with_open_ends(places(false), rules.iter().filter(|r| r.horizontal));
    let ys = with_open_ends(places(true), rules.iter().filter(|r| !r.horizontal));
    let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if rows == 0 || columns == 0 || rows * columns < 2 || rows > MAX_ROWS || columns > MAX_COLUMNS {
        return None;
    }
    let cells = Divider { rules, xs: &xs, ys: &ys }.cells();
    (cells.len() >= 2).then_some(Grid { xs, ys, cells })
}

/// Tables are often drawn without their outer vertical lines, and those cut by a page without
/// the line there: where several crossing lines end together beyond the last edge, the table ends.
fn with_open_ends<'a>(
    mut edges: Vec<f32>,
    crossing: impl Iterator<Item = &'a Rule> + Clone,
) -> Vec<f32> {
    let shared = |end: fn(&Rule) -> f32, at: f32| {
        crossing.clone().filter(|r| (end(r) - at).abs() <= TOLERANCE).count() >= 2
    };
    let from = crossing.clone().map(|r| r.from).min_by(f32::total_cmp);
    let to = crossing.clone().map(|r| r.to).max_by(f32::total_cmp);
    if let (Some(from), Some(first)) = (from, edges.first().copied())
        && from < first - 2.0 * TOLERANCE
        && shared(|r| r.from, from)
    {
        edges.insert(0, from);
    }
    if let (Some(to), Some(last)) = (to, edges.last().copied())
        && to > last + 2.0 * TOLERANCE
        && shared(|r| r.to, to)
    {
        edges.push(to);
    }
    edges
}

struct Divider<'a> {
    rules: &'a [Rule],
    xs: &'a [f32],
    ys: &'a [f32],
}

impl Divider<'_> {
    fn cells(&self) -> Vec<Span> {
        let (rows, columns) = (self.ys.len() - 1, self.xs.len() - 1);
        let below = self.lines(true);
        let beside = self.lines(false);
        let mut taken = vec![false; rows * columns];
        let mut cells = Vec::new();
        for row in 0..rows {
            for column in 0..columns {
                if taken[row * columns + column] {
                    continue;
                }
                let mut cell = Span { row, column, rows: 1, columns: 1 };
                let free = |r: usize, c: usize| !taken[r * columns + c];
                while column + cell.columns < columns
                    && free(row, column + cell.columns)
                    && !beside[row * columns + column + cell.columns - 1]
                {
                    cell.columns += 1;
                }
                let across = column..column + cell.columns;
                while row + cell.rows < rows
                    && across.clone().all(|c| free(row + cell.rows, c))
                    && across.clone().all(|c| !below[(row + cell.rows - 1) * columns + c])
                    && across.clone().skip(1).all(|c| !beside[(row + cell.rows) * columns + c - 1])
                {
                    cell.rows += 1;
                }
                for r in row..row + cell.rows {
                    taken[r * columns + column..r * columns + column + cell.columns].fill(true);
                }
                cells.push(cell);
            }
        }
        cells
    }

    /// For each position of the grid, whether a line runs along its lower edge (`horizontal`) or
    /// its right edge.
    fn lines(&self, horizontal: bool) -> Vec<bool> {
        let (rows, columns) = (self.ys.len() - 1, self.xs.len() - 1);
        let mut drawn = vec![false; rows * columns];
        let (across, along) = if horizontal { (self.ys, self.xs) } else { (self.xs, self.ys) };
        for rule in self.rules.iter().filter(|r| r.horizontal == horizontal) {
            let edge = (1..across.len()).find(|i| (across[*i] - rule.at).abs() <= TOLERANCE);
            let Some(edge) = edge else { continue };
            for i in 0..along.len() - 1 {
                let middle = f32::midpoint(along[i], along[i + 1]);
                if rule.from <= middle && middle <= rule.to {
                    let (row, column) = if horizontal { (edge - 1, i) } else { (i, edge - 1) };
                    drawn[row * columns + column] = true;
                }
            }
        }
        drawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(horizontal: bool, at: f32, from: f32, to: f32) -> Rule {
        Rule { horizontal, at, from, to }
    }

    /// Two columns under a head that spans both, the first column merged over both rows.
    fn rules() -> Vec<Rule> {
        let mut rules: Vec<Rule> =
            [100.0, 120.0, 160.0].iter().map(|y| rule(true, *y, 50.0, 250.0)).collect();
        rules.push(rule(true, 140.0, 150.0, 250.0));
        rules.push(rule(false, 150.0, 120.0, 160.0));
        for x in [50.0, 250.0] {
            rules.push(rule(false, x, 100.0, 130.0));
            rules.push(rule(false, x, 131.0, 160.0));
        }
        rules
    }

    #[test]
    fn cells_span_where_no_line_divides() {
        let found = grids(&rules());
        assert_eq!(found.len(), 1);
        let spans: Vec<_> =
            found[0].cells.iter().map(|c| (c.row, c.column, c.rows, c.columns)).collect();
        assert_eq!(spans, [(0, 0, 1, 2), (1, 0, 2, 1), (1, 1, 1, 1), (2, 1, 1, 1)]);
    }

    #[test]
    fn a_table_without_outer_lines_is_whole() {
        let open: Vec<Rule> =
            rules().into_iter().filter(|r| r.horizontal || r.at == 150.0).collect();
        assert_eq!(grids(&open)[0].xs, [50.0, 150.0, 250.0]);
    }

    #[test]
    fn a_frame_is_no_table() {
        let frame: Vec<Rule> = rules()
            .into_iter()
            .filter(|r| r.at != 120.0 && r.at != 140.0)
            .filter(|r| r.at != 150.0)
            .collect();
        assert_eq!(grids(&frame), []);
    }
}
