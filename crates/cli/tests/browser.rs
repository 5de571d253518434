//! The whole way in a browser, as each role: first run, people, a task, filling in, signing, handing
//! in, an expert, back and forth, approval, downloads; a unit renamed and closed. Screenshots of each page go to target/screenshots.

#![cfg(all(unix, feature = "serve"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "browser/batch.rs"]
mod batch;
#[path = "browser/county.rs"]
mod county;
#[path = "browser/driver.rs"]
mod driver;
#[path = "browser/next_year.rs"]
mod next_year;
#[path = "browser/organisation.rs"]
mod organisation;
#[path = "browser/review.rs"]
mod review;
#[path = "browser/server.rs"]
mod server;
#[path = "browser/storage.rs"]
mod storage;
#[path = "browser/trouble.rs"]
mod trouble;
#[path = "browser/walk.rs"]
mod walk;

/// One test, for the browser takes a core of its own: what comes later builds on what came before.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_county_from_the_first_run_to_an_approved_report() {
    let Some(driver) = driver::Driver::start().await else { return };
    let mut server = server::Server::start();
    let mut browser = driver.browser(&server.base, "").await;
    let mut county = county::found(&mut browser).await;
    walk::to_approval(&mut browser, &mut county).await;
    next_year::answers_the_last(&mut browser, &county).await;
    batch::of_three_kinds(&mut browser, &county).await;
    trouble::two_editors(&driver, &mut browser, &county).await;
    trouble::a_server_killed_while_typing(&mut browser, &mut server, &county).await;
    trouble::a_comment_without_a_server(&mut browser, &mut server, &county).await;
    trouble::bad_input(&mut browser, &county).await;
    storage::full_disk(&mut browser, &mut server, &county).await;
    storage::read_only(&mut browser, &mut server, &county).await;
    organisation::renamed(&mut browser, &county).await;
    organisation::closed_while_typing(&driver, &mut browser, &county).await;
    browser.close().await;
}

/// The same way over PostgreSQL, which is stopped in between.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_county_over_postgresql() {
    let Some(driver) = driver::Driver::start().await else { return };
    let Some(mut database) = jiheng_testbed::Server::start() else { return };
    let server = server::Server::over_postgresql(database.database("county").await);
    let mut browser = driver.browser(&server.base, "postgresql").await;
    let mut county = county::found(&mut browser).await;
    walk::to_approval(&mut browser, &mut county).await;
    next_year::answers_the_last(&mut browser, &county).await;
    trouble::two_editors(&driver, &mut browser, &county).await;
    storage::database_gone(&mut browser, &mut database, &county).await;
    browser.close().await;
}
