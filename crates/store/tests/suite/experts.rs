use crate::county::{County, begin, confirmed};
use jiheng_domain::organisation::Proposal;
use jiheng_domain::sign::Opinion;
use jiheng_domain::workflow::Attempt;
use jiheng_domain::{Action, Entity, Permission, Refusal, ReportId, UserId};
use jiheng_store::{ListQuery, LogQuery, Seen, Store, StoreError};

async fn step(store: &Store, user: UserId, report: ReportId, action: Action) {
    let mut tx = begin(store, user).await;
    let now = tx.report(report).await.unwrap();
    let seen = Seen { version: now.version, content: now.content };
    tx.take_step(report, seen, Attempt { action, words: "" }, &[]).await.unwrap();
    tx.commit().await.unwrap();
}

async fn assign(
    store: &Store,
    by: UserId,
    report: ReportId,
    expert: UserId,
    active: bool,
) -> Result<(), StoreError> {
    let mut tx = begin(store, by).await;
    tx.assign(report, expert, active).await?;
    tx.commit().await
}

pub async fn an_expert_sees_what_is_assigned(store: &Store) {
    let county = County::build(store).await;
    let report = county.report(store).await;
    let (office, expert) = (county.office, county.expert);
    // What the unit still writes is shown to nobody outside.
    let early = assign(store, office, report, expert, true).await;
    assert!(matches!(early, Err(StoreError::Refused(Refusal::NotHandedIn(_)))));
    step(store, county.clerk, report, Action::Send).await;
    step(store, county.head, report, Action::Submit).await;
    let none = assign(store, office, report, county.clerk, true).await;
    assert!(matches!(none, Err(StoreError::Refused(Refusal::Field { field: "专家", .. }))));

    let sees = || async {
        let mut reader = store.reader().await.unwrap();
        let access = reader.access(expert).await.unwrap();
        let query = ListQuery { take: 9, ..ListQuery::default() };
        let listed = reader.list(&access, Permission::ViewReport, &query).await.unwrap().total;
        let subject = reader.subject(report).await.unwrap();
        assert_eq!(access.allows(Permission::GiveOpinion, &subject), listed == 1);
        listed
    };
    assert_eq!(sees().await, 0);
    let mut tx = begin(store, expert).await;
    let foreign = tx.give_opinion(report, Opinion::Agree, "属实").await;
    let refusal = Refusal::NotAllowed(Permission::GiveOpinion);
    assert!(matches!(foreign, Err(StoreError::Refused(r)) if r == refusal));
    drop(tx);
    for assigned in [true, true, false, true] {
        assign(store, office, report, expert, assigned).await.unwrap();
        assert_eq!(sees().await, u64::from(assigned));
    }
    let mut reader = store.reader().await.unwrap();
    let entries = LogQuery { entity: Some(Entity::Assignment), take: 9, ..LogQuery::default() };
    assert_eq!(reader.log(&entries).await.unwrap().len(), 3, "asked for twice, it is done once");
    assert_eq!(reader.assignments(report).await.unwrap()[0].by, office);
    assert_eq!(reader.assigned_to(expert).await.unwrap().len(), 1);
    assert_eq!(reader.experts_of(&[report]).await.unwrap()[&report], ["feng.yu"]);
    assert!(reader.experts_of(&[]).await.unwrap().is_empty());
    drop(reader);

    let mut tx = begin(store, expert).await;
    tx.comment(report, None, "指标偏少").await.unwrap();
    let mute = tx.give_opinion(report, Opinion::Agree, " ").await;
    assert!(matches!(mute, Err(StoreError::Refused(Refusal::OpinionMissing))));
    tx.give_opinion(report, Opinion::Object, "满意度没有调查").await.unwrap();
    tx.give_opinion(report, Opinion::Reserve, "补了问卷，样本偏少").await.unwrap();
    tx.commit().await.unwrap();
    let mut reader = store.reader().await.unwrap();
    let given = reader.expert_opinions(report).await.unwrap();
    assert_eq!(given.len(), 2);
    assert_eq!(
        (given[1].opinion, given[1].words.as_str()),
        (Opinion::Reserve, "补了问卷，样本偏少")
    );
    assert_eq!(reader.opinions_by(expert).await.unwrap(), given);
    drop(reader);

    // An expert whose role has ended sees nothing, and can still be taken off the report.
    let held = store.reader().await.unwrap().grants(expert).await.unwrap()[0].id;
    let revoke = Proposal::Revoke { user: expert, grant: held };
    confirmed(store, &county.admins, &revoke).await.unwrap();
    assert_eq!(sees().await, 0);
    assert!(store.reader().await.unwrap().experts().await.unwrap().is_empty());
    assign(store, office, report, expert, false).await.unwrap();
    assert!(store.reader().await.unwrap().assignments(report).await.unwrap().is_empty());
}
