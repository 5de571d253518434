//! Counts of things that the text names: 办公室、教务处、总务处3个处室, 分三个方面：一是…二是….

mod behind;
mod below;
mod joined;

use crate::figure::{Figure, FigureId, Sentence};
use crate::lex::{self, Separator, Token, TokenKind};
use jiheng_base::{NodeId, Place, Unit, is_han};
use jiheng_document::Document;

use behind::{after, in_brackets};

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
    let mut found = below::in_table(document, figures, sentences);
    found.extend(below::told_again(document, figures));
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
            let list = (!counts_times(&figures[id]))
                .then(|| before(text, &tokens, at, node, shift))
                .flatten()
                .or_else(|| after(text, tokens[at].end, node, shift))
                .or_else(|| in_brackets(text, tokens[at].end, node, shift));
            found.extend(list.map(|(counts, items)| {
                let counts = joined::settle(document, counts, document.quote(items));
                CountedList { claimed: id, counts, items }
            }));
        }
    }
    found
}

fn counts_things(figure: &Figure) -> bool {
    let counting = matches!(figure.quantity.unit, Unit::Measure { word, scale: 1 } if COUNTING.contains(&word))
        || counts_times(figure);
    // More things than this are not named one by one.
    const MAX: i64 = 40;
    let small = figure.quantity.value >= 2.into() && figure.quantity.value <= MAX.into();
    counting && small && figure.quantity.decimals == 0 && figure.depth == 0 && !figure.quoted
}

/// 督导4次，分别为3月、6月、9月和12月.
fn counts_times(figure: &Figure) -> bool {
    matches!(figure.quantity.unit, Unit::Measure { word: "次" | "期" | "场" | "批", scale: 1 })
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
    let counts = joined::possible(separators + 1, last);
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
    rest.chars().next().is_some_and(|c| is_han(c) && !"以左上的".contains(c))
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
        assert_eq!(
            lists("由5个县（区）具体实施，即江北区、清河县、泓阳县、石桥县。"),
            [("5个".into(), vec![4])]
        );
        assert_eq!(lists("发现3个镇（石桥镇、云岭镇）资料不全。"), [("3个".into(), vec![2])]);
        assert_eq!(lists("督导4次，分别为3月、6月和12月。"), [("4次".into(), vec![3])]);
        assert_eq!(lists("涉及3个乡（镇、街道）。"), []);
        assert_eq!(lists("涉及12个乡镇（含石桥镇、云岭镇）。"), []);
        assert_eq!(lists("检查4次，发现问题：账册、票据不全。"), []);
        assert_eq!(lists("覆盖甲、乙等5个乡镇。"), []);
        assert_eq!(lists("项目14个。"), []);
    }
}
