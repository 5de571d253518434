//! Goldens of every form in which a report is printed, over one small report.

use super::{Sarif, Terminal, csv_header, csv_rows, html, terminal};
use crate::{Decision, Options, Report, Ruling, check_document};
use jiheng_document::Document;
use jiheng_law::Law;

const REPORT: &str = "\
2023年度清河县民政局部门整体支出绩效自评报告
收入合计100.00万元，其中财政拨款60.00万元、其他收入30.00万元。
办公设备<script>alert(1)</script>采购5台&维修2台。
2023年度自评得分为97.55分。其中部门决策23.50分、综合管理29.71分、部门绩效42.54分。
项目\t预算（万元）\t支出（万元）
低保核查\t40.00\t38.00
养老服务\t20.00\t21.00
合计\t60.00\t58.00
";

fn checked(options: &Options) -> (Document, Report) {
    let law = Law::builtin().unwrap();
    let document = jiheng_document::read(REPORT.as_bytes()).unwrap();
    let report = check_document(&document, &law, options).unwrap();
    assert!(report.findings.len() > 1, "the sample has faults to show");
    (document, report)
}

/// The first finding is set aside.
fn with_decision() -> (Document, Report) {
    let (_, report) = checked(&Options::default());
    let mut options = Options::default();
    let finding = &report.findings[0];
    let decision = Decision {
        report: report.document.identity.clone(),
        fingerprint: finding.fingerprint.clone(),
        code: finding.code.into(),
        quote: finding.locations[0].quote.clone(),
        decision: Ruling::Ignored,
        reason: "上年决算已说明".into(),
        who: "王会计".into(),
        when: "2024-03-31".into(),
    };
    options.decisions.decide(decision).unwrap();
    checked(&options)
}

#[test]
fn as_csv() {
    let (_, report) = with_decision();
    insta::assert_snapshot!(csv_header() + &csv_rows("清河.txt", &report));
}

#[test]
fn as_sarif() {
    let (document, report) = with_decision();
    let mut sarif = Sarif::default();
    sarif.add("清河.txt", &document, &report);
    sarif.add_unreadable("空.docx", "文件是空的，没有可读的文字");
    let mut log: serde_json::Value = serde_json::from_str(&sarif.finish()).unwrap();
    for rule in log["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap() {
        assert!(rule["help"]["text"].as_str().is_some_and(|page| page.contains("## 查什么")));
        rule["help"] = "the page of the rule".into();
    }
    log["runs"][0]["tool"]["driver"]["version"] = "any".into();
    insta::assert_snapshot!(serde_json::to_string_pretty(&log).unwrap());
}

#[test]
fn as_html() {
    let (document, report) = with_decision();
    let page = html("清河.txt", &document, &report);
    // Style and script are read in their own files.
    let body = &page[page.find("<body>").unwrap()..page.find("<script>").unwrap()];
    insta::assert_snapshot!(body);
}

#[test]
fn no_text_of_the_document_becomes_markup() {
    let (document, report) = checked(&Options::default());
    let page = html("<b>名</b>.txt", &document, &report);
    assert!(!page.contains("<script>alert") && !page.contains("<b>名"));
    assert!(page.contains("&#60;script&#62;alert(1)&#60;/script&#62;"));
    assert_eq!(page.matches("<script>").count(), 1);
}

#[test]
fn the_page_asks_for_nothing_and_every_link_has_its_target() {
    let (document, report) = checked(&Options::default());
    let page = html("清河.txt", &document, &report);
    for outside in ["http:", "https:", "src=", "@import", "url(", " onclick", " onload"] {
        assert!(!page.contains(outside), "{outside}");
    }
    for link in page.split("href=\"#").skip(1) {
        let id = &link[..link.find('"').unwrap()];
        assert!(page.contains(&format!("id=\"{id}\"")), "no {id}");
    }
}

#[test]
fn an_ignored_finding_leaves_the_verdict_and_is_listed() {
    let (_, before) = checked(&Options::default());
    let (document, after) = with_decision();
    assert_eq!(after.findings.len() + 1, before.findings.len());
    let text = terminal("清河.txt", &document, &after, Terminal { colour: false });
    assert!(text.contains("已按决定忽略 1 条") && text.contains("上年决算已说明"));
}
