//! What goes wrong: two in one form, a server that dies, files that are none.

use super::county::County;
use super::driver::{Browser, Driver};
use super::server::Server;

/// A second report to write in: the approved one is opened again.
async fn reopen(browser: &mut Browser, county: &County) {
    county.enter(browser, "chenjing").await;
    browser.open(&county.report).await;
    browser.fill("#words", "审计发现需要补充。").await;
    browser.press("重开").await;
    browser.see("已重开").await;
}

pub(crate) async fn two_editors(driver: &Driver, browser: &mut Browser, county: &County) {
    reopen(browser, county).await;
    let form = format!("{}/fill", county.report);
    let mut other = driver.browser(&browser.base, "").await;
    county.enter(browser, "wangmin").await;
    county.enter(&mut other, "zhaolei").await;
    browser.open(&form).await;
    browser.wait("[data-show=saving]", "已保存").await;
    other.open(&form).await;
    other.wait("[data-show=saving]", "已保存").await;
    other.see("王敏也在填这张表").await;
    browser.fill("[data-path='words.overview']", "王敏写的概况。").await;
    browser.wait("[data-show=saving]", "已保存").await;
    other.fill("[data-path='words.overview']", "赵磊写的概况。").await;
    other.see("王敏 在").await;
    other.see("您填的是：").await;
    other.shot("conflict").await;
    other.press_in_place("用我的").await;
    other.wait("[data-show=saving]", "已保存").await;
    browser.open(&form).await;
    browser.wait("[data-path='words.overview']", "赵磊写的概况。").await;
    other.close().await;
}

pub(crate) async fn a_server_killed_while_typing(
    browser: &mut Browser,
    server: &mut Server,
    county: &County,
) {
    browser.open(&format!("{}/fill", county.report)).await;
    browser.wait("[data-show=saving]", "已保存").await;
    server.kill();
    browser.fill("[data-path='words.publication']", "停电时正在写的话。").await;
    browser.see("没有连上服务器").await;
    browser.shot("server-gone").await;
    server.start_again();
    // The browser is closed and opened again meanwhile: the page is loaded anew.
    browser.open(&format!("{}/fill", county.report)).await;
    browser.wait("[data-path='words.publication']", "停电时正在写的话。").await;
    browser.wait("[data-show=saving]", "已保存").await;
    browser.script("localStorage.clear()", vec![]).await;
    browser.open(&format!("{}/fill", county.report)).await;
    browser.wait("[data-path='words.publication']", "停电时正在写的话。").await;
}

/// The reviewer's words outlive a lost line and a dead server.
pub(crate) async fn a_comment_without_a_server(
    browser: &mut Browser,
    server: &mut Server,
    county: &County,
) {
    let page = format!("{}/review", county.report);
    county.enter(browser, "chenjing").await;
    browser.open(&page).await;
    browser.line(false).await;
    browser.fill("#comment", "断线时写的批注。").await;
    browser.press_in_place("批注").await;
    browser.see("没有连上服务器，还没有提交").await;
    browser.shot("comment-offline").await;
    browser.line(true).await;
    server.kill();
    browser.fill("#comment", "停机时写的批注。").await;
    browser.press_in_place("批注").await;
    browser.see("没有连上服务器，还没有提交").await;
    server.start_again();
    browser.open(&page).await;
    browser.wait("#comment", "停机时写的批注。").await;
    browser.press("批注").await;
    browser.see("停机时写的批注。").await;
    browser.wait("#comment", "").await;
    assert!(!browser.body().await.contains("断线时写的批注"), "nothing was sent twice");
}

pub(crate) async fn bad_input(browser: &mut Browser, county: &County) {
    county.enter(browser, "zhaolei").await;
    browser.open(&format!("{}/fill", county.report)).await;
    browser.wait("[data-show=saving]", "已保存").await;
    let folder = tempfile::tempdir().unwrap();
    let noise = folder.path().join("照片.docx");
    std::fs::write(&noise, [0x89, b'P', b'N', b'G', 0, 1, 2, 3].repeat(100)).unwrap();
    browser.upload("#file", &noise.to_string_lossy()).await;
    browser.see("照片.docx”：").await;
    browser.shot("wrong-file").await;
    browser.click("[data-part=cancel]").await;
    let large = folder.path().join("扫描件.pdf");
    std::fs::File::create(&large).unwrap().set_len(200 << 20).unwrap();
    browser.upload("#file", &large.to_string_lossy()).await;
    browser.see("有 200 MB，超过 50 MB").await;
    browser.click("[data-part=cancel]").await;
    browser.open("/no/such/page").await;
    browser.see("没有这个页面").await;
    browser.shot("problem").await;
}
