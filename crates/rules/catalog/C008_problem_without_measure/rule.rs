//! Every problem is answered by a measure.

use crate::text::items_under;
use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Place, Role, is_han};
use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

const PROBLEMS: &[&str] = &["问题"];
const MEASURES: &[&str] = &["措施", "整改", "建议", "下一步", "打算"];
/// Words whose pairs of characters any problem and any measure may share.
const COMMON: &[&str] = &[
    "不够",
    "不足",
    "存在",
    "一定",
    "加强",
    "完善",
    "管理",
    "工作",
    "进行",
    "问题",
    "情况",
    "需要",
    "提高",
    "部分",
    "个别",
    "有关",
    "以及",
    "制度",
    "方面",
    "不完",
    "够完",
    "相关",
    "进一步",
    "机制",
    "能力",
    "落实",
    "开展",
    "主要",
    "由于",
    "不到位",
    "人员",
    "部门",
    "单位",
    "考核",
    "绩效",
    "资金",
    "内容",
];
static COMMON_PAIRS: LazyLock<BTreeSet<Pair>> =
    LazyLock::new(|| COMMON.iter().flat_map(|word| neighbours(word)).collect());
/// Of a hundred pairs of a problem, fewer than this are found in the measures.
const ANSWERED: usize = 25;
const MIN_PAIRS: usize = 5;

pub(super) fn check(cx: &Context) -> Verdict {
    let mut not_problems = MEASURES.to_vec();
    not_problems.push("说明");
    let problems = items_under(cx, PROBLEMS, &not_problems);
    let measures = items_under(cx, MEASURES, &["原因"]);
    if problems.is_empty() || measures.is_empty() {
        return Verdict::NotApplicable;
    }
    let of_all = |items: &[Place]| -> HashSet<Pair> {
        items.iter().flat_map(|place| pairs(cx.quote(*place))).collect()
    };
    let (told, answered) = (of_all(&problems), of_all(&measures));
    // As many measures as problems answer them one by one, in words of their own; where one of them
    // answers none, a problem is left.
    let is_idle = |measure: &Place| !pairs(cx.quote(*measure)).iter().any(|p| told.contains(p));
    let one_by_one = measures.len() >= problems.len();
    let some_idle = measures.iter().any(is_idle);
    let is_left = |at: usize, problem: Place| {
        let shares_none = || !pairs(cx.quote(problem)).iter().any(|p| answered.contains(p));
        !one_by_one || measures.get(at).is_some_and(is_idle) || some_idle && shares_none()
    };
    let findings = problems
        .iter()
        .enumerate()
        .filter(|(at, p)| !is_answered(cx.quote(**p), &answered) && is_left(*at, **p))
        .map(|(at, p)| {
            let idle = measures.get(at).filter(|m| one_by_one && is_idle(m));
            finding(*p).using_all(idle.copied(), Role::Against)
        })
        .collect();
    Verdict::of(findings)
}

/// Two characters that follow each other.
type Pair = (char, char);

/// The pairs of a text that say something.
fn pairs(text: &str) -> Vec<Pair> {
    neighbours(text)
        .filter(|pair| is_han(pair.0) && is_han(pair.1) && !COMMON_PAIRS.contains(pair))
        .collect()
}

fn neighbours(text: &str) -> impl Iterator<Item = Pair> {
    text.chars().zip(text.chars().skip(1))
}

fn is_answered(problem: &str, answered: &HashSet<Pair>) -> bool {
    let shares = |text: &str| {
        let own = pairs(text);
        let shared = own.iter().filter(|p| answered.contains(*p)).count();
        own.len() < MIN_PAIRS || shared * 100 >= own.len() * ANSWERED
    };
    // A headline names the problem, what follows explains it.
    shares(problem) || problem.split_once('。').is_some_and(|(headline, _)| shares(headline))
}

fn finding(place: Place) -> Finding {
    let message = "这一问题在改进措施中没有对应的内容";
    Finding::new("C008", Level::Doubt, place, message, "补写针对这一问题的措施、时限和责任人")
}
