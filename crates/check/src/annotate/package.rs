//! An office package of which few parts change: all others are copied as they lie in the file.

use super::AnnotateError;
use super::xml::{Element, elements};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{Cursor, Read, Write};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// No part that is changed is larger than this when unpacked.
const MAX_PART_BYTES: u64 = 64 << 20;

const CONTENT_TYPES: &str = "[Content_Types].xml";

pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    changed: BTreeMap<String, String>,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, AnnotateError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(failed)?;
        Ok(Self { zip, changed: BTreeMap::new() })
    }

    /// A part as text; `None` when there is none of that name.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, AnnotateError> {
        if let Some(changed) = self.changed.get(name) {
            return Ok(Some(changed.clone()));
        }
        let part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(e) => return Err(failed(e)),
        };
        let mut text = String::new();
        let read = part.take(MAX_PART_BYTES).read_to_string(&mut text);
        read.map_err(|_| malformed(name))?;
        Ok(Some(text))
    }

    /// The first name with a number, from 1, that no part has.
    pub(super) fn free_name(&self, named: impl Fn(u32) -> String) -> String {
        let is_taken =
            |n: &String| self.changed.contains_key(n) || self.zip.index_for_name(n).is_some();
        (1..u32::MAX).map(&named).find(|name| !is_taken(name)).unwrap_or_else(|| named(0))
    }

    /// Changes a part, or adds it.
    pub(super) fn set(&mut self, name: &str, text: String) {
        self.changed.insert(name.into(), text);
    }

    /// Tells the package what a new part is.
    pub(super) fn declare(&mut self, part: &str, kind: &str) -> Result<(), AnnotateError> {
        self.add_type(|p| format!("<{p}Override PartName=\"/{part}\" ContentType=\"{kind}\"/>"))
    }

    /// Tells the package what parts with this ending are, unless it knows.
    pub(super) fn declare_ending(&mut self, ending: &str, kind: &str) -> Result<(), AnnotateError> {
        let types = self.text(CONTENT_TYPES)?.unwrap_or_default();
        let is_ending = |e: &Element| e.attribute("Extension") == Some(ending);
        if elements(&types).iter().any(is_ending) {
            return Ok(());
        }
        self.add_type(|p| format!("<{p}Default Extension=\"{ending}\" ContentType=\"{kind}\"/>"))
    }

    fn add_type(&mut self, element: impl Fn(&str) -> String) -> Result<(), AnnotateError> {
        let types = self.text(CONTENT_TYPES)?.unwrap_or_default();
        let added = element(root_prefix(&types));
        self.set(CONTENT_TYPES, append(CONTENT_TYPES, &types, &added)?);
        Ok(())
    }

    /// The package with its changes, the parts in their old order and new ones last.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, AnnotateError> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..self.zip.len() {
            let part = self.zip.by_index_raw(at).map_err(failed)?;
            let name = part.name().map_err(failed)?.into_owned();
            match self.changed.remove(&name) {
                None => out.raw_copy_file(part).map_err(failed)?,
                Some(text) => {
                    let time = part.last_modified().unwrap_or_default();
                    write(&mut out, &name, &text, options().last_modified_time(time))?;
                }
            }
        }
        for (name, text) in &self.changed {
            write(&mut out, name, text, options())?;
        }
        Ok(out.finish().map_err(failed)?.into_inner())
    }
}

/// The time is left out, so that the same input gives the same bytes.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Deflated)
}

fn write(
    out: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    text: &str,
    options: SimpleFileOptions,
) -> Result<(), AnnotateError> {
    out.start_file(name, options).map_err(failed)?;
    out.write_all(text.as_bytes()).map_err(failed)
}

fn failed(error: impl Display) -> AnnotateError {
    AnnotateError::Package(error.to_string())
}

pub(super) fn malformed(part: &str) -> AnnotateError {
    AnnotateError::Malformed { part: part.into() }
}

/// The prefix of the root element with its colon; empty where it has none.
pub(super) fn root_prefix(xml: &str) -> &str {
    let mut rest = xml;
    while let Some((_, tag)) = rest.split_once('<') {
        let end = match tag {
            _ if tag.starts_with("!--") => "-->",
            _ if tag.starts_with(['?', '!']) => ">",
            _ => {
                let end = tag.find(|c: char| c.is_whitespace() || c == '>' || c == '/');
                let name = &tag[..end.unwrap_or(tag.len())];
                return name.find(':').map_or("", |colon| &name[..=colon]);
            }
        };
        rest = tag.split_once(end).map_or("", |(_, after)| after);
    }
    ""
}

/// Adds elements as the last ones of the root.
pub(super) fn append(part: &str, xml: &str, elements: &str) -> Result<String, AnnotateError> {
    let tail = xml.trim_end();
    if let Some(open) = tail.strip_suffix("/>") {
        let name_at = open.rfind('<').ok_or_else(|| malformed(part))?;
        let name = open[name_at + 1..].split_whitespace().next().ok_or_else(|| malformed(part))?;
        return Ok(format!("{open}>{elements}</{name}>"));
    }
    let end = tail.rfind("</").ok_or_else(|| malformed(part))?;
    Ok(format!("{}{elements}{}", &xml[..end], &xml[end..]))
}

/// Text as it may stand in XML; what may not stand there at all is left out.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{append, escape, root_prefix};

    #[test]
    fn elements_are_added_to_open_and_to_empty_roots() {
        let open = append("", "<?xml?>\n<w:a><w:b/></w:a>\n", "<w:c/>").unwrap();
        assert_eq!(open, "<?xml?>\n<w:a><w:b/><w:c/></w:a>\n");
        assert_eq!(append("", "<a x=\"/\"/>", "<c/>").unwrap(), "<a x=\"/\"><c/></a>");
        assert!(append("", "nothing", "<c/>").is_err());
    }

    #[test]
    fn the_prefix_is_that_of_the_root() {
        assert_eq!(root_prefix("<?xml?><!-- <x:y> -->\n<w:document a=\"b:c\">"), "w:");
        assert_eq!(root_prefix("<Types xmlns:a=\"b\"/>"), "");
    }

    #[test]
    fn what_xml_forbids_is_left_out() {
        assert_eq!(escape("a<b>&\"\u{1}\u{ffff}乙"), "a&lt;b&gt;&amp;&quot;乙");
    }
}
