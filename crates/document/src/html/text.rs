//! White space as a browser shows it.

/// Collapses the white space of running text, over the borders of elements.
#[derive(Default)]
pub(super) struct Collapse {
    last: Option<char>,
    /// White space that waits for what follows, and whether it held a line break.
    pending: Option<bool>,
}

impl Collapse {
    /// The text as shown after what was shown before.
    pub(super) fn shown(&mut self, text: &str) -> String {
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{c}') {
                let broken = self.pending.unwrap_or(false) || c == '\n' || c == '\r';
                self.pending = Some(broken);
                continue;
            }
            if let Some(broken) = self.pending.take()
                && let Some(last) = self.last
                // A line break of the source between Chinese characters is no space.
                && !(broken && (is_wide(last) || is_wide(c)))
                && last != '\n'
            {
                shown.push(' ');
            }
            // Pages indent and pad with the space that does not break.
            let c = if c == '\u{a0}' { ' ' } else { c };
            self.last = Some(c);
            shown.push(c);
        }
        shown
    }

    /// A line break that is shown.
    pub(super) fn line_break(&mut self) {
        *self = Self { last: Some('\n'), pending: None };
    }
}

fn is_wide(c: char) -> bool {
    c >= '\u{2E80}' || matches!(c, '\u{2014}'..='\u{2026}' | '\u{2460}'..='\u{24FF}')
}

#[cfg(test)]
mod tests {
    use super::Collapse;

    #[test]
    fn line_breaks_of_the_source_part_latin_words_only() {
        let mut collapse = Collapse::default();
        assert_eq!(collapse.shown("  总分\n  98 分"), "总分98 分");
        assert_eq!(collapse.shown("\n其中"), "其中");
        assert_eq!(collapse.shown(" a\n\nb\u{a0} "), " a b ");
        assert_eq!(collapse.shown("c"), " c");
    }
}
