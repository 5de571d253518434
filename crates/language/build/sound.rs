//! Common characters by their sound.

use crate::dictionary::Words;
use pinyin::ToPinyin;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Characters that all their words together do not bring to this count are nobody's slip.
const COMMON: u32 = 300;

/// Two tables: characters by syllable, and the syllable of each character.
pub fn table(words: &Words) -> String {
    let mut by_syllable: BTreeMap<&'static str, String> = BTreeMap::new();
    let mut counts: BTreeMap<char, u32> = BTreeMap::new();
    for (word, count) in words {
        for character in word {
            *counts.entry(*character).or_default() += count;
        }
    }
    for character in counts.into_iter().filter(|(_, count)| *count >= COMMON).map(|(c, _)| c) {
        // Its first reading is the usual one; the others are mostly of old texts.
        if let Some(sound) = character.to_pinyin() {
            by_syllable.entry(sound.plain()).or_default().push(character);
        }
    }
    let mut of: Vec<(char, usize)> = Vec::new();
    let mut table =
        String::from("/// Common characters of each syllable.\nstatic GROUPS: &[&str] = &[\n");
    for (group, (syllable, characters)) in by_syllable.iter().enumerate() {
        let _ = writeln!(table, "    {characters:?}, // {syllable}");
        of.extend(characters.chars().map(|c| (c, group)));
    }
    of.sort_unstable();
    table.push_str(
        "];\n/// The syllable of each character.\nstatic SYLLABLES: &[(char, u16)] = &[\n",
    );
    for (character, group) in of {
        let _ = writeln!(table, "    ({character:?}, {group}),");
    }
    table.push_str("];\n");
    table
}
