//! The first run: three administrators, in three persons.

use super::frame::Frame;
use crate::app::App;
use crate::http::{Form, Page, Problem, back_to};
use crate::security::password;
use askama::Template;
use axum::RequestExt as _;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use jiheng_domain::User;
use jiheng_store::{Actor, Founder};
use serde::Deserialize;
use std::collections::HashMap;

/// Role, its name in the form, its duty.
const ADMINS: [(&str, &str, &str); 3] = [
    ("系统管理员", "system", "维护区划、单位、人员和角色；改动人员和角色须经安全管理员确认。"),
    ("安全管理员", "security", "确认人员和角色的变更，锁定账号。"),
    ("审计管理员", "audit", "查看日志。"),
];

pub(crate) struct Admin {
    role: &'static str,
    duty: &'static str,
    key_login: String,
    key_name: String,
    key_password: String,
    login: String,
    name: String,
}

#[derive(Template)]
#[template(path = "first_run.html")]
struct FirstRun {
    frame: Frame,
    fault: String,
    admins: Vec<Admin>,
}

#[derive(Deserialize)]
#[serde(transparent)]
struct Sent(HashMap<String, String>);

impl Sent {
    fn get(&self, key: &str, what: &str) -> &str {
        self.0.get(&format!("{key}_{what}")).map_or("", |value| value.as_str())
    }
}

pub(crate) async fn show(State(app): State<App>) -> Result<Response, Problem> {
    if !app.store().reader().await?.is_unfounded().await? {
        return Ok(back_to("/sign-in"));
    }
    Ok(page(&Sent(HashMap::new()), String::new()))
}

pub(crate) async fn create(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let actor = Actor::stranger(app.address(&parts), app.now());
    let Form(sent): Form<Sent> = Request::from_parts(parts, body).extract().await?;
    let founders = match founders(&sent) {
        Ok(founders) => founders,
        Err(fault) => return Ok(page(&sent, fault)),
    };
    let founders = hashed(founders).await?;
    let mut transaction = app.store().begin(actor).await?;
    transaction.found(founders).await?;
    transaction.commit().await?;
    Ok(back_to("/sign-in?told=founded"))
}

/// The three as they were typed, the password in place of its hash.
fn founders(sent: &Sent) -> Result<[Founder; 3], String> {
    let mut founders = Vec::new();
    for (role, key, _) in ADMINS {
        let told = |what: String| format!("{role}：{what}");
        let login = User::check_login(sent.get(key, "login")).map_err(|e| told(e.to_string()))?;
        let name = User::check_name(sent.get(key, "name")).map_err(|e| told(e.to_string()))?;
        let chosen = sent.get(key, "password");
        if let Some(fault) = password::fault(chosen, &login) {
            return Err(told(fault));
        }
        founders.push(Founder { login, name, phc: chosen.to_owned() });
    }
    let founders: [Founder; 3] = founders.try_into().map_err(|_| "须有三位管理员".to_owned())?;
    let [one, two, three] = founders.each_ref().map(|f| f.login.as_str());
    if one == two || one == three || two == three {
        return Err("三位管理员的登录名须各不相同".into());
    }
    Ok(founders)
}

async fn hashed(founders: [Founder; 3]) -> Result<[Founder; 3], Problem> {
    let hash = move || {
        let hash = |f: Founder| Some(Founder { phc: password::hash(&f.phc).ok()?, ..f });
        let [one, two, three] = founders.map(hash);
        Some([one?, two?, three?])
    };
    let hashed = tokio::task::spawn_blocking(hash).await;
    hashed.ok().flatten().ok_or(Problem::Internal)
}

fn page(sent: &Sent, fault: String) -> Response {
    let admins = ADMINS.map(|(role, key, duty)| Admin {
        role,
        duty,
        key_login: format!("{key}_login"),
        key_name: format!("{key}_name"),
        key_password: format!("{key}_password"),
        login: sent.get(key, "login").to_owned(),
        name: sent.get(key, "name").to_owned(),
    });
    let frame = Frame::bare("首次使用");
    Page(FirstRun { frame, fault, admins: admins.into() }).into_response()
}
