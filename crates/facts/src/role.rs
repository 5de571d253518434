//! What a figure does in its sentence, by the words before it.

use crate::figure::{Figure, FigureYear};
use crate::wording::{self, Direction};
use jiheng_base::{Dimension, Unit, Words, words};

/// What a figure does in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It states the value of what its label names.
    Plain,
    /// The older value that another one is compared with.
    Prior,
    /// The value that something grew or fell to.
    New(Direction),
    /// By how much something changed, in its own unit.
    ChangeAmount(Direction),
    /// By which rate something changed.
    ChangeRate(Direction),
    /// By how many percentage points a rate changed.
    ChangePoints(Direction),
    /// Which share of another value it is (占…的, 比重为).
    Share,
    /// Which rate of another value it is (为…的, 相当于…的).
    OfBase,
    /// A rate with a name of its own (执行率).
    Rate,
    /// An average (平均每…, 人均).
    Average,
    /// A limit or a target (控制在…以内, 目标).
    Limit,
}

/// The role of a figure.
#[must_use]
pub fn role_of(figure: &Figure) -> Role {
    let lead = wording::without_dates(&figure.lead);
    let lead = lead.trim_end_matches(['：', ':']);
    let is_rate = figure.quantity.dimension() == Dimension::Rate;
    if let Some(direction) = grows_to(lead) {
        return Role::New(direction);
    }
    if is_prior(lead, figure) {
        return Role::Prior;
    }
    // 增长率 with a sign of its own is a rate like any other.
    // 比上年的31.67%（退回108个）低6.54个百分点
    let unasided = wording::without_number_asides(lead);
    if let Some(direction) = wording::change(&unasided) {
        return match figure.quantity.unit {
            Unit::Percent | Unit::Permille | Unit::Fold => Role::ChangeRate(direction),
            Unit::PercentPoint => Role::ChangePoints(direction),
            _ => Role::ChangeAmount(direction),
        };
    }
    // 比2023年的9.02万元少0.56万元; 2022年为5940亩，2023年多出880亩
    let follows = figure.after.is_none() || figure.lead.contains('年') && !lead.contains('年');
    if let Some(direction) = more_or_less(lead).filter(|_| follows && !is_rate) {
        return Role::ChangeAmount(direction);
    }
    if figure.quantity.unit == Unit::PercentPoint {
        let falls = ["低", "少", "慢", "低了", "少了"].iter().any(|w| unasided.ends_with(w));
        return Role::ChangePoints(if falls { Direction::Down } else { Direction::Up });
    }
    if is_rate && (lead.contains('占') || words!["比重", "占比"].any_in(lead)) {
        return Role::Share;
    }
    if is_rate && of_base(lead).is_some() {
        return Role::OfBase;
    }
    if is_average(lead) {
        return Role::Average;
    }
    if [
        "控制在",
        "目标",
        "目标值",
        "不低于",
        "不超过",
        "不少于",
        "力争",
        "计划",
        "调整为",
        "调整到",
    ]
    .iter()
    .any(|w| lead.ends_with(w))
    {
        return Role::Limit;
    }
    if is_rate { Role::Rate } else { Role::Plain }
}

/// 多 and 少 right behind the number that is compared with.
fn more_or_less(lead: &str) -> Option<Direction> {
    match lead {
        "多" | "多了" | "多出" => Some(Direction::Up),
        "少" | "少了" => Some(Direction::Down),
        _ => None,
    }
}

/// 增加到, 降至, 调整为: the new value after the old one.
fn grows_to(lead: &str) -> Option<Direction> {
    #[rustfmt::skip]
const UP: &[&str] = &[
    "增加到", "增加至", "增长到", "增长至", "提高到", "提高至", "上升到", "上升至", "提升到",
    "提升至", "增加为", "提高为", "上升为", "增至", "升至", "扩大到",
];
    #[rustfmt::skip]
const DOWN: &[&str] = &[
    "减少为", "下降为", "降低为", "减少到", "减少至", "下降到", "下降至", "降低到", "降低至", "降至", "降到", "减至", "压减到",
    "压减至", "压缩到", "缩减到", "回落到",
];
    // 下降到2023年的5.9%
    let lead = lead.trim_end_matches("的");
    let ends = |words: &[&str]| words.iter().any(|w| lead.ends_with(w));
    if ends(UP) {
        Some(Direction::Up)
    } else if ends(DOWN) {
        Some(Direction::Down)
    } else {
        None
    }
}

/// 较上年的, 与2021年, 由, 按, 上年为: an older value or a base, not yet the change.
fn is_prior(lead: &str, figure: &Figure) -> bool {
    if ["上年为", "去年为", "上年数为", "上年是", "上年度为"].iter().any(|w| lead.ends_with(w))
    {
        return true;
    }
    if lead.ends_with('按') {
        return true;
    }
    if lead.ends_with("占比") {
        return false;
    }
    // 上年末为268420人
    let stated = lead.trim_end_matches(['为', '是', '有']);
    if stated.len() < lead.len()
        && stated.starts_with(['上', '去'])
        && PRIOR_TIMES.contains(&stated)
    {
        return true;
    }
    // 评价组由7人组成
    if lead.ends_with('由') && ["组成", "构成"].iter().any(|w| figure.tail.starts_with(w)) {
        return false;
    }
    let Some((_, rest)) = split_comparison(lead) else { return false };
    let rest = rest.trim_end_matches("的").trim_end_matches('数');
    let timed = matches!(figure.year, Some(FigureYear::Printed(..))) && rest.is_empty();
    // 与2022年支出3586.92万元比较: the words behind say that it is the older one.
    let older = matches!(figure.year, Some(FigureYear::Printed(..) | FigureYear::Prior));
    // 比2022年的实际支出672.48万元增加: so does a change that follows at once.
    let compared = older
        && ["相比", "比较", "对比", "增加", "减少", "增长", "下降", "上升", "提高", "降低"]
            .iter()
            .any(|w| figure.tail.starts_with(w));
    timed || compared || PRIOR_TIMES.contains(&rest)
}

#[rustfmt::skip]
const PRIOR_TIMES: &[&str] = &[
    "", "上年", "去年", "上年度", "上一年", "上一年度", "上年同期", "去年同期", "年初", "上年末",
    "年初预算", "上年决算", "同期", "去年末", "预算", "上年初", "上年年末", "去年底", "上年底",
    "上年实际", "原来", "原先", "期初",
];

/// Splits a lead at the last word that compares: what is compared, and with what.
pub(crate) fn split_comparison(lead: &str) -> Option<(&str, &str)> {
    let (at, c) = lead.char_indices().rev().find(|(_, c)| "比较与跟由从".contains(*c))?;
    Some((&lead[..at], &lead[at + c.len_utf8()..]))
}

/// 为预算的, 相当于年初预算的, 完成年初预算的: the base that a rate is taken of.
pub(crate) fn of_base(lead: &str) -> Option<&str> {
    let lead = lead.strip_suffix('的')?;
    let (at, word) = ["相当于", "占到", "完成", "达到", "等于", "为", "是", "占"]
        .iter()
        .filter_map(|w| lead.rfind(w).map(|at| (at, w)))
        .max_by_key(|(at, w)| at + w.len())?;
    let base = &lead[at + word.len()..];
    (!base.is_empty()).then_some(base)
}

fn is_average(lead: &str) -> bool {
    #[rustfmt::skip]
    static WORDS: Words = Words::new(&[
        "平均", "人均", "户均", "亩均", "生均", "次均", "件均", "车均", "村均", "校均", "班均", "床均", "案均", "单价",
    ]);
    // 单价合计 adds up.
    WORDS.any_in(lead) && !lead.ends_with("合计")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Collected;
    use crate::lex;
    use jiheng_base::NodeId;

    fn roles(text: &str) -> Vec<Role> {
        let mut collected = Collected::default();
        collected.read(NodeId(0), text, &lex::scan(text));
        collected.figures.iter().map(role_of).collect()
    }

    #[test]
    fn comparisons_have_an_old_value_and_changes() {
        use Direction::{Down, Up};
        assert_eq!(
            roles("本年收入5556.95万元，与上年的5187.30万元相比增加369.65万元，增长7.13%。"),
            [Role::Plain, Role::Prior, Role::ChangeAmount(Up), Role::ChangeRate(Up)]
        );
        assert_eq!(
            roles("支出较2021年的5142.88万元多支出438.74万元"),
            [Role::Prior, Role::ChangeAmount(Up)]
        );
        assert_eq!(
            roles("由上年的93.6%下降到92.1%，下降1.5个百分点"),
            [Role::Prior, Role::New(Down), Role::ChangePoints(Down)]
        );
        assert_eq!(roles("全年支出36.85万元，为预算的87.74%"), [Role::Plain, Role::OfBase]);
        assert_eq!(roles("较上年的38.20万元下降3.53%"), [Role::Prior, Role::ChangeRate(Down)]);
        assert_eq!(roles("比上年的9.02万元少0.56万元"), [Role::Prior, Role::ChangeAmount(Down)]);
    }

    #[test]
    fn shares_rates_and_averages() {
        assert_eq!(roles("基本支出60万元，占本年支出的84.24%"), [Role::Plain, Role::Share]);
        assert_eq!(roles("执行率94.16%"), [Role::Rate]);
        assert_eq!(roles("平均每辆2.69万元"), [Role::Average]);
        assert_eq!(roles("控制在42.00万元的预算以内"), [Role::Limit]);
    }
}
