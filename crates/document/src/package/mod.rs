//! What docx and odt share: a zip of XML parts, read within limits.

pub(crate) mod xml;

use crate::error::ReadError;
use crate::model::Format;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// No part of a document is larger than this when unpacked.
const MAX_PART_BYTES: u64 = 64 << 20;
/// Nor is a part that only describes styles and numbers larger than this.
const MAX_SMALL_PART_BYTES: u64 = 16 << 20;
const USUAL_MAIN: &str = "word/document.xml";

pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    format: Format,
}

/// Which document the package is; `None` for a zip of other things.
pub(crate) fn format_of(bytes: &[u8]) -> Result<Option<Format>, ReadError> {
    let mut archive = Archive::open(bytes, likely_format(bytes))?;
    if let Some(main) = archive.main_part()? {
        return Ok(match main.split('/').next() {
            Some("word") => Some(Format::Docx),
            Some("xl") => Some(Format::Xlsx),
            _ => None,
        });
    }
    archive.format = Format::Odt;
    let kind = archive.text("mimetype")?.unwrap_or_default();
    Ok(kind.starts_with("application/vnd.oasis.opendocument.text").then_some(Format::Odt))
}

/// Whether a zip is a document of some program, by the parts that say what is in it.
pub(crate) fn is_package(zip: &ZipArchive<Cursor<&[u8]>>) -> bool {
    ["[Content_Types].xml", "_rels/.rels", USUAL_MAIN, "mimetype", "META-INF/manifest.xml"]
        .iter()
        .any(|part| zip.index_for_name(part).is_some())
}

/// What a damaged package was meant to be: odt files name their kind at the front, workbooks have
/// parts that are called so.
fn likely_format(bytes: &[u8]) -> Format {
    const FRONT: usize = 64 << 10;
    let front = &bytes[..bytes.len().min(FRONT)];
    let has = |words: &[u8]| front.windows(words.len()).any(|w| w == words);
    if has(b"opendocument") {
        Format::Odt
    } else if has(b"xl/work") {
        Format::Xlsx
    } else {
        Format::Docx
    }
}

impl<'a> Archive<'a> {
    pub(crate) fn open(bytes: &'a [u8], format: Format) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| ReadError::Damaged {
            format: format.extension(),
            what: format!("不是完整的压缩包（{}）", reason(&e)),
        })?;
        Ok(Self { zip, format })
    }

    /// The name of the part that holds the body of an Office document, from its relations.
    pub(crate) fn main_part(&mut self) -> Result<Option<String>, ReadError> {
        const MAIN: &str = "/officeDocument";
        let Some(relations) = self.small_text("_rels/.rels")? else {
            return Ok(self.zip.index_for_name(USUAL_MAIN).map(|_| USUAL_MAIN.into()));
        };
        Ok(xml::elements(&relations, "Relationship").find_map(|e| {
            let is_main = e.attribute("Type").is_some_and(|t| t.ends_with(MAIN));
            is_main.then(|| e.attribute("Target").map(|t| t.trim_start_matches('/').to_owned()))?
        }))
    }

    /// A small part that stands in the same folder as `main`; empty when there is none.
    pub(crate) fn text_beside(&mut self, main: &str, name: &str) -> Result<String, ReadError> {
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
        Ok(self.small_text(&format!("{folder}/{name}"))?.unwrap_or_default())
    }

    /// A part as text; `None` when there is none of that name.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        self.limited(name, MAX_PART_BYTES)
    }

    /// A part that is small in every honest file.
    pub(crate) fn small_text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        self.limited(name, MAX_SMALL_PART_BYTES)
    }

    fn limited(&mut self, name: &str, limit: u64) -> Result<Option<String>, ReadError> {
        let format = self.format;
        let damaged = |what| ReadError::Damaged { format: format.extension(), what };
        let part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(what)) if what.contains("assword") => {
                return Err(ReadError::Encrypted);
            }
            Err(e) => return Err(damaged(format!("{name}：{}", reason(&e)))),
        };
        let mut bytes = Vec::new();
        part.take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| damaged(format!("{name} 无法解压")))?;
        if bytes.len() as u64 > limit {
            return Err(ReadError::Bomb { limit });
        }
        String::from_utf8(bytes).map(Some).map_err(|_| damaged(format!("{name} 不是 UTF-8")))
    }
}

pub(crate) fn reason(error: &ZipError) -> &'static str {
    match error {
        ZipError::InvalidArchive(_) => "结构不完整",
        ZipError::UnsupportedArchive(_) => "压缩方式不受支持",
        _ => "无法读取",
    }
}
