//! A report from the file that is dropped in to the approved version.

use super::county::County;
use super::driver::Browser;
use super::review;
use serde_json::json;
use std::process::Command;

/// Last year's way: Word and Excel, made here from a sample's data.
pub(crate) fn documents() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/evaluations/township.toml");
    let done = Command::new(assert_cmd::cargo::cargo_bin!("jiheng"))
        .args(["report", sample, "--out"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    folder
}

/// The file of a folder whose name ends so.
pub(crate) fn file(folder: &tempfile::TempDir, ending: &str) -> String {
    let mut files = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().path());
    let file = files.find(|f| f.to_string_lossy().ends_with(ending)).unwrap();
    file.to_string_lossy().into_owned()
}

pub(crate) async fn to_approval(browser: &mut Browser, county: &mut County) {
    county.enter(browser, "wangmin").await;
    browser.see("草稿").await;
    browser.shot("home-clerk").await;
    browser.press_at("//table//a").await;
    county.report = browser.path().await;
    group(browser, county).await;
    drop_in(browser, county).await;
    incomplete(browser, county).await;
    finish(browser, county).await;
    evidence(browser, county).await;
    send(browser, county).await;
    sign_and_submit(browser, county).await;
    review::send_back(browser, county).await;
    again(browser, county).await;
    review::expert(browser, county).await;
    review::approve(browser, county).await;
}

async fn group(browser: &mut Browser, county: &County) {
    browser.press_at("//p[@class='crumbs']//a").await;
    browser.choose("#person", "李华").await;
    browser.choose("#post", "组长").await;
    browser.press("保存").await;
    browser.see("组长 李华").await;
    browser.shot("task-clerk").await;
    browser.open(&county.report).await;
}

async fn drop_in(browser: &mut Browser, county: &County) {
    browser.open(&format!("{}/fill", county.report)).await;
    browser.wait("[data-show=saving]", "已保存").await;
    browser.shot("fill-empty").await;
    let documents = documents();
    browser.upload("#file", &file(&documents, "绩效自评报告.docx")).await;
    browser.see("处与表里不同").await;
    browser.shot("preview").await;
    browser.click("[data-part=take]").await;
    browser.wait("[data-show=saving]", "已保存").await;
    let rows = browser.script("return document.querySelectorAll('[data-list=indicators] tr[data-row]:not([hidden])').length", vec![]).await;
    assert!(rows.as_u64().unwrap() >= 5, "the indicators of the report: {rows}");
    browser.shot("fill-taken").await;
}

/// What is not filled in is not sent, and nothing is lost over it.
async fn incomplete(browser: &mut Browser, county: &County) {
    browser.open(&county.report).await;
    browser.fill("#words", "请审核。").await;
    browser.press_in_place("送审").await;
    browser.see("处没有填完，不能报送").await;
    browser.shot("not-complete").await;
    assert_eq!(browser.read("#words").await, "请审核。");
    browser.fill("#words", "").await;
}

async fn evidence(browser: &mut Browser, county: &County) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("决算公开表.xlsx");
    std::fs::write(&file, b"whatever it is").unwrap();
    browser.open(&county.report).await;
    browser.see("必交材料（缺 2）").await;
    browser.upload("[id^='f-evidence:部门决算公开表']", &file.to_string_lossy()).await;
    browser.press("上传部门决算公开表").await;
    browser.see("决算公开表.xlsx").await;
    browser.see("必交材料（缺 1）").await;
    browser.shot("report-draft").await;
    browser.press_in_place("送审").await;
    browser.see("缺必交材料“满意度调查表”").await;
}

/// The words of a step that does not go are there again on the page that it was taken from.
async fn words_are_kept(browser: &mut Browser, county: &County) {
    browser.open(&county.report).await;
    browser.fill("#words", "数据已核对。").await;
    browser.script("document.querySelector('[name=version]').value = '999'", vec![]).await;
    browser.press_in_place("提交").await;
    browser.see("报告有了变动").await;
    assert_eq!(browser.read("#words").await, "数据已核对。");
    browser.shot("moved-on").await;
    browser.open(&county.report).await;
    browser.wait("#words", "数据已核对。").await;
}

/// What the report did not say, and a figure that moves while it is typed.
async fn finish(browser: &mut Browser, county: &County) {
    browser.open(&format!("{}/fill", county.report)).await;
    browser.wait("[data-show=saving]", "已保存").await;
    let spent = "[data-path='budget.expenditure']";
    let before = browser.read("[data-show=total]").await;
    let own = browser.read(spent).await;
    browser.fill(spent, "800").await;
    browser.until("document.querySelector('[data-show=total]').textContent", &before, false).await;
    // The sentences of the report move with it, beside the words of the author.
    browser.see("执行数800.00万元").await;
    browser.fill(spent, &own).await;
    browser
        .until("document.body.innerText.includes('执行数800.00万元').toString()", "false", true)
        .await;
    browser.wait("[data-show=total]", &before).await;
    browser.fill("[data-path='words.signed_on']", "2025年3月20日").await;
    browser.fill("[data-path='words.goals']", "改善村民出行条件。").await;
    browser.fill("[data-path='words.work']", "全年修通村道。").await;
    browser.fill("[data-path='words.deviation']", "一处路段因征地延后，款项结转下年。").await;
    for (list, name, words) in [
        ("problems", "measure", "开工前先把征地协议签完。"),
        ("last_year", "problem", "预算编制偏粗。"),
        ("last_year", "remedy", "已按项目细化到月。"),
        ("group", "name", "李华"),
        ("group", "post", "副镇长"),
    ] {
        browser
            .fill(
                &format!("[data-list={list}] tr[data-row]:not([hidden]) [data-name={name}]"),
                words,
            )
            .await;
    }
    browser.choose("[data-list=group] tr[data-row]:not([hidden]) [data-name=role]", "组长").await;
    browser.fill("[data-path='words.steps']", "收集资料，逐项核对。\n小组讨论打分。").await;
    browser.fill("[data-path='words.application']", "自评结果用于安排下一年项目。").await;
    browser.wait("[data-show=saving]", "已保存").await;
    // A page loaded anew shows what was saved.
    browser.open(&format!("{}/fill", county.report)).await;
    browser.wait("[data-path='words.signed_on']", "2025年3月20日").await;
    browser.wait("[data-show=total]", &before).await;
    browser.shot("fill-done").await;
    let figures = browser.time(&format!("{}/fields", county.report)).await;
    let page = browser.time(&county.report).await;
    println!("figures with findings {figures} ms, page of the report {page} ms");
}

/// Gives a reason for each error that stays, and sends the report to the group.
async fn send(browser: &mut Browser, county: &County) {
    browser.open(&county.report).await;
    loop {
        let open = "return [...document.querySelectorAll('form[action$=\"/reasons\"] input[name=words]')].findIndex(i => !i.value)";
        let at = browser.script(open, vec![]).await.as_i64().unwrap();
        if at < 0 {
            break;
        }
        let script = "const i = document.querySelectorAll('form[action$=\"/reasons\"] input[name=words]')[arguments[0]]; i.value = '口径与决算一致，见附件。'; i.dataset.mine = '1'";
        browser.script(script, vec![json!(at)]).await;
        browser.press_at("//form[.//input[@data-mine]]//button").await;
    }
    browser.press("送审").await;
    browser.see("组内审核").await;
}

async fn sign_and_submit(browser: &mut Browser, county: &County) {
    county.enter(browser, "lihua").await;
    browser.open(&county.report).await;
    browser.press_in_place("小组通过").await;
    browser.see("自评小组还没有签完：李华").await;
    browser.shot("refused").await;
    browser.choose("#opinion", "同意").await;
    browser.press("签署").await;
    browser.press("小组通过").await;
    browser.see("负责人审核").await;
    county.enter(browser, "zhangqiang").await;
    words_are_kept(browser, county).await;
    browser.press("提交").await;
    browser.see("已提交").await;
    browser.shot("report-submitted").await;
}

/// The unit does what was asked for, and hands in again.
async fn again(browser: &mut Browser, county: &County) {
    county.enter(browser, "wangmin").await;
    browser.see("已退回").await;
    browser.open(&format!("{}/fill", county.report)).await;
    browser.see("请补充道路验收的时间").await;
    browser.see("满意度的问卷请附上").await;
    browser.fill("[data-path='words.work']", "全年修通村道，12月经县交通局验收合格。").await;
    browser.wait("[data-show=saving]", "已保存").await;
    browser.shot("fill-returned").await;
    send(browser, county).await;
    county.enter(browser, "lihua").await;
    browser.open(&county.report).await;
    browser.see("退回后改了什么").await;
    browser.choose("#opinion", "同意").await;
    browser.press("签署").await;
    browser.press("小组通过").await;
    county.enter(browser, "zhangqiang").await;
    browser.open(&county.report).await;
    browser.press("提交").await;
}
