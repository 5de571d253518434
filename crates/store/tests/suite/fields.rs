use crate::county::{County, begin, now};
use jiheng_domain::draft::{Edit, FieldPath, Merged};
use jiheng_domain::workflow::Attempt;
use jiheng_domain::{Action, Permission, Refusal, ReportId, UserId};
use jiheng_store::{Seen, Store, StoreError};

fn path(text: &str) -> FieldPath {
    FieldPath::new(text).unwrap()
}

fn edit(path_text: &str, base_version: i64, value: &str) -> Edit {
    Edit { path: path(path_text), base_version, value: value.into() }
}

async fn save(
    store: &Store,
    user: UserId,
    report: ReportId,
    edits: Vec<Edit>,
) -> Result<Vec<Merged>, StoreError> {
    let mut tx = begin(store, user).await;
    let merged = tx.save_fields(report, edits).await?;
    tx.commit().await?;
    Ok(merged)
}

pub async fn what_is_typed_is_kept(store: &Store) {
    let county = County::build(store).await;
    let report = county.report(store).await;
    let blank = store.reader().await.unwrap().report(report).await.unwrap();
    assert!(!blank.started);
    let first =
        vec![edit("budget.initial", 0, "4286.67"), edit("sections.overview", 0, "清河县国有林场")];
    let merged = save(store, county.clerk, report, first).await.unwrap();
    assert_eq!(merged, vec![Merged::Accepted { version: 1 }; 2]);
    let between = now();
    save(store, county.clerk, report, vec![edit("budget.initial", 1, "4300")]).await.unwrap();

    // The other clerk still had the first value on the screen.
    let stale = vec![edit("budget.initial", 1, "4290")];
    let merged = save(store, county.second_clerk, report, stale.clone()).await.unwrap();
    let [Merged::Conflict { theirs, yours }] = &merged[..] else { panic!("{merged:?}") };
    assert_eq!((theirs.value.as_str(), theirs.version, theirs.by), ("4300", 2, county.clerk));
    assert_eq!(yours.value, "4290");
    save(store, county.second_clerk, report, stale).await.unwrap();

    let mut reader = store.reader().await.unwrap();
    let lost = reader.field_conflicts(report).await.unwrap();
    assert_eq!(lost.len(), 1, "sent twice, it is one conflict");
    assert_eq!((lost[0].value.as_str(), lost[0].by), ("4290", county.second_clerk));
    let history = reader.field_history(report, &path("budget.initial")).await.unwrap();
    let values: Vec<&str> = history.iter().map(|v| v.value.as_str()).collect();
    assert_eq!(values, ["4286.67", "4300"]);
    let then = reader.fields_as_of(report, between).await.unwrap();
    assert_eq!(then[&path("budget.initial")], "4286.67");
    let changes = reader.changes_since(report, between).await.unwrap();
    assert_eq!(changes.len(), 1);
    assert_eq!((changes[0].before.as_str(), changes[0].after.as_str()), ("4286.67", "4300"));
    let now = reader.report(report).await.unwrap();
    assert!(now.started && now.content == 3 && now.version == 1);
    drop(reader);

    let mut tx = begin(store, county.clerk).await;
    tx.settle_conflict(report, lost[0].id).await.unwrap();
    assert!(matches!(tx.settle_conflict(report, lost[0].id).await, Err(StoreError::Conflict(_))));
    assert!(tx.field_conflicts(report).await.unwrap().is_empty());
}

pub async fn two_writers_on_one_field(store: &Store) {
    let county = County::build(store).await;
    let report = county.report(store).await;
    let write = |user, mine: &'static str| {
        let store = store.clone();
        tokio::spawn(async move {
            let mut lost = 0;
            for turn in 0..20 {
                let mut tx = begin(&store, user).await;
                let seen = tx.field(report, &path("sections.work")).await.unwrap();
                let base = seen.map_or(0, |f| f.version);
                drop(tx);
                let edits = vec![edit("sections.work", base, &format!("{mine}{turn}"))];
                let merged = save(&store, user, report, edits).await.unwrap();
                lost += usize::from(matches!(merged[0], Merged::Conflict { .. }));
            }
            lost
        })
    };
    let (one, two) = (write(county.clerk, "甲"), write(county.second_clerk, "乙"));
    let lost = one.await.unwrap() + two.await.unwrap();

    let mut reader = store.reader().await.unwrap();
    let history = reader.field_history(report, &path("sections.work")).await.unwrap();
    let conflicts = reader.field_conflicts(report).await.unwrap();
    // Each of the forty texts is either in the field's history or among the conflicts.
    assert_eq!(history.len(), 40 - lost);
    assert_eq!(conflicts.len(), lost);
    let versions: Vec<i64> = history.iter().map(|v| v.version).collect();
    assert_eq!(versions, (1..=history.len() as i64).collect::<Vec<_>>());
    let mut texts: Vec<String> = history.into_iter().map(|v| v.value).collect();
    texts.extend(conflicts.into_iter().map(|c| c.value));
    texts.sort();
    let mut expected: Vec<String> =
        ["甲", "乙"].iter().flat_map(|m| (0..20).map(move |t| format!("{m}{t}"))).collect();
    expected.sort();
    assert_eq!(texts, expected);
}

pub async fn only_those_who_may(store: &Store) {
    let county = County::build(store).await;
    let report = county.report(store).await;
    let others = [
        county.head,
        county.leader,
        county.department,
        county.division,
        county.office,
        county.expert,
        county.observer,
        county.township_clerk,
        county.admins[0],
        county.admins[1],
        county.admins[2],
    ];
    for user in others {
        let refused = save(store, user, report, vec![edit("budget.initial", 0, "1")]).await;
        let expected = Refusal::NotAllowed(Permission::FillReport);
        assert!(matches!(refused, Err(StoreError::Refused(r)) if r == expected));
    }
    // Sent, the report is closed to its clerk as well.
    let mut tx = begin(store, county.clerk).await;
    let seen = Seen { version: 1, content: 0 };
    let attempt = Attempt { action: Action::Send, words: "" };
    tx.take_step(report, seen, attempt, &[]).await.unwrap();
    tx.commit().await.unwrap();
    let closed = save(store, county.clerk, report, vec![edit("budget.initial", 0, "1")]).await;
    assert!(matches!(closed, Err(StoreError::Refused(Refusal::NotEditable(_)))));
    // A group keeps to its scope as well: the township's clerk has no report here.
    let mut tx = begin(store, county.township_clerk).await;
    let foreign = tx.comment(report, None, "看一看").await;
    assert!(matches!(foreign, Err(StoreError::Refused(_))));
}
