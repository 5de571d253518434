//! What table a title names.

use super::StatementKind;

/// The kind that a title names; none for the heading of the part that holds all tables.
pub(super) fn kind_of(title: &str) -> Option<StatementKind> {
    use StatementKind as Kind;
    const MAX_CHARS: usize = 45;
    let title = title.split(['（', '(']).find(|part| part.contains("决算"))?;
    let title = title.trim_end_matches(|c: char| !c.is_alphabetic());
    let is_title = title.chars().count() <= MAX_CHARS
        && title.ends_with('表')
        && !title.contains(['。', '，', '；']);
    if !is_title {
        return None;
    }
    let has = |word: &str| title.contains(word);
    if has("三公") {
        Some(Kind::ThreePublic)
    } else if has("政府性基金") {
        Some(Kind::Fund)
    } else if has("国有资本经营") {
        Some(Kind::StateCapital)
    } else if has("基本支出") {
        Some(Kind::BasicSpending)
    } else if has("财政拨款") {
        let totals = has("总表") || has("收入支出") || has("收支");
        if totals { Some(Kind::GrantTotals) } else { has("支出").then_some(Kind::PublicSpending) }
    } else if has("总表") && (has("收入支出") || has("收支")) {
        Some(Kind::Totals)
    } else if title.ends_with("收入决算表") {
        Some(Kind::Income)
    } else if title.ends_with("支出决算表") {
        Some(Kind::Spending)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_name_their_table() {
        use StatementKind as Kind;
        for (title, kind) in [
            ("收入支出决算总表", Some(Kind::Totals)),
            ("表一：2023年度收支决算总表（公开01表）", Some(Kind::Totals)),
            ("二、收入决算表", Some(Kind::Income)),
            ("清河县水利局2023年度支出决算表", Some(Kind::Spending)),
            ("财政拨款收入支出决算总表", Some(Kind::GrantTotals)),
            ("一般公共预算财政拨款支出决算表（按功能分类）", Some(Kind::PublicSpending)),
            ("一般公共预算财政拨款基本支出决算明细表", Some(Kind::BasicSpending)),
            ("财政拨款“三公”经费支出决算表", Some(Kind::ThreePublic)),
            ("（八）政府性基金预算财政拨款收入支出决算表", Some(Kind::Fund)),
            ("第二部分2023年度部门决算表", None),
            ("收入决算情况说明", None),
        ] {
            assert_eq!(kind_of(title), kind, "{title}");
        }
    }
}
