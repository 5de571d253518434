//! A reason that only tells of less does not explain more.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place, Role, Words, words};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
    Same,
}

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    let paragraphs: Vec<(NodeId, &str)> = cx.paragraphs().collect();
    for (index, &(node, text)) in paragraphs.iter().enumerate() {
        for (at, opener) in openers(text) {
            let Some((way, told)) = direction_before(node, text, at) else { continue };
            looked = true;
            let own = Place::new(node, at + opener.len(), reason_end(text, at + opener.len()));
            // A reason may start a line of its own.
            let next = paragraphs.get(index + 1).filter(|_| cx.quote(own).trim().is_empty());
            let reason = next.map_or(own, |(node, text)| Place::new(*node, 0, stop(text, 0)));
            if contradicts(way, cx.quote(reason)) {
                findings.push(finding(cx, reason, told));
            }
        }
    }
    Verdict::of_looked(findings, looked)
}

/// The end of the sentence that a byte stands in.
fn stop(text: &str, from: usize) -> usize {
    text[from..].find(['。', '\n']).map_or(text.len(), |end| from + end)
}

/// The end of a reason: what a semicolon parts from it and compares again is no part of it.
fn reason_end(text: &str, from: usize) -> usize {
    let end = stop(text, from);
    let next = text[from..end].find("；比").or_else(|| text[from..end].find("；较"));
    next.map_or(end, |at| from + at)
}

/// Words that open a reason.
#[rustfmt::skip]
static OPENERS: Words = Words::new(&[
    "主要原因是", "主要原因为", "主要原因：", "主要原因:", "主要是由于", "主要是因为", "主要系",
]);

/// Where reasons start.
fn openers(text: &str) -> Vec<(usize, &str)> {
    let mut found: Vec<(usize, &str)> = OPENERS.matches(text).collect();
    found.sort_unstable();
    found
}

#[rustfmt::skip]
static UP: Words = Words::new(&[
    "增加", "增长", "增多", "增大", "上升", "提高", "提升", "新增", "增设", "增编", "追加", "扩大", "上涨", "调增", "增支", "上调", "增资",
    "调入", "补发", "补缴", "补助", "新招", "招录", "新录用", "更换", "购置", "新建", "启动", "大于", "高于", "超过", "恢复", "多",
]);
#[rustfmt::skip]
static DOWN: Words = Words::new(&[
    "减少", "下降", "降低", "压减", "压缩", "缩减", "削减", "调减", "减支", "核减", "节约", "厉行", "从严控制", "严控", "取消", "停办", "暂停",
    "少", "退休", "调出", "小于", "低于", "完工", "结束", "未发生", "未能",
]);
/// What turns a reason around: less carried in, less deducted, less of what is left for later.
static TURNS: Words = Words::new(&[
    "结转", "结余", "抵扣", "退", "冲", "基数", "上年", "去年", "不再", "剔除", "口径", "划转",
    "改革",
]);

/// A reason speaks the other way where all its words of change do.
fn contradicts(way: Way, reason: &str) -> bool {
    let has = |words: &Words| words.any_in(reason);
    // Only what names a change in so many words is held against it.
    let plainly = |words: &[&str]| {
        ["增加", "增长", "减少", "下降"].iter().any(|w| words.contains(w) && reason.contains(w))
    };
    if has(&TURNS) && way != Way::Same {
        return false;
    }
    let (up, down) = (has(&UP), has(&DOWN));
    match way {
        Way::Up => !up && down && plainly(&DOWN),
        Way::Down => !down && up && plainly(&UP),
        Way::Same => up != down && (plainly(&UP) || plainly(&DOWN)),
    }
}

/// The direction that the clauses right before a reason tell: 增加2.55万元，增长1.40%。主要原因是.
fn direction_before(node: NodeId, text: &str, at: usize) -> Option<(Way, Place)> {
    let before = text[..at].trim_end_matches(['，', '。', '；', ' ', '的']);
    let start = before
        .rfind(['。', '；', '\n'])
        .map_or(0, |i| i + before[i..].chars().next().map_or(0, char::len_utf8));
    let sentence = &before[start..];
    let told = |word: &'static str, way: Way| sentence.rfind(word).map(|i| (i, word, way));
    let found = [
        told("增加", Way::Up),
        told("增长", Way::Up),
        told("减少", Way::Down),
        told("下降", Way::Down),
        told("持平", Way::Same),
    ];
    let mut ways: Vec<(usize, &str, Way)> = found.into_iter().flatten().collect();
    ways.sort_by_key(|(i, ..)| *i);
    // Several directions in one sentence are several things.
    let (first, word, way) = *ways.first()?;
    let one = ways.iter().all(|(.., w)| *w == way);
    #[rustfmt::skip]
    static COMPARES: Words = Words::new(&[
        "相比", "比上年", "较上年", "比20", "较20", "同比", "比去年", "较去年", "与上年", "与20",
    ]);
    let of_budget = words!["年初预算", "预算数", "比预算", "较预算", "与预算"];
    let roughly = sentence[..first].ends_with("基本");
    let is_change = COMPARES.any_in(sentence) && !of_budget.any_in(sentence);
    let place = Place::new(node, start + first, start + first + word.len());
    (one && is_change && !roughly).then_some((way, place))
}

fn finding(cx: &Context, reason: Place, told: Place) -> Finding {
    let said = cx.quote(told);
    let message = format!("前面说“{said}”，所写原因的方向不同");
    Finding::new(
        "C048",
        Level::Doubt,
        sentence_of(cx, told),
        message,
        "核对本年与上年的数，改正方向或原因",
    )
    .using(reason, Role::Against, "原因")
}

/// The clause that tells the direction.
fn sentence_of(cx: &Context, told: Place) -> Place {
    let text = cx.document.text(told.node);
    let (start, end) = crate::text::clause_around(text, told.start as usize);
    Place::new(told.node, start, end)
}
