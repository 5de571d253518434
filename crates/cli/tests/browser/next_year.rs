//! The year after: last year's values beside this year's, its problems to be answered.

use super::county::{self, County};
use super::driver::Browser;

pub(crate) async fn answers_the_last(browser: &mut Browser, county: &County) {
    county::issue(browser, county, "2025").await;
    county.enter(browser, "wangmin").await;
    browser.open("/reports?state=draft").await;
    browser.press_at("//table//a").await;
    let report = browser.path().await;
    assert_ne!(report, county.report);
    browser.open(&format!("{report}/fill")).await;
    browser.wait("[data-show=saving]", "已保存").await;
    browser.see("上年的报告提出了下列问题").await;
    assert!(browser.read("[data-field='budget.annual'] .last").await.starts_with("上年 "));
    let problem = browser.read("[data-show=questions] ul").await;
    browser.shot("fill-next-year").await;
    let open = "String(document.querySelectorAll('[data-show=questions] li').length)";
    let many = browser.script(&format!("return {open}"), vec![]).await;
    browser.click("[data-show=questions] button").await;
    let row = "[data-list=last_year] tr[data-row]:not([hidden])";
    let told = browser.read(&format!("{row} [data-name=problem]")).await;
    assert!(problem.starts_with(&told) && !told.is_empty(), "{problem}: {told}");
    browser.fill(&format!("{row} [data-name=remedy]"), "已按月归档。").await;
    browser.until(open, many.as_str().unwrap(), false).await;
    beside(browser).await;
    // The desk sees both years at once.
    county.enter(browser, "chenjing").await;
    browser.open(&format!("{report}/review")).await;
    browser.see("与上年比").await;
    browser.see("个百分点").await;
    browser.shot("review-next-year").await;
}

/// An indicator that was there last year shows what it came to, as soon as it is named; the money
/// its change.
async fn beside(browser: &mut Browser) {
    browser.press_in_place("带入上年").await;
    browser.see("处与表里不同").await;
    browser.click("[data-part=take]").await;
    browser.wait("[data-show=saving]", "已保存").await;
    browser.see("上年：指标值").await;
    for (path, value) in
        [("budget.initial", "700"), ("budget.annual", "800"), ("budget.expenditure", "760")]
    {
        browser.fill(&format!("[data-path='{path}']"), value).await;
    }
    browser.wait("[data-show=rate]", "95.00%").await;
    browser.wait("[data-show=saving]", "已保存").await;
}
