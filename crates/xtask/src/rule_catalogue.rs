//! The page of all rules.

use jiheng_law::Law;
use jiheng_rules::{RULES, Rule, Status};
use std::fmt::Write as _;

/// The families in the order of their weight, with what each looks at.
const FAMILIES: &[(char, &str)] = &[
    ('G', "得分、权重、等级与评分标准"),
    ('I', "合计、占比、增减、比率等算术关系"),
    ('B', "预决算口径与名称"),
    ('C', "同一份报告前后是否一致"),
    ('P', "年份、期限与先后"),
    ('L', "套用模板或别的单位留下的文字"),
    ('S', "应有的部分是否齐全"),
    ('T', "错别字、漏字、衍字与标点"),
    ('F', "公文体例"),
    ('U', "计量单位"),
    ('Q', "数值是否合理"),
];

/// The catalogue in Markdown.
pub(crate) fn page(law: &Law) -> String {
    let mut out = String::from(
        "# 规则目录\n\n本页由 `cargo xtask generate` 从 `crates/rules/catalog` 生成，请勿手改。\n\
         级别：错误指文字本身就能证明；存疑要由人判断；提示值得看一眼。\n",
    );
    let in_use = |r: &&Rule| matches!(r.status, Status::Stable | Status::Deprecated);
    let _ = writeln!(out, "现有规则 {} 条。", RULES.iter().filter(in_use).count());
    for (letter, what) in FAMILIES {
        let rules: Vec<&Rule> = RULES.iter().filter(|r| r.code.starts_with(*letter)).collect();
        let Some(first) = rules.first() else { continue };
        let _ = writeln!(out, "\n## {letter} {}\n\n{what}。\n", first.family());
        out.push_str("| 编号 | 名称 | 级别 |\n| --- | --- | --- |\n");
        for rule in &rules {
            let anchor = rule.code.to_lowercase();
            let _ = writeln!(
                out,
                "| [{}](#{anchor}) | {} | {} |",
                rule.code,
                rule.title,
                rule.level.text()
            );
        }
        for rule in rules {
            write_rule(&mut out, rule, law);
        }
    }
    out
}

fn write_rule(out: &mut String, rule: &Rule, law: &Law) {
    let _ = writeln!(out, "\n### {}\n\n**{}**（{}）", rule.code, rule.title, rule.level.text());
    let _ = writeln!(out, "\n需要：{}。容差：{}。", rule.inputs, rule.tolerance);
    for id in rule.basis {
        let _ = writeln!(out, "\n依据 {id}：{}。", law.library.cite(id).unwrap_or_default());
    }
    // The page's own headings become a list, so that the catalogue keeps three levels.
    for section in rule.page.split("\n## ").skip(1) {
        let (heading, body) = section.split_once('\n').unwrap_or((section, ""));
        if heading != "依据" {
            let _ = writeln!(out, "\n- {heading}：{}", body.trim().replace('\n', " "));
        }
    }
}
