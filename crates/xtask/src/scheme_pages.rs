//! The page of all scoring schemes.

use jiheng_law::scheme::{EqualPolicy, Rounding, Scheme, SchemePack};
use jiheng_law::{Day, Law, SchemeKind};
use std::fmt::Write as _;

/// The schemes in Markdown, as they hold today.
pub(crate) fn page(law: &Law) -> String {
    let mut out = String::from(
        "# 评分方案\n\n本页由 `cargo xtask generate` 从 `packs/` 生成，请勿手改。\n\
         方案是数据：权重、口径、公式、取整和等级都写在 `packs/` 的 TOML 文件里，\
         每一项注明生效日期和依据；标“凭记忆”的尚未核对原文。\n",
    );
    for pack in &law.schemes {
        write_scheme(&mut out, pack, law);
    }
    out
}

/// Later than every entry, so that the newest ones are shown.
const TODAY: Day = Day { year: 9999, month: 12, day: 31 };

fn write_scheme(out: &mut String, pack: &SchemePack, law: &Law) {
    let scheme = pack.at(TODAY);
    let kinds: Vec<&str> = pack
        .kinds
        .iter()
        .map(|kind| match kind {
            SchemeKind::Department => "部门整体",
            SchemeKind::Project => "项目",
        })
        .collect();
    let _ = writeln!(out, "\n## {} {}\n\n适用：{}。", pack.id, scheme.title, kinds.join("、"));
    out.push_str("\n| 一级指标 | 权重 | 依据 |\n| --- | --- | --- |\n");
    for dimension in &scheme.dimensions {
        let weight = dimension.weight.map_or_else(|| "自定".into(), |w| w.normalize().to_string());
        let basis = law.library.cite(&dimension.basis).unwrap_or_default();
        let _ = writeln!(out, "| {} | {weight} | {basis} |", dimension.name);
    }
    let cite = |basis: &str| law.library.cite(basis).unwrap_or_default();
    let execution = &scheme.execution;
    let _ = writeln!(out, "\n- 执行率分母：{}。{}", execution.base.text(), cite(&execution.basis));
    let _ =
        writeln!(out, "- 定量：{}。{}", quantitative(&scheme), cite(&scheme.quantitative.basis));
    let grades: Vec<String> = scheme
        .qualitative
        .grades
        .iter()
        .map(|g| format!("{} {}%—{}%", g.name, g.high.normalize(), g.low.normalize()))
        .collect();
    let _ = writeln!(out, "- 定性：{}。{}", grades.join("；"), cite(&scheme.qualitative.basis));
    let Rounding { digits, basis, .. } = &scheme.rounding;
    let _ = writeln!(out, "- 取整：四舍五入到 {digits} 位小数。{}", cite(basis));
    let bands: Vec<String> = scheme
        .grading
        .bands
        .iter()
        .map(|b| format!("{} ≥{}", b.name, b.at_least.normalize()))
        .collect();
    let _ = writeln!(out, "- 等级：{}。{}", bands.join("，"), cite(&scheme.grading.basis));
    if !scheme.indicators.is_empty() {
        let names: Vec<String> = scheme
            .indicators
            .iter()
            .map(|i| format!("{}（{}分）", i.name, i.weight.normalize()))
            .collect();
        let _ = writeln!(out, "- 有专门公式的指标：{}。", names.join("、"));
    }
    if !scheme.sections.is_empty() {
        let names: Vec<&str> = scheme.sections.iter().map(|s| s.name.as_str()).collect();
        let _ = writeln!(out, "- 报告应有的部分：{}。", names.join("、"));
    }
}

fn quantitative(scheme: &Scheme) -> String {
    let rule = &scheme.quantitative;
    let equal = match rule.equal {
        EqualPolicy::AtLeast => "“等于”型超过按达到计",
        EqualPolicy::Closeness => "“等于”型按接近程度计",
    };
    let cap = if rule.cap { "，不超过权重" } else { "" };
    format!(
        "达到得满分，未达到按比例{cap}；{equal}；超过目标{}%以上须说明原因",
        rule.over_target_alert.normalize()
    )
}
