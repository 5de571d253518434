//! Columns that line up with wide characters.

use unicode_width::UnicodeWidthStr;

/// Rows of cells as indented lines, padded to the widest cell of each column; columns marked in
/// `right` end in line.
#[must_use]
pub fn align(rows: &[Vec<String>], right: &[bool]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter().filter_map(|r| r.get(column)).map(|c| width_of(c)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::from("  ");
        for (column, cell) in row.iter().enumerate() {
            let pad = " ".repeat(widths[column] - width_of(cell));
            if right.get(column) == Some(&true) {
                line.push_str(&pad);
                line.push_str(cell);
            } else {
                line.push_str(cell);
                line.push_str(&pad);
            }
            line.push_str("  ");
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// Columns on a Chinese terminal: signs of ambiguous width are wide there.
fn width_of(text: &str) -> usize {
    text.width_cjk()
}
