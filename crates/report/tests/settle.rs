//! Data that contradicts itself is refused with its path and what to do.

#![allow(clippy::unwrap_used)]

use jiheng_law::Law;
use jiheng_report::{Submission, settle};

const TOWNSHIP: &str = include_str!("../../../samples/evaluations/township.toml");

fn told(data: &str) -> Vec<String> {
    let submission: Submission = toml::from_str(data).unwrap();
    let law = Law::builtin().unwrap();
    let faults = settle(&submission, &law).err().unwrap_or_default();
    faults.iter().map(ToString::to_string).collect()
}

/// Each a change to the township, and what is said about it.
#[rustfmt::skip]
const CHANGES: &[(&str, &str, &str)] = &[
    ("year = 2024", "year = 24", "evaluation.year：评价年度写的是24，应为四位数，如 2025"),
    ("scheme = \"hubei\"", "scheme = \"mof2020\"", "scheme：方案“全国项目支出绩效自评（10＋50＋30＋10）”不用于部门整体绩效自评，请换方案"),
    ("unit = \"清河县云岭镇人民政府\"", "unit = \" \"", "evaluation.unit：请写单位全称"),
    ("year = 2024", "year = 2024\nproject = \"甲\"", "words.project：写的是“乙”，evaluation.project 是“甲”，请改成一致"),
    ("initial = \"13200000\"", "initial = \"-1\"", "evaluation.budget.initial：年初预算数不能小于0"),
    ("initial = \"13200000\"", "initial = \"13200000\"\nadjustment = 1", "evaluation.budget.adjusted：1604.82万元，与年初预算数加预算调整1320.0001万元不等，请核对"),
    ("initial = \"13200000\"", "annual = \"16048200\"", "evaluation.budget.annual：1604.82万元，与调整后预算数加上年结转1729.82万元不等，请核对"),
    ("executed = \"7654300\"", "executed = \"9654300\"", "evaluation.budget.lines：基本支出各科目合计1187.65万元，与基本支出987.65万元不等，请列全或核对"),
    ("code = \"302\"", "code = \"301\"", "evaluation.budget.lines[1]：“商品和服务支出”写了两次，请合并或改名"),
    ("code = \"302\"\nname = \"商品和服务支出\"\nexecuted = \"2222200\"", "code = \"30101\"\nname = \"基本工资\"\nexecuted = \"7654301\"", "evaluation.budget.lines：工资福利支出各科目合计765.4301万元，与工资福利支出765.43万元不等，请列全或核对"),
    ("code = \"301\"\nname = \"工资福利支出\"\nexecuted = \"7654300\"", "name = \"工资福利支出\"\nexecuted = \"9654300\"", "evaluation.budget.lines：基本支出各科目合计1187.65万元，与基本支出987.65万元不等，请列全或核对；类和款都列的，请写科目编码"),
    ("executed = \"2222200\"", "executed = \"1222200\"", "evaluation.budget.lines：基本支出各科目合计887.65万元，与基本支出987.65万元不等，请列全或核对"),
    ("names = [\"道路验收合格率\"]", "names = [\"新建村级道路里程\"]", "evaluation.indicators[1].names：“新建村级道路里程”写了两次，请合并或改名"),
    ("actual = \"12.8\"", "actual = \"全部建成\"", "evaluation.indicators[0].actual：“新建村级道路里程”的指标值是数字，完成值“全部建成”也应写数字，单位同为“公里”"),
    ("target = { operator = \"at_least\", value = \"98\", unit = \"%\" }", "target = \"≥ 98%\"", "evaluation.indicators[1].target：“道路验收合格率”的指标值“≥ 98%”是数字，请分开写计算符号、数和单位"),
    ("weight = 10\nreason", "weight = 10\nscore = 10\nreason", "evaluation.indicators[2].score：“项目按期完工率”得分写的是10，按方案算得9.5；空着由系统计算，或核对所依据的数"),
    ("initial = \"13200000\"", "initial = \"7000000000000000000000000000\"", "evaluation.budget.initial：数字 7000000000000000000000000000 太大，最多100000000000000，请核对单位"),
    ("initial = \"13200000\"", "reported_rate = \"0.9503\"\nreported_executed = 1", "evaluation.budget.reported_executed：执行数写的是1，按方案算得16438200；空着由系统计算，或核对所依据的数"),
    ("weight = 20", "weight = \"0.123456789\"", "evaluation.indicators[0].weight：数字 0.123456789 的小数多于8位，请核对"),
    ("actual = \"12.8\"", "actual = \"79228162514264337593543950335\"", "evaluation.indicators[0].actual：数字 79228162514264337593543950335 太大，最多100000000000000，请核对单位"),
    ("year = 2024", "year = 2024\ntotals = [100]", "evaluation.totals[0]：总分写的是100，按方案算得98.51；空着由系统计算，或核对所依据的数"),
    ("year = 2024", "year = 2024\ngrade = \"良\"", "evaluation.grade：等级写的是“良”，按方案评为“优”；删去这一项，由系统评定"),
];

#[test]
fn each_contradiction_is_told_at_its_path() {
    assert_eq!(told(TOWNSHIP), Vec::<String>::new());
    for (right, wrong, message) in CHANGES {
        let mut data = TOWNSHIP.replacen(right, wrong, 1);
        if message.contains("words.project") {
            data = data.replacen("[words]", "[words]\nproject = \"乙\"", 1);
        }
        let told = told(&data);
        assert!(told.iter().any(|t| t == message), "{wrong}: {told:#?}");
    }
}

#[test]
fn what_is_settled_settles_again() {
    let law = Law::builtin().unwrap();
    let submission: Submission = toml::from_str(TOWNSHIP).unwrap();
    let once = settle(&submission, &law).unwrap();
    let twice = settle(&once.submission, &law).unwrap();
    assert_eq!(once.submission, twice.submission);
}
