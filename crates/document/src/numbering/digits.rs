//! The digits that automatic numbers are printed in.

/// The digits of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Digits {
    /// Bullets and levels without a number.
    None,
    Decimal,
    /// 01, 02 … 10.
    DecimalZero,
    Chinese,
    /// 壹、贰、叁.
    ChineseLegal,
    /// ①, ②, ③.
    Circled,
    /// 甲、乙、丙.
    Stems,
    UpperLetter,
    LowerLetter,
    UpperRoman,
    LowerRoman,
}

const CHINESE: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
const LEGAL: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const STEMS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];

impl Digits {
    /// By the names of WordprocessingML.
    pub(crate) fn from_word_name(name: &str) -> Self {
        match name {
            "bullet" | "none" | "" => Self::None,
            "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => {
                Self::ChineseLegal
            }
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circled,
            "ideographTraditional" => Self::Stems,
            "ideographDigital" => Self::Chinese,
            n if ["chinese", "japanese", "taiwanese"].iter().any(|p| n.starts_with(p)) => {
                Self::Chinese
            }
            "decimalZero" => Self::DecimalZero,
            "upperLetter" => Self::UpperLetter,
            "lowerLetter" => Self::LowerLetter,
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            _ => Self::Decimal,
        }
    }

    /// By the codes of the binary format (MSONFC).
    pub(crate) fn from_word_code(code: u8) -> Self {
        match code {
            1 => Self::UpperRoman,
            2 => Self::LowerRoman,
            3 => Self::UpperLetter,
            4 => Self::LowerLetter,
            0x0A | 0x0B | 0x11 | 0x21 | 0x23..=0x25 | 0x27 => Self::Chinese,
            0x10 | 0x22 | 0x26 => Self::ChineseLegal,
            0x12 | 0x1C => Self::Circled,
            0x16 => Self::DecimalZero,
            0x17 | 0xFF => Self::None,
            0x1E => Self::Stems,
            _ => Self::Decimal,
        }
    }

    /// By the first digits that OpenDocument shows as an example.
    pub(crate) fn from_example(example: &str) -> Self {
        match example.chars().next() {
            None => Self::None,
            Some('一') => Self::Chinese,
            Some('壹' | '壱') => Self::ChineseLegal,
            Some('①') => Self::Circled,
            Some('甲') => Self::Stems,
            Some('A') => Self::UpperLetter,
            Some('a') => Self::LowerLetter,
            Some('I') => Self::UpperRoman,
            Some('i') => Self::LowerRoman,
            Some(_) if example.starts_with("01") => Self::DecimalZero,
            Some(_) => Self::Decimal,
        }
    }

    pub(crate) fn print(self, count: u32) -> String {
        match self {
            Self::None => String::new(),
            Self::Decimal => count.to_string(),
            Self::DecimalZero => format!("{count:02}"),
            Self::Chinese => chinese(count, CHINESE, ["", "十", "百", "千"]),
            Self::ChineseLegal => chinese(count, LEGAL, ["", "拾", "佰", "仟"]),
            Self::Circled => char::from_u32(0x245F + count.min(99))
                .filter(|_| (1..=20).contains(&count))
                .map_or_else(|| count.to_string(), String::from),
            Self::Stems => count
                .checked_sub(1)
                .and_then(|index| STEMS.get(index as usize))
                .map_or_else(|| count.to_string(), |stem| (*stem).into()),
            Self::UpperLetter => letters(count, b'A'),
            Self::LowerLetter => letters(count, b'a'),
            Self::UpperRoman => roman(count),
            Self::LowerRoman => roman(count).to_lowercase(),
        }
    }
}

/// A, B … Z, then AA, BB as word processors go on.
fn letters(count: u32, first: u8) -> String {
    let Some(index) = count.checked_sub(1).filter(|i| *i < 26 * 9) else {
        return count.to_string();
    };
    let letter = char::from(first + (index % 26) as u8);
    std::iter::repeat_n(letter, index as usize / 26 + 1).collect()
}

/// Up to 9999 in Chinese numerals; more is printed in digits.
fn chinese(count: u32, digits: [&str; 10], units: [&str; 4]) -> String {
    if count == 0 || count > 9999 {
        return if count == 0 { digits[0].into() } else { count.to_string() };
    }
    let places = [count / 1000, count / 100 % 10, count / 10 % 10, count % 10];
    let mut text = String::new();
    let mut gap = false;
    for (digit, unit) in places.into_iter().zip(units.into_iter().rev()) {
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.push('零');
        }
        gap = false;
        // 十二, not 一十二; the formal digits keep the one.
        if !(text.is_empty() && digit == 1 && unit == "十") {
            text.push_str(digits[digit as usize]);
        }
        text.push_str(unit);
    }
    text
}

fn roman(count: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if count == 0 || count > 3999 {
        return count.to_string();
    }
    let (mut rest, mut text) = (count, String::new());
    for (value, letters) in PARTS {
        while rest >= value {
            rest -= value;
            text.push_str(letters);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Digits;

    #[test]
    fn prints_as_the_word_processor_does() {
        let shown = [
            (Digits::Chinese, 12, "十二"),
            (Digits::Chinese, 20, "二十"),
            (Digits::Chinese, 105, "一百零五"),
            (Digits::Chinese, 110, "一百一十"),
            (Digits::ChineseLegal, 10, "壹拾"),
            (Digits::Circled, 3, "③"),
            (Digits::Circled, 21, "21"),
            (Digits::Stems, 2, "乙"),
            (Digits::LowerLetter, 28, "bb"),
            (Digits::UpperRoman, 14, "XIV"),
            (Digits::DecimalZero, 7, "07"),
            (Digits::Decimal, u32::MAX, "4294967295"),
        ];
        for (digits, count, text) in shown {
            assert_eq!(digits.print(count), text);
        }
    }
}
