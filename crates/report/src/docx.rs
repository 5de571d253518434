//! A paper as docx, laid out after GB/T 9704-2012.
//!
//! The parts are stored, not packed, so that the bytes follow from the paper alone.

mod body;
mod chart;
mod paragraph;
mod table;

use crate::paper::Paper;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

impl Paper {
    /// The paper as a docx; the same paper gives the same bytes.
    ///
    /// # Errors
    /// When the archive cannot be put together.
    pub fn docx(&self) -> std::io::Result<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for (name, content) in parts(self) {
            zip.start_file(name, options)?;
            zip.write_all(content.as_bytes())?;
        }
        Ok(zip.finish()?.into_inner())
    }
}

/// The parts by their names; that of the content types comes first.
fn parts(paper: &Paper) -> Vec<(String, String)> {
    let body = body::Body::of(paper);
    let charts = 1..=body.charts.len();
    let types: String = charts.clone().map(chart::content_type).collect();
    let relations: String = charts.map(chart::relation).collect();
    let core = include_str!("docx/core.xml").replace("{title}", &escape(&paper.title()));
    let mut parts = vec![
        (
            "[Content_Types].xml".to_owned(),
            include_str!("docx/content_types.xml").replace("{charts}", &types),
        ),
        ("_rels/.rels".into(), include_str!("docx/rels.xml").into()),
        ("docProps/core.xml".into(), core),
        (
            "word/_rels/document.xml.rels".into(),
            include_str!("docx/document_rels.xml").replace("{charts}", &relations),
        ),
        ("word/styles.xml".into(), include_str!("docx/styles.xml").into()),
        ("word/settings.xml".into(), include_str!("docx/settings.xml").into()),
        ("word/fontTable.xml".into(), include_str!("docx/fonts.xml").into()),
        ("word/footer1.xml".into(), footer("right", "right")),
        ("word/footer2.xml".into(), footer("left", "left")),
    ];
    parts.extend((1..).zip(body.charts).map(|(n, xml)| (format!("word/charts/chart{n}.xml"), xml)));
    parts.push(("word/document.xml".into(), body.xml));
    parts
}

/// “— 1 —” at one side, a character in from the edge.
fn footer(align: &str, edge: &str) -> String {
    include_str!("docx/footer.xml").replace("{align}", align).replace("{edge}", edge)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
