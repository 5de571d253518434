//! Styles: which hide their text, which are headings, and how lists number.

use crate::numbering::{Digits, LEVELS, Level, Lists};
use crate::package::xml::{self, Element, Step};
use std::collections::HashMap;

/// The list that counts headings has no name.
const OUTLINE: u32 = 0;

#[derive(Default)]
struct Style {
    parent: Option<String>,
    /// The list that its paragraphs count in; an empty name takes them out of lists.
    list: Option<String>,
    hidden: bool,
}

#[derive(Default)]
pub(crate) struct Styles {
    /// By family and name.
    by_name: HashMap<(String, String), Style>,
    lists_by_name: HashMap<String, u32>,
    pub(crate) lists: Lists,
}

impl Styles {
    /// Takes in the styles of a part.
    pub(crate) fn parse(&mut self, xml: &str) {
        let mut style = None;
        let mut list = None;
        for step in xml::steps(xml) {
            match step {
                Step::Open(name, element) => match name.as_str() {
                    "style" => style = self.open_style(&element),
                    "text-properties" => {
                        let hidden = element.attribute("display") == Some("none");
                        let style = style.as_ref().and_then(|key| self.by_name.get_mut(key));
                        if let Some(style) = style {
                            style.hidden = hidden;
                        }
                    }
                    "outline-style" => list = Some(OUTLINE),
                    "list-style" => list = element.attribute("name").map(|n| self.open_list(n)),
                    "list-level-style-number" | "outline-level-style" => {
                        if let Some(list) = list {
                            self.set_level(list, &element);
                        }
                    }
                    _ => {}
                },
                Step::Close(name) => match name.as_str() {
                    "style" => style = None,
                    "outline-style" | "list-style" => list = None,
                    _ => {}
                },
            }
        }
    }

    fn open_style(&mut self, element: &Element) -> Option<(String, String)> {
        let text = |name| element.attribute(name).map(str::to_owned);
        let key = (text("family")?, text("name")?);
        let style = Style {
            parent: text("parent-style-name"),
            list: text("list-style-name"),
            hidden: false,
        };
        self.by_name.insert(key.clone(), style);
        Some(key)
    }

    fn open_list(&mut self, name: &str) -> u32 {
        let next = u32::try_from(self.lists_by_name.len()).unwrap_or(u32::MAX).saturating_add(1);
        *self.lists_by_name.entry(name.into()).or_insert(next)
    }

    fn set_level(&mut self, list: u32, element: &Element) {
        let Some(depth) = element.number::<usize>("level").filter(|l| (1..=LEVELS).contains(l))
        else {
            return;
        };
        let text = |name| element.attribute(name).unwrap_or_default();
        let shown = element.number::<usize>("display-levels").unwrap_or(1).clamp(1, depth);
        let numbers: Vec<_> = (depth + 1 - shown..=depth).map(|l| format!("%{l}")).collect();
        let built = format!("{}{}{}", text("num-prefix"), numbers.join("."), text("num-suffix"));
        let pattern = element.attribute("num-list-format").map_or(built, |format| {
            // LibreOffice writes %1%, Word and the rest of this crate %1.
            (1..=LEVELS)
                .fold(format.to_owned(), |f, l| f.replace(&format!("%{l}%"), &format!("%{l}")))
        });
        let level = Level {
            digits: Digits::from_example(text("num-format")),
            pattern,
            start: element.number("start-value").unwrap_or(1),
        };
        if let Some(slot) = self.lists.level_mut(list, depth - 1) {
            *slot = level;
        }
    }

    /// The list of that name.
    pub(crate) fn list(&self, name: &str) -> Option<u32> {
        self.lists_by_name.get(name).copied()
    }

    /// The list that a paragraph style counts in.
    pub(crate) fn list_of(&self, style: &str) -> Option<u32> {
        let name = self.chain("paragraph", style).find_map(|s| s.list.as_deref())?;
        self.list(name)
    }

    /// The next number of a heading.
    pub(crate) fn next_heading(&mut self, level: u8) -> Option<String> {
        self.lists.next(OUTLINE, level.saturating_sub(1)).filter(|n| !n.is_empty())
    }

    /// Whether a text style hides its text.
    pub(crate) fn hides(&self, family: &str, style: &str) -> bool {
        self.chain(family, style).any(|s| s.hidden)
    }

    /// A style and those that it inherits from.
    fn chain(&self, family: &str, style: &str) -> impl Iterator<Item = &Style> {
        let family = family.to_owned();
        let mut next = self.by_name.get(&(family.clone(), style.to_owned()));
        // A chain is short; the bound ends a circle.
        std::iter::from_fn(move || {
            let style = next?;
            next = style
                .parent
                .as_ref()
                .and_then(|parent| self.by_name.get(&(family.clone(), parent.clone())));
            Some(style)
        })
        .take(16)
    }
}
