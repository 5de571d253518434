//! Characters of symbol fonts, which forms use for ticks and boxes.

/// The character that a symbol font shows for a code; `None` for ornaments.
pub(crate) fn character(font: &str, code: u32) -> Option<char> {
    // Symbol fonts lie in the private area from F000 on.
    let code = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    match (font, code) {
        ("Wingdings", 0xFC) | ("Wingdings 2", 0x50) => Some('✓'),
        ("Wingdings", 0xFE) | ("Wingdings 2", 0x52) => Some('☑'),
        ("Wingdings", 0xFD) | ("Wingdings 2", 0x51 | 0x53) => Some('☒'),
        ("Wingdings", 0x6F | 0xA8) | ("Wingdings 2", 0x2A | 0x30 | 0xA3) => Some('□'),
        ("Symbol", 0xA3) => Some('≤'),
        ("Symbol", 0xB3) => Some('≥'),
        ("Symbol", 0xB1) => Some('±'),
        ("Symbol", 0xB4) => Some('×'),
        ("Symbol", 0xB8) => Some('÷'),
        ("Symbol", 0xB9) => Some('≠'),
        ("Wingdings" | "Wingdings 2" | "Wingdings 3" | "Webdings" | "Symbol", _) => None,
        _ => char::from_u32(code),
    }
}

#[cfg(test)]
mod tests {
    use super::character;

    #[test]
    fn ticks_and_signs_are_read_and_ornaments_are_not() {
        assert_eq!(character("Wingdings 2", 0xF052), Some('☑'));
        assert_eq!(character("Symbol", 0xF0B3), Some('≥'));
        assert_eq!(character("Wingdings", 0xF0D8), None);
        assert_eq!(character("宋体", 0x2460), Some('①'));
    }
}
