//! The source of a sample: one line a row, cells between strokes; `<` belongs to the cell on its
//! left, `^` to the one above.

pub struct Cell {
    pub row: usize,
    pub column: usize,
    pub row_span: usize,
    pub column_span: usize,
    pub text: String,
}

pub struct Grid {
    pub rows: Vec<Vec<String>>,
}

impl Grid {
    pub fn parse(source: &str) -> Self {
        let row = |line: &str| {
            let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
            inner.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<String>>()
        };
        let rows: Vec<Vec<String>> = source.lines().map(row).collect();
        assert!(rows.iter().all(|r| r.len() == rows[0].len()), "rows differ: {source}");
        Self { rows }
    }

    fn at(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|r| r.get(column)).map_or("", String::as_str)
    }

    /// Cells that are not covered by another one.
    pub fn cells(&self) -> Vec<Cell> {
        let mut cells = Vec::new();
        for row in 0..self.rows.len() {
            for column in 0..self.rows[row].len() {
                let text = self.at(row, column);
                if matches!(text, "<" | "^") {
                    continue;
                }
                let column_span =
                    1 + (column + 1..).take_while(|c| self.at(row, *c) == "<").count();
                let row_span = 1 + (row + 1..).take_while(|r| self.at(*r, column) == "^").count();
                cells.push(Cell { row, column, row_span, column_span, text: text.to_owned() });
            }
        }
        cells
    }
}

/// The lines that differ.
pub fn diff(expected: &str, found: &str) -> String {
    let (left, right): (Vec<&str>, Vec<&str>) =
        (expected.lines().collect(), found.lines().collect());
    let gone = left.iter().filter(|l| !right.contains(l)).map(|l| format!("- {l}\n"));
    let new = right.iter().filter(|l| !left.contains(l)).map(|l| format!("+ {l}\n"));
    let lines: String = gone.chain(new).take(12).collect();
    if lines.is_empty() { "the same lines in another order\n".to_owned() } else { lines }
}
