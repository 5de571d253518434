//! Classes of characters that stand alone in good text.

const SUFFIXES: &str = include!(concat!(env!("OUT_DIR"), "/suffixes.rs"));

/// Words of one character that join others: particles, prepositions, conjunctions, adverbs,
/// pronouns, auxiliaries.
const FUNCTION: &str = "的地得了着过是和与及或等并且而但则即又也还都就只才再更最很较均皆约共仅已未不没无非将对为\
    其之以于在由从到至把被让使向往按照经因故所如若虽可能应须要会有各每某本该此这那哪何我你他她它们者相互\
    当同随比跟给用受令请称谓系属乃";

/// Numerals, measure words and words of time and place that stand alone.
const MEASURE: &str = "一二三四五六七八九十百千万亿两几数第年月日号时分秒季旬周天元角个项件次人名户家处套台辆间亩斤\
    公里米条座所批份张期届轮类级种篇部门章节页版组队班上下中内外前后左右东西南北里间旁边初末底大小多少新老旧高低全半总副正";

/// A bit for each character from U+4E00 to U+9FFF.
struct Class([u64; 328]);

impl Class {
    const FIRST: u32 = 0x4E00;

    /// The class of all Chinese characters of a text, each three bytes of UTF-8.
    const fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut bits = [0; 328];
        let mut at = 0;
        while at + 2 < bytes.len() {
            let code = (bytes[at] as u32 & 0x0F) << 12
                | (bytes[at + 1] as u32 & 0x3F) << 6
                | (bytes[at + 2] as u32 & 0x3F);
            let index = code - Self::FIRST;
            bits[index as usize / 64] |= 1 << (index % 64);
            at += 3;
        }
        Self(bits)
    }

    fn has(&self, c: char) -> bool {
        let index = (c as u32).wrapping_sub(Self::FIRST);
        self.0.get(index as usize / 64).is_some_and(|bits| bits >> (index % 64) & 1 == 1)
    }
}

/// Whether a character stands alone because it joins other words.
#[must_use]
pub fn is_function(c: char) -> bool {
    static CLASS: Class = Class::of(FUNCTION);
    CLASS.has(c)
}

/// Whether a character stands alone because it counts or places things.
#[must_use]
pub fn is_measure(c: char) -> bool {
    static CLASS: Class = Class::of(MEASURE);
    CLASS.has(c)
}

/// Whether a character ends so many longer words that it may end any name (市、费、率).
#[must_use]
pub fn is_suffix(c: char) -> bool {
    static CLASS: Class = Class::of(SUFFIXES);
    CLASS.has(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_in_suffixes() {
        assert!(is_suffix('市') && is_suffix('路') && is_suffix('费'));
        assert!(!is_suffix('导') && !is_suffix('督'));
    }

    #[test]
    fn small_words_are_known() {
        assert!(!is_function('a') && !is_function('龥') && !is_function('，'));
        assert!(is_function('的') && is_measure('三') && !is_function('导'));
    }
}
