//! Automatic numbers: what the word processor shows before a paragraph and does not store in it.

use super::xml::{self, Step};
use std::collections::HashMap;

#[derive(Clone, Default)]
struct LevelFormat {
    format: String,
    text: String,
    start: u32,
}

#[derive(Default)]
pub(crate) struct Numbering {
    /// Formats of each abstract numbering by level.
    formats: HashMap<u32, Vec<LevelFormat>>,
    /// Which abstract numbering a numbering uses.
    abstracts: HashMap<u32, u32>,
    /// Where each abstract numbering has counted to, by level.
    counters: HashMap<u32, Vec<u32>>,
}

/// Word knows nine levels.
const LEVELS: usize = 9;

impl Numbering {
    pub(crate) fn parse(xml: &str) -> Self {
        let mut numbering = Self::default();
        let (mut abstract_id, mut num_id, mut level) = (None, None, None);
        for step in xml::steps(xml) {
            let (name, element) = match step {
                Step::Open(name, element) => (name, element),
                Step::Close(name) => {
                    match name.as_str() {
                        "abstractNum" => abstract_id = None,
                        "num" => num_id = None,
                        "lvl" => level = None,
                        _ => {}
                    }
                    continue;
                }
            };
            let number =
                |attribute| element.attribute(attribute).and_then(|v| v.parse::<u32>().ok());
            let value = element.attribute("val").unwrap_or_default();
            match name.as_str() {
                "abstractNum" => abstract_id = number("abstractNumId"),
                "num" => num_id = number("numId"),
                "lvl" => level = number("ilvl").map(|l| l as usize).filter(|l| *l < LEVELS),
                "abstractNumId" => {
                    numbering.abstracts.extend(num_id.zip(number("val")));
                }
                "numFmt" | "lvlText" | "start" => {
                    let (Some(id), Some(level)) = (abstract_id, level) else {
                        continue;
                    };
                    let formats = numbering.formats.entry(id).or_insert_with(|| {
                        vec![LevelFormat { start: 1, ..LevelFormat::default() }; LEVELS]
                    });
                    match name.as_str() {
                        "numFmt" => formats[level].format = value.into(),
                        "lvlText" => formats[level].text = value.into(),
                        _ => formats[level].start = number("val").unwrap_or(1),
                    }
                }
                _ => {}
            }
        }
        numbering
    }

    /// The next number of a paragraph with this numbering, as shown; `None` for bullets.
    pub(crate) fn next(&mut self, id: u32, level: u8) -> Option<String> {
        let level = usize::from(level).min(LEVELS - 1);
        let abstract_id = *self.abstracts.get(&id)?;
        let formats = self.formats.get(&abstract_id)?;
        let counters = self.counters.entry(abstract_id).or_insert_with(|| vec![0; LEVELS]);
        counters[level] =
            if counters[level] == 0 { formats[level].start } else { counters[level] + 1 };
        counters[level + 1..].fill(0);
        if matches!(formats[level].format.as_str(), "bullet" | "none" | "") {
            return None;
        }
        let mut shown = formats[level].text.clone();
        for (deeper, format) in formats.iter().enumerate().take(level + 1) {
            let count = counters[deeper].max(format.start);
            shown = shown.replace(&format!("%{}", deeper + 1), &print(count, &format.format));
        }
        Some(shown)
    }
}

fn print(count: u32, format: &str) -> String {
    match format {
        f if f.starts_with("chinese")
            || f.starts_with("japanese")
            || f.starts_with("taiwanese") =>
        {
            chinese(count)
        }
        "ideographDigital" => chinese(count),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => char::from_u32(0x245F + count)
            .filter(|_| (1..=20).contains(&count))
            .map_or_else(|| count.to_string(), String::from),
        "upperLetter" => letter(count, b'A'),
        "lowerLetter" => letter(count, b'a'),
        _ => count.to_string(),
    }
}

fn letter(count: u32, first: u8) -> String {
    let index = (count.saturating_sub(1) % 26) as u8;
    char::from(first + index).to_string()
}

/// 1 to 99 in Chinese numerals; more is printed in digits.
fn chinese(count: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = ((count / 10) as usize, (count % 10) as usize);
    match tens {
        0 => DIGITS[ones].into(),
        1 => format!("十{}", DIGITS[ones]),
        2..=9 => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
        _ => count.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const XML: &str = r#"<w:numbering><w:abstractNum w:abstractNumId="3">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
        </w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>"#;

    #[test]
    fn counts_by_level() {
        let mut numbering = Numbering::parse(XML);
        assert_eq!(numbering.next(7, 0).as_deref(), Some("一、"));
        assert_eq!(numbering.next(7, 0).as_deref(), Some("二、"));
        assert_eq!(numbering.next(9, 0), None);
    }

    #[test]
    fn starts_again_under_a_new_parent() {
        let mut numbering = Numbering::parse(&XML.replace("chineseCounting", "decimal"));
        for (level, shown) in [(0, "1、"), (1, "1.1"), (1, "1.2"), (0, "2、"), (1, "2.1")] {
            assert_eq!(numbering.next(7, level).as_deref(), Some(shown));
        }
    }
}
