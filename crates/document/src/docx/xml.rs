//! The little XML that the small parts need: elements by local name with their attributes.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// An element, with the local names of its ancestors.
pub(crate) struct Element {
    attributes: Vec<(String, String)>,
}

impl Element {
    /// An attribute by its local name.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

/// An event of a small part: an element opens (with its attributes) or closes.
pub(crate) enum Step {
    Open(String, Element),
    Close(String),
}

/// The elements of a part in order; what is broken ends it.
pub(crate) fn steps(xml: &str) -> Vec<Step> {
    let mut reader = Reader::from_str(xml);
    let mut steps = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => steps.push(open(&start)),
            Ok(Event::Empty(start)) => {
                let name = start.local_name().as_ref().to_owned();
                steps.push(open(&start));
                steps.push(Step::Close(name));
            }
            Ok(Event::End(end)) => steps.push(Step::Close(end.local_name().as_ref().to_owned())),
            Ok(Event::Eof) | Err(_) => return steps,
            Ok(_) => {}
        }
    }
}

/// All elements of that local name.
pub(crate) fn elements(xml: &str, name: &str) -> Vec<Element> {
    steps(xml)
        .into_iter()
        .filter_map(|step| match step {
            Step::Open(found, element) if found == name => Some(element),
            _ => None,
        })
        .collect()
}

fn open(start: &BytesStart) -> Step {
    Step::Open(start.local_name().as_ref().to_owned(), Element { attributes: attributes(start) })
}

/// Attributes by local name; those with broken text are left out.
fn attributes(start: &BytesStart) -> Vec<(String, String)> {
    start
        .attributes()
        .flatten()
        .filter_map(|a| {
            let value = a.normalized_value(XmlVersion::Implicit1_0).ok()?;
            Some((a.key.local_name().as_ref().to_owned(), value.into_owned()))
        })
        .collect()
}

/// One attribute by local name.
pub(crate) fn attribute(start: &BytesStart, name: &str) -> Option<String> {
    attributes(start).into_iter().find(|(n, _)| n == name).map(|(_, v)| v)
}
