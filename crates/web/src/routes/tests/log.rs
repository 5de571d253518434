//! The log, a page at a time.

use super::county;
use super::pages::of;
use jiheng_domain::Role;
use jiheng_store::LogQuery;

/// From the latest entry to the first, each page leads to the next and the last to none.
#[tokio::test]
async fn the_log_goes_back_to_its_beginning() {
    let (county, holders) = county().await;
    let clerk = of(&holders, Role::Clerk);
    let mut transaction = county.begin(clerk).await;
    // As many as fill whole pages together with those that are there.
    let query = LogQuery { take: 1000, ..Default::default() };
    let there = transaction.log(&query).await.unwrap().len();
    for number in there..100 {
        transaction.comment(county.own.report, None, &format!("第{number}条")).await.unwrap();
    }
    transaction.commit().await.unwrap();
    let auditor = of(&holders, Role::AuditAdmin);
    let (_, page) = county.get(auditor, "/log").await;
    assert!(!page.contains("最近的记录"), "{page}");
    let older = page.split_once("/log?before=").unwrap().1.split_once('"').unwrap().0;
    let (_, page) = county.get(auditor, &format!("/log?before={older}")).await;
    assert!(page.contains("最近的记录") && !page.contains("更早的记录"), "{page}");
    assert!(page.matches("<tr>").count() == 51, "{page}");
}
