//! What a column holds, by its head.

use crate::lex::measures_time;
use jiheng_base::{MoneyUnit, Unit, Words, words};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnKind {
    /// Amounts of money.
    Amount,
    /// Counts of things.
    Count,
    /// Rates and shares.
    Rate,
    /// 分值、权重
    Weight,
    /// 得分
    Score,
    /// 扣分
    Deducted,
    /// 等级
    Grade,
    /// 年度指标值
    Target,
    /// 实际完成值
    Actual,
    /// 偏差原因
    Reason,
    /// 计算符号: how the actual value is held against the target.
    Operator,
    /// 计量单位: the unit of target and actual value.
    Measure,
    /// 评分标准
    Standard,
    /// 得分系数
    Factor,
    /// Ordinals, years, codes.
    Ordinal,
    /// Words.
    Text,
}

/// Heads by the words that they hold, the first match deciding.
#[rustfmt::skip]
static KINDS: [(ColumnKind, Words); 15] = [
    (ColumnKind::Ordinal, Words::new(&["序号", "编码", "代码", "行次", "年份"])),
    (ColumnKind::Standard, Words::new(&["评分标准", "评分细则", "评分规则", "评价标准", "计分方法", "评分方法", "评分办法", "赋分标准", "得分标准", "扣分标准"])),
    (ColumnKind::Reason, Words::new(&["原因", "措施", "备注", "说明", "依据", "解释"])),
    (ColumnKind::Operator, Words::new(&["计算符号", "运算符", "比较符"])),
    (ColumnKind::Measure, Words::new(&["计量单位", "度量单位"])),
    (ColumnKind::Factor, Words::new(&["系数"])),
    (ColumnKind::Grade, Words::new(&["等级", "档次", "评级"])),
    (ColumnKind::Rate, Words::new(&["率", "占比", "比重", "比例", "完成度", "进度", "%"])),
    (ColumnKind::Deducted, Words::new(&["扣分", "失分"])),
    (ColumnKind::Weight, Words::new(&["分值", "权重", "满分", "应得", "应得分", "标准分"])),
    (ColumnKind::Score, Words::new(&["得分", "评分", "实得", "自评分", "分数", "总分"])),
    (ColumnKind::Actual, Words::new(&["实际完成", "完成值", "实际值", "完成情况", "实际完成值", "全年完成"])),
    (ColumnKind::Target, Words::new(&["指标值", "目标值", "年初目标", "预期目标", "绩效目标", "计划值", "预期值"])),
    (ColumnKind::Count, Words::new(&["数量", "个数", "人数", "户数", "件数", "项目数", "次数", "产出数"])),
    (ColumnKind::Amount, Words::new(&[
        "预算", "执行", "支出", "收入", "金额", "资金", "合计", "小计", "总计", "决算", "拨款", "结转", "结余", "额度", "到位", "万元", "费",
        "年初", "年末", "上年", "本年",
    ])),
];

/// The kind of a column by its head; a table of money holds amounts where the head says nothing.
pub(crate) fn kind_of(header: &str, is_numeric: bool, money: Option<MoneyUnit>) -> ColumnKind {
    match named_kind(header) {
        Some(ColumnKind::Amount | ColumnKind::Count) if !is_numeric => ColumnKind::Text,
        Some(kind) => kind,
        None if is_numeric && counted_unit(header).is_some() => ColumnKind::Count,
        None if is_numeric && money.is_some() => ColumnKind::Amount,
        None => ColumnKind::Text,
    }
}

/// Sixty characters.
const MAX_HEAD_BYTES: usize = 180;

/// The kind that a head names outside its brackets (得分（分值×执行率） is no rate), else in them.
pub(crate) fn named_kind(header: &str) -> Option<ColumnKind> {
    // Each level of a code in a column of its own.
    if matches!(header, "类" | "款" | "项") {
        return Some(ColumnKind::Ordinal);
    }
    // What is longer than any head is a text.
    if header.len() > MAX_HEAD_BYTES {
        return None;
    }
    let find = |text: &str| {
        // 执行率得分 is a score, 得分率 a rate.
        let at_end = |words: &Words| words.iter().any(|w| text.ends_with(w));
        let first = KINDS.iter().find(|(_, words)| at_end(words));
        first.or_else(|| KINDS.iter().find(|(_, words)| words.any_in(text))).map(|(kind, _)| *kind)
    };
    let open = header.find(['（', '(']).filter(|at| *at > 0);
    open.and_then(|at| find(&header[..at])).or_else(|| find(header))
}

/// The unit of bare numbers in a column.
pub(crate) fn unit_of(kind: ColumnKind, header: &str, money: Option<MoneyUnit>) -> Unit {
    match kind {
        ColumnKind::Amount => {
            let own = money_unit_in(header);
            own.or(money).map_or(Unit::Bare, Unit::Money)
        }
        ColumnKind::Rate if header.contains('%') || header.contains('％') => Unit::Percent,
        ColumnKind::Weight | ColumnKind::Score | ColumnKind::Deducted => Unit::Points,
        ColumnKind::Count => {
            counted_unit(header).unwrap_or(Unit::Measure { word: "个", scale: 1 })
        }
        _ => Unit::Bare,
    }
}

/// 受益人口（人）, 面积（万平方米）: what the bracket of a head says to be counted; of each or on average, no
/// sum is made.
pub(crate) fn counted_unit(header: &str) -> Option<Unit> {
    let (name, rest) = header.split_once(['（', '('])?;
    let inner = rest.split(['）', ')']).next().unwrap_or("");
    let is_of_each = words!["均", "每", "单位", "单价", "比", "时间", "工期"].any_in(name);
    let (unit, bytes) = crate::lex::unit_at(inner);
    let counts = matches!(unit, Unit::Measure { word, .. } if !measures_time(word));
    (counts && bytes == inner.len() && !is_of_each).then_some(unit)
}

/// The unit of money that some words name.
pub(crate) fn money_unit_in(words: &str) -> Option<MoneyUnit> {
    [
        ("亿元", MoneyUnit::HundredMillion),
        ("百万元", MoneyUnit::Million),
        ("万元", MoneyUnit::TenThousand),
        ("千元", MoneyUnit::Thousand),
        ("元", MoneyUnit::Yuan),
    ]
    .into_iter()
    .find(|(word, _)| words.contains(word))
    .map(|(_, unit)| unit)
}
