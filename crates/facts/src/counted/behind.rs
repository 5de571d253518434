//! The list that stands behind a count: 5个项目：甲、乙…, 3个镇（甲镇、乙镇、丙镇）.

use super::joined::possible;
use super::{Found, names_only_some};
use jiheng_base::{NodeId, Place, is_han};

/// How many things are numbered one after the other: 一是…二是…, （1）…（2）…, ①…②….
fn ordinals(items: &str) -> u32 {
    const STYLES: &[[&str; 9]] = &[
        ["一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是"],
        ["（1）", "（2）", "（3）", "（4）", "（5）", "（6）", "（7）", "（8）", "（9）"],
        ["（一）", "（二）", "（三）", "（四）", "（五）", "（六）", "（七）", "（八）", "（九）"],
        ["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨"],
        ["第一，", "第二，", "第三，", "第四，", "第五，", "第六，", "第七，", "第八，", "第九，"],
    ];
    let count = |style: &[&str; 9]| {
        // Nothing but the first ordinal opens the list.
        let opens = items.trim_start().starts_with(style[0]);
        if opens {
            (0..).zip(style).find(|(_, w)| !items.contains(**w)).map_or(9, |(n, _)| n)
        } else {
            0
        }
    };
    STYLES.iter().map(count).max().unwrap_or(0)
}

/// 5个项目：甲、乙、丙… or 4个，分别为甲、乙…, or 三个方面：一是…二是….
pub(super) fn after(text: &str, end: usize, node: NodeId, shift: usize) -> Option<Found> {
    let rest = &text[end..];
    let openers = [
        "：",
        ":",
        "，分别为",
        "，分别是",
        "，即",
        "，包括",
        "，为",
        "，具体为",
        "，具体是",
        "，具体包括",
        "，依次为",
    ];
    let (opener, width) = openers
        .iter()
        .filter_map(|w| rest.find(w).map(|p| (p, w.len())))
        .min_by_key(|(p, width)| (*p, std::cmp::Reverse(*width)))?;
    // Only a noun stands between the count and what opens the list: 5个县（区）具体实施，即….
    let noun = strip_brackets(&rest[..opener]);
    if noun.chars().count() > 12 || noun.contains(['，', '。', '；', '、', '（', '）']) {
        return None;
    }
    // 检查4次，发现问题：…: times are listed only in so many words.
    if is_of_times(&text[..end]) && !rest[opener..].starts_with("，分别") {
        return None;
    }
    let items = rest[opener + width..].trim_start_matches(['：', ':']);
    let place = Place::new(node, shift + end + opener + width, shift + text.len());
    let ordinals = ordinals(items);
    if ordinals >= 2 {
        return Some((vec![ordinals], place));
    }
    if let Some(count) = parted_by_semicolons(items) {
        return Some((vec![count], place));
    }
    let list = items.split(['。', '；', '！']).next().unwrap_or("");
    let list = strip_brackets(list);
    if names_only_some(&list) || list.contains("其中") || !list.contains('、') {
        return None;
    }
    let names: Vec<&str> = list.split('、').collect();
    let last = names.last()?;
    // A comma inside the last name ends the list there.
    let last = last.split('，').next().unwrap_or("");
    if list.split('，').count() > 2 || last.trim().is_empty() {
        return None;
    }
    let count = u32::try_from(names.len()).ok()?;
    // Where each name has an amount behind it, 与 is part of a name, or parts two that have one each.
    let has_amount = |name: &&str| name.contains(|c: char| c.is_ascii_digit());
    let joined = ["和", "及", "与"].iter().find_map(|w| last.split_once(w));
    let counts = match joined {
        Some((one, other)) if has_amount(&one) && has_amount(&other) => vec![count + 1],
        Some(_) if !names.iter().all(has_amount) => vec![count, count + 1],
        _ => vec![count],
    };
    Some((counts, place))
}

/// 3个镇（石桥镇、金坑镇）存在…: names in brackets right behind the noun that is counted.
pub(super) fn in_brackets(text: &str, end: usize, node: NodeId, shift: usize) -> Option<Found> {
    const NOUN: std::ops::RangeInclusive<usize> = 1..=8;
    /// Other words for the noun, not things of it: 乡（镇、街道）.
    const NOUNS: &[&str] =
        &["镇", "街道", "社区", "园区", "开发区", "区", "市", "旗", "村", "办事处", "管委会", "场"];
    const NOT_ALL: &[&str] =
        &["含", "其中", "包括", "除", "如", "主要", "具体", "即", "详见", "以下"];
    let (noun, behind) = text[end..].split_once('（')?;
    let (inner, _) = behind.split_once('）')?;
    let is_noun = NOUN.contains(&noun.chars().count()) && noun.chars().all(is_han);
    let is_list = inner.contains('、')
        && !inner.contains(|c: char| c.is_ascii_digit() || "，；：。（".contains(c))
        && !names_only_some(inner)
        && !NOT_ALL.iter().any(|w| inner.starts_with(w));
    let names: Vec<&str> = inner.split('、').map(str::trim).collect();
    let are_names = names.iter().all(|n| n.chars().count() >= 2 && !NOUNS.contains(n));
    if !is_noun || !is_list || !are_names || is_of_times(&text[..end]) {
        return None;
    }
    let count = u32::try_from(names.len()).ok()?;
    let start = shift + end + noun.len() + '（'.len_utf8();
    let counts = possible(count, names.last()?);
    Some((counts, Place::new(node, start, start + inner.len())))
}

/// 修路12公里；办班3期，培训120人；满意度90%以上。: one thing between two semicolons, and no 、 that would
/// list things within.
fn parted_by_semicolons(items: &str) -> Option<u32> {
    const MIN: usize = 3;
    let list = strip_brackets(items.split(['。', '！']).next().unwrap_or(""));
    let parts: Vec<&str> = list.split('；').map(str::trim).filter(|p| !p.is_empty()).collect();
    let is_plain = !list.contains('、') && !names_only_some(&list) && !list.contains('：');
    // 2个县，即甲县和乙县；低于97%的有1个；其余5个…: what follows speaks of others.
    let goes_on = ["其余", "其他", "另", "低于", "高于", "不足", "未", "超过"];
    let is_of_others = |part: &&str| goes_on.iter().any(|w| part.starts_with(w));
    let is_list = is_plain && !parts.iter().skip(1).any(is_of_others);
    (parts.len() >= MIN && is_list).then(|| u32::try_from(parts.len()).ok())?
}

fn strip_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for c in text.chars() {
        match c {
            '（' | '(' | '“' | '《' => depth += 1,
            '）' | ')' | '”' | '》' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

fn is_of_times(counted: &str) -> bool {
    counted.ends_with(['次', '期', '场', '批'])
}
