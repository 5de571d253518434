//! A table that goes on over the next page is one table.

use super::cell::{CellText, PageTable, starts_point};
use super::geometry::cluster;
use super::layout::Item;
use super::line::Line;

/// Edges of columns this near are the same.
const TOLERANCE: f32 = 4.0;

/// Joins the first table of each page to the last of the page before it, where nothing but a
/// repeated title stands between and the columns are the same.
pub(crate) fn join(pages: &mut [Vec<Item>]) {
    let mut open: Option<(usize, usize)> = None;
    for page in 0..pages.len() {
        let Some((home, at)) = open else {
            open = last_table(pages, page);
            continue;
        };
        let Some(first) = pages[page].iter().position(|i| matches!(i, Item::Table(_))) else {
            open = last_table(pages, page);
            continue;
        };
        let title = title(&pages[home], at);
        let between = pages[page][..first].iter().filter_map(Item::as_line);
        let only_title = between.clone().all(|line| repeats_title(line, &title));
        let joined = only_title && {
            let (before, rest) = pages.split_at_mut(page);
            match (&mut before[home][at], &rest[0][first]) {
                (Item::Table(table), Item::Table(next)) => append(table, next),
                _ => false,
            }
        };
        if joined {
            pages[page].drain(..=first);
        }
        if !joined || !pages[page].is_empty() {
            open = last_table(pages, page);
        }
    }
}

fn last_table(pages: &[Vec<Item>], page: usize) -> Option<(usize, usize)> {
    let last = pages[page].len().checked_sub(1)?;
    matches!(pages[page][last], Item::Table(_)).then_some((page, last))
}

/// The lines above a table on its page.
fn title(page: &[Item], at: usize) -> Vec<String> {
    page[..at].iter().filter_map(Item::as_line).map(Line::squeezed).collect()
}

fn repeats_title(line: &Line, title: &[String]) -> bool {
    let text = line.squeezed();
    let plain = text.replace(['（', '）', '(', ')'], "");
    let mark = plain.trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(mark, "续" | "续表" | "接上页" | "接上表")
        || text.starts_with("单位：")
        || title.contains(&text)
        || title.iter().any(|t| plain == format!("{t}续") || plain == format!("{t}续表"))
}

/// Adds the rows of `next`; `false` when its columns are others.
fn append(table: &mut PageTable, next: &PageTable) -> bool {
    let Some(xs) = common_columns(&table.xs, &next.xs) else { return false };
    let head = repeated_head(table, next);
    let is_blank = next.row(head).all(|c| c.text.is_empty() && c.span.rows == 1);
    let head = head + usize::from(is_blank);
    if head >= next.rows {
        return false;
    }
    recolumn(table, &xs);
    let mut next = next.clone();
    recolumn(&mut next, &xs);
    let split = head == 0 && goes_on_in(table, &next);
    let skipped = head + usize::from(split);
    if split {
        let last = table.rows - 1;
        for cell in next.cells.iter().filter(|c| c.span.row == 0 && !c.text.is_empty()) {
            let above = table.cells.iter_mut().find(|c| covers(c, last, cell.span.column));
            if let Some(above) = above {
                above.text.append("", cell.text.clone());
            }
        }
    }
    stretch_merged(table, &mut next, skipped);
    for mut cell in next.cells {
        let end = cell.span.row + cell.span.rows;
        if end > skipped {
            let row = cell.span.row.max(skipped);
            cell.span.rows = end - row;
            cell.span.row = table.rows + row - skipped;
            table.cells.push(cell);
        }
    }
    table.rows += next.rows - skipped;
    table.last_page = next.last_page;
    true
}

fn covers(cell: &CellText, row: usize, column: usize) -> bool {
    let span = &cell.span;
    (span.row..span.row + span.rows).contains(&row)
        && (span.column..span.column + span.columns).contains(&column)
}

/// The columns of both, when one has all the edges of the other, moved by at most a margin.
fn common_columns(first: &[f32], next: &[f32]) -> Option<Vec<f32>> {
    let near = |a: f32, b: f32| (a - b).abs() <= TOLERANCE;
    let ends = near(*first.first()?, *next.first()?) && near(*first.last()?, *next.last()?);
    let within = |some: &[f32], all: &[f32]| some.iter().all(|x| all.iter().any(|y| near(*x, *y)));
    (ends && (within(first, next) || within(next, first)))
        .then(|| cluster(first.iter().chain(next).copied().collect(), TOLERANCE))
}

/// Counts the cells of a table by other columns.
fn recolumn(table: &mut PageTable, xs: &[f32]) {
    let nearest = |x: f32| {
        let distance = |i: &usize| (xs[*i] - x).abs();
        (0..xs.len()).min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or_default()
    };
    let places: Vec<usize> = table.xs.iter().map(|x| nearest(*x)).collect();
    for cell in &mut table.cells {
        let end = places[cell.span.column + cell.span.columns];
        cell.span.column = places[cell.span.column];
        cell.span.columns = end.saturating_sub(cell.span.column).max(1);
    }
    table.xs = xs.to_vec();
}

/// How many rows at the top of `next` repeat those at the top of the table, or a row further down that
/// names every column (a form has its fields above it).
fn repeated_head(table: &PageTable, next: &PageTable) -> usize {
    let texts = |table: &PageTable, row: usize| -> Vec<String> {
        table.row(row).map(|c| c.text.text.split_whitespace().collect()).collect()
    };
    let repeats = |from: usize| {
        let equal = |row: &usize| {
            let texts_of_row = texts(next, *row);
            texts_of_row.iter().any(|t| !t.is_empty()) && texts_of_row == texts(table, from + *row)
        };
        (0..next.rows.min(table.rows - from)).take_while(equal).count()
    };
    let names_columns = |row: &usize| {
        let texts = texts(table, *row);
        let is_name = |t: &String| !t.is_empty() && !t.contains(|c: char| c.is_ascii_digit());
        texts.len() > 2 && texts.len() == table.xs.len() - 1 && texts.iter().all(is_name)
    };
    match repeats(0) {
        0 => {
            (1..table.rows).filter(names_columns).map(|row| repeats(row).min(1)).max().unwrap_or(0)
        }
        rows => rows,
    }
}

/// The first row on the new page goes on in the last one of the old page: it adds words to cells
/// there, and what the row has beside them (its number, its figures) stands on the old page.
fn goes_on_in(table: &PageTable, next: &PageTable) -> bool {
    let last = table.rows - 1;
    let above = |cell: &CellText| {
        table.cells.iter().find(|c| covers(c, last, cell.span.column) && !c.text.is_empty())
    };
    let has_words = |text: &str| text.chars().any(|c| c > '\u{2E80}');
    let adds_words = |cell: &CellText| {
        let text = cell.text.text.as_str();
        has_words(text)
            && !starts_point(text)
            && above(cell)
                .is_some_and(|a| has_words(&a.text.text) && !a.text.text.ends_with(['。', '；']))
    };
    let (filled, blank): (Vec<&CellText>, Vec<&CellText>) =
        next.row(0).partition(|c| !c.text.is_empty());
    let stays = blank.iter().filter_map(|c| above(c)).filter(|c| c.span.row == last).count();
    !filled.is_empty() && stays > filled.len() && filled.iter().all(|c| adds_words(c))
}

/// A cell merged over several rows and cut by the page has its words on the old page, the last of them
/// on the new one perhaps.
fn stretch_merged(table: &mut PageTable, next: &mut PageTable, skipped: usize) {
    let last = table.rows - 1;
    let cut = |c: &CellText| {
        c.span.row == skipped
            && (c.span.rows > 1 && c.text.is_empty() || is_rest_of_label(&c.text.text))
    };
    next.cells.retain(|cell| {
        let above = table.cells.iter_mut().find(|c| {
            covers(c, last, cell.span.column)
                && c.span.column == cell.span.column
                && c.span.columns == cell.span.columns
                && !c.text.is_empty()
        });
        match above {
            Some(above) if cut(cell) => {
                above.span.rows += cell.span.rows;
                above.text.append("", cell.text.clone());
            }
            _ => return true,
        }
        false
    });
}

/// （20分）, 指标（20分）: no label of a form begins with its bracket or is nothing but its last word.
fn is_rest_of_label(text: &str) -> bool {
    let text: String = text.split_whitespace().collect();
    let bare = text.split(['（', '(']).next().unwrap_or("");
    let tells_points = bare.len() < text.len() && text.ends_with(['）', ')']);
    matches!(bare, "标" | "指标") || bare.is_empty() && tells_points && text.contains('分')
}

#[cfg(test)]
mod tests {
    use super::super::geometry::Bounds;
    use super::super::grid::Span;
    use super::super::text::Text;
    use super::*;

    fn table(page: u32, rows: &[[&str; 3]]) -> Item {
        let mut cells = Vec::new();
        for (row, texts) in rows.iter().enumerate() {
            for (column, text) in texts.iter().enumerate() {
                let span = Span { row, column, rows: 1, columns: 1 };
                let text = Text { text: (*text).into(), anchors: Vec::new() };
                cells.push(CellText { span, text });
            }
        }
        let bounds = Bounds { left: 50.0, top: 100.0, right: 350.0, bottom: 700.0 };
        let xs = vec![50.0, 100.0, 250.0, 350.0];
        let last_page = page;
        Item::Table(PageTable { page, last_page, bounds, xs, rows: rows.len(), cells })
    }

    fn joined(next: &[[&str; 3]]) -> Vec<Vec<String>> {
        let first = [["序号", "项目", "金额"], ["1", "泵站改造与闸门", "120.50"]];
        let mut pages = vec![vec![table(1, &first)], vec![table(2, next)]];
        join(&mut pages);
        assert_eq!(pages[1].len(), 0);
        let Item::Table(table) = &pages[0][0] else { panic!("a table") };
        (0..table.rows).map(|r| table.row(r).map(|c| c.text.text.clone()).collect()).collect()
    }

    #[test]
    fn a_repeated_head_is_dropped() {
        let rows = joined(&[["序号", "项目", "金额"], ["2", "渠道", "80"]]);
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[2], ["2", "渠道", "80"]);
    }

    #[test]
    fn so_is_a_head_that_stands_below_the_fields_of_a_form() {
        let form = [["单位", "某局", ""], ["指标", "目标", "得分"], ["甲", "≥5个", "10"]];
        let next = [["指标", "目标", "得分"], ["乙", "≥6个", "9"]];
        let mut pages = vec![vec![table(1, &form)], vec![table(2, &next)]];
        join(&mut pages);
        let Item::Table(table) = &pages[0][0] else { panic!("a table") };
        assert_eq!(table.rows, 4);
        assert_eq!(table.row(3).next().unwrap().text.text, "乙");
    }

    #[test]
    fn what_is_left_of_a_label_goes_with_it() {
        for (rest, expected) in [("（20分）", true), ("指标（20分）", true), ("标", true)]
        {
            assert_eq!(is_rest_of_label(rest), expected, "{rest}");
        }
        for other in ["", "效益指标（20分）", "（一）收入", "20分"] {
            assert!(!is_rest_of_label(other), "{other}");
        }
    }

    #[test]
    fn a_row_cut_by_the_page_is_one_row() {
        let rows = joined(&[["", "更新工程", ""], ["2", "渠道", "80"]]);
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[1], ["1", "泵站改造与闸门更新工程", "120.50"]);
    }

    #[test]
    fn other_columns_are_another_table() {
        let mut other = table(2, &[["2", "渠道", "80"]]);
        if let Item::Table(table) = &mut other {
            table.xs[1] = 150.0;
        }
        let mut pages = vec![vec![table(1, &[["1", "泵站", "120"]])], vec![other]];
        join(&mut pages);
        assert_eq!(pages[1].len(), 1);
    }
}
