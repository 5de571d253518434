//! Blanks: what a template leaves to be filled in.

use jiheng_base::evaluation::Stated;
use jiheng_base::{NodeId, Place};
use jiheng_document::Document;

/// Places that were left to be filled in: ××, XX, ____, 【填写…】, each with the unit behind it.
#[must_use]
pub fn placeholders(node: NodeId, text: &str) -> Vec<Place> {
    let mut found = invitations(node, text);
    found.extend(unnumbered(node, text));
    if !text.contains(is_blank) {
        return found;
    }
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let end_of = |at: usize| chars.get(at).map_or(text.len(), |(i, _)| *i);
    let mut at = 0;
    while at < chars.len() {
        let run = blank_run(&chars, at);
        if run == 0 {
            at += 1;
            continue;
        }
        let tail = chars
            .get(at + run)
            .map_or(0, |(_, c)| usize::from("号个项万元年月日局校院镇乡县市人次分名".contains(*c)));
        // XX万元 takes both characters of its unit.
        let tail =
            if tail == 1 && chars.get(at + run).map(|c| c.1) == Some('万') { 2 } else { tail };
        found.push(Place::new(node, chars[at].0, end_of(at + run + tail)));
        at += run + tail;
    }
    found
}

/// 〔20  〕3号, 〔〕3号, 〔2024〕  号: document numbers without their year or without their number.
fn unnumbered(node: NodeId, text: &str) -> Vec<Place> {
    const YEAR: usize = 4;
    let number = |(start, _): (usize, &str)| {
        // Only so far as a year and a number may go: a text may be full of open brackets.
        let up_to = |text: &str, part: fn(char) -> bool| text.find(|c: char| !part(c));
        let inner = &text[start + '〔'.len_utf8()..];
        let (year, behind) = inner.split_at(up_to(inner, is_numeral)?);
        let behind = behind.strip_prefix('〕')?;
        let order_end = up_to(behind, |c| is_numeral(c) || c == '第')?;
        let order = behind[order_end..].starts_with('号').then(|| &behind[..order_end])?;
        let is_blank = |c: char| c.is_whitespace();
        let digits = year.trim_matches(is_blank);
        let is_number = |words: &str| words.chars().all(|c| c.is_ascii_digit());
        let order = order.trim_matches(is_blank).trim_start_matches('第').trim_matches(is_blank);
        let is_left = digits.len() < YEAR || order.is_empty();
        let end = text.len() - behind.len() + order_end + '号'.len_utf8();
        (is_number(digits) && is_number(order) && is_left).then(|| Place::new(node, start, end))
    };
    text.match_indices('〔').filter_map(number).collect()
}

fn is_numeral(c: char) -> bool {
    c.is_whitespace() || c.is_ascii_digit()
}

/// 【填写…】, （此处…）, 某某.
fn invitations(node: NodeId, text: &str) -> Vec<Place> {
    const OPENINGS: &[&str] = &["【填写", "【请", "（填写", "（此处", "【单位", "【姓名"];
    const SOMEBODY: &str = "某某";
    let mut found = Vec::new();
    for (start, c) in text.char_indices().filter(|(_, c)| matches!(c, '【' | '（' | '某')) {
        let rest = &text[start..];
        if c == '某' && rest.starts_with(SOMEBODY) {
            found.push(Place::new(node, start, start + SOMEBODY.len()));
        } else if let Some(open) = OPENINGS.iter().find(|open| rest.starts_with(**open)) {
            let close = rest.find(['】', '）']).map_or(open.len(), |i| i + "】".len());
            found.push(Place::new(node, start, start + close));
        }
    }
    found
}

/// How many characters from `at` on are one blank: two or more of × X x ＊, or three underlines. Latin
/// letters around X make a word.
fn blank_run(chars: &[(usize, char)], at: usize) -> usize {
    let c = chars[at].1;
    let least = match c {
        '×' | '＊' | '*' | 'X' | 'x' | 'Ｘ' => 2,
        '_' | '＿' => 3,
        _ => return 0,
    };
    // 〔2025〕×号: one is enough where a number of a document is to stand.
    let before = at.checked_sub(1).and_then(|i| chars.get(i)).map(|(_, c)| *c);
    let in_number = matches!(before, Some('〕' | '］')) || before == Some('第');
    let is_number = in_number && matches!(chars.get(at + 1), Some((_, '号')));
    let least = if is_number && least == 2 { 1 } else { least };
    let run = chars[at..].iter().take_while(|(_, other)| *other == c).count();
    let is_latin = |at: Option<usize>| {
        at.and_then(|i| chars.get(i)).is_some_and(|(_, c)| c.is_ascii_alphanumeric())
    };
    let in_word = is_latin(at.checked_sub(1)) || is_latin(Some(at + run));
    if run < least || in_word && matches!(c, 'X' | 'x') { 0 } else { run }
}

/// A character that marks a blank where it is repeated.
fn is_blank(c: char) -> bool {
    matches!(c, '×' | '＊' | '*' | 'X' | 'x' | 'Ｘ' | '_' | '＿')
}

/// Whether a document is an empty form rather than a report: its title names nobody, or a good part
/// of its texts is still to be written.
pub(crate) fn is_template(document: &Document, title: Option<&Stated<String>>) -> bool {
    /// A report in which so much was forgotten is not yet one.
    const MANY: usize = 10;
    const ONE_IN: usize = 5;
    let written = document.nodes.iter().filter(|n| !n.text.trim().is_empty()).count();
    let blanks = |text: &str| placeholders(NodeId(0), text).len();
    let texts = document.nodes.iter().filter(|n| blanks(&n.text) > 0).count();
    let nameless = title.is_some_and(|t| blanks(&t.value) > 0);
    texts >= MANY && (nameless || texts * ONE_IN >= written)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_template_text(text: &str) -> bool {
        let document = jiheng_document::read(text.as_bytes()).unwrap();
        let title = document.nodes.first().map(|n| Stated { value: n.text.clone(), place: None });
        is_template(&document, title.as_ref())
    }

    #[test]
    fn a_form_that_nobody_filled_in_is_a_template() {
        let blank = "本年收入____万元。\n".repeat(12);
        let written = "本年收入12.50万元。\n".repeat(200);
        assert!(is_template_text(&format!("2023年度清河县民政局决算\n{blank}")));
        assert!(is_template_text(&format!("2023年度XX局决算\n{blank}{written}")));
        assert!(!is_template_text(&format!("2023年度清河县民政局决算\n{blank}{written}")));
        assert!(!is_template_text("2023年度XX局决算\n本年收入____万元。\n"));
    }
}
