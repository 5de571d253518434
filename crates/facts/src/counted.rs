//! Counts of things that the text names: 办公室、教务处、总务处3个处室, 分三个方面：一是…二是….

use crate::figure::{Figure, FigureId, Sentence};
use crate::lex::{self, Separator, Token, TokenKind};
use jiheng_base::{NodeId, Place, Unit};
use jiheng_document::Document;

/// A count and the things that stand beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedList {
    /// The count.
    pub claimed: FigureId,
    /// How many things are named; more than one number where 和 may part two things or belong to a
    /// name.
    pub counts: Vec<u32>,
    /// Where they are named.
    pub items: Place,
}

/// Measure words that count named things.
const COUNTING: &[&str] =
    &["个", "项", "家", "类", "大", "名", "所", "方面", "种", "条", "部", "支", "门"];

pub(crate) fn find(
    document: &Document,
    figures: &[Figure],
    sentences: &[Sentence],
) -> Vec<CountedList> {
    let mut found = Vec::new();
    for sentence in sentences {
        let ids = sentence.figures.clone().filter(|id| counts_things(&figures[*id]));
        let ids: Vec<FigureId> = ids.collect();
        if ids.is_empty() {
            continue;
        }
        let text = document.quote(sentence.place);
        let tokens = lex::scan(text);
        let shift = sentence.place.start as usize;
        for id in ids {
            let number = figures[id].place;
            let Some(at) = tokens.iter().position(|t| t.start + shift == number.start as usize)
            else {
                continue;
            };
            let node = sentence.place.node;
            let list = before(text, &tokens, at, node, shift)
                .or_else(|| after(text, &tokens, at, node, shift));
            found.extend(list.map(|(counts, items)| CountedList { claimed: id, counts, items }));
        }
    }
    found
}

fn counts_things(figure: &Figure) -> bool {
    let counting = matches!(figure.quantity.unit, Unit::Measure { word, scale: 1 } if COUNTING.contains(&word));
    // More things than this are not named one by one.
    const MAX: i64 = 40;
    let small = figure.quantity.value >= 2.into() && figure.quantity.value <= MAX.into();
    counting && small && figure.quantity.decimals == 0 && figure.depth == 0 && !figure.quoted
}

type Found = (Vec<u32>, Place);

/// Names joined by 、 right before the count: 办公室、教务处、总务处3个.
fn before(text: &str, tokens: &[Token], at: usize, node: NodeId, shift: usize) -> Option<Found> {
    let mut depth = 0_usize;
    let mut separators = 0_u32;
    let mut start = at;
    for (index, token) in tokens[..at].iter().enumerate().rev() {
        match &token.kind {
            TokenKind::Close(_) => depth += 1,
            TokenKind::Open(_) if depth == 0 => break,
            TokenKind::Open(_) => depth -= 1,
            _ if depth > 0 => {}
            TokenKind::Separator(Separator::Item) => separators += 1,
            TokenKind::Separator(_) | TokenKind::Number(_) | TokenKind::Reference(_) => break,
            _ => {}
        }
        start = index;
    }
    let items = text.get(tokens.get(start)?.start..tokens[at].start)?;
    // 高一23个、高二22个: each count has one name.
    if items.starts_with('、') {
        return None;
    }
    let last = items.rsplit('、').next().unwrap_or("").trim();
    let is_open = names_only_some(last) || last.is_empty();
    let ends_with_verb =
        ["的", "共", "有", "为", "了", "设", "分", "在", "对", "占", "达", "立", "布", "等", "计"]
            .iter()
            .any(|w| last.ends_with(w));
    if separators == 0 || is_open || ends_with_verb || !a_noun_follows(&text[tokens[at].end..]) {
        return None;
    }
    let joined = ["和", "及", "与", "以及"].iter().any(|w| last.contains(w));
    let counts = if joined { vec![separators + 1, separators + 2] } else { vec![separators + 1] };
    Some((counts, Place::new(node, shift + tokens[start].start, shift + tokens[at].start)))
}

/// 甲、乙等3个, 甲、乙等各类制度3项: 等 that is no part of a longer word.
fn names_only_some(item: &str) -> bool {
    const LONGER: &[&str] =
        &["等级", "等次", "等额", "高等", "中等", "初等", "平等", "同等", "均等", "优等"];
    let plain = LONGER.iter().fold(item.to_owned(), |text, word| text.replace(word, ""));
    plain.contains('等')
}

/// 3个处室 sums up the names before it; 产业园、产业强镇18个 may be of many of each.
fn a_noun_follows(rest: &str) -> bool {
    rest.chars()
        .next()
        .is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c) && !"以左上的".contains(c))
}

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
fn after(text: &str, tokens: &[Token], at: usize, node: NodeId, shift: usize) -> Option<Found> {
    let end = tokens[at].end;
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
    // Only a noun stands between the count and what opens the list.
    let noun = &rest[..opener];
    if noun.chars().count() > 12 || noun.contains(['，', '。', '；', '、', '（']) {
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
    // Where each name has an amount behind it, 与 is part of a name.
    let has_amount = |name: &&str| name.contains(|c: char| c.is_ascii_digit());
    let joined =
        ["和", "及", "与"].iter().any(|w| last.contains(w)) && !names.iter().all(has_amount);
    Some((if joined { vec![count, count + 1] } else { vec![count] }, place))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Collected;

    fn lists(text: &str) -> Vec<(String, Vec<u32>)> {
        let document = jiheng_document::read(text.as_bytes()).unwrap();
        let mut collected = Collected::default();
        collected.read(NodeId(0), text, &lex::scan(text));
        find(&document, &collected.figures, &collected.sentences)
            .into_iter()
            .map(|l| (collected.figures[l.claimed].quantity.text(), l.counts))
            .collect()
    }

    #[test]
    fn named_things_are_counted() {
        assert_eq!(lists("内设办公室、教务处、学生处3个处室。"), [("3个".into(), vec![3])]);
        assert_eq!(
            lists("下属县检验检测中心、县消费者权益保护中心2个事业单位。"),
            [("2个".into(), vec![2])]
        );
        assert_eq!(lists("一级指标4个，分别为决策、管理、产出、效益。"), [("4个".into(), vec![4])]);
        assert_eq!(lists("问题有三个方面：一是甲；二是乙；三是丙。"), [("3个".into(), vec![3])]);
        assert_eq!(lists("涉及2个项目：甲326.58万元、乙218.46万元。"), [("2个".into(), vec![2])]);
        assert_eq!(lists("覆盖甲、乙等5个乡镇。"), []);
        assert_eq!(lists("项目14个。"), []);
    }
}
