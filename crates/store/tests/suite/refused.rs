use crate::county::{County, begin, day, new, task, unit};
use jiheng_domain::draft::{Edit, FieldPath};
use jiheng_domain::gate::OpenError;
use jiheng_domain::organisation::Proposal;
use jiheng_domain::sign::{GroupPost, Opinion};
use jiheng_domain::workflow::Attempt;
use jiheng_domain::{Action, EvidenceId, Permission, Refusal, Region, RegionCode, ReportKind};
use jiheng_store::{Seen, Store, StoreError, ToFreeze};

/// The call is refused for want of the permission.
macro_rules! refused {
    ($permission:ident, $call:expr) => {
        match $call.await {
            Err(StoreError::Refused(Refusal::NotAllowed(p))) => {
                assert_eq!(p, Permission::$permission, "{}", stringify!($call));
            }
            other => panic!("{}: {:?}", stringify!($call), other.map(|_| "went")),
        }
    };
}

/// An observer sees all and changes nothing; the clerk of another unit changes nothing here.
pub async fn nobody_writes_without_the_permission(store: &Store) {
    let county = County::build(store).await;
    let report = county.report(store).await;
    let content = store.put_content(b"x").await.unwrap();
    let path = FieldPath::new("budget.initial").unwrap();
    let error = OpenError { fingerprint: "f".into(), code: "I001".into(), message: "m".into() };
    let edit = Edit { path: path.clone(), base_version: 0, value: "1".into() };
    let version = ToFreeze { content: "{}", scheme: "cn", pack_version: "1", files: &[] };
    for user in [county.observer, county.township_clerk] {
        let mut tx = begin(store, user).await;
        let (county, task_id) = (&county, county.task);
        let file = tx.attach(&content, "a.pdf", "application/pdf").await.unwrap();
        refused!(FillReport, tx.save_fields(report, vec![edit.clone()]));
        refused!(FillReport, tx.settle_conflict(report, new()));
        refused!(FillReport, tx.give_reason(report, &error, "x", 0));
        refused!(FillReport, tx.add_evidence(report, None, "", file));
        refused!(FillReport, tx.remove_evidence(report, new::<EvidenceId>()));
        refused!(FillReport, tx.add_report(task_id, county.farm, ReportKind::Project, Some("甲")));
        let member = county.member;
        refused!(FillReport, tx.set_member(task_id, county.farm, member, GroupPost::Leader, true));
        refused!(SignReport, tx.sign(report, Opinion::Agree, ""));
        let (seen, attempt) =
            (Seen { version: 1, content: 0 }, Attempt { action: Action::Send, words: "" });
        refused!(MoveReport, tx.take_step(report, seen, attempt, &[]));
        refused!(MoveReport, tx.approve(report, seen, "同意", &version));
        refused!(CommentReport, tx.comment(report, None, "x"));
        refused!(CommentReport, tx.settle_comment(report, new()));
        refused!(AdjustPoints, tx.adjust(report, &path, "1", "2", "x"));
        refused!(AssignExpert, tx.assign(report, county.expert, true));
        refused!(GiveOpinion, tx.give_opinion(report, Opinion::Agree, "x"));
        let draft = task(&county.region, 2026);
        refused!(ManageTask, tx.add_task(&draft));
        let issued = tx.task(task_id).await.unwrap().value;
        refused!(ManageTask, tx.change_task(&issued, 2));
        refused!(ManageTask, tx.issue_task(task_id, 2));
        refused!(ManageTask, tx.close_task(task_id, 2));
        refused!(ManageTask, tx.extend_task(task_id, None, day(5, 1), "x"));
        refused!(ManageTask, tx.remind(task_id, county.farm, "x"));
        refused!(ManageTask, tx.take_over(task_id, county.farm, &[]));
        let unit_as_is = tx.unit(county.farm).await.unwrap().value;
        refused!(ManageOrganisation, tx.add_unit(&unit("新单位", &county.region, None)));
        let code = RegionCode::new("420198").unwrap();
        let region = Region { code: code.clone(), name: "x".into(), parent: None };
        refused!(ManageOrganisation, tx.add_region(&region));
        refused!(ManageOrganisation, tx.rename_region(&county.region, "x"));
        let reset = Proposal::ResetPassword { user: county.head };
        refused!(ManageOrganisation, tx.request_change(&reset));
        let change = Proposal::ChangeUnit { unit: unit_as_is, version: 1 };
        refused!(ManageOrganisation, tx.request_change(&change));
        let closing = Proposal::CloseUnit { unit: county.farm, day: day(3, 1), successor: None };
        refused!(ManageOrganisation, tx.request_change(&closing));
        refused!(LockAccount, tx.lock_out(county.head));
        refused!(LockAccount, tx.unlock(county.head));
        refused!(LockAccount, tx.end_sessions(county.head));
    }
}
