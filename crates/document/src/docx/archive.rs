//! The zip package, read within limits.

use super::{damaged, xml};
use crate::error::ReadError;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// No part of a document is larger than this when unpacked.
const MAX_PART_BYTES: u64 = 64 << 20;

pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(Cursor::new(bytes))
            .map_err(|e| damaged(format!("不是完整的压缩包（{}）", reason(&e))))?;
        Ok(Self { zip })
    }

    /// The name of the part that holds the body, from the package relations.
    pub(crate) fn main_part(&mut self) -> Result<Option<String>, ReadError> {
        const MAIN: &str = "/officeDocument";
        let Some(relations) = self.text("_rels/.rels")? else {
            return Ok(self.zip.index_for_name(USUAL_MAIN).map(|_| USUAL_MAIN.into()));
        };
        let target = xml::elements(&relations, "Relationship").into_iter().find_map(|e| {
            let is_main = e.attribute("Type").is_some_and(|t| t.ends_with(MAIN));
            is_main.then(|| e.attribute("Target").map(|t| t.trim_start_matches('/').to_owned()))?
        });
        Ok(target.filter(|t| t.starts_with("word/")))
    }

    /// A part that stands in the same folder as `main`.
    pub(crate) fn text_beside(
        &mut self,
        main: &str,
        name: &str,
    ) -> Result<Option<String>, ReadError> {
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.text(&format!("{folder}/{name}"))
    }

    /// A part as text; `None` when there is none of that name.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(what)) if what.contains("assword") => {
                return Err(ReadError::Encrypted);
            }
            Err(e) => return Err(damaged(format!("{name}：{}", reason(&e)))),
        };
        let mut bytes = Vec::new();
        part.take(MAX_PART_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| damaged(format!("{name} 无法解压")))?;
        if bytes.len() as u64 > MAX_PART_BYTES {
            return Err(ReadError::Bomb { limit: MAX_PART_BYTES });
        }
        String::from_utf8(bytes).map(Some).map_err(|_| damaged(format!("{name} 不是 UTF-8")))
    }
}

const USUAL_MAIN: &str = "word/document.xml";

fn reason(error: &ZipError) -> &'static str {
    match error {
        ZipError::InvalidArchive(_) => "结构不完整",
        ZipError::UnsupportedArchive(_) => "压缩方式不受支持",
        _ => "无法读取",
    }
}
