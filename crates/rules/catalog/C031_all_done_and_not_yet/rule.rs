//! All is done in one place, and not yet in another.

use crate::text::clause_around;
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, NodeId, Place, Role, Words};

static ALL: Words = Words::new(&[
    "所有项目",
    "全部项目",
    "各项目均",
    "各项目全部",
    "所有工程",
    "全部工程",
    "所有问题",
    "全部问题",
    "所有资金",
    "全部资金",
    "问题均已",
    "各部门均已",
    "各单位均已",
]);
static DONE: Words = Words::new(&["已", "均", "全部", "完毕", "到位"]);
const WORK: &[&str] =
    &["验收", "移交", "支付", "整改", "完工", "竣工", "拨付", "发放", "归档", "销号", "投入使用"];
static NOT_YET: Words = Words::new(&["尚未", "仍未", "还未", "还没有", "未能", "暂未"]);
/// A standard or a condition tells of no state.
static RULES: Words =
    Words::new(&["得分", "扣分", "扣", "如", "若", "凡", "对尚未", "的不得", "应当"]);

pub(super) fn check(cx: &Context) -> Verdict {
    let claims: Vec<Claim> = cx.paragraphs().filter_map(|(node, text)| claim(node, text)).collect();
    if claims.is_empty() {
        return Verdict::NotApplicable;
    }
    let findings = claims
        .into_iter()
        .filter_map(|Claim { place, works }| {
            let against = works.iter().find_map(|work| {
                cx.paragraphs().find_map(|(node, text)| not_yet(node, text, work))
            })?;
            let message = format!("说“{}”，另一处说“{}”", cx.quote(place), cx.quote(against));
            let action = "核对进度，改正其中一处，写明截止的日期";
            Some(Finding::new("C031", Level::Doubt, place, message, action).using(
                against,
                Role::Against,
                "另一处",
            ))
        })
        .collect();
    Verdict::of(findings)
}

/// A sentence that says that all of some works is done.
struct Claim {
    place: Place,
    works: Vec<&'static str>,
}

fn claim(node: NodeId, text: &str) -> Option<Claim> {
    let at = ALL.first_in(text)?;
    let (start, end) = crate::text::sentence_around(text, at);
    let (_, clause_end) = clause_around(text, at);
    let clause = &text[at..clause_end];
    if !DONE.any_in(clause) || NOT_YET.any_in(clause) {
        return None;
    }
    let place = Place::new(node, start, clause_end.min(end));
    Some(Claim { place, works: WORK.iter().copied().filter(|w| clause.contains(w)).collect() })
}

/// The clause that says that some of the work is not done.
fn not_yet(node: NodeId, text: &str, work: &str) -> Option<Place> {
    const NEAR: usize = 8;
    if let Some(place) = still_going_on(node, text, work) {
        return Some(place);
    }
    NOT_YET.matches(text).find_map(|(at, word)| {
        let (start, end) = clause_around(text, at);
        let after = &text[at + word.len()..end];
        let near = after.find(work).is_some_and(|i| after[..i].chars().count() <= NEAR);
        let is_rule = RULES.any_in(&text[start..end]);
        (near && !is_rule).then(|| {
            let lead = text[start..end].len() - text[start..end].trim_start().len();
            Place::new(node, start + lead, end)
        })
    })
}

/// 正在整改14个: how many are still under way.
fn still_going_on(node: NodeId, text: &str, work: &str) -> Option<Place> {
    let (at, word) = crate::text::matches(text, "正在").find(|(at, word)| {
        let behind = text[at + word.len()..].strip_prefix(work);
        behind.is_some_and(|rest| rest.trim_start().starts_with(|c: char| ('1'..='9').contains(&c)))
    })?;
    let behind = &text[at + word.len() + work.len()..];
    let length = behind.find(['、', '，', '。', '；']).unwrap_or(behind.len());
    Some(Place::new(node, at, at + word.len() + work.len() + length))
}
