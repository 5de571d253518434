//! A full disk, a database that takes no changes, one that is gone: each is told in plain words, and
//! all goes on when it is over.

use super::pages::{answer, of};
use super::visitor::Visitor;
use super::{County, Holder, NOW, county, county_at};
use crate::app::App;
use crate::engine::Engine;
use crate::http::{self, Problem};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::routing::post;
use axum::{Router, middleware};
use jiheng_domain::Role;
use jiheng_isolate::{Limits, Reader};
use jiheng_store::{Location, StoreError};
use jiheng_testbed::{Server, SmallDisk};

/// A sentence of the length that people write.
const WORDS: &str = "全年修通村道，十二月经县交通局验收合格。";

impl County {
    /// What the form of the own report sends when something is typed.
    async fn type_in(&self, clerk: &Holder, version: i64) -> (StatusCode, String) {
        let edits = serde_json::json!({"edits": [
            {"path": "words.work", "base_version": version, "value": WORDS.repeat(500)},
        ]});
        let request = Request::builder()
            .method("PATCH")
            .uri(format!("/reports/{}/fields", self.own.report))
            .header("cookie", &clerk.cookie)
            .header("x-csrf", &clerk.csrf)
            .header("accept", "application/json")
            .header("content-type", "application/json");
        self.send(request.body(Body::from(edits.to_string())).unwrap()).await
    }
}

#[tokio::test]
async fn a_full_disk_is_told_and_nothing_breaks() {
    let Some(disk) = SmallDisk::mount(4) else { return };
    let location = Location { folder: disk.path().join("数据"), postgres: None };
    let (county, holders) = county_at(&location).await;
    let clerk = of(&holders, Role::Clerk);
    let report = format!("/reports/{}", county.own.report);
    disk.fill();
    let (status, answer) = county.type_in(clerk, 0).await;
    assert_eq!(status, StatusCode::INSUFFICIENT_STORAGE, "{answer}");
    assert!(answer.contains("磁盘已满") && answer.contains("还在本机，没有丢"), "{answer}");
    let mut visitor = Visitor::of(&county.router, clerk);
    let photograph = "验收照片".repeat(200_000);
    let fields = [("about", ""), ("file:验收.jpg", photograph.as_str())];
    let upload = format!("{report}/evidence");
    let refused = visitor.post_parts(&upload, &fields).await;
    assert_eq!(refused.status, StatusCode::INSUFFICIENT_STORAGE, "{}", refused.text);
    assert!(refused.text.contains("<h1>磁盘已满</h1>"), "{}", refused.text);
    let (status, page) = county.get(clerk, &report).await;
    assert_eq!(status, StatusCode::OK, "what is there is still shown: {page}");
    disk.free();
    let (status, answer) = county.type_in(clerk, 0).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let taken = visitor.post_parts(&upload, &[("about", ""), ("file:验收.txt", WORDS)]).await;
    assert!(taken.text.contains("验收.txt"), "{}", taken.text);
    county.store.close().await;
}

#[tokio::test]
async fn a_database_that_takes_no_changes_or_is_gone() {
    let Some(server) = Server::start() else { return };
    let data = tempfile::tempdir().unwrap();
    let postgres = Some(server.database("trouble").await);
    let (county, holders) = county_at(&Location { folder: data.path().into(), postgres }).await;
    let clerk = of(&holders, Role::Clerk);
    let form = format!("/reports/{}/fill", county.own.report);
    assert_eq!(county.type_in(clerk, 0).await.0, StatusCode::OK);

    server.close_to_writing("trouble").await;
    let (status, answer) = county.type_in(clerk, 1).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{answer}");
    assert!(answer.contains("只能查看、不能改动") && answer.contains("还在本机"), "{answer}");
    assert_eq!(county.get(clerk, &form).await.0, StatusCode::OK);

    drop(server);
    let (status, answer) = county.type_in(clerk, 1).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{answer}");
    assert!(answer.contains("连接不上数据库") && answer.contains("还在本机"), "{answer}");
    let (status, page) = county.get(clerk, &form).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{page}");
    assert!(page.contains("<h1>连接不上数据库</h1>") && page.contains("过几分钟再试"), "{page}");
}

/// What goes wrong, with the status and the words that it has.
type Trouble = (fn() -> StoreError, StatusCode, &'static str);

/// Each trouble with the data has its status and its words, for scripts and as a page.
#[tokio::test]
async fn each_trouble_has_its_words() {
    let (county, _) = county().await;
    let no_room = || std::io::Error::from(std::io::ErrorKind::StorageFull).into();
    let troubles: [Trouble; 3] = [
        (no_room, StatusCode::INSUFFICIENT_STORAGE, "腾出空间"),
        (|| StoreError::Newer, StatusCode::SERVICE_UNAVAILABLE, "请升级程序"),
        (|| StoreError::Damaged("x".into()), StatusCode::SERVICE_UNAVAILABLE, "数据有误"),
    ];
    for (trouble, status, words) in troubles {
        let reader = Reader::new("false".into(), Vec::new(), Limits::default());
        let engine = Engine::new().unwrap();
        let app = App::with_clock(county.store.clone(), engine, reader, false, || NOW);
        let router = Router::new()
            .route("/", post(move || async move { Err::<(), _>(Problem::from(trouble())) }))
            .layer(middleware::from_fn_with_state(app, http::show));
        for accept in ["text/html", "application/json"] {
            let request = Request::post("/").header("accept", accept).body(Body::empty()).unwrap();
            let (told, body) = answer(&router, request).await;
            assert_eq!(told, status, "{body}");
            assert!(body.contains(words), "{body}");
            assert_eq!(body.contains("还在本机"), accept != "text/html", "{body}");
        }
    }
}
