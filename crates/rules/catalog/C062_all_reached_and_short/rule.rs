//! All targets are reached, says one sentence; another one tells of a target that is not.

use crate::text::{clause_around, in_title, sentence_around};
use crate::{Context, Verdict};
use jiheng_base::{Decimal, Finding, Level, NodeId, Place, Role, Unit, Words, words};
use jiheng_facts::FigureYear;

static ALL: Words = Words::new(&["全部", "所有", "均", "都", "全面"]);
/// What is claimed of all: targets, or that works end in time.
static TARGETS: Words = Words::new(&["目标", "指标", "任务"]);
static REACHED: Words = Words::new(&["实现", "完成", "达到", "达标"]);
static WORKS: Words = Words::new(&["项目", "工程", "标段"]);
static ENDED: Words = Words::new(&["按期完工", "按时完工", "如期完工", "按期完成", "按时完成"]);
/// What takes something away from all, or tells of no state.
#[rustfmt::skip]
static BUT: Words = Words::new(&[
    "基本", "除", "其余", "其他", "未", "不", "部分", "多数", "力争", "确保", "下一步", "将", "要求", "应", "如", "若", "得分", "满分",
    "标准", "计划", "为", "上年", "去年", "设定的", "是否", "没", "以", "围绕", "推动", "努力", "负责",
]);
/// A claim of one group of targets says nothing of the others.
static GROUPS: Words = Words::new(&[
    "效益", "满意", "质量", "时效", "成本", "数量", "效果", "该", "此", "本项", "两项", "三项",
]);
static MISSED: Words = Words::new(&[
    "未达目标",
    "未达到目标",
    "未完成目标",
    "没有达到目标",
    "没有完成目标",
    "未达到年度目标",
    "未完成年度目标",
    "未达年度目标",
    "未达到目标值",
    "未达目标值",
    "未达到年初目标",
    "未完成年初目标",
    "未达到预期目标",
]);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    /// 产出目标 only.
    Outputs,
    Targets,
    Works,
}

pub(super) fn check(cx: &Context) -> Verdict {
    let claims: Vec<(Of, Place)> =
        cx.paragraphs().flat_map(|(node, text)| claims(node, text)).collect();
    if claims.is_empty() {
        return Verdict::NotApplicable;
    }
    let short = [Of::Outputs, Of::Targets, Of::Works].map(|of| {
        let told = claims.iter().any(|(claimed, _)| *claimed == of);
        (of, if told { shortfalls(cx, of) } else { Vec::new() })
    });
    let findings = claims
        .into_iter()
        .filter_map(|(of, place)| {
            let (_, told) = short.iter().find(|(other, _)| *other == of)?;
            let against = *told.iter().find(|told| told.node != place.node)?;
            let message = format!("说“{}”，另一处说没有达到", cx.quote(place));
            Some(
                Finding::new("C062", Level::Doubt, place, message, "改正说法，写明没有完成的指标")
                    .using(against, Role::Against, "没有达到的"),
            )
        })
        .collect();
    Verdict::of(findings)
}

/// Clauses without a number that say that all is reached.
fn claims(node: NodeId, text: &str) -> Vec<(Of, Place)> {
    let mut found: Vec<(Of, Place)> = Vec::new();
    for (at, _) in ALL.matches(text) {
        let (start, end) = clause_around(text, at);
        let clause = text[start..end].trim();
        let says = |words: &Words| words.any_in(clause);
        let of = if says(&WORKS) && says(&ENDED) {
            Of::Works
        } else if says(&TARGETS) && says(&REACHED) {
            if clause.contains("产出") { Of::Outputs } else { Of::Targets }
        } else {
            continue;
        };
        let plain = !says(&BUT) && !says(&GROUPS) && !clause.contains(|c: char| c.is_ascii_digit());
        let opens = clause.contains(['《', '（', '“', '、', '或']);
        // 除培训外，各项目标全部完成
        let (from, _) = sentence_around(text, at);
        let excepts = text[from..at].contains('除');
        let of_all = says(words![
            "全部",
            "所有",
            "各项",
            "目标均",
            "目标都",
            "任务均",
            "任务都",
            "指标均",
            "指标都",
        ]);
        let start = text.len() - text[start..].trim_start().len();
        let place = Place::new(node, start, start + clause.len());
        let named = found.iter().any(|(_, other)| *other == place);
        if plain && of_all && !opens && !excepts && !named && !in_title(text, at) {
            found.push((of, place));
        }
    }
    found
}

/// What falls short: by a rate, then by words, of each the first and the first in another paragraph, so that
/// one stands outside that of any claim.
fn shortfalls(cx: &Context, of: Of) -> Vec<Place> {
    let firsts = |mut places: Box<dyn Iterator<Item = Place> + '_>| {
        let first = places.next();
        let other = first.and_then(|first| places.find(|place| place.node != first.node));
        first.into_iter().chain(other)
    };
    firsts(Box::new(by_rate(cx, of))).chain(firsts(Box::new(by_words(cx, of)))).collect()
}

/// 为目标值0.80万亩的95.00%, 按期完工率90%
fn by_rate(cx: &Context, of: Of) -> impl Iterator<Item = Place> {
    let figures = &cx.facts.figures;
    (1..figures.len()).filter_map(move |id| {
        let (before, rate) = (&figures[id - 1], &figures[id]);
        let is_rate = rate.quantity.unit == Unit::Percent
            && rate.quantity.value < Decimal::ONE_HUNDRED
            && rate.depth == 0
            && !rate.in_table
            && !matches!(rate.year, Some(FigureYear::Prior));
        let short = match of {
            Of::Works => words!["按期完工率", "按时完工率", "按期完成率"].any_in(&rate.lead),
            _ => {
                let ends = |lead: &str| {
                    ["目标", "目标值", "目标任务", "年度任务"].iter().any(|w| lead.ends_with(w))
                };
                rate.lead == "的" && before.sentence == rate.sentence && ends(&before.lead)
                    || rate.lead.strip_suffix('的').is_some_and(ends)
            }
        };
        // 目标值为95%的按期完工率
        let is_target = ["目标", "不低于", "力争", "提高到", "达到"]
            .iter()
            .any(|w| of == Of::Works && rate.lead.contains(w));
        (is_rate && short && !is_target && fits(cx, of, rate.sentence)).then_some(rate.span)
    })
}

/// The sentence speaks of the outputs where the claim does.
fn fits(cx: &Context, of: Of, sentence: usize) -> bool {
    static OTHERS: Words = Words::new(&["满意", "效益", "收入", "增长"]);
    let text = cx.quote(cx.facts.sentences[sentence].place);
    let is_later = words!["上年", "去年", "力争", "评分标准"].any_in(text);
    !is_later && (of != Of::Outputs || !OTHERS.any_in(text))
}

/// 个别指标未达目标
fn by_words(cx: &Context, of: Of) -> impl Iterator<Item = Place> {
    static RULES: Words =
        Words::new(&["得分", "扣", "如", "若", "不得", "凡", "的，", "应当", "上年", "去年"]);
    static OTHERS: Words = Words::new(&["满意", "效益", "收入", "增长", "增速"]);
    cx.paragraphs().filter(move |_| of != Of::Works).filter_map(move |(node, text)| {
        MISSED.matches(text).find_map(|(at, _)| {
            let (start, end) = clause_around(text, at);
            let clause = text[start..end].trim_start();
            let is_rule = RULES.any_in(clause);
            let (from, to) = sentence_around(text, at);
            let is_other = of == Of::Outputs && OTHERS.any_in(&text[from..to]);
            (!is_rule && !is_other).then(|| Place::new(node, end - clause.len(), end))
        })
    })
}
