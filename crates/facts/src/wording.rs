//! The words around numbers: what names them, what compares them, what opens a list.

use jiheng_base::words;
use std::borrow::Cow;

/// White space inside Chinese text means nothing: `项 目 支 出` is 项目支出.
#[must_use]
pub fn squeeze(text: &str) -> String {
    if text.contains(char::is_whitespace) {
        text.chars().filter(|c| !c.is_whitespace()).collect()
    } else {
        text.to_owned()
    }
}

/// Words that open a list of parts of the number before them.
pub(crate) fn opens_parts(words: &str) -> bool {
    // 含小学19所、初中5所, but not 含税
    let holds = words.trim_start().starts_with('含')
        && !["含税", "含量", "含氮", "含水", "含金"]
            .iter()
            .any(|w| words.trim_start().starts_with(w));
    holds || words!["其中", "包括", "分别为", "分别是", "分别得", "分为", "即"].any_in(words)
}

/// Words that say that a number is of the year before.
pub(crate) fn names_prior_year(lead: &str) -> bool {
    words!["上年", "去年", "上一年", "前一年"].any_in(lead)
        && !words!["上年结转", "上年结余", "上年末结转", "上年年末结转"].any_in(lead)
}

/// Words before a name that are no part of it.
#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "其中包括", "其中", "包括", "包含", "含", "分别为", "分别是", "以及", "并且", "另有", "另外",
    "此外", "还有", "加上", "截至", "截止", "目前", "现有", "共有", "共计", "全部", "即", "和",
    "及", "与", "或", "共", "另", "且", "年度", "的", "一是", "二是", "三是", "四是", "五是",
    "六是",
];

/// Words after a name that are no part of it.
#[rustfmt::skip]
const CLOSERS: &[&str] = &[
    "分别为", "分别是", "均为", "共计", "达到", "约为", "超过", "不低于", "不少于", "不超过",
    "为", "是", "达", "共", "约", "近", "超", "仅", "有", "的", "于", "至", "到", "≥", "≤",
    "＝", "=", "＞", "＜", ">", "<", "：", ":", "数为", "了",
];

/// The name of a number: its lead without dates, asides and filling words; the noun behind the
/// number (6个处室) when nothing stands before it.
pub(crate) fn label(lead: &str, tail: &str) -> String {
    let own = ["其中", "包括"].iter().filter_map(|w| lead.rsplit_once(w)).map(|(_, own)| own);
    let own = own.min_by_key(|own| own.len()).unwrap_or(lead);
    let cleaned = strip(&without_dates(&without_number_asides(own)));
    if cleaned.is_empty() { strip(tail) } else { cleaned }
}

/// Strips filling words from both ends until none is left.
#[must_use]
pub fn strip(text: &str) -> String {
    trimmed(text).to_owned()
}

/// A text without filling words at both ends.
pub(crate) fn trimmed(text: &str) -> &str {
    let mut rest = text.trim_matches(|c: char| !is_name_char(c));
    loop {
        let before = rest.len();
        for word in OPENERS {
            // A filling word that is the whole name stays.
            if let Some(shorter) = rest.strip_prefix(word).filter(|s| !s.is_empty()) {
                rest = shorter;
            }
        }
        for word in CLOSERS {
            if let Some(shorter) = rest.strip_suffix(word) {
                rest = shorter;
            }
        }
        rest = rest.trim_matches(|c: char| !is_name_char(c));
        if rest.len() == before {
            return rest;
        }
    }
}

fn is_name_char(c: char) -> bool {
    let is_ordinal = ('①'..='⑳').contains(&c);
    c.is_alphanumeric() && !is_ordinal || "（）()“”".contains(c)
}

/// Drops brackets that hold a digit: 在职人员控制率（5分） is named 在职人员控制率.
pub(crate) fn without_number_asides(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(['（', '(']) {
        let Some(length) = rest[open..].find(['）', ')']) else {
            break;
        };
        let close = open + length + rest[open + length..].chars().next().map_or(0, char::len_utf8);
        kept.push_str(&rest[..open]);
        if !rest[open..close].contains(|c: char| c.is_ascii_digit()) {
            kept.push_str(&rest[open..close]);
        }
        rest = &rest[close..];
    }
    kept.push_str(rest);
    kept
}

/// Drops printed years and dates (2022年末、3月1日) from a name.
pub(crate) fn without_dates(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_digit()
            && let Some((_, bytes)) = crate::lex::date_at(rest)
        {
            rest = &rest[bytes..];
            continue;
        }
        kept.push(c);
        rest = &rest[c.len_utf8()..];
    }
    Cow::Owned(kept)
}

/// The direction of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// 增加、上升 …
    Up,
    /// 减少、下降 …
    Down,
}

#[rustfmt::skip]
const UP: &[&str] = &[
    "增加", "增长", "增加了", "增长了", "上升", "上升了", "提高", "提高了", "提升", "提升了",
    "净增", "净增加", "上涨", "增幅", "增幅为", "增幅达", "增幅达到", "增长率为", "增长率",
    "增长幅度为", "多支出", "多收入", "增收", "增支", "扩大", "扩大了", "上浮", "涨幅", "多完成",
    "净增长", "升高", "增长达", "增加额为", "增加额", "升幅", "增多", "增产", "多花", "多花了", "多用", "多",
];
#[rustfmt::skip]
const DOWN: &[&str] = &[
    "减少", "减少了", "下降", "下降了", "降低", "降低了", "降幅", "降幅为", "降幅达", "降幅达到",
    "减幅", "减幅为", "压减", "压减了", "净减少", "净减", "少支出", "少收入", "下滑", "缩减",
    "回落", "压缩", "减收", "减支", "下降率", "下降率为", "下降幅度为", "核减", "调减", "削减",
    "缩小", "压减预算", "核减预算", "调减预算", "减产", "下浮", "少花", "少花了", "少用", "少",
];

/// The change that a lead announces, where it ends with a word of change.
#[must_use]
pub fn change(lead: &str) -> Option<Direction> {
    let end = lead.trim_end_matches(['约', '近', '了', '达', '为', '到', '超', '过']);
    // "增加到", "提高至" announce the new value, not the change.
    let gives_new_value = lead.ends_with('到') && !lead.ends_with("达到") || lead.ends_with('至');
    if gives_new_value {
        return None;
    }
    let longest = |words: &[&str]| {
        words
            .iter()
            .filter(|w| lead.ends_with(**w) || end.ends_with(**w))
            .map(|w| w.len())
            .max()
            .unwrap_or(0)
    };
    let (up, down) = (longest(UP), longest(DOWN));
    match up.cmp(&down) {
        std::cmp::Ordering::Greater if up > "多".len() || compares(lead) => Some(Direction::Up),
        std::cmp::Ordering::Less if down > "少".len() || compares(lead) => Some(Direction::Down),
        _ => None,
    }
}

/// Words that hold a number against another one.
#[must_use]
pub fn compares(lead: &str) -> bool {
    words!["比", "较", "同比", "与", "相比"].any_in(lead)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_the_name_only() {
        assert_eq!(label("其中基本支出", ""), "基本支出");
        assert_eq!(label("2022年本年收入", ""), "本年收入");
        assert_eq!(label("维修（护）费", ""), "维修（护）费");
        assert_eq!(label("在职人员控制率（5分）", ""), "在职人员控制率");
        assert_eq!(label("全年预算数为", ""), "全年预算数");
        assert_eq!(label("", "处室"), "处室");
        assert_eq!(label("共", "项目"), "项目");
    }

    #[test]
    fn changes_are_told_from_new_values() {
        assert_eq!(change("相比增加"), Some(Direction::Up));
        assert_eq!(change("比去年末净减少"), Some(Direction::Down));
        assert_eq!(change("多支出"), Some(Direction::Up));
        assert_eq!(change("增加到"), None);
        assert_eq!(change("增幅达到"), Some(Direction::Up));
        assert_eq!(change("基本支出"), None);
        assert_eq!(change("其他支出比上年少"), Some(Direction::Down));
    }
}
