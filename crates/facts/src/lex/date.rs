//! Dates and years as printed.

use super::number::{chinese_at, chinese_digit};

/// Which part of a year a year token names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum YearPart {
    /// The year itself (2022年, 2022年度).
    #[default]
    Whole,
    /// Its beginning (2022年初).
    Begin,
    /// Its end (2022年末, 2022年底).
    End,
}

/// A date; what is not printed is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Date {
    /// Year.
    pub year: Option<u16>,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day, 1 to 31.
    pub day: Option<u8>,
    /// Which part of the year is meant, where only the year is printed.
    pub part: YearPart,
}

impl Date {
    /// Whether only a year is printed.
    #[must_use]
    pub fn is_year(self) -> bool {
        self.year.is_some() && self.month.is_none()
    }

    /// A number that orders dates; missing days count as the first.
    #[must_use]
    pub fn ordinal(self) -> Option<u32> {
        let year = u32::from(self.year?);
        Some(year * 10_000 + u32::from(self.month?) * 100 + u32::from(self.day.unwrap_or(1)))
    }
}

/// Years that reports speak of.
const YEARS: std::ops::RangeInclusive<u16> = 1949..=2099;

/// Reads a date at the start of `text`, with the bytes that it takes.
pub(crate) fn date_at(text: &str) -> Option<(Date, usize)> {
    let (number, digits) = leading_digits(text)?;
    let after = &text[digits..];
    let spaced = after.trim_start_matches(' ');
    let gap = after.len() - spaced.len();
    if digits == 4 && YEARS.contains(&number) {
        if let Some(rest) = spaced.strip_prefix('年') {
            return Some(year_date(text, number, rest));
        }
        return dotted(text, number, after);
    }
    if digits > 2 || number == 0 {
        return None;
    }
    let (month, used) = month_day(text, number, digits + gap, spaced)?;
    Some((month, used))
}

/// 二〇二三年三月二十八日, as documents are signed; a year alone names no day.
pub(crate) fn chinese_date_at(text: &str) -> Option<(Date, usize)> {
    const DIGITS: usize = 4;
    let digit = |c: char| if c == '○' { Some(0) } else { chinese_digit(c) };
    let (head, rest) = text.split_at_checked(text.char_indices().nth(DIGITS)?.0)?;
    let year = head.chars().try_fold(0_u16, |year, c| {
        year.checked_mul(10)?.checked_add(u16::try_from(digit(c)?).ok()?)
    })?;
    let rest = rest.strip_prefix('年').filter(|_| YEARS.contains(&year))?;
    let (month, bytes) = chinese_at(rest).filter(|(n, _)| (1..=12).contains(n))?;
    let rest = rest[bytes..].strip_prefix('月')?;
    let mut date = Date { year: Some(year), month: u8::try_from(month).ok(), ..Date::default() };
    let mut used = text.len() - rest.len();
    if let Some((day, bytes)) = chinese_at(rest).filter(|(n, _)| (1..=31).contains(n))
        && let Some(behind) = rest[bytes..].strip_prefix('日')
    {
        date.day = u8::try_from(day).ok();
        used = text.len() - behind.len();
    }
    Some((date, used))
}

fn year_date(text: &str, year: u16, rest: &str) -> (Date, usize) {
    let mut date = Date { year: Some(year), ..Date::default() };
    let at = |rest: &str| text.len() - rest.len();
    let spaced = rest.trim_start_matches(' ');
    if let Some((number, digits)) = leading_digits(spaced).filter(|(n, d)| *d <= 2 && *n > 0) {
        let after = spaced[digits..].trim_start_matches(' ');
        if let Some((month, used)) = month_day(spaced, number, spaced.len() - after.len(), after) {
            date.month = month.month;
            date.day = month.day;
            return (date, at(&spaced[used..]));
        }
    }
    for (word, part) in [
        ("年末", YearPart::End),
        ("年底", YearPart::End),
        ("末", YearPart::End),
        ("底", YearPart::End),
        ("年初", YearPart::Begin),
        ("初", YearPart::Begin),
        ("度", YearPart::Whole),
    ] {
        if let Some(after) = rest.strip_prefix(word) {
            // 年初预算 names a column, not a time.
            if part == YearPart::Begin && names_column(after) {
                continue;
            }
            date.part = part;
            return (date, at(after));
        }
    }
    (date, at(rest))
}

/// 年初预算 and 年初部门预算, but not 年初部门预算收入.
fn names_column(after: &str) -> bool {
    #[rustfmt::skip]
    const COLUMNS: &[&str] =
        &["预算", "结转", "结余", "批复", "目标", "设定", "指标", "财政", "绩效"];
    let of_body = ["部门", "单位"].iter().find_map(|w| after.strip_prefix(w)?.strip_prefix("预算"));
    COLUMNS.iter().any(|w| after.starts_with(w))
        || of_body.is_some_and(|rest| !rest.starts_with(['收', '支']))
}

/// `spaced` starts after the number; it must be a month, perhaps with a day.
fn month_day(text: &str, number: u16, _used: usize, spaced: &str) -> Option<(Date, usize)> {
    let month = u8::try_from(number).ok().filter(|m| (1..=12).contains(m))?;
    let rest = spaced.strip_prefix('月').or_else(|| spaced.strip_prefix("月份"))?;
    let rest = rest.strip_prefix('份').unwrap_or(rest);
    let mut date = Date { month: Some(month), ..Date::default() };
    let inner = rest.trim_start_matches(' ');
    if let Some((day, digits)) =
        leading_digits(inner).filter(|(d, n)| *n <= 2 && (1..=31).contains(d))
    {
        let after = inner[digits..].trim_start_matches(' ');
        if let Some(after) = after.strip_prefix('日').or_else(|| after.strip_prefix('号')) {
            date.day = u8::try_from(day).ok();
            return Some((date, text.len() - after.len()));
        }
    }
    Some((date, text.len() - rest.len()))
}

/// 2023.3.24, 2023-03-24 and 2023/3/24.
fn dotted(text: &str, year: u16, after: &str) -> Option<(Date, usize)> {
    let separator = after.chars().next().filter(|c| ['.', '-', '/'].contains(c))?;
    let (month, digits) =
        leading_digits(&after[1..]).filter(|(m, d)| *d <= 2 && (1..=12).contains(m))?;
    let rest = after[1 + digits..].strip_prefix(separator)?;
    let (day, digits) = leading_digits(rest).filter(|(d, n)| *n <= 2 && (1..=31).contains(d))?;
    let date = Date {
        year: Some(year),
        month: u8::try_from(month).ok(),
        day: u8::try_from(day).ok(),
        part: YearPart::Whole,
    };
    Some((date, text.len() - rest.len() + digits))
}

/// The digits at the start as a number of at most four digits, and how many they are.
fn leading_digits(text: &str) -> Option<(u16, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 4 {
        return None;
    }
    Some((text[..digits].parse().ok()?, digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_usual_forms() {
        let full = |y, m, d| Date { year: y, month: Some(m), day: Some(d), part: YearPart::Whole };
        assert_eq!(
            date_at("2023年3月24日报送"),
            Some((full(Some(2023), 3, 24), "2023年3月24日".len()))
        );
        assert_eq!(
            date_at("2021 年 12 月 21 日"),
            Some((full(Some(2021), 12, 21), "2021 年 12 月 21 日".len()))
        );
        assert_eq!(date_at("8月25日竣工"), Some((full(None, 8, 25), "8月25日".len())));
        assert_eq!(date_at("2023.3.24").map(|(d, _)| d), Some(full(Some(2023), 3, 24)));
        let end = Date { year: Some(2022), part: YearPart::End, ..Date::default() };
        assert_eq!(date_at("2022年末，我局"), Some((end, "2022年末".len())));
        let year = Date { year: Some(2022), ..Date::default() };
        assert_eq!(date_at("2022年年初预算"), Some((year, "2022年".len())));
        assert_eq!(date_at("2007 个项目"), None);
        assert_eq!(date_at("3年"), None);
    }

    #[test]
    fn reads_dates_in_chinese_numerals() {
        let read = |text| chinese_date_at(text).map(|(d, used)| (d.ordinal(), used));
        let signed = "二〇二三年三月二十八日";
        assert_eq!(read(signed), Some((Some(20_230_328), signed.len())));
        assert_eq!(read("二○二四年十一月印发"), Some((Some(20_241_101), "二○二四年十一月".len())));
        assert_eq!(read("二〇二三年度"), None);
        assert_eq!(read("二三四五个月"), None);
    }
}
