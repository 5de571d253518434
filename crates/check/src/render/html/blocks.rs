//! The document as the page shows it: headings, paragraphs, tables with merged cells, notes.

use super::marks::{Marks, Piece};
use jiheng_base::NodeId;
use jiheng_document::{Block, Document, Origin, Table};
use std::collections::HashSet;

pub(super) enum BlockView<'a> {
    Paragraph {
        /// Level of the heading, from 1; 0 for text.
        level: u8,
        numbering: &'a str,
        pieces: Vec<Piece<'a>>,
    },
    Table {
        caption: String,
        rows: Vec<Vec<CellView<'a>>>,
    },
    /// Text that stands in no block.
    Note {
        name: String,
        pieces: Vec<Piece<'a>>,
    },
}

pub(super) struct CellView<'a> {
    pub(super) rows: u32,
    pub(super) columns: u32,
    pub(super) pieces: Vec<Piece<'a>>,
}

/// Every text of the document: the blocks in their order, then what stands beside them.
pub(super) fn blocks<'a>(document: &'a Document, marks: &Marks) -> Vec<BlockView<'a>> {
    let mut shown: HashSet<NodeId> = HashSet::new();
    let mut views = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                shown.insert(paragraph.node);
                views.push(BlockView::Paragraph {
                    level: paragraph.style_level.unwrap_or(0).min(6),
                    numbering: paragraph.numbering.as_deref().unwrap_or(""),
                    pieces: marks.cut(paragraph.node, document.text(paragraph.node)),
                });
            }
            Block::Table(table) => {
                shown.extend(table.cells.iter().map(|c| c.node));
                views.push(BlockView::Table {
                    caption: caption(document, table),
                    rows: rows(document, table, marks),
                });
            }
        }
    }
    let beside = (0..).map(NodeId).zip(&document.nodes).filter(|(id, _)| !shown.contains(id));
    views.extend(beside.map(|(id, node)| BlockView::Note {
        name: match node.origin {
            Origin::Note(number) => format!("脚注{number}"),
            Origin::Contents(number) => format!("目录第{number}行"),
            _ => String::new(),
        },
        pieces: marks.cut(id, &node.text),
    }));
    views
}

/// The name of the sheet, where the table is one.
fn caption(document: &Document, table: &Table) -> String {
    let origin = table.cells.first().and_then(|c| document.nodes.get(c.node.index()));
    match origin.map(|n| &n.origin) {
        Some(Origin::SheetCell { sheet, .. }) => {
            document.sheets.get(*sheet as usize).cloned().unwrap_or_default()
        }
        _ => String::new(),
    }
}

fn rows<'a>(document: &'a Document, table: &Table, marks: &Marks) -> Vec<Vec<CellView<'a>>> {
    let mut rows: Vec<Vec<CellView>> = Vec::new();
    for cell in &table.cells {
        let row = cell.row as usize;
        if rows.len() <= row {
            rows.resize_with(row + 1, Vec::new);
        }
        rows[row].push(CellView {
            rows: cell.row_span,
            columns: cell.column_span,
            pieces: marks.cut(cell.node, document.text(cell.node)),
        });
    }
    rows
}
