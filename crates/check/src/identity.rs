//! What a report is known by, so that what was decided about it holds for no other.

use jiheng_document::Document;
use jiheng_facts::Facts;

/// The first words stand for a report that does not say whose it is.
const MAX_CHARS: usize = 40;

/// Unit, year, projects and title: what neither another file name nor another format changes, nor
/// work on the text.
pub(crate) fn identity(document: &Document, facts: &Facts) -> String {
    let subject = &facts.subject;
    let project = |e: &jiheng_base::evaluation::Evaluation| e.project.clone().map(|p| p.value);
    let mut parts: Vec<String> = subject.unit.iter().map(|u| u.value.clone()).collect();
    parts.extend(subject.year.iter().map(|y| format!("{}年度", y.value)));
    parts.extend([&facts.evaluation].into_iter().chain(&facts.projects).filter_map(project));
    parts.extend(subject.title.iter().map(|t| t.value.clone()));
    if subject.title.is_none() && subject.unit.is_none() {
        let first = document.nodes.iter().map(|n| n.text.trim()).find(|text| !text.is_empty());
        parts.push(first.unwrap_or_default().chars().take(MAX_CHARS).collect());
    }
    // Formats break and space a title differently.
    let squeezed = |part: &String| part.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let mut parts: Vec<String> = parts.iter().map(squeezed).collect();
    parts.dedup();
    parts.join("；")
}

#[cfg(test)]
mod tests {
    use crate::{Options, check};
    use jiheng_law::Law;

    fn identity(text: &str) -> String {
        let law = Law::builtin().unwrap();
        check(text.as_bytes(), &law, &Options::default()).unwrap().document.identity
    }

    const TITLE: &str = "2023年度清河县民政局部门整体支出绩效自评报告";

    #[test]
    fn the_text_below_the_title_does_not_matter() {
        let before = identity(&format!("{TITLE}\n收入合计100.00万元。\n"));
        let after = identity(&format!("{TITLE}\n新的一段。\n\n收入合计120.00万元。\n"));
        assert_eq!(before, after);
        assert_eq!(before, format!("清河县民政局；2023年度；{TITLE}"));
    }

    #[test]
    fn another_unit_year_or_kind_is_another_report() {
        let text = format!("{TITLE}\n收入合计100.00万元。\n");
        for (old, new) in [("民政局", "水利局"), ("2023", "2022"), ("部门整体", "救灾项目")]
        {
            assert_ne!(identity(&text), identity(&text.replace(old, new)));
        }
    }

    #[test]
    fn forms_that_differ_in_the_project_only_are_told_apart() {
        let row = |cells: &[&str]| {
            let cells: String = cells.iter().map(|c| format!("<td>{c}</td>")).collect();
            format!("<tr>{cells}</tr>")
        };
        let form = |project: &str| {
            let head =
                ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"];
            let line = ["产出指标", "数量指标", "处数", "3处", "3处", "50", "50"];
            let rows = row(&["项目名称", project]) + &row(&head) + &row(&line);
            identity(&format!("<html><p>项目支出绩效自评表</p><table>{rows}</table></html>"))
        };
        assert_ne!(form("河道疏浚"), form("水库除险"));
    }

    #[test]
    fn a_text_without_a_title_is_known_by_its_first_words() {
        assert_eq!(
            identity("收入 合计5元，其中甲2元、乙2元。\n"),
            "收入合计5元，其中甲2元、乙2元。"
        );
    }
}
