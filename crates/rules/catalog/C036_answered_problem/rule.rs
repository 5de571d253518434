//! Each of last year's problems is answered.

use crate::text::sentence_around;
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place, Words};

static LAST: Words = Words::new(&["上年", "上一年", "去年", "年度"]);
/// Words of an answer.
static ANSWERS: Words =
    Words::new(&["已", "正在", "完成", "修订", "建立", "改为", "整改", "，", "："]);
/// How items are numbered.
const STYLES: &[&[&str]] = &[
    &["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨"],
    &["一是", "二是", "三是", "四是", "五是", "六是"],
    &["（1）", "（2）", "（3）", "（4）", "（5）", "（6）"],
];

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for (node, text) in cx.paragraphs() {
        let Some(at) = text.find("反映的") else { continue };
        let (start, end) = sentence_around(text, at);
        let sentence = &text[start..end];
        let told = sentence.contains("问题") && LAST.any_in(sentence);
        if !told {
            continue;
        }
        let open = numbered(node, text, start, end).or_else(|| quoted(node, text, at, end));
        looked |= open.is_some();
        findings.extend(open.into_iter().flatten().map(|place| {
            let message = format!("“{}”没有写整改情况", cx.quote(place));
            let action = "补写这一问题的整改情况，没有整改的写明原因和期限";
            Finding::new("C036", Level::Doubt, place, message, action)
        }));
    }
    Verdict::of_looked(findings, looked)
}

/// ①甲，已改；②乙: the items that tell a problem and nothing of what was done.
fn numbered(node: NodeId, text: &str, start: usize, end: usize) -> Option<Vec<Place>> {
    let style = STYLES.iter().find(|s| s[..2].iter().all(|w| text[start..end].contains(w)))?;
    let heads: Vec<(usize, usize)> = style
        .iter()
        .filter_map(|w| text[start..end].find(w).map(|at| (start + at, start + at + w.len())))
        .collect();
    let items: Vec<Place> = (0..heads.len())
        .filter_map(|i| {
            let stop = heads.get(i + 1).map_or(end, |next| next.0);
            let from = heads[i].1;
            let item = text.get(from..stop)?.trim_end_matches(['；', '，', ' ']);
            Some(Place::new(node, from, from + item.len()))
        })
        .collect();
    let is_open = |place: &&Place| {
        let item = &text[place.start as usize..place.end as usize];
        !ANSWERS.any_in(item)
    };
    let open: Vec<Place> = items.iter().filter(is_open).copied().collect();
    // Where no item has its answer, all are answered together.
    (open.len() < items.len()).then_some(open)
}

/// “甲、乙”2个问题: those of which what follows shares not one word.
fn quoted(node: NodeId, text: &str, at: usize, end: usize) -> Option<Vec<Place>> {
    let open = at + text[at..end].find('“')? + "“".len();
    let close = open + text[open..end].find('”')?;
    let answer = &text[close..];
    let mut start = open;
    let mut names = Vec::new();
    for name in text[open..close].split('、') {
        names.push((Place::new(node, start, start + name.len()), shares_words(name, answer)));
        start += name.len() + "、".len();
    }
    let answered = names.iter().filter(|n| n.1).count();
    (names.len() > 1 && answered > 0).then(|| names.iter().filter(|n| !n.1).map(|n| n.0).collect())
}

/// Whether two characters that stand side by side in a name do so in the text, too.
fn shares_words(name: &str, text: &str) -> bool {
    let chars: Vec<char> = name.chars().collect();
    chars.windows(2).any(|pair| text.contains(&pair.iter().collect::<String>()))
}
