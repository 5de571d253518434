//! So many things are all done in one place, and fewer of them in another.

use crate::text::{clause_around, sentence_around};
use crate::{Context, Verdict};
use jiheng_base::{Decimal, Finding, Level, Place, Role, Unit, Words, is_han, words};
use jiheng_facts::{Figure, FigureId};

static ALL: Words = Words::new(&["全部", "均已", "都已", "全都", "均"]);
const DONE: &[&str] = &[
    "完成",
    "达到目标",
    "达标",
    "实现",
    "整改",
    "验收",
    "完工",
    "办结",
    "落实",
    "销号",
    "到位",
    "建成",
];
/// Words that take something away from all.
static BUT: Words = Words::new(&["除", "未", "不", "尚"]);

pub(super) fn check(cx: &Context) -> Verdict {
    let counts: Vec<FigureId> =
        (0..cx.facts.figures.len()).filter(|id| is_count(cx, *id)).collect();
    let claims: Vec<Claim> = counts.iter().filter_map(|id| claim(cx, *id)).collect();
    if claims.is_empty() {
        return Verdict::NotApplicable;
    }
    let findings = claims
        .iter()
        .filter_map(|claim| {
            let told = counts.iter().find_map(|id| Some((fewer(cx, claim, *id)?, Level::Error)));
            let by_target = || {
                counts.iter().find_map(|id| Some((short_of_target(cx, claim, *id)?, Level::Doubt)))
            };
            let ((total, done), level) = told.or_else(by_target)?;
            let message = format!(
                "说“{}”，另一处{}中只有{}",
                cx.quote(claim.place),
                cx.print(total),
                cx.print(done)
            );
            let action = "核对实际完成数，改正其中一处";
            Some(
                Finding::new("C035", level, claim.place, message, action)
                    .using(cx.figure(total).place, Role::Against, "总数")
                    .using(cx.figure(done).place, Role::Against, "已完成"),
            )
        })
        .collect();
    Verdict::of(findings)
}

struct Claim {
    figure: FigureId,
    name: String,
    verb: &'static str,
    place: Place,
}

fn is_count(cx: &Context, id: FigureId) -> bool {
    let figure = cx.figure(id);
    matches!(figure.quantity.unit, Unit::Measure { .. })
        && figure.quantity.value > Decimal::ONE
        && figure.depth == 0
        && !figure.quoted
        && !figure.in_table
}

/// 重点工作16项，已全部完成, or 5项重点任务全部达到目标值: nothing is counted between the two.
fn claim(cx: &Context, id: FigureId) -> Option<Claim> {
    let figure = cx.figure(id);
    let text = cx.document.text(figure.place.node);
    let from = figure.place.end as usize;
    let (_, sentence_end) = sentence_around(text, from);
    let own = clause_around(text, from).1;
    let next = text[own..sentence_end]
        .strip_prefix('，')
        .map(|rest| own + "，".len() + rest.find(['，', '；']).unwrap_or(rest.len()));
    let end = [Some(own), next].into_iter().flatten().find(|end| ALL.any_in(&text[from..*end]))?;
    let words = &text[from..end];
    // 一座不少全部改建到位
    let words = words.split_once("不少").map_or(words, |(_, rest)| rest);
    let verb = DONE.iter().copied().find(|w| words.contains(w))?;
    let whole = !words.contains(|c: char| c.is_ascii_digit()) && !takes_away(words);
    let place = Place::new(figure.place.node, figure.place.start as usize, end);
    whole.then(|| Claim { figure: id, name: name(cx, id), verb, place })
}

/// Whether words take something away; 除险加固 and 不可移动文物 only sound so.
fn takes_away(words: &str) -> bool {
    const NAMES: &[&str] = &["除险", "除尘", "扫除", "不可移动", "不动产", "不锈钢", "无障碍"];
    let plain = NAMES.iter().fold(words.to_owned(), |words, name| words.replace(name, ""));
    BUT.any_in(&plain)
}

/// The noun that is counted: behind the number (16项重点工作), else before it.
fn name(cx: &Context, id: FigureId) -> String {
    let figure = cx.figure(id);
    let cut = |words: &str| {
        let stop = ALL.iter().chain(DONE).chain(&["中", "已", "按期", "只", "仅", "共"]);
        stop.filter_map(|w| words.find(w))
            .min()
            .map_or(words.to_owned(), |at| words[..at].to_owned())
    };
    // 4条整改意见中
    let tail = DONE.iter().find_map(|w| figure.tail.strip_prefix(w)).unwrap_or(&figure.tail);
    let behind = cut(tail);
    if behind.is_empty() { figure.label.clone() } else { behind }
}

/// The same total with fewer of them done behind it in the sentence.
fn fewer(cx: &Context, claim: &Claim, id: FigureId) -> Option<(FigureId, FigureId)> {
    let (own, total) = (cx.figure(claim.figure), cx.figure(id));
    let same_number = id != claim.figure
        && (own.sentence != total.sentence || parted_by_semicolon(cx, id, claim.figure))
        && own.quantity.value == total.quantity.value
        && own.quantity.unit == total.quantity.unit;
    let other = name(cx, id);
    let same_name =
        !other.is_empty() && (claim.name.ends_with(&other) || other.ends_with(&claim.name));
    if !same_number || !same_name || claim.name.is_empty() {
        return None;
    }
    let done = (id + 1..cx.facts.sentences[total.sentence].figures.end).find(|next| {
        is_part(cx, *next, claim.verb) && cx.figure(*next).quantity.unit == total.quantity.unit
    })?;
    (cx.figure(done).quantity.value < total.quantity.value).then_some((id, done))
}

/// 目标4处，完成甲、乙、丙3处，…: the sentence of the target tells that fewer were done.
fn short_of_target(cx: &Context, claim: &Claim, id: FigureId) -> Option<(FigureId, FigureId)> {
    static TARGET: Words = Words::new(&["目标", "计划", "任务", "年初"]);
    static REACHED: Words =
        Words::new(&["完成", "验收", "完工", "建成", "改造", "实际", "合格", "交付"]);
    let (own, total) = (cx.figure(claim.figure), cx.figure(id));
    let same_number = own.sentence != total.sentence
        && own.quantity.value == total.quantity.value
        && own.quantity.unit == total.quantity.unit;
    if !same_number || !TARGET.any_in(&total.lead) {
        return None;
    }
    let sentence = &cx.facts.sentences[total.sentence];
    let alike = |next: &FigureId| cx.figure(*next).quantity.unit == total.quantity.unit;
    let mut behind = (id + 1..sentence.figures.end).filter(alike);
    // Several numbers are parts of the whole.
    let done = behind.next().filter(|_| behind.next().is_none())?;
    let figure = cx.figure(done);
    let text = cx.document.text(total.place.node);
    let end = clause_around(text, figure.place.end as usize).1;
    let between = text.get(total.place.end as usize..end)?;
    let is_done =
        REACHED.any_in(between) && !words!["其中", "剩", "余", "另", "尚", "未"].any_in(between);
    (is_done && figure.quantity.value < total.quantity.value && are_of_one(cx, claim, total))
        .then_some((id, done))
}

/// Whether the paragraph of a target shares words with a claim. Numbers of some size are of one thing anyway.
fn are_of_one(cx: &Context, claim: &Claim, target: &Figure) -> bool {
    const TELLING: i64 = 50;
    const GENERAL: &[&str] =
        &["全部", "完成", "任务", "目标", "计划", "项目", "已经", "完工", "到位", "工程", "建设"];
    let text = cx.document.text(claim.place.node);
    let (start, _) = clause_around(text, claim.place.start as usize);
    let said: Vec<char> = text[start..claim.place.end as usize].chars().collect();
    let paragraph = cx.document.text(target.place.node);
    let shares = |pair: &[char]| {
        let pair = pair.iter().collect::<String>();
        let is_word = pair.chars().all(is_han);
        is_word && !GENERAL.contains(&pair.as_str()) && paragraph.contains(&pair)
    };
    let shared = said.windows(2).filter(|pair| shares(pair)).count();
    target.quantity.value >= TELLING.into() && shared > 0 || shared > 1
}

/// 4条意见中，3条已整改到位；4条意见已全部整改: the total is told first, and its part before the claim.
fn parted_by_semicolon(cx: &Context, total: FigureId, claim: FigureId) -> bool {
    let (total, claim) = (cx.figure(total), cx.figure(claim));
    let text = cx.document.text(claim.place.node);
    let between = text.get(total.place.end as usize..claim.place.start as usize);
    between.is_some_and(|between| between.contains('；'))
}

/// 完成15项, 4项达到目标值 and 3条已在2023年整改到位
fn is_part(cx: &Context, id: FigureId, verb: &str) -> bool {
    let figure = cx.figure(id);
    let text = cx.document.text(figure.place.node);
    let behind = text.get(figure.place.end as usize..).unwrap_or("");
    let clause = behind.split(['，', '；', '。']).next().unwrap_or("");
    if clause.starts_with('已') && !clause.contains(BUT[1]) && clause.contains(verb) {
        return true;
    }
    let before = figure.lead.ends_with(verb) || figure.lead.trim_end_matches('了').ends_with(verb);
    before && !figure.lead.contains('未') || figure.tail.starts_with(verb)
}
