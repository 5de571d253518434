//! What keeps a form from being taken is told cell by cell.

#![allow(clippy::unwrap_used, clippy::panic)]

use jiheng_document::{Anchor, Document, Node, Origin};
use jiheng_intake::{is_form, read_form};
use jiheng_law::Law;
use jiheng_report::Submission;
use jiheng_report::entry::EntryForm;

const FILLED: &str = r#"
scheme = "mof2020"
[evaluation]
unit = "清河县水利局"
project = "灌区渠道维修"
year = 2025
kind = "project-self-evaluation"
[evaluation.budget]
annual = "1200000"
expenditure = "1140000"
[[evaluation.indicators]]
dimension = "产出指标"
category = "数量指标"
names = ["维修渠道"]
target = { operator = "at_least", value = "12.5", unit = "公里" }
actual = "12.8"
weight = 50
[[evaluation.indicators]]
dimension = "效益指标"
category = "社会效益指标"
names = ["灌溉保障"]
target = "汛前畅通"
actual = "四月底畅通"
weight = 30
score = 30
[[evaluation.indicators]]
dimension = "满意度指标"
category = "服务对象满意度指标"
names = ["农户满意度"]
target = { operator = "at_least", value = "90", unit = "%" }
actual = "93"
weight = 10
[words]
project = "灌区渠道维修"
supervisor = "清河县水利局"
work = ["维修渠道。"]
goals = ["改善灌溉条件。"]
group = [{ name = "周明", post = "局长", role = "组长" }]
last_year = [{ problem = "预算编制偏粗。", remedy = "已逐项测算。" }]
"#;

struct Form {
    law: Law,
    document: Document,
}

impl Form {
    /// A form with this data, three rows a dimension.
    fn of(data: &str) -> Self {
        let law = Law::builtin().unwrap();
        let submission: Submission = toml::from_str(data).unwrap();
        let bytes = EntryForm::new(&submission, &law, 3).unwrap().xlsx().unwrap();
        Self { law, document: jiheng_document::read(&bytes).unwrap() }
    }

    /// Types into a cell of a sheet, as C9.
    fn typed(mut self, sheet: &str, cell: &str, text: &str) -> Self {
        let sheet = self.document.sheets.iter().position(|s| s == sheet).unwrap();
        let column = u32::from(cell.as_bytes()[0] - b'A') + 1;
        let origin = Origin::SheetCell {
            sheet: u32::try_from(sheet).unwrap(),
            row: cell[1..].parse().unwrap(),
            column,
        };
        match self.document.nodes.iter_mut().find(|n| n.origin == origin) {
            Some(node) => node.text = text.to_owned(),
            None => {
                let anchors = vec![Anchor::default()];
                self.document.nodes.push(Node { text: text.to_owned(), anchors, origin });
            }
        }
        self
    }

    /// Every fault, or nothing where the form is taken.
    fn told(&self) -> Vec<String> {
        match read_form(&self.document, &self.law) {
            Ok(_) => Vec::new(),
            Err(refusal) => refusal.faults.iter().map(ToString::to_string).collect(),
        }
    }
}

#[test]
fn a_form_that_is_filled_in_is_taken() {
    let form = Form::of(FILLED);
    assert!(is_form(&form.document));
    assert_eq!(form.told(), Vec::<String>::new());
}

/// Sheet, cell, what is typed there, and what is said, of that cell unless another one is named.
#[rustfmt::skip]
const TYPED: &[(&str, &str, &str, &str)] = &[
    // Nothing where something must stand.
    ("自评表", "C3", "", "C3：请写项目名称"),
    ("自评表", "H4", "", "H4：请写实施单位"),
    ("自评表", "G7", "", "G7：请写全年预算数，单位万元"),
    ("自评表", "H7", "", "H7：请写全年执行数，单位万元"),
    ("自评表", "C9", "", "C9：请写年度总体目标，一条一行"),
    ("自评表", "C11", "", "C11：请写三级指标名称"),
    ("自评表", "E11", "", "E11：请选计算符号"),
    ("自评表", "F11", "", "F11：“维修渠道”请写年度指标值"),
    ("自评表", "H11", "", "H11：“维修渠道”请写实际完成值"),
    ("自评表", "I11", "", "I11：“维修渠道”没有分值"),
    ("自评表", "J16", "", "J16：“灌溉保障”定性指标，请写评定的得分"),
    ("情况说明", "B12", "", "B12：请写职务"),
    // Words where a number belongs, and the other way round.
    ("自评表", "H7", "一百一十四", "H7：“一百一十四”不是数字，请写全年执行数，单位万元，只写数字"),
    ("自评表", "H7", "-3", "H7：全年执行数不能小于0"),
    ("自评表", "F11", "12.5公里", "F11：“12.5公里”不是数字，年度指标值只写数字，单位写在“计量单位”栏"),
    ("自评表", "H11", "约12", "H11：“约12”不是数字，实际完成值只写数字，单位写在“计量单位”栏"),
    ("自评表", "I11", "五十", "I11：“五十”不是数字，分值只写数字"),
    ("自评表", "J16", "满分", "J16：“满分”不是数字，得分只写数字"),
    ("自评表", "F16", "≥98%", "F16：“灌溉保障”的指标值“≥98%”是数字，请分开写计算符号、数和单位"),
    ("收支情况", "B3", "见附件", "B3：“见附件”不是数字，请写实际到位数，单位万元，只写数字"),
    // Words that no list has.
    ("自评表", "D11", "定量指标", "D11：“定量指标”不在列表中，请选“定量”或“定性”"),
    ("自评表", "E11", "不少于", "E11：“不少于”不在列表中，请从 ≥ ≤ = > < 中选"),
    ("自评表", "E16", "≥", "E16：定性指标没有计算符号；用数字考核的请选“定量”"),
    ("自评表", "H5", "某省方案", "H5：没有“某省方案”这一方案；用 jiheng schemes 查看全部方案"),
    ("自评表", "C5", "二〇二五年", "C5：“二〇二五年”不是年度，请写四位数，如 2025"),
    ("收支情况", "A11", "其他支出", "A11：“其他支出”不是支出类别，可选：基本支出、项目支出、不区分"),
    // What contradicts itself.
    ("自评表", "I11", "40", "A11：“产出指标”分值50，下属指标分值之和为40，请调整"),
    ("自评表", "J11", "60", "J11：“维修渠道”得60分，应在0到分值50之间"),
    ("自评表", "J11", "48", "J11：“维修渠道”得分写的是48，按方案算得50；空着由系统计算，或核对所依据的数"),
    ("自评表", "H11", "10", "K11：“维修渠道”没有得满分，请写偏差原因和改进措施"),
    // A head that was changed.
    ("自评表", "H10", "完成情况", "找不到“实际完成值”，表头被改动；请用 jiheng template 重新出表"),
    ("自评表", "H6", "支出数", "找不到“全年执行数”，表头被改动"),
    ("情况说明", "A3", "概况", "找不到“部门（项目）概况”，表头被改动"),
];

#[test]
fn each_fault_is_told_at_its_cell() {
    for (sheet, cell, text, told) in TYPED {
        let faults = Form::of(FILLED).typed(sheet, cell, text).told();
        let wanted = format!("工作表“{sheet}”{told}");
        let is_told = |f: &String| f.starts_with(&wanted) || f.contains("表头") && f.contains(told);
        assert!(faults.iter().any(is_told), "{cell} {text}: {faults:#?}");
    }
}

#[test]
fn an_empty_form_is_told_what_to_fill_in() {
    let empty =
        "scheme = \"mof2020\"\n[evaluation]\nyear = 2025\nkind = \"project-self-evaluation\"";
    let told = Form::of(empty).told();
    let cells: Vec<&str> = told.iter().map(|f| f.split('：').next().unwrap()).collect();
    let wanted = ["C3", "C4", "H4", "G7", "H7", "C9", "H9", "C11"];
    assert_eq!(cells, wanted.map(|c| format!("工作表“自评表”{c}")));
}

#[test]
fn a_foreign_workbook_and_a_lost_sheet_are_told() {
    let mut form = Form::of(FILLED);
    form.document.sheets[1] = "别的".into();
    assert_eq!(form.told()[0], "工作表“收支情况”：没有这张工作表；请用 jiheng template 重新出表");
    form.document.sheets[0] = "附表".into();
    assert!(!is_form(&form.document));
    let told = form.told();
    assert!(told.len() == 1 && told[0].contains("不是用 jiheng template 出的表"), "{told:?}");
}

#[test]
fn no_cell_whatever_is_typed_ends_the_program() {
    const TYPED: [&str; 6] =
        ["", "甲", "-1", "79228162514264337593543950335", "0.000000000001", "\n"];
    let form = Form::of(FILLED);
    let texts: Vec<String> = form.document.nodes.iter().map(|n| n.text.clone()).collect();
    let mut form = form;
    for (at, own) in texts.iter().enumerate() {
        for text in TYPED {
            form.document.nodes[at].text = text.to_owned();
            assert!(form.told().iter().all(|f| f.contains('：')), "{own} {text}");
        }
        form.document.nodes[at].text = own.clone();
    }
}
