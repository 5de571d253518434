//! Traditional and Japanese forms with the simplified character that they stand for.

use std::fmt::Write as _;

/// The characters that text on the mainland does not use, each with the one that it uses.
pub fn table() -> String {
    let mut table = String::from("&[\n");
    for character in '\u{4E00}'..='\u{9FFF}' {
        let form = character.to_string();
        let simplified = hanconv::t2s(hanconv::jp2t(&form));
        let mut simplified = simplified.chars();
        let (Some(plain), None) = (simplified.next(), simplified.next()) else { continue };
        if plain != character && !is_in_gb2312(character) && is_in_gb2312(plain) {
            let _ = writeln!(table, "    ({character:?}, {plain:?}),");
        }
    }
    table.push(']');
    table
}

/// The character set of simplified Chinese is the part of GBK where both bytes are high.
fn is_in_gb2312(character: char) -> bool {
    let text = character.to_string();
    let (bytes, _, lost) = encoding_rs::GBK.encode(&text);
    !lost && bytes.len() == 2 && (0xB0..=0xF7).contains(&bytes[0]) && bytes[1] >= 0xA1
}
