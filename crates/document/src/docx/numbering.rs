//! The numbering part: which list a paragraph counts in and how its levels look.

use crate::numbering::{Digits, LEVELS, Lists};
use crate::package::xml::{self, Element, Step};
use std::collections::HashMap;

#[derive(Default)]
pub(crate) struct Numbering {
    lists: Lists,
    /// The list that a numbering counts in, and the levels that it starts anew.
    numberings: HashMap<u32, Use>,
}

#[derive(Default)]
struct Use {
    list: u32,
    restarts: Vec<(usize, u32)>,
    begun: bool,
}

/// Where in the part the parser stands.
#[derive(Default)]
struct Position {
    list: Option<u32>,
    numbering: Option<u32>,
    level: Option<usize>,
}

impl Numbering {
    pub(crate) fn parse(xml: &str) -> Self {
        let mut numbering = Self::default();
        let mut position = Position::default();
        // Lists that are a style's, and those that are said to look like it.
        let (mut styles, mut links) = (HashMap::new(), Vec::new());
        for step in xml::steps(xml) {
            match step {
                Step::Open(name, element) => {
                    let style = || element.attribute("val").unwrap_or_default().to_owned();
                    match (name.as_str(), position.list) {
                        ("styleLink", Some(list)) => drop(styles.insert(style(), list)),
                        ("numStyleLink", Some(list)) => links.push((list, style())),
                        _ => numbering.open(&name, &element, &mut position),
                    }
                }
                Step::Close(name) => match name.as_str() {
                    "abstractNum" => position.list = None,
                    "num" => position.numbering = None,
                    "lvl" | "lvlOverride" => position.level = None,
                    _ => {}
                },
            }
        }
        for (list, style) in links {
            let Some(target) = styles.get(&style) else { continue };
            for numbering in numbering.numberings.values_mut().filter(|n| n.list == list) {
                numbering.list = *target;
            }
        }
        numbering
    }

    fn open(&mut self, name: &str, element: &Element, position: &mut Position) {
        let level = || element.number("ilvl").filter(|l: &usize| *l < LEVELS);
        match name {
            "abstractNum" => position.list = element.number("abstractNumId"),
            "num" => position.numbering = element.number("numId"),
            "lvl" | "lvlOverride" => position.level = level(),
            "abstractNumId" => {
                if let Some((id, list)) = position.numbering.zip(element.number("val")) {
                    self.numberings.entry(id).or_default().list = list;
                }
            }
            "startOverride" => {
                let numbering = position.numbering.and_then(|id| self.numberings.get_mut(&id));
                if let (Some(numbering), Some(level)) = (numbering, position.level) {
                    numbering.restarts.push((level, element.number("val").unwrap_or(1)));
                }
            }
            "numFmt" | "lvlText" | "start" => {
                let level = position.list.zip(position.level);
                let Some(level) = level.and_then(|(list, at)| self.lists.level_mut(list, at))
                else {
                    return;
                };
                let value = element.attribute("val").unwrap_or_default();
                match name {
                    "numFmt" => level.digits = Digits::from_word_name(value),
                    "lvlText" => level.pattern = value.into(),
                    _ => level.start = element.number("val").unwrap_or(1),
                }
            }
            _ => {}
        }
    }

    /// The next number of a paragraph with this numbering, as shown; `None` for bullets.
    pub(crate) fn next(&mut self, id: u32, level: u8) -> Option<String> {
        let numbering = self.numberings.get_mut(&id)?;
        if !std::mem::replace(&mut numbering.begun, true) {
            for (level, start) in &numbering.restarts {
                self.lists.restart(numbering.list, *level, *start);
            }
        }
        self.lists.next(numbering.list, level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const XML: &str = r#"<w:numbering><w:abstractNum w:abstractNumId="3">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
        </w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>
        <w:num w:numId="8"><w:abstractNumId w:val="3"/>
        <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>"#;

    #[test]
    fn counts_by_level() {
        let mut numbering = Numbering::parse(XML);
        assert_eq!(numbering.next(7, 0).as_deref(), Some("一、"));
        assert_eq!(numbering.next(7, 0).as_deref(), Some("二、"));
        assert_eq!(numbering.next(9, 0), None);
    }

    #[test]
    fn a_numbering_may_start_its_list_anew() {
        let mut numbering = Numbering::parse(&XML.replace("chineseCounting", "decimal"));
        let shown = [(7, 0, "1、"), (7, 1, "1.1"), (7, 0, "2、"), (8, 0, "1、"), (7, 0, "2、")];
        for (id, level, text) in shown {
            assert_eq!(numbering.next(id, level).as_deref(), Some(text));
        }
    }
}
