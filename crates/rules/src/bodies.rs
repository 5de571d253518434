//! The body that reports, told from others.

/// Kinds of bodies of which a report has one only.
pub(crate) const KINDS: &[&[&str]] = &[
    &["镇", "乡", "街道", "镇人民政府", "乡人民政府", "街道办事处"],
    &["局"],
    &["中学", "小学", "学校", "幼儿园"],
    &["医院", "卫生院"],
];
/// Bodies above, and words that are no names.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "财政局", "财政厅", "财政部", "主管部门", "人民政府", "县政府", "市政府", "省政府", "部门", "单位", "本局", "我局",
    "机关", "上级部门", "各部", "全部", "内部", "总部",
];

/// The kind that a body is of.
pub(crate) fn kind_of(unit: &str) -> Option<&'static [&'static str]> {
    KINDS.iter().copied().find(|kind| kind.iter().any(|end| unit.ends_with(end)))
}

/// A body above that any report may name, or a word that only looks like one.
pub(crate) fn is_above(name: &str) -> bool {
    OTHERS.iter().any(|other| name.ends_with(other))
}

/// 县民政局 is short for 清河县民政局.
pub(crate) fn is_own(name: &str, unit: &str) -> bool {
    let bare = name.trim_start_matches("本");
    unit.ends_with(bare) || name.ends_with(unit) || crate::text::is_short_for(bare, unit)
}
