//! Dates and times as a spreadsheet shows them.

use std::fmt::Write as _;

/// Year, month, day, hour, minute, second.
pub(super) type Moment = (u16, u8, u8, u8, u8, u8);

/// A moment by a format code; `None` when the code names no part of a date.
pub(super) fn write(moment: Moment, code: &str) -> Option<String> {
    let (year, month, day, hour, minute, second) = moment;
    let runs = runs(code);
    let half_day = runs.iter().any(|r| matches!(r, Run::HalfDay));
    let mut out = String::new();
    let mut dated = false;
    let mut after_hour = false;
    for (at, run) in runs.iter().enumerate() {
        match run {
            Run::Text(text) => out.push_str(text),
            Run::HalfDay => out.push_str(if hour < 12 { "上午" } else { "下午" }),
            Run::Letters(letter, count) => {
                dated = true;
                let before_second = matches!(next_letter(&runs[at + 1..]), Some('s'));
                let number = match letter {
                    'y' if *count > 2 => u32::from(year),
                    'y' => u32::from(year % 100),
                    'm' if after_hour || before_second => u32::from(minute),
                    'm' => u32::from(month),
                    'd' => u32::from(day),
                    'h' if half_day && hour > 12 => u32::from(hour - 12),
                    'h' => u32::from(hour),
                    _ => u32::from(second),
                };
                after_hour = *letter == 'h';
                let width = if *count >= 2 { 2 } else { 1 };
                let _ = write!(out, "{number:0width$}");
            }
        }
    }
    dated.then(|| out.trim().to_owned())
}

/// A moment where no code says how: the date, and the time unless it is midnight.
pub(super) fn usual((year, month, day, hour, minute, _): Moment) -> String {
    match (hour, minute) {
        (0, 0) => format!("{year}年{month}月{day}日"),
        _ => format!("{year}年{month}月{day}日 {hour}:{minute:02}"),
    }
}

enum Run {
    Text(String),
    Letters(char, usize),
    HalfDay,
}

fn next_letter(runs: &[Run]) -> Option<char> {
    runs.iter().find_map(|r| match r {
        Run::Letters(letter, _) => Some(*letter),
        _ => None,
    })
}

fn runs(code: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        if let Some(after) =
            ["AM/PM", "am/pm", "上午/下午"].iter().find_map(|w| rest.strip_prefix(w))
        {
            runs.push(Run::HalfDay);
            rest = after;
            continue;
        }
        let lower = c.to_ascii_lowercase();
        let taken = match c {
            _ if "ymdhs".contains(lower) => {
                let same = rest.chars().take_while(|r| r.to_ascii_lowercase() == lower).count();
                runs.push(Run::Letters(lower, same));
                same
            }
            '[' => rest.find(']').map_or(rest.len(), |at| at + 1),
            '"' => {
                let inner = rest[1..].split('"').next().unwrap_or("");
                runs.push(Run::Text(inner.to_owned()));
                (inner.len() + 2).min(rest.len())
            }
            '\\' | '!' => {
                let literal = rest[1..].chars().next();
                runs.extend(literal.map(|l| Run::Text(l.to_string())));
                1 + literal.map_or(0, char::len_utf8)
            }
            '_' | '*' | '@' => 1,
            other => {
                runs.push(Run::Text(other.to_string()));
                other.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_show_as_their_format_says() {
        let moment = (2024, 3, 5, 14, 7, 9);
        let cases = [
            ("yyyy\"年\"m\"月\"d\"日\"", "2024年3月5日"),
            ("yyyy-mm-dd", "2024-03-05"),
            ("[$-804]yyyy\\-m\\-d", "2024-3-5"),
            ("yyyy/m/d h:mm", "2024/3/5 14:07"),
            ("mm:ss", "07:09"),
            ("上午/下午h:mm", "下午2:07"),
        ];
        for (code, text) in cases {
            assert_eq!(write(moment, code).as_deref(), Some(text), "{code}");
        }
        assert_eq!(write(moment, "General"), None);
        assert_eq!(usual(moment), "2024年3月5日 14:07");
    }
}
