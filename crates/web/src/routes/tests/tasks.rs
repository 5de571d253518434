//! What the office does with a task.

use super::county;
use super::pages::of;
use super::visitor::{Visitor, between};
use axum::http::StatusCode;
use jiheng_domain::Role;

#[tokio::test]
async fn the_last_day_of_a_task_is_set_and_taken_back() {
    let (county, holders) = county().await;
    let mut office = Visitor::of(&county.router, of(&holders, Role::PerformanceOffice));
    let task = format!("/tasks/{}", county.task);
    let set = async |office: &mut Visitor, day: &str| {
        let page = office.get(&task).await;
        let version = between(&page.text, "name=\"version\" value=\"", "\"").next().unwrap();
        let fields = [("to", "closing"), ("version", version), ("closing", day)];
        office.post(&format!("{task}/move"), &fields).await
    };
    let early = set(&mut office, "2026-03-01").await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.text.contains("不能早于今天"), "{}", early.text);
    let page = set(&mut office, "2026-06-30").await;
    assert!(page.text.contains("2026-06-30 是最后一天，次日起自动截止"), "{}", page.text);
    let mut clerk = Visitor::of(&county.router, of(&holders, Role::Clerk));
    assert!(clerk.get(&task).await.text.contains("2026-06-30 是最后一天"));
    let page = set(&mut office, "").await;
    assert!(!page.text.contains("是最后一天"), "{}", page.text);
}
