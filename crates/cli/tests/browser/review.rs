//! The review of a report on its one page.

use super::county::County;
use super::driver::Browser;

/// The charts of the page are drawn, and their tables still there.
const DRAWN: &str = "String(document.querySelectorAll('.chart .plot canvas').length > 0 \
     && document.querySelectorAll('.chart table tbody tr').length > 1)";

async fn open(browser: &mut Browser, county: &County) {
    browser.open(&format!("{}/review", county.report)).await;
}

/// Accepted, commented, points changed, and returned with what is to be mended.
pub(crate) async fn send_back(browser: &mut Browser, county: &County) {
    county.enter(browser, "chenjing").await;
    browser.open("/desk").await;
    browser.see("云岭镇").await;
    browser.until(DRAWN, "true", true).await;
    browser.shot("desk").await;
    browser.press_at("//table//a[contains(., '云岭镇')]").await;
    assert_eq!(browser.path().await, format!("{}/review", county.report));
    browser.press("受理").await;
    browser.see("财政审核").await;
    browser.choose("#path", "实际完成情况").await;
    browser.fill("#comment", "请补充道路验收的时间。").await;
    browser.press("批注").await;
    browser.see("请补充道路验收的时间").await;
    // The button beside an indicator opens the box on it.
    browser.click("tr:last-child [data-comment]").await;
    assert!(browser.read("#path").await.starts_with("indicators."), "the indicator is chosen");
    browser.fill("#comment", "满意度的问卷请附上。").await;
    browser.press("批注").await;
    browser.see("2 条未处理的批注随报告退回").await;
    adjust(browser).await;
    browser.shot("review-comments").await;
    browser.press_in_place("退回").await;
    browser.see("请写明理由").await;
    browser.fill("#words", "完成情况写得太简，请补充。").await;
    browser.press("退回").await;
    browser.see("已退回").await;
    browser.open(&county.report).await;
    browser.see("财政部门退回").await;
}

/// Both scores are kept; more than the weight is refused in place.
async fn adjust(browser: &mut Browser) {
    let total = browser.read(".tile:nth-child(2) .number-big").await;
    browser.fill("#adjust-points", "1000").await;
    browser.fill("#adjust-reason", "台账与完成值不符。").await;
    browser.press_in_place("调整").await;
    browser.see("调整后的得分应是 0 到").await;
    assert_eq!(browser.read("#adjust-reason").await, "台账与完成值不符。");
    browser.fill("#adjust-points", "0").await;
    browser.press("调整").await;
    browser.see("→ 0：台账与完成值不符").await;
    assert_eq!(browser.read(".tile:nth-child(2) .number-big").await, total);
    assert_ne!(browser.read(".tile:nth-child(3) .number-big").await, total);
}

/// The bureau asks an expert, who sees this report alone and says what to think of it.
pub(crate) async fn expert(browser: &mut Browser, county: &County) {
    let review = format!("{}/review", county.report);
    county.enter(browser, "fengyu").await;
    assert_eq!(browser.fetch(&county.report).await.0, 404);
    county.enter(browser, "chenjing").await;
    browser.open("/desk").await;
    browser.click("[name=report]").await;
    browser.choose("#expert", "冯宇").await;
    browser.press("指派").await;
    browser.see("专家：冯宇").await;
    browser.shot("desk-assigned").await;
    county.enter(browser, "fengyu").await;
    browser.see("有 1 份指派给您的报告还没有给意见").await;
    browser.open("/assigned").await;
    browser.shot("assigned").await;
    browser.press_at("//table//a").await;
    assert_eq!(browser.path().await, review);
    browser.choose("#expert-opinion", "保留意见").await;
    browser.fill("#expert-words", "满意度没有调查表，得分依据不足。").await;
    browser.press("提交意见").await;
    browser.see("得分依据不足").await;
    browser.shot("review-expert").await;
    county.enter(browser, "wangmin").await;
    browser.open(&format!("{}/log", county.report)).await;
    browser.see("填写：").await;
    assert!(!browser.body().await.contains("冯宇"), "the unit does not learn who the expert is");
    county.enter(browser, "chenjing").await;
    browser.open(&review).await;
    browser.see("得分依据不足").await;
    browser.see("单位说明：").await;
    browser.shot("review-office").await;
    browser.open(&format!("{}/log", county.report)).await;
    browser.see("指派专家：冯宇").await;
    browser.shot("report-log").await;
}

pub(crate) async fn approve(browser: &mut Browser, county: &County) {
    county.enter(browser, "chenjing").await;
    open(browser, county).await;
    browser.see("退回后改了什么").await;
    browser.press("受理").await;
    while browser.body().await.contains("标为已处理") {
        browser.press("标为已处理").await;
    }
    browser.wait(".tile:nth-child(6) .number-big", "0").await;
    browser.shot("review").await;
    browser.fill("#words", "核对无误，同意。").await;
    browser.press("审定").await;
    browser.see("已审定").await;
    browser.open(&county.report).await;
    browser.see("摘要相符").await;
    browser.until(DRAWN, "true", true).await;
    browser.shot("report-approved").await;
    for document in ["report", "abridged", "table", "workbook", "annotated"] {
        let (status, bytes) =
            browser.fetch(&format!("{}/documents/{document}", county.report)).await;
        assert!(status == 200 && bytes > 3000, "{document}: {status}, {bytes} bytes");
    }
    for document in ["report", "abridged", "table", "workbook"] {
        let (status, bytes) =
            browser.fetch(&format!("{}/frozen/1/{document}", county.report)).await;
        assert!(status == 200 && bytes > 3000, "{document}: {status}, {bytes} bytes");
    }
    county.enter(browser, "sunyan").await;
    browser.open(&county.report).await;
    browser.see("已审定").await;
    assert_eq!(browser.fetch(&format!("{}/fill", county.report)).await.0, 403);
    browser.open("/tasks").await;
    browser.shot("tasks-observer").await;
}
