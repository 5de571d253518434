//! A unit that gets another name, and one that is closed while somebody types in its form.

use super::county::{County, UNIT, as_admin, confirm_one};
use super::driver::{Browser, Driver};

const RENAMED: &str = "清河县云岭乡人民政府";
const SUCCESSOR: &str = "清河县柳溪镇人民政府";

/// The page of the unit, as the system administrator.
async fn unit_page(browser: &mut Browser, name: &str) {
    as_admin(browser).await;
    browser.open("/organisation").await;
    browser.press(name).await;
}

pub(crate) async fn renamed(browser: &mut Browser, county: &County) {
    unit_page(browser, UNIT).await;
    browser.fill("[name=name]", RENAMED).await;
    browser.press("申请变更").await;
    browser.see("待安全管理员确认（1）").await;
    browser.see(&format!("名称“{UNIT}”改为“{RENAMED}”")).await;
    browser.shot("unit").await;
    confirm_one(browser).await;
    county.enter(browser, "chenjing").await;
    browser.open(&county.report).await;
    browser.see(RENAMED).await;
    unit_page(browser, RENAMED).await;
    browser.see("曾用名").await;
    browser.press("王敏").await;
    browser.fill("[name=phone]", "0715-3398001").await;
    browser.press("申请更改").await;
    browser.see("电话空改为“0715-3398001”").await;
    browser.shot("person").await;
    confirm_one(browser).await;
}

pub(crate) async fn closed_while_typing(driver: &Driver, browser: &mut Browser, county: &County) {
    let mut clerk = driver.browser(&browser.base, "").await;
    county.enter(&mut clerk, "wangmin").await;
    clerk.open(&format!("{}/fill", county.report)).await;
    clerk.wait("[data-show=saving]", "已保存").await;

    as_admin(browser).await;
    browser.open("/organisation").await;
    browser.fill("[name=name]", SUCCESSOR).await;
    browser.press("新增单位").await;
    browser.press(RENAMED).await;
    browser.press_in_place("申请撤销").await;
    browser.see("请先指定承接的单位").await;
    browser.choose("#successor", SUCCESSOR).await;
    browser.press("申请撤销").await;
    confirm_one(browser).await;

    clerk.fill("[data-path='words.publication']", "撤销那天正在写的话。").await;
    clerk.see("这份报告已移交承接的单位").await;
    assert_eq!(clerk.read("[data-path='words.publication']").await, "撤销那天正在写的话。");
    let kept = clerk.script("return JSON.stringify(localStorage)", vec![]).await;
    assert!(kept.to_string().contains("撤销那天正在写的话"), "{kept}");
    clerk.shot("closed-while-typing").await;
    clerk.open("/").await;
    clerk.see(&format!("您所在的“{RENAMED}”已于")).await;
    clerk.shot("home-closed").await;
    clerk.close().await;
    unit_page(browser, RENAMED).await;
    browser.see("已撤销").await;
    browser.shot("unit-closed").await;
}
