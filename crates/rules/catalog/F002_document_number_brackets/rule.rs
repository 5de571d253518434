//! Years in document numbers stand in 〔〕.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place, is_han};

const PAIRS: &[(char, char)] =
    &[('【', '】'), ('[', ']'), ('［', '］'), ('（', '）'), ('(', ')'), ('〔', '〕')];

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for (node, text) in cx.texts() {
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        for at in 0..chars.len() {
            let Some((start, end)) = number_at(&chars, at) else { continue };
            looked = true;
            if chars[at].1 == '〔' {
                continue;
            }
            let end = chars.get(end).map_or(text.len(), |(i, _)| *i);
            let place = Place::new(node, chars[start].0, end);
            let year: String = chars[at + 1..at + 5].iter().map(|(_, c)| c).collect();
            let message = format!("发文字号的年份应放在六角括号里：〔{year}〕");
            findings.push(
                Finding::new("F002", Level::Doubt, place, message, "改用六角括号〔〕").compare(
                    format!("〔{year}〕"),
                    format!("{}{year}{}", chars[at].1, chars[at + 5].1),
                ),
            );
        }
    }
    Verdict::of_looked(findings, looked)
}

/// A document number whose bracket opens at `at`: some Han characters, a year in brackets, a number
/// and 号. Gives the indices of its first character and of the one behind it.
fn number_at(chars: &[(usize, char)], at: usize) -> Option<(usize, usize)> {
    let close = PAIRS.iter().find(|(open, _)| *open == chars[at].1)?.1;
    let get = |i: usize| chars.get(i).map(|(_, c)| *c);
    let is_year = (1..5).all(|i| get(at + i).is_some_and(|c| c.is_ascii_digit()))
        && matches!(get(at + 1), Some('1' | '2'));
    if !is_year || get(at + 5) != Some(close) {
        return None;
    }
    let mut end = at + 6;
    if get(end) == Some('第') {
        end += 1;
    }
    let digits =
        chars[end.min(chars.len())..].iter().take_while(|(_, c)| c.is_ascii_digit()).count();
    end += digits;
    if digits == 0 || get(end) != Some('号') {
        return None;
    }
    let han = chars[..at].iter().rev().take(8).take_while(|(_, c)| is_name(*c)).count();
    (han >= 2).then_some((at - han, end + 1))
}

fn is_name(c: char) -> bool {
    is_han(c) && !"据按照以和及与号".contains(c)
}
