//! Pages set in several columns, as newspapers are.

use super::line::Line;

/// A gap between columns is at least this many sizes wide.
const GUTTER: f32 = 1.0;
/// Fewer lines than this make no column.
const MIN_LINES: usize = 10;
/// A column of prose is at least this many sizes wide, and its lines fill it.
const MIN_WIDTH: f32 = 10.0;
/// Width of the strips in which the text of a page is counted, in points.
const STRIP: f32 = 2.0;

/// Lines of a page from top to bottom, column after column where there are several.
pub(crate) fn in_reading_order(lines: Vec<Line>) -> Vec<Line> {
    let columns = find(&lines);
    if columns.len() < 2 {
        return lines;
    }
    let mut ordered = Vec::new();
    let mut zone: Vec<Vec<Line>> = vec![Vec::new(); columns.len()];
    for line in lines {
        match cut(&line, &columns) {
            Some(parts) => {
                for (column, part) in parts {
                    zone[column].push(Line { column: Some(columns[column]), ..part });
                }
            }
            None => {
                ordered.extend(zone.iter_mut().flat_map(std::mem::take));
                ordered.push(line);
            }
        }
    }
    ordered.extend(zone.into_iter().flatten());
    ordered
}

/// The parts of a line by column, or `None` when it runs over a gap.
fn cut(line: &Line, columns: &[(f32, f32)]) -> Option<Vec<(usize, Line)>> {
    let mut glyphs = vec![Vec::new(); columns.len()];
    let slack = 0.5 * line.size;
    for glyph in line.glyphs.iter().filter(|g| !g.ch.is_whitespace()) {
        let column = columns.iter().position(|(left, right)| {
            *left - slack <= glyph.bounds.left && glyph.bounds.right <= *right + slack
        })?;
        glyphs[column].push(*glyph);
    }
    let parts = (0..)
        .zip(glyphs)
        .filter_map(|(column, glyphs)| Line::new(line.page, glyphs).map(|part| (column, part)));
    Some(parts.collect())
}

/// Left and right edges of the columns of prose; fewer than two when there is one only.
fn find(lines: &[Line]) -> Vec<(f32, f32)> {
    let segments: Vec<(usize, Line)> = lines
        .iter()
        .enumerate()
        .flat_map(|(i, l)| l.split(|gap| gap > GUTTER * l.size).into_iter().map(move |p| (i, p)))
        .collect();
    let several = segments.windows(2).filter(|w| w[0].0 == w[1].0).count();
    if several < MIN_LINES {
        return Vec::new();
    }
    let Some(size) = super::geometry::median(lines.iter().map(|l| l.size).collect()) else {
        return Vec::new();
    };
    let edge = |edges: fn(&Line) -> f32, pick: fn(f32, f32) -> f32| {
        segments.iter().map(|(_, s)| edges(s)).reduce(pick).unwrap_or_default()
    };
    let (left, right) = (edge(|s| s.bounds.left, f32::min), edge(|s| s.bounds.right, f32::max));
    let free = free_strips(&segments, left, right);
    let mut columns = Vec::new();
    let (mut start, mut right) = (left, right);
    for (from, to) in free {
        if from <= left + STRIP {
            start = to;
        } else if to >= right - STRIP {
            right = from;
        } else if to - from >= GUTTER * 0.8 * size {
            columns.push((start, from));
            start = to;
        }
    }
    columns.push((start, right));
    let is_prose = |(left, right): &(f32, f32)| {
        let within: Vec<&Line> = segments
            .iter()
            .map(|(_, s)| s)
            .filter(|s| s.bounds.left >= left - size && s.bounds.right <= right + size)
            .collect();
        let full = within.iter().filter(|s| s.bounds.width() > 0.85 * (right - left)).count();
        right - left >= MIN_WIDTH * size && within.len() >= MIN_LINES && full * 2 >= within.len()
    };
    if columns.iter().all(is_prose) { columns } else { Vec::new() }
}

/// Strips between the edges that hardly any line crosses.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
fn free_strips(segments: &[(usize, Line)], left: f32, right: f32) -> Vec<(f32, f32)> {
    let strips = ((right - left) / STRIP).ceil().max(0.0) as usize;
    let mut covered = vec![0_usize; strips + 1];
    for (_, segment) in segments {
        let from = ((segment.bounds.left - left) / STRIP).max(0.0) as usize;
        let to = ((segment.bounds.right - left) / STRIP).max(0.0) as usize;
        let to = to.min(strips);
        covered[from.min(to)..=to].iter_mut().for_each(|n| *n += 1);
    }
    let allowed = covered.iter().max().map_or(0, |most| most / 8);
    let mut free: Vec<(f32, f32)> = Vec::new();
    for (index, _) in covered.iter().enumerate().filter(|(_, n)| **n <= allowed) {
        let from = left + index as f32 * STRIP;
        match free.last_mut() {
            Some(last) if from - last.1 < STRIP / 2.0 => last.1 = from + STRIP,
            _ => free.push((from, from + STRIP)),
        }
    }
    free
}

#[cfg(test)]
mod tests {
    use super::super::line::{lines, tests::set};
    use super::*;

    #[test]
    fn columns_are_read_one_after_another() {
        let mut glyphs =
            set("关于清河县预算执行情况的报告全文刊载于此请各位代表审议", 60.0, 40.0, 12.0);
        for row in 0_u8..14 {
            let top = 80.0 + 16.0 * f32::from(row);
            glyphs.extend(set("左栏的文字写满十四个字一行行", 60.0, top, 10.0));
            glyphs.extend(set("右栏的文字也满十四个字一行行", 220.0, top, 10.0));
        }
        let ordered = in_reading_order(lines(1, glyphs));
        assert_eq!(ordered.len(), 29);
        assert!(ordered[14].squeezed().starts_with('左'));
        assert!(ordered[15].squeezed().starts_with('右'));
    }

    #[test]
    fn a_list_with_figures_beside_it_is_no_page_of_columns() {
        let mut glyphs = Vec::new();
        for row in 0_u8..14 {
            let top = 80.0 + 16.0 * f32::from(row);
            glyphs.extend(set("基本支出合计", 60.0, top, 10.0));
            glyphs.extend(set("123.45", 300.0, top, 10.0));
        }
        assert_eq!(in_reading_order(lines(1, glyphs)).len(), 14);
    }
}
