//! Units after a number.

use jiheng_base::{MoneyUnit, Unit};

/// Measure words, the longer before the shorter that they begin with.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "台（套）", "台(套)", "台/套", "台套", "个百分点", "平方公里", "平方千米", "平方米", "立方米",
    "千瓦时", "公里", "千米", "公顷", "公斤", "千克", "千瓦", "小时", "分钟", "人次", "户次",
    "家次", "场次", "批次", "车次", "班次", "学时", "课时", "个月", "人天", "㎡", "米", "吨",
    "斤", "亩", "人", "名", "位", "户", "家", "个", "项", "件", "次", "场", "期", "批", "处",
    "起", "宗", "例", "份", "篇", "条", "台", "套", "辆", "架", "艘", "所", "间", "栋", "幢",
    "座", "口", "头", "只", "羽", "株", "棵", "盏", "块", "面", "张", "本", "册", "部", "种",
    "类", "级", "天", "日", "年", "月", "周", "届", "班", "支", "队", "组", "轮", "方面", "枚", "盒",
    "笔", "眼", "尾", "幅", "杆", "封", "袋", "瓶", "桶", "筐", "片", "段", "层", "床", "顶", "门", "岁", "里", "升", "度",
];

/// Words that begin like a measure word and are none.
#[rustfmt::skip]
const NOT_MEASURES: &[&str] = &[
    "笔试", "笔者", "眼科", "尾款", "尾水", "尾数", "尾矿", "幅度", "杆塔", "封闭", "封面", "封山",
    "人民", "人员", "人均", "人大", "名义", "位于", "位列", "家庭", "个人", "项目", "件均",
    "次要", "场所", "期间", "期末", "期初", "处理", "处置", "起步", "条件", "台账", "所有",
    "所属", "间接", "面积", "面向", "本年", "本级", "本局", "本镇", "本单位", "部门", "部分",
    "种植", "类似", "级别", "日常", "年末", "年初", "年度", "年底", "月度", "班子", "支出",
    "支付", "支持", "组织", "门类", "里程", "度汛", "层级", "队伍", "片区", "段落", "口径",
    "张家", "头雁", "分别", "升级", "户籍", "名称", "份额",
];

/// 分 begins these and is no point of a score there.
#[rustfmt::skip]
const NOT_POINTS: &[&str] = &[
    "分别", "分为", "分类", "分项", "分配", "分管", "分布", "分钟", "分之", "分析", "分工",
    "分公司", "分局", "分散", "分期", "分解", "分档", "分担", "分摊", "分成",
];

/// Words that measure a time, which is no sum of others.
pub(crate) fn measures_time(word: &str) -> bool {
    matches!(word, "年" | "个月" | "月" | "天" | "日" | "岁" | "小时")
}

/// The unit at the start of `text`, with the bytes that it takes; spaces before it are taken too.
pub(crate) fn unit_at(text: &str) -> (Unit, usize) {
    let spaced = text.trim_start_matches([' ', '\u{3000}']);
    let gap = text.len() - spaced.len();
    let taken = |unit, bytes: usize| (unit, gap + bytes);
    for (sign, unit) in [
        ("%", Unit::Percent),
        ("％", Unit::Percent),
        ("﹪", Unit::Percent),
        ("‰", Unit::Permille),
        ("个百分点", Unit::PercentPoint),
        ("百分点", Unit::PercentPoint),
        ("倍", Unit::Fold),
    ] {
        if spaced.starts_with(sign) {
            return taken(unit, sign.len());
        }
    }
    if spaced.starts_with('分') && !NOT_POINTS.iter().any(|w| spaced.starts_with(w)) {
        return taken(Unit::Points, "分".len());
    }
    let (scale, scale_bytes) = scale_at(spaced);
    let rest = spaced[scale_bytes..].trim_start_matches(' ');
    let used = spaced.len() - rest.len();
    if let Some(unit) = money(scale, rest) {
        return taken(unit, used + "元".len());
    }
    if scale == 1_000_000 || scale == 1_000 {
        return (Unit::Bare, 0);
    }
    let is_none = NOT_MEASURES.iter().any(|w| rest.starts_with(w));
    match WORDS.iter().find(|w| !is_none && rest.starts_with(**w)) {
        Some(word) => taken(Unit::Measure { word, scale }, used + word.len()),
        None if scale > 1 => taken(Unit::Measure { word: "", scale }, scale_bytes),
        None => (Unit::Bare, 0),
    }
}

fn scale_at(text: &str) -> (u32, usize) {
    for (word, scale) in [("百万", 1_000_000), ("亿", 100_000_000), ("万", 10_000), ("千", 1_000)]
    {
        if text.starts_with(word) {
            return (scale, word.len());
        }
    }
    (1, 0)
}

fn money(scale: u32, rest: &str) -> Option<Unit> {
    if !rest.starts_with('元') || rest.starts_with("元旦") {
        return None;
    }
    Some(Unit::Money(match scale {
        1 => MoneyUnit::Yuan,
        1_000 => MoneyUnit::Thousand,
        10_000 => MoneyUnit::TenThousand,
        1_000_000 => MoneyUnit::Million,
        _ => MoneyUnit::HundredMillion,
    }))
}

/// The measure word at the start of `text`, for Chinese numerals.
pub(crate) fn measure_at(text: &str) -> Option<(&'static str, usize)> {
    if NOT_MEASURES.iter().any(|w| text.starts_with(w)) {
        return None;
    }
    WORDS.iter().find(|w| text.starts_with(**w)).map(|w| (*w, w.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_units_from_words_that_look_like_them() {
        assert_eq!(unit_at("万元，"), (Unit::Money(MoneyUnit::TenThousand), 6));
        assert_eq!(unit_at(" 亿元"), (Unit::Money(MoneyUnit::HundredMillion), 7));
        assert_eq!(unit_at("分，扣"), (Unit::Points, 3));
        assert_eq!(unit_at("分别"), (Unit::Bare, 0));
        assert_eq!(unit_at("个百分点"), (Unit::PercentPoint, 12));
        assert_eq!(unit_at("个处室"), (Unit::Measure { word: "个", scale: 1 }, 3));
        assert_eq!(unit_at("万人次"), (Unit::Measure { word: "人次", scale: 10_000 }, 9));
        assert_eq!(unit_at("万城乡居民"), (Unit::Measure { word: "", scale: 10_000 }, 3));
        assert_eq!(unit_at("平台"), (Unit::Bare, 0));
        assert_eq!(unit_at("项目"), (Unit::Bare, 0));
    }
}
