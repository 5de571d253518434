//! What problems are about, by the words that tell them.

/// Themes with words that stand for them; a problem can have several.
#[rustfmt::skip]
const THEMES: &[(&str, &[&str])] = &[
    ("预算编制", &["预算编制", "编制预算", "预算测算", "预算调整"]),
    ("绩效目标和指标", &["绩效目标", "绩效指标", "目标设置", "指标设置", "指标值"]),
    ("支出进度和结转结余", &["支出进度", "执行进度", "执行率", "结转", "结余"]),
    ("项目管理", &["前期工作", "工期", "施工", "验收", "项目管理", "进度"]),
    ("资料和档案", &["资料", "档案", "归档", "台账"]),
    ("资产管理", &["资产"]),
    ("制度和内部控制", &["制度", "内部控制", "内控"]),
    ("人员和培训", &["人员", "培训", "业务能力"]),
];

/// The themes of some problems, the most frequent first, with how many tell of each.
pub(super) fn counted<'a>(
    problems: impl Iterator<Item = &'a str> + Clone,
) -> Vec<(&'static str, usize)> {
    let tells = |words: &[&str], problem: &str| words.iter().any(|w| problem.contains(w));
    let mut counted: Vec<(&str, usize)> = THEMES
        .iter()
        .map(|(theme, words)| (*theme, problems.clone().filter(|p| tells(words, p)).count()))
        .filter(|(_, count)| *count > 0)
        .collect();
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_are_counted_by_what_they_are_about() {
        let problems = ["年末结转资金较多", "预算编制偏粗，结余较大", "天气不好"];
        assert_eq!(counted(problems.into_iter()), [("支出进度和结转结余", 2), ("预算编制", 1)]);
    }
}
