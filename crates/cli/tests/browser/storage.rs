//! The disk is full, the data are read-only, the database is gone: each is told, and what was typed
//! is saved when it is over.

use super::county::County;
use super::driver::Browser;
use super::server::Server;

const FIELD: &str = "[data-path='words.publication']";

async fn open_form(browser: &mut Browser, county: &County) {
    browser.open(&format!("{}/fill", county.report)).await;
    browser.wait("[data-show=saving]", "已保存").await;
}

/// What was typed stands on the page, is saved by itself, and is there again for another browser.
async fn saved_in_the_end(browser: &mut Browser, county: &County, words: &str) {
    browser.wait("[data-show=saving]", "已保存").await;
    browser.script("localStorage.clear()", vec![]).await;
    open_form(browser, county).await;
    browser.wait(FIELD, words).await;
}

pub(crate) async fn full_disk(browser: &mut Browser, server: &mut Server, county: &County) {
    // Closed in good order the database holds no room in reserve.
    server.stop();
    server.start_again();
    let Some(disk) = server.disk() else { return };
    county.enter(browser, "chenjing").await;
    browser.open(&format!("{}/review", county.report)).await;
    disk.fill();
    browser.fill("#comment", &"磁盘满时写的批注。".repeat(400)).await;
    browser.press_in_place("批注").await;
    browser.see("服务器的磁盘已满，没有保存").await;
    browser.see("已输入的内容还在本机").await;
    assert!(browser.read("#comment").await.starts_with("磁盘满时写的批注。"));
    browser.shot("disk-full").await;
    disk.free();
    browser.press("批注").await;
    browser.see("磁盘满时写的批注。").await;

    county.enter(browser, "wangmin").await;
    open_form(browser, county).await;
    disk.fill();
    let words = "磁盘满时写的话。".repeat(400);
    browser.fill(FIELD, &words).await;
    browser.see("服务器的磁盘已满").await;
    browser.shot("fill-disk-full").await;
    disk.free();
    saved_in_the_end(browser, county, &words).await;
}

pub(crate) async fn read_only(browser: &mut Browser, server: &mut Server, county: &County) {
    if server.disk().is_none() {
        return;
    }
    county.enter(browser, "wangmin").await;
    open_form(browser, county).await;
    server.kill();
    server.disk().unwrap().close_to_writing(true);
    server.start_again();
    browser.fill(FIELD, "只读时写的话。").await;
    browser.see("数据库现在只能查看、不能改动").await;
    browser.shot("fill-read-only").await;
    browser.open(&county.report).await;
    browser.see("操作记录").await;
    server.kill();
    server.disk().unwrap().close_to_writing(false);
    server.start_again();
    browser.open(&format!("{}/fill", county.report)).await;
    saved_in_the_end(browser, county, "只读时写的话。").await;
}

/// The server of the database is stopped, and comes back.
pub(crate) async fn database_gone(
    browser: &mut Browser,
    database: &mut jiheng_testbed::Server,
    county: &County,
) {
    county.enter(browser, "wangmin").await;
    open_form(browser, county).await;
    database.stop();
    browser.fill(FIELD, "数据库停了时写的话。").await;
    browser.see("暂时连接不上数据库").await;
    browser.shot("fill-database-gone").await;
    database.start_again();
    saved_in_the_end(browser, county, "数据库停了时写的话。").await;
    database.stop();
    browser.open("/").await;
    browser.see("连接不上数据库").await;
    browser.shot("database-gone").await;
    database.start_again();
}
