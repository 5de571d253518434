//! Columns that line up with wide characters.

use unicode_width::UnicodeWidthStr;

/// Rows of cells as lines, each column as wide as its widest cell.
pub(crate) fn align(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|c| rows.iter().filter_map(|r| r.get(c)).map(|t| t.width_cjk()).max().unwrap_or(0))
        .collect();
    rows.iter()
        .map(|row| {
            let padded = row
                .iter()
                .zip(&widths)
                .map(|(text, width)| format!("{text}{}", " ".repeat(width - text.width_cjk())));
            format!("{}\n", padded.collect::<Vec<_>>().join("  ").trim_end())
        })
        .collect()
}
