//! Prints the document that is read from a file, block by block: for work on the readers.

use jiheng_document::{Block, Document};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let document = jiheng_document::read(&std::fs::read(&path)?)?;
        println!("# {path}: {}", document.format.extension());
        document.blocks.iter().for_each(|block| print_block(&document, block));
        document.notices.iter().for_each(|notice| println!("! {}", notice.text));
    }
    Ok(())
}

fn print_block(document: &Document, block: &Block) {
    match block {
        Block::Paragraph(paragraph) => {
            let level = paragraph.style_level.map_or(String::new(), |level| format!("h{level} "));
            let number = paragraph.numbering.as_deref().unwrap_or_default();
            let text = document.text(paragraph.node);
            println!(
                "{:?} {level}[{number}] {text}",
                document.nodes[paragraph.node.index()].origin
            );
        }
        Block::Table(table) => {
            println!("table {}×{}", table.rows, table.columns);
            for cell in &table.cells {
                let place =
                    format!("{}+{},{}+{}", cell.row, cell.row_span, cell.column, cell.column_span);
                println!("  {place} {:?}", document.text(cell.node));
            }
        }
    }
}
