//! The zip package of an xlsx: what kind it is, how much it unpacks to, which rows are hidden.

use crate::error::ReadError;
use crate::package::xml;
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;

/// No part of a workbook is larger than this when unpacked, nor all of them together.
const MAX_UNPACKED: u64 = 256 << 20;

/// Hidden rows of each sheet by its name.
///
/// # Errors
/// When the parts unpack to more than a workbook is, or the zip is broken.
pub(super) fn hidden_rows(bytes: &[u8]) -> Result<BTreeMap<String, BTreeSet<u32>>, ReadError> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken("不是完整的压缩包"))?;
    let mut left = MAX_UNPACKED;
    let mut hidden: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    let (mut workbook, mut relations) = (String::new(), String::new());
    for index in 0..zip.len() {
        let part = zip.by_index(index).map_err(|_| broken("有一部分无法解压"))?;
        let Ok(name) = part.name().map(|n| n.into_owned()) else { continue };
        if !name.ends_with(".xml") && !name.ends_with(".rels") {
            continue;
        }
        let mut limited = part.take(left + 1);
        match name.as_str() {
            "xl/workbook.xml" => workbook = text(&mut limited),
            "xl/_rels/workbook.xml.rels" => relations = text(&mut limited),
            _ => {}
        }
        if let Some(sheet) = name.strip_prefix("xl/").filter(|n| n.starts_with("worksheets/")) {
            let rows = hidden_in(BufReader::new(&mut limited))?;
            hidden.insert(sheet.to_owned(), rows);
        }
        std::io::copy(&mut limited, &mut std::io::sink())
            .map_err(|_| broken("有一部分无法解压"))?;
        left = limited.limit().checked_sub(1).ok_or(ReadError::Bomb { limit: MAX_UNPACKED })?;
    }
    let parts = parts_by_sheet(&workbook, &relations);
    Ok(parts.into_iter().filter_map(|(sheet, part)| Some((sheet, hidden.remove(&part)?))).collect())
}

fn text(part: &mut impl Read) -> String {
    let mut text = String::new();
    // A part that is no text has no sheets.
    let _ = part.read_to_string(&mut text);
    text
}

/// The names of the sheets with the names of their parts below `xl/`.
fn parts_by_sheet(workbook: &str, relations: &str) -> Vec<(String, String)> {
    let targets: BTreeMap<String, String> = xml::elements(relations, "Relationship")
        .filter_map(|r| {
            let target = r.attribute("Target")?;
            let target = target.strip_prefix("/xl/").unwrap_or(target);
            Some((r.attribute("Id")?.to_owned(), target.to_owned()))
        })
        .collect();
    xml::elements(workbook, "sheet")
        .filter_map(|s| {
            Some((s.attribute("name")?.to_owned(), targets.get(s.attribute("id")?)?.clone()))
        })
        .collect()
}

/// Rows marked as hidden, from 0.
///
/// # Errors
/// When a cell stands where no sheet reaches: the library below counts on it.
fn hidden_in(source: impl std::io::BufRead) -> Result<BTreeSet<u32>, ReadError> {
    let mut reader = Reader::from_reader(source);
    // As forgiving as the library below, or what it goes on to read would not be seen here.
    reader.config_mut().check_end_names = false;
    let (mut buffer, mut rows, mut next) = (Vec::new(), BTreeSet::new(), 0);
    loop {
        let event = reader.read_event_into(&mut buffer);
        if let Ok(Event::Start(element) | Event::Empty(element)) = &event {
            let place = match element.local_name().as_ref() {
                "c" | "row" => Some("r"),
                "dimension" | "mergeCell" => Some("ref"),
                _ => None,
            };
            if place.and_then(|p| xml::attribute(element, p)).is_some_and(|r| is_off_sheet(&r)) {
                return Err(broken("有单元格的位置超出工作表"));
            }
        }
        match event {
            Ok(Event::Start(row) | Event::Empty(row)) if row.local_name().as_ref() == "row" => {
                let number = xml::attribute(&row, "r").and_then(|r| r.parse::<u32>().ok());
                let at = number.map_or(next, |n| n.saturating_sub(1));
                if xml::attribute(&row, "hidden").is_some_and(|h| h == "1" || h == "true") {
                    rows.insert(at);
                }
                next = at.saturating_add(1);
            }
            Ok(Event::Eof) | Err(_) => return Ok(rows),
            Ok(_) => {}
        }
        buffer.clear();
    }
}

/// A reference beyond XFD1048576, the last cell of a sheet.
fn is_off_sheet(reference: &str) -> bool {
    const LETTERS: usize = 3;
    const DIGITS: usize = 7;
    reference.split([':', ' ']).any(|cell| {
        cell.chars().filter(char::is_ascii_alphabetic).count() > LETTERS
            || cell.chars().filter(char::is_ascii_digit).count() > DIGITS
    })
}

pub(super) fn broken(what: &str) -> ReadError {
    ReadError::Damaged { format: "xlsx", what: what.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_beyond_the_last_one_are_refused() {
        let read = |cell: &str| {
            hidden_in(format!("<row r=\"2\" hidden=\"1\"><c r=\"{cell}\"/></row>").as_bytes())
        };
        assert_eq!(read("XFD1048576").unwrap(), BTreeSet::from([1]));
        assert!(read("A99999999999").is_err());
        assert!(read("AAAAAAAA1").is_err());
        let prefixed = r#"<worksheet xmlns:r="http://a.example/relationships/2006"/>"#;
        assert!(hidden_in(prefixed.as_bytes()).is_ok());
        let misnested = "<row><c></t></c><c r=\"inlineStr\"/></row>";
        assert!(hidden_in(misnested.as_bytes()).is_err());
    }
}
