//! What pages say in the states that people come upon.

use super::{County, Holder, NOW, county};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use jiheng_domain::draft::{Edit, FieldPath};
use jiheng_domain::organisation::Decision;
use jiheng_domain::task::{About, RequiredEvidence};
use jiheng_domain::workflow::Attempt;
use jiheng_domain::{Action, ReportId, Role, Task};
use jiheng_store::{Actor, Seen, Transaction};
use tower::ServiceExt;

pub(super) async fn answer(router: &Router, request: Request<Body>) -> (StatusCode, String) {
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), 4 << 20).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

impl County {
    pub(super) async fn send(&self, request: Request<Body>) -> (StatusCode, String) {
        answer(&self.router, request).await
    }

    pub(super) async fn get(&self, holder: &Holder, path: &str) -> (StatusCode, String) {
        let request = Request::builder().uri(path).header("cookie", &holder.cookie);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// A form as a browser sends it.
    pub(super) async fn post(
        &self,
        holder: &Holder,
        path: &str,
        fields: &[(&str, &str)],
    ) -> (StatusCode, String) {
        let mut form = format!("csrf={}", holder.csrf);
        for (name, value) in fields {
            let value: String = value.bytes().map(|b| format!("%{b:02X}")).collect();
            form.push_str(&format!("&{name}={value}"));
        }
        let request = Request::builder()
            .method("POST")
            .uri(path)
            .header("cookie", &holder.cookie)
            .header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form)).unwrap()).await
    }

    pub(super) async fn begin(&self, holder: &Holder) -> Transaction {
        self.store.begin(Actor::person(holder.user, "", NOW)).await.unwrap()
    }

    async fn step(&self, holder: &Holder, report: ReportId, action: Action) {
        let mut transaction = self.begin(holder).await;
        let now = transaction.report(report).await.unwrap();
        let seen = Seen { version: now.version, content: now.content };
        let attempt = Attempt { action, words: "同意" };
        transaction.take_step(report, seen, attempt, &[]).await.unwrap();
        transaction.commit().await.unwrap();
    }
}

pub(super) fn of(holders: &[Holder], role: Role) -> &Holder {
    holders.iter().find(|h| h.role == role).unwrap()
}

#[tokio::test]
async fn a_unit_is_closed_by_two_and_its_people_are_told() {
    let (county, holders) = county().await;
    let [system, security, clerk] =
        [Role::SystemAdmin, Role::SecurityAdmin, Role::Clerk].map(|role| of(&holders, role));
    let unit = format!("/organisation/units/{}", county.own.unit);
    let form = format!("/reports/{}/fill", county.own.report);
    assert_eq!(county.get(clerk, &form).await.0, StatusCode::OK);
    let (_, page) = county.get(system, &unit).await;
    assert!(page.contains("现有 1 份报告没有办完"), "{page}");

    let successor = county.foreign.unit.to_string();
    let closing = [("day", "2026-03-01"), ("successor", successor.as_str())];
    let alone = [closing[0], ("successor", "")];
    let (refused, page) = county.post(system, &format!("{unit}/close"), &alone).await;
    assert_eq!(refused, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("请先指定承接的单位"), "{page}");
    let (asked, _) = county.post(system, &format!("{unit}/close"), &closing).await;
    assert_eq!(asked, StatusCode::SEE_OTHER);
    let (_, page) = county.get(system, &unit).await;
    assert!(page.contains("待安全管理员确认（1）") && page.contains("在用"), "{page}");
    assert_eq!(county.get(clerk, &form).await.0, StatusCode::OK, "not confirmed yet");

    let mut reader = county.store.reader().await.unwrap();
    let request = reader.change_requests(Decision::Pending).await.unwrap()[0].id;
    drop(reader);
    let (_, page) = county.get(security, "/changes").await;
    assert!(page.contains("2026-03-01 撤销，由单位420199承接"), "{page}");
    let decision = [("decision", "confirmed")];
    let (confirmed, _) = county.post(security, &format!("/changes/{request}"), &decision).await;
    assert_eq!(confirmed, StatusCode::OK);

    let (_, page) = county.get(system, &unit).await;
    assert!(page.contains("已撤销") && page.contains("申请恢复"), "{page}");
    let (_, page) = county.get(clerk, "/").await;
    assert!(page.contains("您所在的“单位420198”已于 2026-03-01 撤销"), "{page}");
    // The form that was open says why it takes nothing any more.
    let (gone, page) = county.get(clerk, &form).await;
    assert_eq!(gone, StatusCode::FORBIDDEN);
    assert!(page.contains("“单位420198”已经撤销，这份报告已移交承接的单位"), "{page}");
    let saving = Request::builder()
        .method("PATCH")
        .uri(format!("/reports/{}/fields", county.own.report))
        .header("cookie", &clerk.cookie)
        .header("x-csrf", &clerk.csrf)
        .header("accept", "application/json")
        .header("content-type", "application/json")
        .body(Body::from(r#"{"edits":[{"path":"budget.initial","base_version":0,"value":"1"}]}"#));
    let (refused, answer) = county.send(saving.unwrap()).await;
    assert_eq!(refused, StatusCode::FORBIDDEN);
    assert!(answer.contains("没有保存的内容还在本机"), "{answer}");
}

#[tokio::test]
async fn a_person_is_changed_and_a_role_ended_by_two() {
    let (county, holders) = county().await;
    let [system, security, expert] =
        [Role::SystemAdmin, Role::SecurityAdmin, Role::Expert].map(|role| of(&holders, role));
    let person = format!("/organisation/people/{}", expert.user);
    let grant = county.store.reader().await.unwrap().grants(expert.user).await.unwrap()[0].id;
    let change = format!("{person}/change");
    let renamed = [("what", "particulars"), ("person_name", "冯宇"), ("phone", "0715-3398001")];
    assert_eq!(county.post(system, &change, &renamed).await.0, StatusCode::SEE_OTHER);
    let grant = grant.to_string();
    let ended = [("what", "revoke"), ("grant", grant.as_str())];
    assert_eq!(county.post(system, &change, &ended).await.0, StatusCode::SEE_OTHER);
    let (_, page) = county.get(system, &person).await;
    assert!(page.contains("待安全管理员确认（2）"), "{page}");
    assert!(page.contains("电话空改为“0715-3398001”"), "{page}");
    let pending =
        county.store.reader().await.unwrap().change_requests(Decision::Pending).await.unwrap();
    for request in pending {
        let path = format!("/changes/{}", request.id);
        let decision = [("decision", "confirmed")];
        assert_eq!(county.post(security, &path, &decision).await.0, StatusCode::OK);
    }
    let (_, page) = county.get(system, &person).await;
    assert!(page.contains("<h1>冯宇</h1>") && page.contains("0715-3398001"), "{page}");
    assert!(page.contains("现在没有角色") && page.contains("第三方/专家：指派的报告"), "{page}");
}

#[tokio::test]
async fn an_expert_is_asked_and_answers_and_the_unit_does_not_hear() {
    let (county, holders) = county().await;
    let [clerk, head, office, expert] =
        [Role::Clerk, Role::UnitHead, Role::PerformanceOffice, Role::Expert]
            .map(|role| of(&holders, role));
    let report = county.own.report;
    county.step(clerk, report, Action::Send).await;
    county.step(head, report, Action::Submit).await;
    let review = format!("/reports/{report}/review");
    assert_eq!(county.get(expert, &review).await.0, StatusCode::NOT_FOUND);
    let (id, user) = (report.to_string(), expert.user.to_string());
    let assign = [("expert", user.as_str()), ("report", id.as_str()), ("what", "assign")];
    let (_, page) = county.post(office, "/desk/experts", &assign[..1]).await;
    assert!(page.contains("请先在列表里勾选报告"), "{page}");
    assert_eq!(county.post(office, "/desk/experts", &assign).await.0, StatusCode::SEE_OTHER);
    let (_, page) = county.get(office, "/desk").await;
    assert!(page.contains("专家：第三方/专家"), "{page}");

    let (_, page) = county.get(expert, "/assigned").await;
    assert!(page.contains("单位420198") && page.contains("1 份还没有给意见"), "{page}");
    let path = format!("/reports/{report}/opinion");
    let opinion = [("opinion", "reserve"), ("words", "满意度样本偏少")];
    assert_eq!(county.post(expert, &path, &opinion).await.0, StatusCode::SEE_OTHER);
    let (_, page) = county.get(expert, "/assigned").await;
    assert!(page.contains("保留意见") && !page.contains("还没有给意见"), "{page}");
    let log = format!("/reports/{report}/log");
    for path in [&review, &log] {
        assert!(county.get(office, path).await.1.contains("满意度样本偏少"), "{path}");
    }
    for path in [&format!("/reports/{report}"), &log] {
        let (status, page) = county.get(clerk, path).await;
        assert_eq!(status, StatusCode::OK);
        assert!(!page.contains("满意度样本偏少") && !page.contains("指派"), "{path} {page}");
    }
    let withdraw = [("expert", user.as_str()), ("what", "withdraw")];
    let path = format!("/reports/{report}/experts");
    assert_eq!(county.post(office, &path, &withdraw).await.0, StatusCode::SEE_OTHER);
    assert_eq!(county.get(expert, &review).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_notice_is_there_to_download_and_what_it_asks_for_is_missed() {
    let (county, holders) = county().await;
    let [clerk, office, expert] =
        [Role::Clerk, Role::PerformanceOffice, Role::Expert].map(|role| of(&holders, role));
    let notice = format!("/tasks/{}/notice", county.task);
    let found = county.get(clerk, &notice).await;
    assert_eq!(found, (StatusCode::OK, "关于开展自评的通知".into()));
    assert_eq!(county.get(expert, &notice).await.0, StatusCode::FORBIDDEN);

    let mut transaction = county.begin(office).await;
    let task = transaction.task(county.task).await.unwrap();
    let survey = RequiredEvidence {
        about: About::Named("满意度指标".into()),
        ..RequiredEvidence::of_each_report("调查表")
    };
    let evidence = vec![RequiredEvidence::of_each_report("决算报表"), survey];
    let asked = Task { evidence, ..task.value };
    transaction.change_task(&asked, task.version).await.unwrap();
    transaction.commit().await.unwrap();
    let report = county.own.report;
    let mut transaction = county.begin(clerk).await;
    let edits = [("dimension", "满意度指标"), ("name", "群众满意度")].map(|(field, value)| Edit {
        path: FieldPath::new(&format!("indicators.a1.{field}")).unwrap(),
        base_version: 0,
        value: value.into(),
    });
    transaction.save_fields(report, edits.to_vec()).await.unwrap();
    transaction.commit().await.unwrap();

    let (_, page) = county.get(clerk, &format!("/tasks/{}", county.task)).await;
    assert!(page.contains("决算报表、调查表（满意度指标）"), "{page}");
    let (form, fields) = (format!("/reports/{report}/fill"), format!("/reports/{report}/fields"));
    let (_, page) = county.get(clerk, &form).await;
    assert!(page.contains("必交材料（缺 2）"), "{page}");
    let lacking = "缺必交材料“调查表”（指标“群众满意度”）";
    assert!(county.get(clerk, &fields).await.1.contains(lacking));

    let reason = [
        ("fingerprint", "evidence:调查表:indicators.a1"),
        ("version", "0"),
        ("words", "本年没有开展调查"),
        ("back", "fill"),
    ];
    let path = format!("/reports/{report}/reasons");
    assert_eq!(county.post(clerk, &path, &reason).await.0, StatusCode::SEE_OTHER);
    assert!(!county.get(clerk, &fields).await.1.contains(lacking));
    let (_, page) = county.get(office, &format!("/reports/{report}/review")).await;
    assert!(page.contains("必交材料（缺 1）"), "{page}");
    assert!(page.contains("单位说明：本年没有开展调查"), "{page}");
}

#[tokio::test]
async fn a_step_on_a_report_that_moved_on_keeps_the_words() {
    let (county, holders) = county().await;
    let [clerk, head] = [Role::Clerk, Role::UnitHead].map(|role| of(&holders, role));
    let report = county.own.report;
    county.step(clerk, report, Action::Send).await;
    county.step(clerk, report, Action::Withdraw).await;
    let stale =
        [("action", "return"), ("words", "合计数 <不符>"), ("version", "2"), ("content", "0")];
    let (status, page) = county.post(head, &format!("/reports/{report}/step"), &stale).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(page.contains("报告有了变动：现在是“草稿”（2026-03-02 00:00 填报人 撤回）"), "{page}");
    assert!(page.contains("合计数 &#60;不符&#62;"), "{page}");
}

#[tokio::test]
async fn the_log_of_a_report_shows_each_what_is_theirs() {
    let (county, holders) = county().await;
    let report = county.own.report;
    let clerk = of(&holders, Role::Clerk);
    let log = format!("/reports/{report}/log");
    for (base_version, value) in [(0, "4286.67"), (1, "4300")] {
        let mut transaction = county.begin(clerk).await;
        let path = FieldPath::new("budget.initial").unwrap();
        let edits = vec![Edit { path, base_version, value: value.into() }];
        transaction.save_fields(report, edits).await.unwrap();
        transaction.commit().await.unwrap();
    }
    county.step(clerk, report, Action::Send).await;
    for role in [Role::Clerk, Role::Department, Role::PerformanceOffice, Role::Observer] {
        let (status, page) = county.get(of(&holders, role), &log).await;
        assert_eq!(status, StatusCode::OK, "{role}");
        assert!(page.contains("填写：年初预算数"), "{page}");
        assert!(page.contains("4286.67") && page.contains("4300"), "{page}");
        assert!(page.contains("送审：同意") && page.contains("负责人审核"), "{page}");
        assert!(!page.contains("流转记录"), "{page}");
    }
    let (status, page) = county.get(of(&holders, Role::AuditAdmin), &log).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("填报内容：填写") && !page.contains("4286.67"), "{page}");
    // A page at a time.
    let mut transaction = county.begin(clerk).await;
    for number in 0..60 {
        transaction.comment(report, None, &format!("第{number}条")).await.unwrap();
    }
    transaction.commit().await.unwrap();
    let (_, page) = county.get(clerk, &log).await;
    let older = page.split_once("log?before=").unwrap().1.split_once('"').unwrap().0.to_owned();
    assert!(!page.contains("建立报告"), "{page}");
    let (_, page) = county.get(clerk, &format!("{log}?before={older}")).await;
    assert!(page.contains("建立报告") && page.contains("第0条"), "{page}");
    assert!(!page.contains("更早的记录") && page.contains("最近的记录"), "{page}");
}
