//! What the inline style of an element tells of its text.

/// The declarations of a style attribute.
pub(super) struct Style<'a>(&'a str);

impl<'a> Style<'a> {
    pub(super) fn new(style: &'a str) -> Self {
        Self(style)
    }

    fn value(&self, name: &str) -> Option<&'a str> {
        self.0.split(';').find_map(|declaration| {
            let (key, value) = declaration.split_once(':')?;
            key.trim().eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    fn is(&self, name: &str, value: &str) -> bool {
        self.value(name).is_some_and(|v| v.eq_ignore_ascii_case(value))
    }

    pub(super) fn is_hidden(&self) -> bool {
        self.is("display", "none") || self.is("visibility", "hidden") || self.is("mso-hide", "all")
    }

    /// Heading level of a paragraph that Word saved without a heading element.
    pub(super) fn outline_level(&self) -> Option<u8> {
        self.value("mso-outline-level")?.parse().ok().filter(|level| (1..=9).contains(level))
    }

    /// Word writes the automatic number into the text and marks it so.
    pub(super) fn is_list_marker(&self) -> bool {
        self.is("mso-list", "ignore")
    }

    /// What Word uses the element for: a footnote, a list of comments.
    pub(super) fn purpose(&self) -> &'a str {
        self.value("mso-element").unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Style;

    #[test]
    fn reads_declarations_as_browsers_do() {
        assert!(Style::new("color:red; DISPLAY : None").is_hidden());
        assert!(!Style::new("display:block;x-display:none").is_hidden());
        assert_eq!(Style::new("mso-outline-level:2").outline_level(), Some(2));
        assert_eq!(Style::new("mso-element:footnote").purpose(), "footnote");
    }
}
