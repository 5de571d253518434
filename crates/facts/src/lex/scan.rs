//! The scanner: one pass over a text.

use super::date::{Date, chinese_date_at, date_at};
use super::measure::{measure_at, unit_at};
use super::number::{chinese_at, digit, numeral_at};
use super::token::{Reference, Separator, Token, TokenKind};
use jiheng_base::{Bound, Decimal, Quantity, Unit};

/// The tokens of one text.
pub type Lexed = Vec<Token>;

/// Cuts a text into tokens. Every byte of the text belongs to one token.
#[must_use]
pub fn scan(text: &str) -> Lexed {
    let mut scanner = Scanner { text, tokens: Vec::with_capacity(text.len() / 8), at: 0, words: 0 };
    scanner.at = item_number(text);
    while scanner.at < text.len() {
        scanner.step();
    }
    scanner.flush(text.len());
    scanner.tokens
}

/// The bytes of the number that opens an item (1. 2、 （3）), which counts nothing.
pub(crate) fn item_number(text: &str) -> usize {
    let trimmed = text.trim_start();
    let indent = text.len() - trimmed.len();
    let body = trimmed.strip_prefix(['（', '(']).unwrap_or(trimmed);
    let digits = body.chars().take_while(|c| digit(*c).is_some()).count();
    let number: usize = body.chars().take(digits + 1).map(char::len_utf8).sum();
    let second = body.chars().nth(digits + 1);
    let closes = match body.chars().nth(digits) {
        Some('、' | '）' | ')') => true,
        // 4.2023年度 counts the item and names a year.
        Some('.' | '．') => {
            second.is_none_or(|c| digit(c).is_none())
                || date_at(&body[number..]).is_some_and(|(d, _)| d.year.is_some())
        }
        _ => false,
    };
    let opens = (1..=3).contains(&digits) && closes;
    if opens { indent + (trimmed.len() - body.len()) + number } else { 0 }
}

struct Scanner<'a> {
    text: &'a str,
    tokens: Lexed,
    at: usize,
    /// Start of the words not yet made a token.
    words: usize,
}

impl Scanner<'_> {
    fn step(&mut self) {
        let rest = &self.text[self.at..];
        let Some(c) = rest.chars().next() else { return };
        if let Some(separator) = Separator::of(c).filter(|s| !self.joins_digits(c, *s)) {
            self.push(TokenKind::Separator(separator), c.len_utf8());
        } else if is_opening(c) {
            self.push(TokenKind::Open(c), c.len_utf8());
        } else if is_closing(c) {
            self.push(TokenKind::Close(c), c.len_utf8());
        } else if digit(c).is_some() || self.is_sign(c) {
            self.number(c);
        } else if let Some((date, bytes)) = chinese_date(c, rest) {
            self.push(TokenKind::Date(date), bytes);
        } else if !self.chinese_number(rest) {
            self.at += c.len_utf8();
        }
    }

    /// A colon or comma between two digits is part of a time or of a number that was not grouped.
    fn joins_digits(&self, c: char, separator: Separator) -> bool {
        let next = self.text[self.at + c.len_utf8()..].chars().next();
        separator == Separator::Colon
            && self.before().is_some_and(|b| b.is_ascii_digit())
            && next.is_some_and(|n| n.is_ascii_digit())
    }

    fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    /// A minus that belongs to the number behind it and is no dash between two things.
    fn is_sign(&self, c: char) -> bool {
        const AFTER_A_THING: &str = "年月日号时分%％个项万元亿户人次度）)”》—－-";
        let digit_follows = self.text[self.at + c.len_utf8()..].starts_with(|d| digit(d).is_some());
        matches!(c, '-' | '－' | '−' | '﹣')
            && digit_follows
            && self
                .before()
                .is_none_or(|b| !b.is_ascii_alphanumeric() && !AFTER_A_THING.contains(b))
    }

    fn push(&mut self, kind: TokenKind, bytes: usize) {
        self.flush(self.at);
        self.tokens.push(Token { kind, start: self.at, end: self.at + bytes });
        self.at += bytes;
        self.words = self.at;
    }

    /// Makes the pending words before `end` a token.
    fn flush(&mut self, end: usize) {
        if self.words < end {
            self.tokens.push(Token { kind: TokenKind::Words, start: self.words, end });
        }
        self.words = end;
    }

    fn number(&mut self, first: char) {
        let rest = &self.text[self.at..];
        let sign = if digit(first).is_some() { 0 } else { first.len_utf8() };
        if sign == 0 {
            if let Some((date, bytes)) = self.date(rest) {
                return self.push(TokenKind::Date(date), bytes);
            }
            if let Some((reference, back, bytes)) = self.reference(rest) {
                self.at -= back;
                return self.push(TokenKind::Reference(reference), back + bytes);
            }
        }
        let Some(numeral) = numeral_at(&rest[sign..]) else {
            self.at += first.len_utf8();
            return;
        };
        let bytes = sign + numeral.bytes;
        if self.is_name_or_ordinal(&rest[bytes..]) {
            self.at += bytes;
            return;
        }
        let (unit, unit_bytes, over) = unit_after(&rest[bytes..]);
        let value = if sign > 0 { -numeral.value } else { numeral.value };
        let mut quantity =
            Quantity { value, decimals: numeral.decimals, unit, bound: Bound::Exact };
        quantity.bound = self.bound(&rest[bytes + unit_bytes..], over);
        self.push(TokenKind::Number(quantity), bytes + unit_bytes);
    }

    /// A date here, or the first year of a span of years (2020-2021年).
    fn date(&self, rest: &str) -> Option<(Date, usize)> {
        if let Some(found) = date_at(rest) {
            return Some(found);
        }
        let year = rest.get(..4)?.parse::<u16>().ok().filter(|y| (1949..=2099).contains(y))?;
        let after = rest[4..].trim_start_matches(' ');
        let after = after.strip_prefix(['-', '—', '－', '~', '至', '到', '–'])?;
        let after = after.trim_start_matches(['-', '—', ' ']);
        date_at(after).filter(|(d, _)| d.is_year())?;
        Some((Date { year: Some(year), ..Date::default() }, 4))
    }

    /// 附件1, 表 1-1: the words before the number make it a reference.
    fn reference(&self, rest: &str) -> Option<(Reference, usize, usize)> {
        let before = self.text[self.words..self.at].trim_end_matches(' ');
        let kind = ["附件", "附表", "表", "图"].into_iter().find(|k| before.ends_with(k))?;
        if kind == "表" && ["代表", "发表", "报表", "地表"].iter().any(|w| before.ends_with(w))
        {
            return None;
        }
        let digits =
            rest.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.')).count();
        let number = rest[..digits].trim_end_matches(['-', '.']);
        let (unit, _) = unit_at(&rest[number.len()..]);
        if unit != Unit::Bare {
            return None;
        }
        let back = self.at - (self.words + before.len() - kind.len());
        Some((Reference { kind, number: number.into() }, back, number.len()))
    }

    /// Ordinals (第3), document numbers (4号), codes and names with digits (12315平台, A2, 5G).
    fn is_name_or_ordinal(&self, after: &str) -> bool {
        let before = self.text[..self.at].trim_end_matches(' ').chars().next_back();
        let next = after.chars().next();
        before.is_some_and(|c| c == '第' || c.is_ascii_alphabetic() || c == '〔' || c == '[')
            || next.is_some_and(|c| c.is_ascii_alphabetic() || c == '〕')
            || after.trim_start_matches(' ').starts_with('号')
            || (after.starts_with(['.', '-'])
                && after[1..].starts_with(|c: char| c.is_ascii_digit())
                && before == Some('.'))
    }

    fn bound(&self, after: &str, over: bool) -> Bound {
        let before = self.text[self.words..self.at].trim_end_matches(' ');
        let ends = |words: &[&str]| words.iter().any(|w| before.ends_with(w));
        let (included, after) = without_included(after);
        let starts = |words: &[&str]| words.iter().any(|w| after.starts_with(w));
        // 90%（含）至95%, 60%至80%（含）
        let opens_range = included && starts(&["至", "到", "—", "-", "－", "~", "～"]);
        if ends(&["不低于", "不少于", "不小于", "至少", "≥", "大于等于", "≧", "达到或超过"])
            || starts(&["以上", "及以上"])
            || opens_range
        {
            Bound::AtLeast
        } else if ends(&["不超过", "不高于", "不大于", "≤", "小于等于", "≦", "控制在", "不多于"])
            || starts(&["以内", "以下", "之内"])
            || included
        {
            Bound::AtMost
        } else if ends(&["约", "近", "大约", "接近", "将近", "约为"]) || starts(&["左右", "上下"])
        {
            Bound::About
        } else if over || ends(&["超", "超过", "突破", "逾", "多达"]) {
            Bound::Over
        } else if ends(&["不足", "不到", "低于", "少于", "＜", "<"]) {
            Bound::Under
        } else {
            Bound::Exact
        }
    }

    /// 三个方面, 十项: Chinese numerals count only before a measure word.
    fn chinese_number(&mut self, rest: &str) -> bool {
        let Some((value, bytes)) = chinese_at(rest) else {
            return false;
        };
        let measure = measure_at(&rest[bytes..]);
        let ordinal = self.before().is_some_and(|c| "第初十百千万每同某这那近哪任".contains(c));
        match measure {
            Some((word, word_bytes)) if !ordinal && !is_idiom(rest, value, word) => {
                let unit = Unit::Measure { word, scale: 1 };
                let quantity = Quantity::new(Decimal::from(value), unit);
                self.push(TokenKind::Number(quantity), bytes + word_bytes);
            }
            _ => self.at += bytes,
        }
        true
    }
}

/// What follows a number without the bracket that says whether a limit itself is meant, and whether there
/// is one.
fn without_included(after: &str) -> (bool, &str) {
    let words = ["（含）", "(含)", "（含本数）", "（不含）", "(不含)", "（不含本数）"];
    let behind = words.iter().find_map(|w| after.strip_prefix(w));
    (behind.is_some(), behind.unwrap_or(after))
}

/// Years of Chinese dates begin with 一九 or 二〇.
fn chinese_date(first: char, rest: &str) -> Option<(Date, usize)> {
    matches!(first, '一' | '二').then(|| chinese_date_at(rest)).flatten()
}

fn is_opening(c: char) -> bool {
    matches!(c, '（' | '(' | '《' | '〔' | '[' | '【' | '“' | '「' | '『' | '〈')
}

fn is_closing(c: char) -> bool {
    matches!(c, '）' | ')' | '》' | '〕' | ']' | '】' | '”' | '」' | '』' | '〉')
}

/// 一 before most measure words means "a", and 月, 日, 年, 级 make names, not counts.
fn is_idiom(rest: &str, value: u32, word: &str) -> bool {
    value == 0
        || (value == 1 && rest.starts_with('一'))
        || matches!(
            word,
            "月" | "日"
                | "年"
                | "级"
                | "周"
                | "度"
                | "面"
                | "部"
                | "本"
                | "里"
                | "头"
                | "次"
                | "期"
                | "届"
                | "分钟"
        )
}

/// The unit after a number, past 余 or 多 (200余人), and whether one stood there.
fn unit_after(after: &str) -> (Unit, usize, bool) {
    let spaced = after.trim_start_matches(' ');
    for word in ["余", "多"] {
        if let Some(rest) = spaced.strip_prefix(word) {
            let (unit, bytes) = unit_at(rest);
            if unit != Unit::Bare {
                return (unit, after.len() - rest.len() + bytes, true);
            }
        }
    }
    let (unit, bytes) = unit_at(after);
    // 比上年的9.02万元多0.56万元, 多支出0.56万元 compares.
    let compares =
        |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit() || "支收出完了".contains(c));
    let over =
        bytes > 0 && after[bytes..].strip_prefix(['余', '多']).is_some_and(|rest| !compares(rest));
    (unit, bytes, over)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        scan(text)
            .into_iter()
            .filter_map(|t| match t.kind {
                TokenKind::Number(q) => Some(q.text()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn every_byte_belongs_to_one_token() {
        let text = "2022年本年收入5,556.95万元，较上年（2021年）增长7.13%；“三公”经费6.3万元。";
        let tokens = scan(text);
        assert_eq!(tokens.first().map(|t| t.start), Some(0));
        assert_eq!(tokens.last().map(|t| t.end), Some(text.len()));
        assert!(tokens.windows(2).all(|w| w[0].end == w[1].start));
    }

    #[test]
    fn numbers_that_count_are_read() {
        assert_eq!(numbers("变动率为-8.03%，小于0"), ["-8.03%", "0"]);
        assert_eq!(numbers("内设办公室、教务处2个处室"), ["2个"]);
        assert_eq!(numbers("惠及群众200余人，三个方面"), ["200人", "3个"]);
        assert_eq!(numbers("1.工资福利支出3846.52万元"), ["3846.52万元"]);
        assert_eq!(numbers("得4.5分，10分钟"), ["4.5分", "10分钟"]);
    }

    #[test]
    fn names_ordinals_and_dates_are_not() {
        assert_eq!(numbers("第23条、5G基站、A2奶粉、〔2023〕4号"), Vec::<String>::new());
        assert_eq!(
            numbers("2018-2020年，3月1日至3月10日，详见附件1和表 1-1"),
            Vec::<String>::new()
        );
        assert_eq!(numbers("一个方面、一是、第三次、一二三产业"), Vec::<String>::new());
    }

    #[test]
    fn bounds_are_read_from_the_words_around() {
        let bound = |text: &str| {
            scan(text).into_iter().find_map(|t| match t.kind {
                TokenKind::Number(q) => Some(q.bound),
                _ => None,
            })
        };
        assert_eq!(bound("不低于92%"), Some(Bound::AtLeast));
        assert_eq!(bound("稳定在3600人以上"), Some(Bound::AtLeast));
        assert_eq!(bound("控制在82.38万元以内"), Some(Bound::AtMost));
        assert_eq!(bound("95%（含）以上得4分"), Some(Bound::AtLeast));
        assert_eq!(bound("85%(不含)以下"), Some(Bound::AtMost));
        assert_eq!(bound("90%（含）至95%得3分"), Some(Bound::AtLeast));
        assert_eq!(bound("近70%"), Some(Bound::About));
        assert_eq!(bound("超2.75亿元"), Some(Bound::Over));
    }
}
