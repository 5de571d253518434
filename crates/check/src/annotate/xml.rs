//! The little XML that the parts need: elements with their attributes and where they stand.

use quick_xml::XmlVersion;
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use std::ops::Range;

pub(super) struct Element {
    /// The local name.
    pub(super) name: String,
    /// How many elements it lies in.
    pub(super) depth: usize,
    /// The byte that it starts at.
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// An attribute by its local name.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// What stands between its tags, in the XML that it was found in.
    pub(super) fn content(&self, xml: &str) -> Range<usize> {
        let own = &xml[self.range()];
        let open = self.start + own.find('>').map_or(own.len(), |at| at + 1);
        let close = self.start + own.rfind("</").unwrap_or(own.len());
        open..close.max(open)
    }
}

/// Every element in its order; what is broken ends them.
pub(super) fn elements(xml: &str) -> Vec<Element> {
    // The parser does not count a byte order mark.
    let mark = xml.len() - xml.trim_start_matches('\u{feff}').len();
    let mut reader = Reader::from_str(&xml[mark..]);
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    loop {
        let start = mark + usize::try_from(reader.buffer_position()).unwrap_or(0);
        let event = reader.read_event();
        let end = mark + usize::try_from(reader.buffer_position()).unwrap_or(0);
        let opens = matches!(event, Ok(Event::Start(_)));
        match event {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let attributes = tag.attributes().flatten().filter_map(|a| {
                    let value = a.normalized_value(XmlVersion::Implicit1_0).ok()?;
                    Some((a.key.local_name().as_ref().to_owned(), value.into_owned()))
                });
                elements.push(Element {
                    name: tag.local_name().as_ref().to_owned(),
                    depth: open.len(),
                    start,
                    end,
                    attributes: attributes.collect(),
                });
                if opens {
                    open.push(elements.len() - 1);
                }
            }
            Ok(Event::End(_)) => {
                if let Some(closed) = open.pop() {
                    elements[closed].end = end;
                }
            }
            Ok(Event::Eof) | Err(_) => return elements,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::elements;

    #[test]
    fn elements_are_found_where_they_start() {
        let xml = "\u{feff}<a:x p:id='&lt;1'><b/><c><b/></c></a:x>";
        let found: Vec<_> =
            elements(xml).iter().map(|e| (e.name.clone(), e.depth, xml[e.start..].len())).collect();
        let expected = [("x", 0, 39), ("b", 1, 21), ("c", 1, 17), ("b", 2, 14)];
        assert_eq!(found, expected.map(|(name, depth, rest)| (name.to_owned(), depth, rest)));
        let all = elements(xml);
        assert_eq!(all[0].attribute("id"), Some("<1"));
        let texts = [all[0].range(), all[0].content(xml), all[2].range(), all[1].content(xml)];
        let texts = texts.map(|range| &xml[range]);
        assert_eq!(texts, [&xml[3..], "<b/><c><b/></c>", "<c><b/></c>", ""]);
    }
}
