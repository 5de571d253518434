//! Numbers as a spreadsheet shows them: value and format code to the text of the cell.

use super::date;
use jiheng_base::{Decimal, round_half_up};

/// Digits that a spreadsheet keeps of a number.
const SIGNIFICANT: usize = 15;
/// Digits that a column of usual width shows behind the point where no format says how many.
const GENERAL_DECIMALS: u32 = 9;

/// A number as the cell shows it. What no code can be read for is shown plainly.
pub(super) fn shown(value: f64, code: &str) -> String {
    let Some(number) = exact(value) else { return value.to_string() };
    let sections: Vec<&str> = split_sections(code);
    let section = match (number.is_sign_negative() && !number.is_zero(), sections.as_slice()) {
        (true, [_, negative, ..]) => Section::parse(negative),
        (true, [only]) => Section::parse(only).map(|s| s.with_sign()),
        (false, [_, _, zero, ..]) if number.is_zero() => Section::parse(zero),
        (_, [first, ..]) => Section::parse(first),
        (_, []) => None,
    };
    section.map_or_else(|| general(number), |s| s.write(number.abs()))
}

/// A moment (year, month, day, hour, minute, second) as the cell shows it.
pub(super) fn shown_date(moment: date::Moment, code: &str) -> String {
    let first = split_sections(code).first().copied().unwrap_or("");
    date::write(moment, first).unwrap_or_else(|| date::usual(moment))
}

/// The decimal that a binary number stands for, at the precision that spreadsheets keep.
fn exact(value: f64) -> Option<Decimal> {
    let digits = format!("{:.*e}", SIGNIFICANT - 1, value);
    Decimal::from_scientific(&digits).ok().map(|d| d.normalize())
}

fn general(number: Decimal) -> String {
    round_half_up(number, GENERAL_DECIMALS).normalize().to_string()
}

/// The sections of a code (positive; negative; zero; text), parted outside quotes.
fn split_sections(code: &str) -> Vec<&str> {
    let (mut sections, mut start, mut quoted, mut escaped) = (Vec::new(), 0, false, false);
    for (at, c) in code.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' | '!' | '_' | '*' => escaped = true,
            '"' => quoted = !quoted,
            ';' if !quoted => {
                sections.push(&code[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    sections.push(&code[start..]);
    sections
}

/// One section of a code.
#[derive(Default)]
struct Section {
    parts: Vec<Part>,
    /// Each % multiplies by a hundred.
    percents: u32,
    /// Each comma behind the last digit divides by a thousand.
    thousands: u32,
    grouped: bool,
    signed: bool,
}

enum Part {
    Literal(char),
    /// A place for a digit; `true` when a zero is shown there.
    Digit(bool),
    Point,
}

impl Section {
    /// `None` for General, text, exponents, fractions and conditions.
    fn parse(code: &str) -> Option<Self> {
        let mut section = Self::default();
        let mut chars = code.chars().peekable();
        let mut commas = 0;
        while let Some(c) = chars.next() {
            let pending = commas;
            commas = 0;
            match c {
                '0' | '#' | '?' => {
                    section.grouped |= pending > 0;
                    section.parts.push(Part::Digit(c == '0'));
                }
                ',' => commas = pending + 1,
                '.' => section.parts.push(Part::Point),
                '%' | '％' => {
                    section.percents += 1;
                    section.parts.push(Part::Literal('%'));
                }
                '"' => section
                    .parts
                    .extend(chars.by_ref().take_while(|c| *c != '"').map(Part::Literal)),
                '\\' | '!' => section.parts.extend(chars.next().map(Part::Literal)),
                // `_` leaves the room of a character, `*` fills with it.
                '_' | '*' => {
                    chars.next();
                }
                '[' => {
                    let bracket: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    match bracket.strip_prefix('$') {
                        Some(money) => {
                            let sign = money.split('-').next().unwrap_or("");
                            section.parts.extend(sign.chars().map(Part::Literal));
                        }
                        None if bracket.starts_with(['<', '>', '=']) => return None,
                        None => {}
                    }
                }
                'E' | 'e' | '/' | '@' | 'G' => return None,
                other => section.parts.push(Part::Literal(other)),
            }
            if !matches!(c, '0' | '#' | '?' | ',') {
                section.thousands += pending;
            }
        }
        section.thousands += commas;
        let has_digits = section.parts.iter().any(|p| matches!(p, Part::Digit(_)));
        (has_digits || !section.parts.is_empty()).then_some(section)
    }

    fn with_sign(mut self) -> Self {
        self.signed = true;
        self
    }

    fn write(&self, number: Decimal) -> String {
        let point = self.parts.iter().position(|p| matches!(p, Part::Point));
        let (whole, fraction) = self.parts.split_at(point.unwrap_or(self.parts.len()));
        let is_digit = |p: &&Part| matches!(p, Part::Digit(_));
        let decimals = fraction.iter().filter(is_digit).count();
        let up = Decimal::ONE_HUNDRED.checked_mul(number).filter(|_| self.percents == 1);
        let mut scaled = up.unwrap_or(number);
        for _ in 0..self.thousands {
            scaled /= Decimal::ONE_THOUSAND;
        }
        let rounded = round_half_up(scaled, u32::try_from(decimals).unwrap_or(0));
        let text = format!("{rounded:.decimals$}");
        let (integer, after) = text.split_once('.').unwrap_or((&text, ""));
        let sign = if self.signed && !rounded.is_zero() { "-" } else { "" };
        format!("{sign}{}{}", self.write_whole(whole, integer), write_fraction(fraction, after))
            .trim()
            .to_owned()
    }

    /// Fills the places from the right; the leftmost takes all digits that are left.
    fn write_whole(&self, parts: &[Part], integer: &str) -> String {
        let mut digits: Vec<char> = integer.trim_start_matches('0').chars().collect();
        let mut left = parts.iter().filter(|p| matches!(p, Part::Digit(_))).count();
        let (mut reversed, mut written) = (Vec::new(), 0_usize);
        let mut put = |c: char, out: &mut Vec<char>| {
            if self.grouped && written > 0 && written.is_multiple_of(3) {
                out.push(',');
            }
            written += 1;
            out.push(c);
        };
        for part in parts.iter().rev() {
            match part {
                Part::Literal(c) => reversed.push(*c),
                Part::Point => {}
                Part::Digit(zero) => {
                    left -= 1;
                    match digits.pop() {
                        Some(digit) => put(digit, &mut reversed),
                        None if *zero => put('0', &mut reversed),
                        None => {}
                    }
                    if left == 0 {
                        digits.drain(..).rev().for_each(|digit| put(digit, &mut reversed));
                    }
                }
            }
        }
        reversed.iter().rev().collect()
    }
}

/// Trailing zeros stay where the code asks for them.
fn write_fraction(parts: &[Part], after: &str) -> String {
    let mut digits = after.chars();
    let mut out = String::new();
    let mut optional = String::new();
    for part in parts {
        match part {
            Part::Point => out.push('.'),
            Part::Literal(c) => {
                optional.clear();
                if out.ends_with('.') && *c == '%' {
                    out.pop();
                }
                out.push(*c);
            }
            Part::Digit(zero) => {
                let digit = digits.next().unwrap_or('0');
                optional.push(digit);
                if *zero || digit != '0' {
                    out.push_str(&optional);
                    optional.clear();
                }
            }
        }
    }
    if out.ends_with('.') {
        out.pop();
    }
    out
}

/// The codes that old files name by number only.
pub(super) fn builtin(id: u16) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 => "#,##0",
        4 | 39 | 40 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14 => "yyyy/m/d",
        22 => "yyyy/m/d h:mm",
        27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
        28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        41 | 42 => "#,##0;-#,##0;\"-\"",
        43 | 44 => "#,##0.00;-#,##0.00;\"-\"",
        _ => "General",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_show_as_their_format_says() {
        let cases = [
            (0.9827, "0.00%", "98.27%"),
            (0.98265, "0.00%", "98.27%"),
            (1.0, "0%", "100%"),
            (1_234_567.5, "#,##0.00", "1,234,567.50"),
            (-1234.5, "#,##0.00;[Red]-#,##0.00", "-1,234.50"),
            (-5.0, "0.0", "-5.0"),
            (0.0, "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "-"),
            (4286.67, "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "4,286.67"),
            (19.654, "0.00_ ", "19.65"),
            (2.675, "0.00", "2.68"),
            (1333.74, "General", "1333.74"),
            (0.30000000000000004, "General", "0.3"),
            (98.0, "0\"分\"", "98分"),
            (1_234_567.0, "#,##0.0,", "1,234.6"),
            (123_456.0, "0!.0,\"万元\"", "12.3万元"),
            (12.5, "\"¥\"#,##0.00", "¥12.50"),
            (12.5, "[$¥-804]#,##0.00", "¥12.50"),
            (3.5, "#.##", "3.5"),
            (3.0, "#.##", "3"),
            (42.0, "000", "042"),
            (0.0, "0.00", "0.00"),
            (12.0, "[>=10]0.0;0", "12"),
        ];
        for (value, code, text) in cases {
            assert_eq!(shown(value, code), text, "{value} {code}");
        }
    }
}
