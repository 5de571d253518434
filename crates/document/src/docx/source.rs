//! Where the text of a body stands in its XML, for who writes beside it.
//!
//! Runs are counted and content is skipped as in [`super::body`], so that `Anchor::run` finds
//! them; everything here is a range of bytes and nothing is rebuilt.

use super::body::SKIPPED;
use super::damaged;
use crate::error::ReadError;
use crate::model::Format;
use crate::package::Archive;
use crate::package::xml::resolve_reference;
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use std::ops::Range;

/// The main part of a docx with its runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocxSource {
    /// Name of the part.
    pub part: String,
    /// Its text.
    pub xml: String,
    /// Pieces of text in their order.
    pub pieces: Vec<SourcePiece>,
    /// Elements that stand directly in a paragraph and hold text.
    pub hosts: Vec<SourceHost>,
    /// What stands directly in a run.
    pub children: Vec<SourceChild>,
}

/// A piece of text: characters, or one element that stands for some.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcePiece {
    /// Ordinal of its run, as in `Anchor::run`.
    pub run: u32,
    /// Ordinal of its paragraph; paragraphs in text boxes count as well.
    pub paragraph: u32,
    /// The text.
    pub text: String,
    /// Where it stands.
    pub range: Range<usize>,
    /// Index of its host.
    pub host: usize,
    /// Index of the child of the host that it is in; none where it lies deeper.
    pub child: Option<usize>,
}

/// A run or formula that stands in no other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceHost {
    /// The whole element.
    pub range: Range<usize>,
    /// Its content without its properties.
    pub content: Range<usize>,
    /// Its properties (w:rPr).
    pub properties: Range<usize>,
}

/// A child of a run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceChild {
    /// The whole element.
    pub range: Range<usize>,
    /// What stands between its tags.
    pub content: Range<usize>,
}

impl DocxSource {
    /// Finds the runs of a docx.
    ///
    /// # Errors
    /// [`ReadError`] when it cannot be read.
    pub fn open(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut archive = Archive::open(bytes, Format::Docx)?;
        let part = archive.main_part()?.ok_or_else(|| damaged("缺少正文"))?;
        let xml = archive.text(&part)?.ok_or_else(|| damaged("缺少正文"))?;
        let mut walk = Walk::default();
        walk.all(&xml)?;
        Ok(Self { part, xml, pieces: walk.pieces, hosts: walk.hosts, children: walk.children })
    }
}

/// An element that is open.
struct Open {
    name: String,
    /// Its start tag.
    tag: Range<usize>,
    opens_host: bool,
    child: Option<usize>,
}

#[derive(Default)]
struct Walk {
    pieces: Vec<SourcePiece>,
    hosts: Vec<SourceHost>,
    children: Vec<SourceChild>,
    open: Vec<Open>,
    /// How deep the element lies that is the host.
    host_depth: Option<usize>,
    skipping: usize,
    run: u32,
    paragraph_count: u32,
    paragraphs: Vec<u32>,
}

impl Walk {
    fn all(&mut self, xml: &str) -> Result<(), ReadError> {
        // The parser does not count a byte order mark.
        let mark = xml.len() - xml.trim_start_matches('\u{feff}').len();
        let mut reader = Reader::from_str(&xml[mark..]);
        let mut from = mark;
        loop {
            let event = reader.read_event();
            let range = from..mark + position(&reader);
            from = range.end;
            match event {
                Ok(Event::Start(start)) => self.start(start.local_name().as_ref(), range),
                Ok(Event::Empty(start)) => {
                    let at = range.end;
                    self.start(start.local_name().as_ref(), range);
                    self.end(at..at);
                }
                Ok(Event::End(_)) => self.end(range),
                Ok(Event::Text(text)) if self.in_text() => self.push(&text.xml10_content(), range),
                Ok(Event::GeneralRef(reference)) if self.in_text() => {
                    self.push(&resolve_reference(&reference), range);
                }
                Ok(Event::Eof) => return Ok(()),
                Ok(_) => {}
                Err(e) => return Err(damaged(format!("正文 XML 中断：{e}"))),
            }
        }
    }

    fn in_text(&self) -> bool {
        self.skipping == 0 && self.open.last().is_some_and(|o| o.name == "t")
    }

    fn start(&mut self, name: &str, tag: Range<usize>) {
        self.run += u32::from(name == "r");
        let mut open = Open { name: name.into(), tag, opens_host: false, child: None };
        if self.skipping > 0 || SKIPPED.contains(&name) {
            self.skipping += 1;
            self.open.push(open);
            return;
        }
        if self.host_depth == Some(self.open.len()) {
            open.child = Some(self.children.len());
            self.children.push(SourceChild::default());
        }
        if name == "p" {
            self.paragraph_count += 1;
            self.paragraphs.push(self.paragraph_count);
        }
        if self.host_depth.is_none() && matches!(name, "r" | "oMath" | "oMathPara") {
            open.opens_host = true;
            let (at, start) = (open.tag.end, open.tag.start);
            self.hosts.push(SourceHost { range: start..at, content: at..at, properties: at..at });
            self.host_depth = Some(self.open.len() + 1);
        }
        let range = open.tag.clone();
        self.open.push(open);
        match name {
            "tab" => self.push("\t", range),
            "br" | "cr" => self.push("\n", range),
            "noBreakHyphen" => self.push("-", range),
            _ => {}
        }
    }

    fn end(&mut self, tag: Range<usize>) {
        let Some(open) = self.open.pop() else { return };
        if self.skipping > 0 {
            self.skipping -= 1;
            return;
        }
        let (range, content) = (open.tag.start..tag.end, open.tag.end..tag.start);
        if let Some(host) = self.hosts.last_mut().filter(|_| self.host_depth.is_some()) {
            if open.opens_host {
                host.range = range.clone();
                host.content.end = tag.start;
                self.host_depth = None;
            } else if open.child.is_some() && open.name == "rPr" {
                host.properties = range.clone();
                host.content.start = range.end;
            }
        }
        if let Some(child) = open.child {
            self.children[child] = SourceChild { range, content };
        }
        if open.name == "p" {
            self.paragraphs.pop();
        }
    }

    fn push(&mut self, text: &str, range: Range<usize>) {
        let (Some(paragraph), Some(host)) =
            (self.paragraphs.last().copied(), self.hosts.len().checked_sub(1))
        else {
            return;
        };
        if self.host_depth.is_none() {
            return;
        }
        let child = self.open.last().and_then(|o| o.child);
        let text = text.to_owned();
        self.pieces.push(SourcePiece { run: self.run, paragraph, text, range, host, child });
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::Walk;

    fn walk(body: &str) -> Walk {
        let mut walk = Walk::default();
        walk.all(body).unwrap();
        walk
    }

    #[test]
    fn every_piece_is_found_in_its_bytes() {
        let xml = "<w:p><w:r a=\"1\"><w:rPr><w:b/></w:rPr><w:t>甲&amp;乙</w:t><w:br/></w:r>\
                   <w:del><w:r><w:t>丙</w:t></w:r></w:del><w:r><w:t>丁</w:t></w:r></w:p>";
        let walk = walk(xml);
        let found: Vec<_> =
            walk.pieces.iter().map(|p| (p.run, p.text.as_str(), &xml[p.range.clone()])).collect();
        let expected = [
            (1, "甲", "甲"),
            (1, "&", "&amp;"),
            (1, "乙", "乙"),
            (1, "\n", "<w:br/>"),
            (3, "丁", "丁"),
        ];
        assert_eq!(found, expected);
        let host = &walk.hosts[0];
        assert_eq!(&xml[host.properties.clone()], "<w:rPr><w:b/></w:rPr>");
        assert_eq!(&xml[host.content.clone()], "<w:t>甲&amp;乙</w:t><w:br/>");
        let text = &walk.children[walk.pieces[2].child.unwrap()];
        assert_eq!(&xml[text.content.clone()], "甲&amp;乙");
    }

    #[test]
    fn a_byte_order_mark_shifts_nothing() {
        let xml = "\u{feff}<w:p><w:r><w:t>甲</w:t></w:r></w:p>";
        assert_eq!(&xml[walk(xml).pieces[0].range.clone()], "甲");
    }

    #[test]
    fn a_text_box_belongs_to_the_run_that_holds_it() {
        let xml = "<w:p><w:r><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>\
                   <w:t>外</w:t></w:r></w:p>";
        let walk = walk(xml);
        assert_eq!(walk.hosts.len(), 1);
        assert_eq!(walk.hosts[0].range, 5..xml.len() - 6);
        let paragraphs: Vec<_> = walk.pieces.iter().map(|p| (p.run, p.paragraph)).collect();
        assert_eq!(paragraphs, [(2, 2), (2, 1)]);
        assert_eq!((walk.pieces[0].child, walk.pieces[1].child.is_some()), (None, true));
    }
}
