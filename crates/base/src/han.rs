//! Chinese characters.

/// Whether a character is one of the Chinese characters in common use, U+4E00 to U+9FFF.
#[must_use]
pub fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}
