//! What is special to the tables of a form: which columns are labels, and what rows mean.

use super::band::{is_amount_head, is_indicator_head};
use super::read::{Frame, is_blank};
use super::{Row, RowKind, TablePart};

/// Label and value columns of a part of a form, by their heads.
pub(super) fn form_side(frame: &Frame, part: TablePart) -> (Vec<u32>, Vec<u32>) {
    let heads = &frame.headers;
    let labels_of_money = heads.iter().position(|h| is_amount_head(h)).unwrap_or(0);
    let first_name = heads.iter().position(|h| is_indicator_head(h)).unwrap_or(0);
    let is_label = |at: usize| match part {
        TablePart::Money => at < labels_of_money,
        _ => at < first_name || is_indicator_head(&heads[at]),
    };
    let (labels, values): (Vec<usize>, Vec<usize>) =
        (0..heads.len()).filter(|at| !frame.banners[*at]).partition(|at| is_label(*at));
    let narrow = |all: Vec<usize>| all.into_iter().filter_map(|c| u32::try_from(c).ok()).collect();
    (narrow(labels), narrow(values))
}

/// A form calls the row of all its money by many names: 年度资金总额, 部门整体支出总额, 总金额.
pub(super) fn mark_whole(rows: &mut [Row]) {
    let is_whole = |row: &&mut Row| {
        let label = row.label.split(['（', '(']).next().unwrap_or("");
        let part = ["基本", "项目支出", "其中"].iter().any(|w| label.starts_with(w));
        ["总额", "总金额", "总数", "总支出"].iter().any(|w| label.ends_with(w)) && !part
    };
    if let Some(whole) = rows.iter_mut().find(is_whole) {
        whole.kind = RowKind::Total;
    }
}

/// Where cells are not merged, an outer label stands once and holds for the rows below it.
pub(super) fn carry_labels_down(rows: &mut [Row]) {
    for at in 1..rows.len() {
        let (before, row) = rows.split_at_mut(at);
        let (above, row) = (&before[at - 1], &mut row[0]);
        let innermost = row.labels.iter().rposition(|l| !is_blank(l)).unwrap_or(0);
        if row.kind != RowKind::Item {
            continue;
        }
        for level in 0..innermost.min(above.labels.len()) {
            // A new outer label ends the inner ones of the row above.
            if !is_blank(&row.labels[level]) {
                break;
            }
            row.labels[level] = above.labels[level].clone();
            row.label_nodes[level] = above.label_nodes[level];
        }
    }
}
