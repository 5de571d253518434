//! The little XML that the parts need: elements by local name with their attributes.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

/// An element, by its attributes.
pub(crate) struct Element {
    attributes: Vec<(String, String)>,
}

impl Element {
    pub(crate) fn of(start: &BytesStart) -> Self {
        Self { attributes: attributes(start).collect() }
    }

    /// An attribute by its local name.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// An attribute as a number.
    pub(crate) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.attribute(name).and_then(|v| v.trim().parse().ok())
    }
}

/// An event of a small part: an element opens (with its attributes) or closes.
pub(crate) enum Step {
    Open(String, Element),
    Close(String),
}

/// The elements of a part in order; what is broken ends it.
pub(crate) fn steps(xml: &str) -> impl Iterator<Item = Step> {
    let mut reader = Reader::from_str(xml);
    // An empty element closes where it opens.
    let mut closing = None;
    std::iter::from_fn(move || {
        if let Some(name) = closing.take() {
            return Some(Step::Close(name));
        }
        loop {
            match reader.read_event() {
                Ok(Event::Start(start)) => return Some(open(&start)),
                Ok(Event::Empty(start)) => {
                    closing = Some(start.local_name().as_ref().to_owned());
                    return Some(open(&start));
                }
                Ok(Event::End(end)) => {
                    return Some(Step::Close(end.local_name().as_ref().to_owned()));
                }
                Ok(Event::Eof) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    })
}

/// All elements of that local name.
pub(crate) fn elements(xml: &str, name: &str) -> impl Iterator<Item = Element> {
    steps(xml).filter_map(move |step| match step {
        Step::Open(found, element) if found == name => Some(element),
        _ => None,
    })
}

fn open(start: &BytesStart) -> Step {
    Step::Open(start.local_name().as_ref().to_owned(), Element::of(start))
}

/// Attributes by local name; those with broken text are left out.
fn attributes(start: &BytesStart) -> impl Iterator<Item = (String, String)> {
    start.attributes().flatten().filter_map(|a| {
        let value = a.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some((a.key.local_name().as_ref().to_owned(), value.into_owned()))
    })
}

/// One attribute by local name.
pub(crate) fn attribute(start: &BytesStart, name: &str) -> Option<String> {
    attributes(start).find(|(n, _)| n == name).map(|(_, v)| v)
}

/// `&amp;` and its kin; what is not predefined is dropped, so that no entity can grow.
pub(crate) fn resolve_reference(reference: &BytesRef) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    match reference.as_ref() {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
    .into()
}
