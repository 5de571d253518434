//! Running headers, footers and page numbers, which are no part of the text.

use super::layout::Item;
use super::line::Line;
use std::collections::HashMap;

/// Lines at the top and at the bottom of a page that may be furniture.
const DEPTH: usize = 2;
/// The same words at the same height on this many pages are a running line.
const MIN_REPEATS: usize = 3;

/// Takes the running lines and page numbers out of the pages.
pub(crate) fn remove(pages: &mut [Vec<Item>]) {
    let mut seen: HashMap<(i32, String), usize> = HashMap::new();
    for page in pages.iter() {
        for line in outer(page).filter_map(|i| page[i].as_line()) {
            *seen.entry(key(line)).or_default() += 1;
        }
    }
    let enough = if pages.len() < 2 * MIN_REPEATS { MIN_REPEATS } else { pages.len().div_ceil(4) };
    let enough = enough.max(MIN_REPEATS);
    let bare = bare_numbers(pages);
    for (index, page) in pages.iter_mut().enumerate() {
        let is_furniture = |i: usize, outermost: bool| {
            page[i].as_line().is_some_and(|line| {
                let text = line.squeezed();
                let repeats = seen.get(&key(line)).is_some_and(|n| *n >= enough);
                (repeats && !names_unit(&text))
                    || (outermost && is_page_number(&text))
                    || bare.contains(&(index, i))
            })
        };
        let count = page.len();
        let top = (0..count.min(DEPTH)).take_while(|i| is_furniture(*i, *i == 0)).count();
        let bottom = (top..count)
            .rev()
            .take(DEPTH)
            .take_while(|i| is_furniture(*i, *i + 1 == count))
            .count();
        page.truncate(count - bottom);
        page.drain(..top);
    }
}

/// “单位：万元” above the tables of many pages is no running line.
fn names_unit(text: &str) -> bool {
    text.contains("单位：") || text.contains("单位:")
}

/// Indices of the first and last items of a page.
fn outer(page: &[Item]) -> impl Iterator<Item = usize> + use<> {
    let count = page.len();
    (0..count).filter(move |i| *i < DEPTH || *i + DEPTH >= count)
}

/// The height on the page and the words without digits.
fn key(line: &Line) -> (i32, String) {
    let digits = |c: char| if c.is_ascii_digit() { '#' } else { c };
    let masked: String = line.squeezed().chars().map(digits).collect();
    #[expect(clippy::cast_possible_truncation, reason = "a height on a page")]
    let height = (line.bounds.center().1 / 6.0).round() as i32;
    (height, masked.replace("##", "#").replace("##", "#"))
}

/// Lone numbers without any mark count the pages only if they grow with them.
fn bare_numbers(pages: &[Vec<Item>]) -> Vec<(usize, usize)> {
    let mut by_offset: HashMap<i64, Vec<(usize, usize)>> = HashMap::new();
    for (index, page) in pages.iter().enumerate() {
        for at in outer(page) {
            let number = page[at].as_line().and_then(|l| l.squeezed().parse::<u16>().ok());
            let position = i64::try_from(index).unwrap_or(i64::MAX);
            if let Some(number) = number {
                by_offset.entry(i64::from(number) - position).or_default().push((index, at));
            }
        }
    }
    by_offset.into_values().filter(|found| found.len() >= 2).flatten().collect()
}

/// “— 12 —”, “第 3 页”, “第3页 共9页”, “3/9”: a number with nothing but marks around it.
fn is_page_number(text: &str) -> bool {
    let marks = |c: char| "-—–―－─·•~第页共/ⅠⅡⅢⅣⅤ".contains(c);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let rest = text.chars().filter(|c| !c.is_ascii_digit()).collect::<Vec<_>>();
    digits > 0
        && digits <= 8
        && !rest.is_empty()
        && rest.iter().all(|c| marks(*c))
        && !rest.iter().all(|c| "/-.".contains(*c) && digits > 4)
}

#[cfg(test)]
mod tests {
    use super::super::line::{lines, tests::set};
    use super::*;

    fn pages(count: u8) -> Vec<Vec<Item>> {
        (0..count)
            .map(|page| {
                let mut glyphs = set("清河县财政局文件", 200.0, 40.0, 9.0);
                glyphs.extend(set(["春耕", "夏管", "秋收"][usize::from(page)], 72.0, 90.0, 16.0));
                glyphs.extend(set("2024", 72.0, 120.0, 16.0));
                glyphs.extend(set(
                    ["播种。", "灌溉。", "入库。"][usize::from(page)],
                    72.0,
                    150.0,
                    16.0,
                ));
                glyphs.extend(set(&format!("{}", page + 7), 290.0, 800.0, 9.0));
                lines(u32::from(page) + 1, glyphs).into_iter().map(Item::Line).collect()
            })
            .collect()
    }

    fn texts(pages: &[Vec<Item>]) -> Vec<String> {
        pages.iter().flatten().filter_map(Item::as_line).map(Line::squeezed).collect()
    }

    #[test]
    fn running_lines_and_counting_numbers_go() {
        let mut pages = pages(3);
        remove(&mut pages);
        assert_eq!(texts(&pages)[..3], ["春耕", "2024", "播种。"]);
    }

    #[test]
    fn a_single_page_keeps_what_may_be_text() {
        let mut pages = pages(1);
        remove(&mut pages);
        assert_eq!(texts(&pages).len(), 5);
    }

    #[test]
    fn marked_numbers_are_page_numbers() {
        for text in ["—12—", "第170页", "第3页共9页", "-1-"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["2024", "12.5", "98%", "（12）", "2024-2025"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
