//! What a number of points is: a weight, a score, or points taken off.

use crate::figure::Figure;
use jiheng_base::{Words, words};
use std::borrow::Cow;

/// What a number of points is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Points {
    /// 应得5分, （5分）, 分值5分
    Weight,
    /// 得5分, 实际得5分, 得分为5分
    Score,
    /// 扣5分
    Deducted,
    /// 预算执行19.7分: a name and its points.
    Named,
    /// Part of a standard or of an advice, not of this score.
    Other,
}

/// A sentence that tells how points are given, not that they were.
pub(super) fn is_standard(sentence: &str) -> bool {
    let sentence = without_applied(sentence);
    // 三项都达到目标，得满分，户厕改造得4.57分 tells what was given.
    tells_steps(&sentence)
        || sentence.contains("得满分，") && !tells_result(&sentence)
        || words![
            "不得分",
            "否则",
            "记满分",
            "每低",
            "每高",
            "每减少",
            "评分标准",
            "计分标准",
            "赋分标准",
        ]
        .any_in(&sentence)
}

/// 进度达到45%得0.5分，达到65%得1分: several limits, each with its points in the same clause.
fn tells_steps(sentence: &str) -> bool {
    static LIMITS: Words =
        Words::new(&["达到", "不低于", "不超过", "超过", "高于", "低于", "以上", "以内", "以下"]);
    let is_step = |clause: &&str| {
        clause.split_once('得').is_some_and(|(limit, points)| {
            let number = points.trim_end_matches(['。', '；']).strip_suffix('分').unwrap_or("");
            limit.contains('%')
                && LIMITS.any_in(limit)
                && !number.is_empty()
                && number.chars().all(|c| c.is_ascii_digit() || c == '.')
        })
    };
    sentence.contains('%') && sentence.split(['，', '；', '、']).filter(is_step).count() > 1
}

/// Points with two decimals are nobody's standard: 得4.57分.
fn tells_result(sentence: &str) -> bool {
    let gives = |rest: &str| {
        let number = rest.split_once('分').map_or("", |(number, _)| number);
        number.split_once('.').is_some_and(|(whole, decimals)| {
            decimals.len() == 2 && whole.chars().chain(decimals.chars()).all(|c| c.is_ascii_digit())
        })
    };
    sentence.match_indices('得').any(|(at, word)| gives(&sentence[at + word.len()..]))
}

/// 按每低1个百分点扣0.1分计，扣0.5分: a standard that is applied where it is told is no part of a table of
/// standards.
fn without_applied(sentence: &str) -> Cow<'_, str> {
    if !sentence.contains('每') {
        return Cow::Borrowed(sentence);
    }
    const APPLIED: &[&str] = &["按每", "按照每", "按“每", "按照“每", "按\"每"];
    let mut kept = sentence.to_owned();
    for word in APPLIED {
        kept = kept.replace(word, "按");
    }
    Cow::Owned(kept)
}

/// A sentence that lists the weights of the scheme.
pub(super) fn lists_weights(sentence: &str) -> bool {
    words![
        "指标体系",
        "分值为",
        "权重为",
        "权重分别",
        "指标权重",
        "权重设置",
        "分值设置",
        "分值分别",
        "满分100分",
        "满分为100分",
        "总分100分",
        "以100分计",
        "按100分计",
    ]
    .any_in(sentence)
}

/// What a number of points is by the words that end right before it.
pub(super) fn named_by(words: &str) -> Points {
    let ends = |of: &[&str]| of.iter().any(|w| words.ends_with(w));
    // The longer words first: 应得 ends in 得.
    if ends(WEIGHTS) {
        Points::Weight
    } else if ends(DEDUCTED) {
        Points::Deducted
    } else if ends(SCORES) {
        Points::Score
    } else {
        Points::Other
    }
}

const WEIGHTS: &[&str] = &["应得", "应得分", "分值", "满分", "权重", "标准分", "赋分", "总分值"];
const DEDUCTED: &[&str] = &[
    "扣",
    "扣除",
    "扣减",
    "扣分",
    "失分",
    "扣掉",
    "共扣",
    "共失",
    "失",
    "丢",
    "丢了",
    "丢掉",
    "丢掉的",
    "丢失的",
];
#[rustfmt::skip]
const SCORES: &[&str] = &[
    "得", "得分", "评分", "总分", "实得", "自评分", "评价分", "综合分", "分数", "自评", "折合", "折算为",
];

/// By how much a score changed or differs.
#[rustfmt::skip]
const CHANGES: &[&str] = &[
    "提高", "增加", "下降", "降低", "高于", "低于", "减少", "每", "超过", "达到", "不足", "少",
];

pub(super) fn points_of(figure: &Figure) -> Points {
    if figure.quoted || figure.lead.contains("平均") || figure.tail.starts_with("以上") {
        return Points::Other;
    }
    // 执行率乘以10分计算: a factor.
    if ["乘以", "乘", "×", "*", "除以", "÷"].iter().any(|w| figure.lead.ends_with(w)) {
        return Points::Other;
    }
    // 执行率得分=10分×执行率
    if figure.tail.starts_with(['×', '*']) {
        return Points::Other;
    }
    // 产出部分满分50分，实际47.92分
    if figure.lead == "实际" && figure.depth == 0 {
        return Points::Score;
    }
    // 评为达成预期，按5.00分计
    if figure.lead == "按" && figure.tail.starts_with('计') {
        return Points::Score;
    }
    // 目标4项、每项10分: of each of several.
    if figure.lead.starts_with('每') && figure.lead.chars().count() == 2 {
        return Points::Other;
    }
    // 每所扣0.5分: how points are given.
    if is_per_case(&figure.lead) {
        return Points::Other;
    }
    // 不足3.5个百分点按1分扣
    if figure.tail.starts_with('扣') && figure.lead.ends_with('按') {
        return Points::Other;
    }
    // 4×31/33＝3.76分
    if figure.depth == 0 && ["＝", "=", "≈"].contains(&figure.lead.trim()) {
        return Points::Score;
    }
    // 按20分折算为18.99分，取整计19分: steps of the counting.
    let counted = figure.lead.trim_end_matches(['成', '为', '后', '记', '计', '到']);
    let ways = ["折算", "换算", "折合", "折", "加权", "小数", "取整", "四舍五入", "取整数"];
    if ways.iter().any(|w| counted.ends_with(w)) {
        return Points::Other;
    }
    // 再扣备案不及时0.38分 names what was lost before it.
    if ["扣", "再扣", "另扣", "又扣", "加扣"].iter().any(|w| figure.lead.starts_with(w)) {
        return Points::Deducted;
    }
    let lead = figure.lead.trim_end_matches(['：', ':', '为', '是', '计', '了', '约']);
    let ends = |words: &[&str]| words.iter().any(|w| lead.ends_with(w));
    if is_counted_as(figure.lead.trim_end_matches(['：', ':', '为'])) {
        return Points::Score;
    }
    match named_by(lead) {
        Points::Other => {}
        Points::Score | Points::Deducted if figure.depth > 0 && tells_standard(lead) => {
            return Points::Other;
        }
        named => return named,
    }
    // （90分及以上为优，80—90分为良）: the limits of the grades.
    if figure.depth > 0
        && ["及以上", "以下", "为优", "为良", "为中", "为差", "为合格"]
            .iter()
            .any(|w| figure.tail.starts_with(w))
    {
        return Points::Other;
    }
    if ends(CHANGES) {
        Points::Other
    } else if figure.depth > 0 {
        if lead.is_empty() { Points::Weight } else { Points::Other }
    } else if lead.is_empty() {
        Points::Other
    } else {
        Points::Named
    }
}

/// 每所扣, 按每项扣: 每 and a measure right before the word for what is taken or given.
fn is_per_case(lead: &str) -> bool {
    const MEASURE_CHARS: std::ops::RangeInclusive<usize> = 1..=3;
    let Some((_, behind)) = lead.rsplit_once('每') else { return false };
    // 每发现一例问题扣1分
    if ["发现", "出现", "发生", "有", "逾期", "超期", "延迟"].iter().any(|w| behind.starts_with(w))
    {
        return DEDUCTED.iter().any(|w| behind.ends_with(w));
    }
    let measure = ["扣", "扣除", "扣减", "得", "加"].iter().find_map(|w| behind.strip_suffix(w));
    measure.is_some_and(|m| MEASURE_CHARS.contains(&m.chars().count()))
}

/// （3分，净调整幅度在10%以内得3分，每增加5个百分点扣0.5分）: what a bracket says besides 得 and 扣 is how points
/// are given.
fn tells_standard(lead: &str) -> bool {
    let verb = DEDUCTED.iter().chain(SCORES).filter(|w| lead.ends_with(**w)).map(|w| w.len()).max();
    let rest = &lead[..lead.len() - verb.unwrap_or(0)];
    ["以内", "以上", "以下", "每", "个百分点", "的", "个", "内"].iter().any(|w| rest.ends_with(w))
}

/// 计9.60分 gives points; 合计 and 累计 add up.
fn is_counted_as(lead: &str) -> bool {
    const ADDS_UP: &[&str] = &["合计", "共计", "总计", "小计", "累计", "统计", "估计", "预计"];
    lead.ends_with(['计', '记']) && !ADDS_UP.iter().any(|w| lead.ends_with(w))
}

#[cfg(test)]
mod tests {
    use super::{is_counted_as, is_per_case};

    #[test]
    fn points_for_each_case_are_a_standard() {
        for lead in ["每所扣", "按每项扣", "每起扣减", "每个村得", "每发现一例问题扣"]
        {
            assert!(is_per_case(lead), "{lead}");
        }
        for lead in ["扣", "未按每季度报送扣", "每季度报送及时得"] {
            assert!(!is_per_case(lead), "{lead}");
        }
    }

    #[test]
    fn points_are_counted_or_added_up() {
        for lead in ["计", "按90%计", "本项计", "记"] {
            assert!(is_counted_as(lead), "{lead}");
        }
        for lead in ["合计", "三项累计", "得", "共计"] {
            assert!(!is_counted_as(lead), "{lead}");
        }
    }
}
