//! The little XML that the small parts need: elements with their attributes and where they start.

use quick_xml::XmlVersion;
use quick_xml::events::Event;
use quick_xml::reader::Reader;

pub(super) struct Element {
    /// The local name.
    pub(super) name: String,
    /// How many elements it lies in.
    pub(super) depth: usize,
    /// The byte that it starts at.
    pub(super) start: usize,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// An attribute by its local name.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

/// Every element in its order; what is broken ends them.
pub(super) fn elements(xml: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(xml);
    let mut elements = Vec::new();
    let mut depth = 0;
    loop {
        let start = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = reader.read_event();
        let opens = matches!(event, Ok(Event::Start(_)));
        match event {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let attributes = tag.attributes().flatten().filter_map(|a| {
                    let value = a.normalized_value(XmlVersion::Implicit1_0).ok()?;
                    Some((a.key.local_name().as_ref().to_owned(), value.into_owned()))
                });
                elements.push(Element {
                    name: tag.local_name().as_ref().to_owned(),
                    depth,
                    start,
                    attributes: attributes.collect(),
                });
                depth += usize::from(opens);
            }
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) | Err(_) => return elements,
            Ok(_) => {}
        }
    }
}
