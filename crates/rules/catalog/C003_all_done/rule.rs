//! All done, says the text; the numbers say less.

use crate::text::clause_around;
use crate::{Context, Verdict};
use jiheng_base::{Decimal, Finding, Level, Place, Role, Unit, Words, words};
use jiheng_facts::FigureId;

#[rustfmt::skip]
static ALL: Words = Words::new(&[
    "全部", "均已", "全都", "百分之百", "率100%", "率为100%", "率达100%", "率达到100%",
]);
/// What is done, and the words of a count of it.
const DONE: &[&str] = &[
    "办结", "调处", "调解", "治理", "消除", "处理", "改造", "建成", "开工", "竣工", "交付", "投用",
    "拨付", "签约", "解决", "整改", "发放", "完成", "处置", "验收", "支付", "兑现", "化解", "落实",
    "销号", "回复",
];

pub(super) fn check(cx: &Context) -> Verdict {
    let mut looked = false;
    let mut findings = Vec::new();
    for (index, sentence) in cx.facts.sentences.iter().enumerate() {
        let text = cx.quote(sentence.place);
        for (at, clause) in claims(text) {
            let Some(verb) = DONE.iter().find(|w| clause.contains(**w)) else { continue };
            let counts: Vec<FigureId> =
                counts_before(cx, index, sentence.place.start as usize + at);
            let done = counts.iter().copied().rfind(|id| cx.figure(*id).lead.contains(verb));
            let total = done.and_then(|d| {
                counts.iter().copied().rfind(|id| *id < d && same_measure(cx, *id, d))
            });
            let (Some(done), Some(total)) = (done, total) else {
                let claim = Place::new(
                    sentence.place.node,
                    sentence.place.start as usize + at,
                    sentence.place.start as usize + at + clause.len(),
                );
                if let Some(denied) = denied(cx, index, claim) {
                    looked = true;
                    findings.push(denied);
                }
                continue;
            };
            looked = true;
            let value = |id: FigureId| cx.figure(id).quantity.value;
            if value(done) < value(total) && !rest_is_done(cx, total, done, verb) {
                findings.push(finding(cx, sentence.place, at, clause, total, done));
            }
        }
    }
    findings.dedup_by_key(|f| f.place());
    Verdict::of_looked(findings, looked)
}

/// 受理86件，按期办结84件，2件超期后办结: what was not done in time was done late.
fn rest_is_done(cx: &Context, total: FigureId, done: FigureId, verb: &str) -> bool {
    let value = |id: FigureId| cx.figure(id).quantity.value;
    let sentence = &cx.facts.sentences[cx.figure(done).sentence];
    sentence.figures.clone().filter(|id| *id > done && same_measure(cx, *id, done)).any(|id| {
        let figure = cx.figure(id);
        let text = cx.document.text(figure.place.node);
        let behind = text.get(figure.place.end as usize..).unwrap_or("");
        let clause = behind.split(['，', '；', '。']).next().unwrap_or("");
        value(id) == value(total) - value(done)
            && clause.contains(verb)
            && !words!["未", "没", "尚", "正在"].any_in(clause)
    })
}

/// 占任务的99.07%，…，全部任务均已完成; 7项目标全部完成，未完成的是…: the sentence itself tells that not all is done.
fn denied(cx: &Context, sentence: usize, claim: Place) -> Option<Finding> {
    let own = &cx.facts.sentences[sentence];
    let clause = cx.quote(claim);
    let says = |words: &Words| words.any_in(clause);
    if !says(words!["任务", "目标", "全部完成"])
        || !says(words!["完成"])
        || says(words!["未", "尚", "没有"])
    {
        return None;
    }
    let rate = own.figures.clone().map(|id| cx.figure(id)).rfind(|f| {
        let of_task = ["任务的", "目标的", "计划的"].iter().any(|w| f.lead.ends_with(w));
        let of_all = f.lead.trim_end_matches(['为', '达']).ends_with("任务完成率");
        f.quantity.unit == Unit::Percent
            && f.depth == 0
            && (of_task || of_all)
            && f.place.end <= claim.start
            && f.quantity.value < Decimal::ONE_HUNDRED
    });
    let text = cx.quote(own.place);
    let behind = text.get((claim.end - own.place.start) as usize..).unwrap_or("");
    let unfinished = behind.find("未完成的").filter(|at| *at <= "，".len());
    let against = match (rate, unfinished) {
        (Some(rate), _) => rate.span,
        (None, Some(at)) => {
            let start = claim.end as usize + at;
            Place::new(claim.node, start, start + "未完成的".len())
        }
        (None, None) => return None,
    };
    let message = format!("说“{}”，同一句又说没有全部完成", clause.trim());
    Some(
        Finding::new("C003", Level::Error, claim, message, "改正说法，写明比率和未完成的数").using(
            against,
            Role::Against,
            "没有完成的",
        ),
    )
}

/// Clauses that say that all is done and count nothing themselves.
fn claims(text: &str) -> impl Iterator<Item = (usize, &str)> {
    ALL.firsts(text).filter_map(move |(at, _)| {
        let (start, end) = clause_around(text, at);
        let clause = &text[start..end];
        // 41批次不合格食品全部处置 is of another number.
        let own_number = clause.find(|c: char| c.is_ascii_digit()).is_some_and(|i| i + start < at);
        // 合格率100%（以已验收项目为基数）
        let has_base = words!["基数", "口径", "分母"].any_in(clause);
        (!own_number && !has_base).then_some((start, clause))
    })
}

fn counts_before(cx: &Context, sentence: usize, end: usize) -> Vec<FigureId> {
    let range = cx.facts.sentences[sentence].figures.clone();
    range
        .filter(|id| {
            let figure = cx.figure(*id);
            let counts = matches!(figure.quantity.unit, Unit::Measure { .. } | Unit::Money(_));
            counts
                && figure.depth == 0
                && (figure.place.end as usize) <= end
                && figure.quantity.value > Decimal::ZERO
        })
        .collect()
}

fn same_measure(cx: &Context, a: FigureId, b: FigureId) -> bool {
    cx.figure(a).quantity.dimension() == cx.figure(b).quantity.dimension()
}

fn finding(
    cx: &Context,
    sentence: Place,
    at: usize,
    clause: &str,
    total: FigureId,
    done: FigureId,
) -> Finding {
    let start = sentence.start as usize + at;
    let place = Place::new(sentence.node, start, start + clause.len());
    let (total, done) = (cx.figure(total), cx.figure(done));
    let gap = total.quantity.print_like(total.quantity.base() - done.quantity.base());
    let message = format!(
        "说“{}”，而{}中只有{}，还差{gap}",
        clause.trim(),
        total.quantity.text(),
        done.quantity.text()
    );
    // 未完成的1项已于次年办结，故截至报告日全部完成: of a later day than the numbers.
    let is_later = words!["截至报告日", "截至目前", "目前已", "现已"].any_in(clause);
    let level = if is_later { Level::Note } else { Level::Error };
    Finding::new("C003", level, place, message, "改正说法，写明比率和未完成的数")
        .using(total.span, Role::Against, "总数")
        .using(done.span, Role::Against, "已完成")
}
