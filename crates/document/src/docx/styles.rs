//! Paragraph styles: which are headings, of which level, and which number their paragraphs.

use crate::package::xml::{self, Step};
use std::collections::HashMap;

#[derive(Default, Clone)]
pub(crate) struct Style {
    /// Heading level, from 1.
    pub(crate) level: Option<u8>,
    /// Numbering and its level, where the style numbers its paragraphs.
    pub(crate) numbering: Option<(u32, u8)>,
    /// Its text is hidden.
    pub(crate) hidden: bool,
    based_on: Option<String>,
}

#[derive(Default)]
pub(crate) struct Styles {
    by_id: HashMap<String, Style>,
}

impl Styles {
    pub(crate) fn parse(xml: &str) -> Self {
        let mut styles = Self::default();
        let mut current: Option<(String, Style)> = None;
        for step in xml::steps(xml) {
            match step {
                Step::Open(name, element) if name == "style" => {
                    current = element.attribute("styleId").map(|id| (id.into(), Style::default()));
                }
                Step::Open(name, element) => {
                    if let Some((_, style)) = &mut current {
                        style.note(&name, element.attribute("val").unwrap_or_default());
                    }
                }
                Step::Close(name) if name == "style" => styles.by_id.extend(current.take()),
                Step::Close(_) => {}
            }
        }
        styles
    }

    /// The style with what it inherits.
    pub(crate) fn resolve(&self, id: &str) -> Style {
        let mut resolved = Style::default();
        let mut next = Some(id.to_owned());
        // A chain of styles is short; the bound ends a circle.
        for _ in 0..16 {
            let Some(style) = next.and_then(|id| self.by_id.get(&id)) else {
                break;
            };
            resolved.level = resolved.level.or(style.level);
            resolved.numbering = resolved.numbering.or(style.numbering);
            resolved.hidden |= style.hidden;
            next = style.based_on.clone();
        }
        resolved
    }
}

impl Style {
    fn note(&mut self, element: &str, value: &str) {
        match element {
            "name" => {
                let name = value.to_lowercase();
                let level = name.strip_prefix("heading ").and_then(|n| n.parse().ok());
                self.level = self.level.or(level);
            }
            "vanish" => self.hidden = super::is_on(value),
            "basedOn" => self.based_on = Some(value.into()),
            "outlineLvl" => {
                let level = value.parse::<u8>().ok().filter(|l| *l < 9).map(|l| l + 1);
                self.level = self.level.or(level);
            }
            "numId" => {
                let level = self.numbering.map_or(0, |(_, level)| level);
                self.numbering = value.parse().ok().map(|id| (id, level));
            }
            "ilvl" => {
                let id = self.numbering.map_or(0, |(id, _)| id);
                self.numbering = value.parse().ok().map(|level| (id, level));
            }
            _ => {}
        }
    }
}
