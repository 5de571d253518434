//! The whole way by what browsers send: the first run, people, a task, filling in, signing, handing
//! in, back and forth, approval, downloads.

use super::visitor::{Visitor, between};
use super::{NOW, fresh_database};
use crate::app::App;
use crate::engine::Engine;
use crate::form::{Fields, spread};
use crate::routes::router;
use axum::Router;
use axum::http::StatusCode;
use jiheng_domain::Moment;
use jiheng_isolate::{Limits, Reader};
use jiheng_report::Submission;
use jiheng_store::{Location, Store};
use serde_json::json;
use std::sync::atomic::{AtomicI64, Ordering};

const UNIT: &str = "清河县云岭镇人民政府";
const OWN: &str = "Yunling-2026-own";
/// Login, name, role, whether over the unit or the county.
const PEOPLE: [(&str, &str, &str, bool); 4] = [
    ("wangmin", "王敏", "clerk", true),
    ("lihua", "李华", "group_member", true),
    ("zhangqiang", "张强", "unit_head", true),
    ("chenjing", "陈静", "performance_office", false),
];

#[tokio::test]
async fn from_the_first_run_to_an_approved_report() {
    let data = tempfile::tempdir().unwrap();
    let location = Location { folder: data.path().into(), postgres: fresh_database().await };
    let store = Store::open(&location).await.unwrap();
    let reader = Reader::new("false".into(), Vec::new(), Limits::default());
    // A second goes by with each look at the clock.
    let seconds = AtomicI64::new(0);
    let clock = move || Moment(NOW.0 + 1000 * seconds.fetch_add(1, Ordering::Relaxed));
    let app = App::with_clock(store.clone(), Engine::new().unwrap(), reader, false, clock);
    let router = router(app);
    first_run(&router).await;
    people(&router).await;
    let [mut clerk, mut member, mut head, mut office] = first_sign_ins(&router).await;
    let task = issue(&mut office).await;

    let home = clerk.get("/").await;
    let report = between(&home.text, "href=\"/reports/", "\"").next().unwrap();
    let report = format!("/reports/{report}");
    let group = clerk.get(&task).await;
    let unit = between(&group.text, "/units/", "/group").next().unwrap();
    let member_id = between(&group.text, "<option value=\"", "</option>")
        .find_map(|option| option.strip_suffix("\">李华"))
        .unwrap();
    let fields = [("person", member_id), ("post", "leader")];
    let group = clerk.post(&format!("{task}/units/{unit}/group"), &fields).await;
    assert!(group.text.contains("组长 李华"), "{}", group.text);

    let empty = step(&mut clerk, &report, "send", "请审核").await;
    assert_eq!(empty.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.1.contains("处没有填完，不能报送"), "{}", empty.1);
    fill(&mut clerk, &report, &sample()).await;
    hand_in(&mut clerk, &mut member, &mut head, &report).await;
    send_back(&mut office, &report).await;

    let returned = clerk.get(&report).await;
    assert!(returned.text.contains("完成情况写得太简"), "{}", returned.text);
    let mended = [("words.work".to_owned(), "全年修通村道，十二月验收合格。".to_owned())];
    fill(&mut clerk, &report, &mended.into()).await;
    hand_in(&mut clerk, &mut member, &mut head, &report).await;
    approve(&mut office, &report).await;
    store.close().await;
}

async fn first_run(router: &Router) {
    let mut visitor = Visitor::new(router);
    let page = visitor.get("/").await;
    assert_eq!(visitor.path, "/first-run", "{}", page.text);
    let mut fields = Vec::new();
    for (key, login) in [("system", "admin"), ("security", "security"), ("audit", "audit")] {
        for (what, value) in [("login", login), ("name", login), ("password", OWN)] {
            fields.push((format!("{key}_{what}"), value));
        }
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), *v)).collect();
    let founded = visitor.post("/first-run", &fields).await;
    assert!(founded.text.contains("三位管理员已建立"), "{}", founded.text);
    assert_eq!(visitor.get("/first-run").await.status, StatusCode::OK);
    assert_eq!(visitor.path, "/sign-in", "there is one first run");
}

async fn people(router: &Router) {
    let mut admin = Visitor::signed_in(router, "admin", OWN).await;
    let region = [("code", "420199"), ("region_name", "清河县"), ("parent", "")];
    admin.post("/organisation/regions", &region).await;
    let unit = [("name", UNIT), ("unit_code", ""), ("kind", "township"), ("region", "420199")];
    let page = admin.post("/organisation/units", &unit).await;
    assert!(page.text.contains(UNIT), "{}", page.text);
    let unit = between(&page.text, "href=\"/organisation/units/", "\"").next().unwrap();
    for (login, name, role, over_unit) in PEOPLE {
        let (unit, region) = if over_unit { (unit, "") } else { ("", "420199") };
        let person = [
            ("login", login),
            ("person_name", name),
            ("role", role),
            ("unit", unit),
            ("scope_region", region),
        ];
        let page = admin.post("/organisation/people", &person).await;
        assert_eq!(page.status, StatusCode::OK, "{login}: {}", page.text);
    }
}

/// The security administrator confirms all of them, and each changes the initial password.
async fn first_sign_ins(router: &Router) -> [Visitor; 4] {
    let mut security = Visitor::signed_in(router, "security", OWN).await;
    let mut visitors = Vec::new();
    for (login, ..) in PEOPLE {
        let page = security.get("/changes").await;
        let row = between(&page.text, "<tr>", "</tr>").find(|row| row.contains(login)).unwrap();
        let change = between(row, "action=\"", "\"").next().unwrap();
        let page = security.post(change, &[("decision", "confirmed")]).await;
        let initial = between(&page.text, "<b class=\"number-big\">", "</b>").next().unwrap();
        let mut visitor = Visitor::signed_in(router, login, initial).await;
        visitor.get("/reports").await;
        assert_eq!(visitor.path, "/password", "{login} must change the password first");
        let fields = [("old", initial), ("new", OWN), ("again", OWN)];
        visitor.post("/password", &fields).await;
        visitors.push(Visitor::signed_in(router, login, OWN).await);
    }
    visitors.try_into().unwrap_or_else(|_| panic!("four people"))
}

async fn issue(office: &mut Visitor) -> String {
    let fields = [
        ("title", "2024年度部门整体绩效自评"),
        ("year", "2024"),
        ("scheme", "hubei"),
        ("region", "420199"),
        ("department", "1"),
        ("begin", "2026-01-10"),
        ("submit", "2026-03-31"),
        ("department_day", "2026-04-20"),
        ("finance", "2026-05-31"),
        ("notice:通知.pdf", "关于开展自评的通知"),
    ];
    let page = office.post_parts("/tasks", &fields).await;
    assert!(page.text.contains("通知.pdf"), "{}", page.text);
    let task = office.path.clone();
    let version = hidden(&page.text, "version");
    let moved = [("version", version.as_str()), ("to", "issued")];
    let page = office.post(&format!("{task}/move"), &moved).await;
    assert!(page.text.contains("已下达") && page.text.contains(UNIT), "{}", page.text);
    task
}

fn sample() -> Fields {
    let text = include_str!("../../../../../samples/evaluations/township.toml");
    let submission: Submission = toml::from_str(text).unwrap();
    spread(&submission, "a")
}

/// Types all of it, over whatever stands there.
async fn fill(clerk: &mut Visitor, report: &str, fields: &Fields) {
    let path = format!("{report}/fields");
    let stands: serde_json::Value = serde_json::from_str(&clerk.get(&path).await.text).unwrap();
    let stands = stands["fields"].as_array().unwrap();
    let version = |path: &str| {
        stands.iter().find(|f| f["path"] == path).map_or(0, |f| f["version"].as_i64().unwrap())
    };
    let edits: Vec<_> = fields
        .iter()
        .map(|(path, value)| json!({"path": path, "value": value, "base_version": version(path)}))
        .collect();
    let saved = clerk.patch(&path, &json!({ "edits": edits })).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    let saved: serde_json::Value = serde_json::from_str(&saved.text).unwrap();
    let outcomes = saved["outcomes"].as_array().unwrap();
    assert_eq!(outcomes.len(), fields.len());
    assert!(outcomes.iter().all(|o| o["theirs"].is_null()), "{outcomes:?}");
}

/// Sends, signs and hands in; each sees where it stands then.
async fn hand_in(clerk: &mut Visitor, member: &mut Visitor, head: &mut Visitor, report: &str) {
    let page = clerk.get(report).await;
    let fingerprints = between(&page.text, "name=\"fingerprint\" value=\"", "\"");
    for fingerprint in fingerprints {
        let words = [("fingerprint", fingerprint), ("version", "0"), ("words", "与决算一致")];
        clerk.post(&format!("{report}/reasons"), &words).await;
    }
    let (status, page) = step(clerk, report, "send", "").await;
    assert!(status.is_success() && page.contains("组内审核"), "{page}");
    let (status, page) = step(member, report, "pass_group", "").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("自评小组还没有签完：李华"), "{page}");
    let signature = [("opinion", "agree"), ("words", "")];
    member.post(&format!("{report}/sign"), &signature).await;
    let (status, page) = step(member, report, "pass_group", "").await;
    assert!(status.is_success() && page.contains("负责人审核"), "{page}");
    let (status, page) = step(head, report, "submit", "同意报送").await;
    assert!(status.is_success() && page.contains("已提交"), "{page}");
}

async fn send_back(office: &mut Visitor, report: &str) {
    let desk = office.get("/desk").await;
    assert!(desk.text.contains(&format!("{report}/review")), "{}", desk.text);
    step(office, report, "accept", "").await;
    let comment = [("path", "words.work"), ("words", "请补充验收的时间")];
    let page = office.post(&format!("{report}/comments"), &comment).await;
    assert!(page.text.contains("请补充验收的时间"), "{}", page.text);
    let (status, page) = step(office, report, "return", "").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("请写明理由"), "{page}");
    let (status, page) = step(office, report, "return", "完成情况写得太简，请补充").await;
    assert!(status.is_success() && page.contains("已退回"), "{page}");
}

async fn approve(office: &mut Visitor, report: &str) {
    let review = office.get(&format!("{report}/review")).await;
    assert!(review.text.contains("退回后改了什么"), "{}", review.text);
    step(office, report, "accept", "").await;
    let (status, page) = step(office, report, "approve", "核对无误，同意").await;
    assert!(status.is_success() && page.contains("已审定"), "{page}");
    assert!(page.contains("摘要相符"), "{page}");
    for document in ["documents/report", "documents/annotated", "frozen/1/report", "frozen/1/table"]
    {
        let file = office.get(&format!("{report}/{document}")).await;
        assert!(file.status == StatusCode::OK && file.length > 3000, "{document}: {}", file.length);
    }
    let log = office.get(&format!("{report}/log")).await;
    assert!(log.text.contains("审定") && log.text.contains("王敏"), "{}", log.text);
}

/// Takes a step from the page as it stands.
async fn step(who: &mut Visitor, report: &str, action: &str, words: &str) -> (StatusCode, String) {
    let page = who.get(report).await;
    let (version, content) = (hidden(&page.text, "version"), hidden(&page.text, "content"));
    let fields = [
        ("action", action),
        ("words", words),
        ("version", version.as_str()),
        ("content", content.as_str()),
    ];
    let answer = who.post(&format!("{report}/step"), &fields).await;
    (answer.status, answer.text)
}

/// The value of the first hidden field of that name.
fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    between(page, &mark, "\"").next().unwrap_or_else(|| panic!("{name}: {page}")).to_owned()
}
