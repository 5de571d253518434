//! What stands on a page: tables and lines in reading order.

use super::aligned;
use super::cell::{self, PageTable};
use super::columns;
use super::geometry::Bounds;
use super::grid;
use super::line::{self, Line};
use super::source::Page;

#[derive(Debug, Clone)]
pub(crate) enum Item {
    Line(Line),
    Table(PageTable),
}

impl Item {
    pub(crate) fn bounds(&self) -> Bounds {
        match self {
            Self::Line(line) => line.bounds,
            Self::Table(table) => table.bounds,
        }
    }

    pub(crate) fn into_line(self) -> Option<Line> {
        match self {
            Self::Line(line) => Some(line),
            Self::Table(_) => None,
        }
    }

    pub(crate) fn as_line(&self) -> Option<&Line> {
        match self {
            Self::Line(line) => Some(line),
            Self::Table(_) => None,
        }
    }
}

pub(crate) fn page(page: &Page) -> Vec<Item> {
    let mut glyphs = page.glyphs.clone();
    let mut tables: Vec<PageTable> = Vec::new();
    for grid in grid::grids(&page.rules) {
        tables.extend(cell::fill(page.number, &grid, &mut glyphs));
    }
    tables.sort_by(|a, b| a.bounds.top.total_cmp(&b.bounds.top));
    let lines = columns::in_reading_order(line::lines(page.number, glyphs));
    let mut items: Vec<Item> = Vec::with_capacity(lines.len() + tables.len());
    let mut waiting = tables.into_iter().peekable();
    for line in aligned::tables(lines) {
        let top = line.bounds().top;
        while let Some(table) = waiting.next_if(|t| t.bounds.top < top) {
            items.push(Item::Table(table));
        }
        items.push(line);
    }
    items.extend(waiting.map(Item::Table));
    items
}
