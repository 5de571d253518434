//! Plain text: encoding, tables by tabs or bars, and sentences cut by hard line breaks.

mod encoding;
mod spaced;
mod table;
pub(crate) mod wrap;

use crate::MAX_TEXT_BYTES;
use crate::error::ReadError;
use crate::model::{Anchor, Block, Document, Format, Node, Origin, Paragraph};

/// Marks that part the cells of a typed table.
const STROKES: [char; 3] = ['|', '｜', '│'];

/// A line of the source, from 1.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    number: u32,
    text: &'a str,
}

pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let text = encoding::decode(bytes)?;
    if text.len() > MAX_TEXT_BYTES {
        return Err(ReadError::TooMuchText { bytes: text.len(), limit: MAX_TEXT_BYTES });
    }
    let lines: Vec<Line> =
        (1..).zip(text.lines()).map(|(number, text)| Line { number, text }).collect();
    let wrap = wrap::wrap(&lines);
    let mut document = Document::new(Format::Text);
    let (mut paragraphs, mut tables, mut at) = (0, 0, 0);
    while at < lines.len() {
        if lines[at].text.trim().is_empty() {
            at += 1;
        } else if let Some((height, rows)) = table::rows_from(&lines[at..]) {
            tables += 1;
            let table = table::build(&mut document, &lines[at..at + height], &rows, tables);
            document.blocks.push(Block::Table(table));
            at += height;
        } else {
            let (joined, next) = wrap::paragraph(&lines, at, wrap);
            at = next;
            paragraphs += 1;
            add_paragraph(&mut document, &joined, paragraphs);
        }
    }
    if document.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(document)
}

fn add_paragraph(document: &mut Document, lines: &[Line], number: u32) {
    let mut text = String::new();
    let mut anchors = Vec::with_capacity(lines.len());
    for line in lines {
        anchors.push(Anchor {
            at: u32::try_from(text.len()).unwrap_or(u32::MAX),
            line: Some(line.number),
            ..Anchor::default()
        });
        text.push_str(line.text);
    }
    let node = document.add_node(Node { text, anchors, origin: Origin::Paragraph(number) });
    document.blocks.push(Block::Paragraph(Paragraph { node, style_level: None, numbering: None }));
}
