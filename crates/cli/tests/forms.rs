//! From an entry form to data and back, on the command line.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

const LAST_YEAR: &str = r#"
scheme = "hubei"
[evaluation]
unit = "清河县水利局"
year = 2024
kind = "department-self-evaluation"
[evaluation.budget]
adjusted = "16048200"
carried_in = "1250000"
expenditure = "16438200"
[[evaluation.indicators]]
dimension = "产出指标"
names = ["维修渠道"]
target = { operator = "at_least", value = "12.5", unit = "公里" }
actual = 12.8
weight = 40
[[evaluation.indicators]]
dimension = "效益指标"
names = ["改善灌溉"]
target = { operator = "at_least", value = "500", unit = "亩" }
actual = 500
weight = 20
[[evaluation.indicators]]
dimension = "满意度指标"
names = ["农户满意度"]
target = { operator = "at_least", value = "90", unit = "%" }
actual = 93
weight = 20
[words]
goals = ["改善灌溉条件。"]
work = ["维修渠道12.8公里。"]
problems = [{ what = "前期工作不细。", measure = "提前勘测。" }]
"#;

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs the command in the folder: exit code, standard output, standard error.
    fn run(&self, arguments: &str) -> (i32, String, String) {
        let mut command = Command::cargo_bin("jiheng").unwrap();
        let words = arguments.split_whitespace();
        let output = command.current_dir(self.0.path()).args(words).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }
}

#[test]
fn an_empty_form_is_refused_cell_by_cell() {
    let folder = Folder::new();
    let (code, out, err) = folder.run("template --scheme hubei --year 2025 --out 自评表.xlsx");
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with("已写出 自评表.xlsx：2025年度部门整体绩效自评"), "{out}");
    let (code, out, err) = folder.run("import 自评表.xlsx --out e.toml");
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("\n  工作表“自评表”C3：请写单位名称\n"), "{err}");
    assert!(!folder.path("e.toml").exists());
}

#[test]
fn last_year_is_carried_over_from_data_and_from_a_form() {
    let folder = Folder::new();
    fs::write(folder.path("去年.toml"), LAST_YEAR).unwrap();
    let (code, out, err) = folder.run("template --from 去年.toml --out 今年.xlsx");
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("2025年度") && out.contains("指标 3 个、待答复的上年问题 1 个"), "{out}");
    let (code, _, err) = folder.run("import 今年.xlsx");
    assert_eq!(code, 2);
    assert!(err.contains("“维修渠道”请写实际完成值") && err.contains("请写整改情况"), "{err}");
    let (_, out, err) = folder.run("template --from 今年.xlsx --out 明年.xlsx --scheme hubei");
    assert!(out.contains("2026年度") && out.contains("指标 3 个"), "{out}");
    assert_eq!(err, "注意：去年的自评表没有填完，只带入读得到的指标\n");
}

#[test]
fn last_year_is_carried_over_from_a_report() {
    let folder = Folder::new();
    let report = "2024年度清河县水利局部门整体支出绩效自评报告\n\
                  一、存在的问题\n（一）前期工作不细。\n（二）资料不全。\n二、其他\n无。\n";
    fs::write(folder.path("去年.txt"), report).unwrap();
    let (code, out, _) = folder.run("template --from 去年.txt --scheme hubei --out 今年.xlsx");
    assert_eq!(code, 0);
    assert!(out.contains("2025年度") && out.contains("待答复的上年问题 2 个"), "{out}");
}

#[test]
fn what_cannot_be_done_is_told() {
    let folder = Folder::new();
    fs::write(folder.path("去年.toml"), LAST_YEAR).unwrap();
    fs::write(folder.path("坏.toml"), LAST_YEAR.replace("year = 2024", "yaer = 2024")).unwrap();
    fs::write(folder.path("别的.txt"), "今天天气很好。").unwrap();
    for (arguments, told) in [
        ("template --scheme hubei --out a.xlsx", "缺少 --year"),
        ("template --year 2025 --out a.xlsx", "缺少 --scheme"),
        ("template --scheme 某省 --year 2025 --out a.xlsx", "没有名为 某省 的评分方案"),
        ("template --scheme hubei --year 2025 --out a.docx", "应以 .xlsx 结尾"),
        (
            "template --scheme hubei --year 25 --out a.xlsx",
            "--year <年度> 不能是“25”：应为2000至2100的整数",
        ),
        ("template --from 去年.toml --year 2024 --out a.xlsx", "应早于所填的2024年度"),
        ("template --scheme mof2020 --kind department --year 2025 --out a.xlsx", "不用于部门整体"),
        ("template --from 坏.toml --out a.xlsx", "evaluation.yaer：没有这个字段"),
        ("template --from 别的.txt --scheme hubei --year 2025 --out a.xlsx", "无可带入"),
        ("import 去年.toml", "已经是评价数据"),
        ("import 别的.txt", "不是用 jiheng template 出的自评表"),
        ("import 没有.xlsx", "文件不存在"),
        ("schema --out a.txt", "应以 .json 结尾"),
    ] {
        let (code, out, err) = folder.run(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments}: {err}");
        assert!(err.contains(told), "{arguments}: {err}");
        assert!(!folder.path("a.xlsx").exists(), "{arguments}");
    }
}

#[test]
fn the_schema_is_that_of_the_page() {
    let (code, out, _) = Folder::new().run("schema");
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/submission.schema.json");
    assert_eq!((code, out), (0, fs::read_to_string(page).unwrap()));
}

#[test]
fn an_evaluation_goes_out_as_tables_and_comes_back() {
    let folder = Folder::new();
    let project = LAST_YEAR
        .replace("\"hubei\"", "\"mof2020\"")
        .replace("department-self", "project-self")
        .replace("unit = \"清河县水利局\"", "unit = \"清河县水利局\"\nproject = \"渠道维修\"")
        .replace("adjusted =", "annual = \"17298200\"\nadjusted =")
        .replace("weight = 40", "weight = 50")
        .replace("weight = 20\n[words]", "weight = 10\n[words]")
        .replace("weight = 20\n", "weight = 30\n");
    fs::write(folder.path("项目.toml"), &project).unwrap();
    for out in ["表", "表.json"] {
        let arguments = format!("exchange export 项目.toml --out {out} --set agency_code=101001");
        let (code, told, err) = folder.run(&arguments);
        assert_eq!(code, 0, "{err}");
        assert!(told.contains("6张表"), "{told}");
        assert!(
            err.contains("提示：words.problems（存在的问题和改进措施）：表中没有位置"),
            "{err}"
        );
        assert!(
            err.contains("mof_div_code：财政区划代码必填") && !err.contains("agency_code"),
            "{err}"
        );
        let arguments =
            format!("exchange import {out} --scheme mof2020 --out 回.toml --report 校.csv");
        let (code, told, err) = folder.run(&arguments);
        assert_eq!((code, told.as_str()), (0, "已写出 回.toml：3个指标\n"), "{err}");
        let report = fs::read_to_string(folder.path("校.csv")).unwrap();
        assert!(report.contains("疑点,PM_PERF_SELF_EVAL,,mof_div_code,"), "{report}");
        let back = fs::read_to_string(folder.path("回.toml")).unwrap();
        assert!(
            back.contains("value = \"12.5\"") && back.contains("annual = \"17298200\""),
            "{back}"
        );
    }
    assert!(folder.path("表/PM_SELF_EVAL_INDICATOR.csv").exists());
}

#[test]
fn tables_that_cannot_be_used_are_refused() {
    let folder = Folder::new();
    fs::write(folder.path("a.json"), "{ \"PM_PERF_SELF_EVAL\": [ {} ] }").unwrap();
    fs::write(folder.path("b.json"), "{").unwrap();
    fs::write(folder.path("c.csv"), "x\n").unwrap();
    fs::create_dir(folder.path("空")).unwrap();
    let whole = LAST_YEAR.replace("改善灌溉条件。", &"长".repeat(2001));
    fs::write(folder.path("长.toml"), whole).unwrap();
    for (arguments, told) in [
        (
            "exchange import a.json --out e.toml",
            "错误：PM_PERF_SELF_EVAL eval_id：主键必填，有1行空着",
        ),
        ("exchange import b.json", "不是正确的 JSON"),
        ("exchange import c.csv", "没有可以导入的表"),
        ("exchange import 空", "文件夹里没有 csv 文件"),
        ("exchange import a.json --scheme 某省", "没有名为 某省 的评分方案"),
        ("exchange export 长.toml --out 表", "kpi_target：绩效目标有2001个字，最多2000个"),
        ("exchange export 长.toml --out 表 --set x=1", "没有可以另给的列 x"),
    ] {
        let (code, out, err) = folder.run(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments}: {err}");
        assert!(err.contains(told), "{arguments}: {err}");
        assert!(!folder.path("e.toml").exists() && !folder.path("表").exists(), "{arguments}");
    }
}
