use crate::county::{County, begin};
use jiheng_domain::draft::{Edit, FieldPath};
use jiheng_domain::gate::OpenError;
use jiheng_domain::sign::Opinion;
use jiheng_domain::workflow::Attempt;
use jiheng_domain::{Action, Refusal, ReportId, State, StateKind, Step, UserId};
use jiheng_store::{Seen, Store, StoreError, ToFreeze};

/// Takes a step on the report as it stands.
async fn take(
    store: &Store,
    user: UserId,
    report: ReportId,
    action: Action,
    words: &str,
    errors: &[OpenError],
) -> Result<StateKind, StoreError> {
    let mut tx = begin(store, user).await;
    let now = tx.report(report).await?;
    let seen = Seen { version: now.version, content: now.content };
    let after = tx.take_step(report, seen, Attempt { action, words }, errors).await?;
    tx.commit().await?;
    Ok(after.state.kind())
}

async fn sign(store: &Store, user: UserId, report: ReportId) {
    let mut tx = begin(store, user).await;
    tx.sign(report, Opinion::Agree, "").await.unwrap();
    tx.commit().await.unwrap();
}

async fn type_in(store: &Store, county: &County, report: ReportId, value: &str) {
    let mut tx = begin(store, county.clerk).await;
    let path = FieldPath::new("sections.overview").unwrap();
    let base_version = tx.field(report, &path).await.unwrap().map_or(0, |f| f.version);
    let edits = vec![Edit { path, base_version, value: value.into() }];
    tx.save_fields(report, edits).await.unwrap();
    tx.commit().await.unwrap();
}

/// From the clerk to the head, the group signing.
async fn to_the_head(store: &Store, county: &County, report: ReportId) {
    let sent = take(store, county.clerk, report, Action::Send, "", &[]).await.unwrap();
    assert_eq!(sent, StateKind::GroupReview);
    sign(store, county.member, report).await;
    sign(store, county.leader, report).await;
    take(store, county.leader, report, Action::PassGroup, "", &[]).await.unwrap();
}

async fn approve(store: &Store, county: &County, report: ReportId, content: &str) {
    let mut tx = begin(store, county.office).await;
    let now = tx.report(report).await.unwrap();
    let seen = Seen { version: now.version, content: now.content };
    let attempt = Attempt { action: Action::Approve, words: "同意" };
    let bare = tx.take_step(report, seen, attempt, &[]).await;
    assert!(matches!(bare, Err(StoreError::Refused(Refusal::NotFrozen))));
    let version = ToFreeze { content, scheme: "hubei", pack_version: "0.1.0", files: &[] };
    tx.approve(report, seen, "同意", &version).await.unwrap();
    tx.commit().await.unwrap();
}

pub async fn from_draft_to_approval(store: &Store) {
    let county = County::build(store).await;
    let report = county.report(store).await;
    county.gather(store).await;
    type_in(store, &county, report, "清河县国有林场").await;
    take(store, county.clerk, report, Action::Send, "", &[]).await.unwrap();

    let early = take(store, county.leader, report, Action::PassGroup, "", &[]).await;
    let Err(StoreError::Refused(Refusal::GroupUnfinished(names))) = early else { panic!() };
    assert_eq!(names, ["chen.jie", "yang.fan"]);
    let mut tx = begin(store, county.member).await;
    let silent = tx.sign(report, Opinion::Object, " ").await;
    assert!(matches!(silent, Err(StoreError::Refused(Refusal::OpinionMissing))));
    let standing = tx.sign(report, Opinion::Object, "满意度没有调查").await.unwrap();
    assert_eq!(standing.objecting, ["yang.fan"]);
    tx.commit().await.unwrap();
    sign(store, county.member, report).await;
    sign(store, county.leader, report).await;
    let mut tx = begin(store, county.clerk).await;
    assert!(matches!(tx.sign(report, Opinion::Agree, "").await, Err(StoreError::Refused(_))));
    drop(tx);
    take(store, county.leader, report, Action::PassGroup, "", &[]).await.unwrap();
    take(store, county.head, report, Action::Submit, "", &[]).await.unwrap();
    // The finance bureau waits for the department.
    let early = take(store, county.office, report, Action::Accept, "", &[]).await;
    assert!(matches!(early, Err(StoreError::Refused(Refusal::NotYourRole(Action::Accept)))));
    take(store, county.department, report, Action::Accept, "", &[]).await.unwrap();
    take(store, county.department, report, Action::PassDepartment, "数据属实", &[]).await.unwrap();
    take(store, county.division, report, Action::Endorse, "无异议", &[]).await.unwrap();
    approve(store, &county, report, "{\"总分\":\"92.5\"}").await;
    take(store, county.head, report, Action::Publish, "", &[]).await.unwrap();

    let mut reader = store.reader().await.unwrap();
    let steps = reader.steps(report).await.unwrap();
    let actions: Vec<&str> = steps.iter().map(|s| s.action.text()).collect();
    let expected = ["送审", "小组通过", "提交", "受理", "主管部门通过", "股室同意", "审定", "公开"];
    assert_eq!(actions, expected);
    assert_eq!((steps[4].by, steps[4].words.as_str()), (county.department, "数据属实"));
    let frozen = reader.frozen(report).await.unwrap();
    assert_eq!((frozen[0].number, frozen[0].unit_name.as_str()), (1, "清河县国有林场"));
    assert!(frozen[0].is_whole() && frozen[0].digest.len() == 64);
    assert_eq!(reader.signatures(report).await.unwrap().len(), 3);
}

pub async fn returned_by_each_step_and_reopened(store: &Store) {
    let county = County::build(store).await;
    let report = county.report(store).await;
    county.gather(store).await;
    type_in(store, &county, report, "第一稿").await;

    take(store, county.clerk, report, Action::Send, "", &[]).await.unwrap();
    let mute = take(store, county.leader, report, Action::Return, " ", &[]).await;
    assert!(matches!(mute, Err(StoreError::Refused(Refusal::ReasonMissing))));
    take(store, county.leader, report, Action::Return, "概况太短", &[]).await.unwrap();
    type_in(store, &county, report, "第二稿").await;

    to_the_head(store, &county, report).await;
    take(store, county.head, report, Action::Return, "金额不符", &[]).await.unwrap();
    type_in(store, &county, report, "第三稿").await;

    to_the_head(store, &county, report).await;
    take(store, county.head, report, Action::Submit, "", &[]).await.unwrap();
    take(store, county.department, report, Action::Accept, "", &[]).await.unwrap();
    take(store, county.department, report, Action::Return, "缺附件", &[]).await.unwrap();
    let now = store.reader().await.unwrap().report(report).await.unwrap();
    let back = State::Returned { step: Step::Department, reasons: "缺附件".into() };
    assert_eq!((&now.state, now.round), (&back, 3));
    // Closed meanwhile, the task still takes back what was handed in once.
    let mut tx = begin(store, county.office).await;
    tx.close_task(county.task, 2).await.unwrap();
    tx.commit().await.unwrap();
    let returned = now.changed_at;
    type_in(store, &county, report, "第四稿").await;

    to_the_head(store, &county, report).await;
    take(store, county.head, report, Action::Submit, "", &[]).await.unwrap();
    let mut reader = store.reader().await.unwrap();
    let changes = reader.changes_since(report, returned).await.unwrap();
    assert_eq!((changes[0].before.as_str(), changes[0].after.as_str()), ("第三稿", "第四稿"));
    drop(reader);
    take(store, county.department, report, Action::Accept, "", &[]).await.unwrap();
    take(store, county.department, report, Action::PassDepartment, "同意", &[]).await.unwrap();
    take(store, county.division, report, Action::Return, "口径不对", &[]).await.unwrap();
    type_in(store, &county, report, "第五稿").await;

    let hand_in = || async {
        to_the_head(store, &county, report).await;
        take(store, county.head, report, Action::Submit, "", &[]).await.unwrap();
        take(store, county.department, report, Action::Accept, "", &[]).await.unwrap();
        take(store, county.department, report, Action::PassDepartment, "同意", &[]).await.unwrap();
    };
    hand_in().await;
    approve(store, &county, report, "第五稿").await;
    let mute = take(store, county.office, report, Action::Reopen, "", &[]).await;
    assert!(matches!(mute, Err(StoreError::Refused(Refusal::ReasonMissing))));
    take(store, county.office, report, Action::Reopen, "审计指出数据有误", &[]).await.unwrap();
    type_in(store, &county, report, "第六稿").await;
    hand_in().await;
    approve(store, &county, report, "第六稿").await;

    let mut reader = store.reader().await.unwrap();
    let frozen = reader.frozen(report).await.unwrap();
    let versions: Vec<_> = frozen.iter().map(|f| (f.number, f.content.as_str())).collect();
    assert_eq!(versions, [(2, "第六稿"), (1, "第五稿")]);
    let path = FieldPath::new("sections.overview").unwrap();
    assert_eq!(reader.field_history(report, &path).await.unwrap().len(), 6);
    let steps = reader.steps(report).await.unwrap();
    let reasons: Vec<&str> = steps
        .iter()
        .filter(|s| matches!(s.action, Action::Return | Action::Reopen))
        .map(|s| s.words.as_str())
        .collect();
    assert_eq!(reasons, ["概况太短", "金额不符", "缺附件", "口径不对", "审计指出数据有误"]);
}

pub async fn errors_need_reasons(store: &Store) {
    let county = County::build(store).await;
    let report = county.report(store).await;
    let error =
        OpenError {
            fingerprint: "f1".into(), code: "I001".into(), message: "合计应为 43".into()
        };
    let errors = [error.clone()];
    let held = take(store, county.clerk, report, Action::Send, "", &errors).await;
    assert!(matches!(held, Err(StoreError::Refused(Refusal::OpenErrors(_)))));
    let mut tx = begin(store, county.clerk).await;
    tx.give_reason(report, &error, "上级批复如此", 0).await.unwrap();
    assert!(matches!(
        tx.give_reason(report, &error, "又一个", 0).await,
        Err(StoreError::Conflict(_))
    ));
    tx.give_reason(report, &error, "上级批复如此，见附件", 1).await.unwrap();
    tx.commit().await.unwrap();
    let sent = take(store, county.clerk, report, Action::Send, "", &errors).await.unwrap();
    assert_eq!(sent, StateKind::HeadReview);
    let mut reader = store.reader().await.unwrap();
    let reasons = reader.error_reasons(report).await.unwrap();
    assert_eq!(reasons[0].reason.text, "上级批复如此，见附件");
    assert_eq!((reasons[0].message.as_str(), reasons[0].version), ("合计应为 43", 2));
}

pub async fn a_stale_step_is_refused(store: &Store) {
    let county = County::build(store).await;
    let report = county.report(store).await;
    let attempt = Attempt { action: Action::Send, words: "" };
    let blank = Seen { version: 1, content: 0 };
    type_in(store, &county, report, "刚刚改过").await;
    let mut tx = begin(store, county.clerk).await;
    let stale = tx.take_step(report, blank, attempt, &[]).await;
    assert!(matches!(stale, Err(StoreError::Conflict("份报告"))));
    drop(tx);
    // Two at once: one goes, the other is told.
    let seen = Seen { version: 1, content: 1 };
    let send = |user| {
        let store = store.clone();
        tokio::spawn(async move {
            let mut tx = begin(&store, user).await;
            let sent = tx.take_step(report, seen, attempt, &[]).await;
            if sent.is_ok() {
                tx.commit().await.unwrap();
            }
            sent.is_ok()
        })
    };
    let (one, two) = (send(county.clerk), send(county.second_clerk));
    let went = [one.await.unwrap(), two.await.unwrap()];
    assert_eq!(went.iter().filter(|w| **w).count(), 1);
    assert_eq!(store.reader().await.unwrap().steps(report).await.unwrap().len(), 1);
}

pub async fn comments_evidence_and_points(store: &Store) {
    let county = County::build(store).await;
    let report = county.report(store).await;
    let path = FieldPath::new("indicators.a1.actual").unwrap();
    let content = store.put_content(b"survey").await.unwrap();
    let mut tx = begin(store, county.clerk).await;
    let file = tx.attach(&content, "问卷.xlsx", "application/xlsx").await.unwrap();
    let first = tx.add_evidence(report, Some(&path), "", file).await.unwrap();
    tx.add_evidence(report, None, "决算报表", file).await.unwrap();
    tx.remove_evidence(report, first).await.unwrap();
    assert!(matches!(tx.remove_evidence(report, first).await, Err(StoreError::Conflict(_))));
    let left = tx.evidence(report).await.unwrap();
    assert_eq!((left.len(), left[0].requirement.as_str()), (1, "决算报表"));
    assert_eq!(left[0].file.name, "问卷.xlsx");
    tx.commit().await.unwrap();

    let mut tx = begin(store, county.office).await;
    let comment = tx.comment(report, Some(&path), "数据来自哪里？").await.unwrap();
    let early = tx.adjust(report, &path, "10", "8", "没有问卷").await;
    assert!(matches!(early, Err(StoreError::Refused(Refusal::NotEditable(_)))));
    tx.commit().await.unwrap();
    let mut tx = begin(store, county.clerk).await;
    tx.settle_comment(report, comment).await.unwrap();
    tx.commit().await.unwrap();
    let comments = store.reader().await.unwrap().comments(report).await.unwrap();
    assert_eq!(comments.len(), 1);
    assert_eq!(
        (&comments[0].path, comments[0].settled.map(|s| s.0)),
        (&Some(path.clone()), Some(county.clerk))
    );

    take(store, county.clerk, report, Action::Send, "", &[]).await.unwrap();
    take(store, county.head, report, Action::Submit, "", &[]).await.unwrap();
    take(store, county.department, report, Action::Accept, "", &[]).await.unwrap();
    take(store, county.department, report, Action::PassDepartment, "同意", &[]).await.unwrap();
    let mut tx = begin(store, county.division).await;
    let mute = tx.adjust(report, &path, "10", "8", " ").await;
    assert!(matches!(mute, Err(StoreError::Refused(Refusal::ReasonMissing))));
    tx.adjust(report, &path, "10", "8", "没有问卷").await.unwrap();
    tx.commit().await.unwrap();
    let points = store.reader().await.unwrap().adjustments(report).await.unwrap();
    assert_eq!((points[0].claimed.as_str(), points[0].adjusted.as_str()), ("10", "8"));
}
