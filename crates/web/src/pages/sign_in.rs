//! Signing in and out, and one's own password.

use super::frame::Frame;
use crate::app::App;
use crate::http::{Form, Page, Problem, back_to};
use crate::security::session::{Opening, set_cookie};
use crate::security::{Signed, password};
use askama::Template;
use axum::RequestExt as _;
use axum::extract::{Query, Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiheng_store::Actor;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn {
    frame: Frame,
    fault: String,
    told: &'static str,
    login: String,
}

#[derive(Template)]
#[template(path = "password.html")]
struct Password {
    frame: Frame,
    fault: String,
    must_change: bool,
}

#[derive(Deserialize)]
pub(crate) struct Told {
    #[serde(default)]
    told: String,
}

#[derive(Deserialize)]
struct Credentials {
    login: String,
    password: String,
}

#[derive(Deserialize)]
pub(crate) struct NewPassword {
    old: String,
    new: String,
    again: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    Query(told): Query<Told>,
) -> Result<Response, Problem> {
    if app.store().reader().await?.is_unfounded().await? {
        return Ok(back_to("/first-run"));
    }
    let told = match told.told.as_str() {
        "founded" => "三位管理员已建立，请用系统管理员登录，建立区划、单位和人员。",
        "out" => "已退出。",
        "changed" => "密码已修改，请用新密码登录。",
        _ => "",
    };
    Ok(page(String::new(), told, String::new()))
}

pub(crate) async fn sign_in(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let actor = Actor::stranger(app.address(&parts), app.now());
    let Form(sent): Form<Credentials> = Request::from_parts(parts, body).extract().await?;
    // What is wrong is not told apart: a stranger need not learn which names there are.
    let wrong = || page("登录名或密码不对，请重新输入".into(), "", sent.login.clone());
    let login = sent.login.trim().to_lowercase();
    let mut reader = app.store().reader().await?;
    let user = reader.user_by_login(&login).await?.map(|u| u.value).filter(|u| u.active);
    let credential = match &user {
        Some(user) => reader.credential(user.id).await?,
        None => None,
    };
    drop(reader);
    let Some((user, credential)) = user.zip(credential) else {
        let password = sent.password.clone();
        let _ = tokio::task::spawn_blocking(move || password::verify_nothing(&password)).await;
        let mut transaction = app.store().begin(actor).await?;
        let shown: String = login.chars().take(64).collect();
        transaction.sign_in_unknown(&shown).await?;
        transaction.commit().await?;
        return Ok(wrong());
    };
    if let Some(until) = credential.locked_until.filter(|until| *until > app.now()) {
        let fault = format!(
            "连续输错次数过多，账号锁定到 {}；到时再试，或请安全管理员解锁",
            until.minute()
        );
        return Ok(page(fault, "", sent.login));
    }
    let (phc, password) = (credential.phc.clone(), sent.password.clone());
    let verified = tokio::task::spawn_blocking(move || password::verify(&password, &phc)).await;
    if !verified.unwrap_or(false) {
        let mut transaction = app.store().begin(actor).await?;
        let until = password::locked_until(credential.failures, app.now());
        transaction.sign_in_failed(user.id, until).await?;
        transaction.commit().await?;
        return Ok(wrong());
    }
    let opening = Opening::fresh()?;
    let mut transaction = app.store().begin(Actor { user: Some(user.id), ..actor }).await?;
    transaction.open_session(user.id, &opening.digest, &opening.csrf).await?;
    transaction.commit().await?;
    let mut response = back_to("/");
    let cookie = set_cookie(Some(&opening.token), app.is_secure());
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    Ok(response)
}

pub(crate) async fn sign_out(State(app): State<App>, signed: Signed) -> Result<Response, Problem> {
    let mut transaction = app.store().begin(signed.actor()).await?;
    transaction.end_session(signed.session).await?;
    transaction.commit().await?;
    Ok(out("/sign-in?told=out", &app))
}

pub(crate) async fn password(signed: Signed) -> Response {
    password_page(&signed, String::new())
}

pub(crate) async fn change_password(
    State(app): State<App>,
    signed: Signed,
    Form(sent): Form<NewPassword>,
) -> Result<Response, Problem> {
    let refused = |fault: &str| Ok(password_page(&signed, fault.to_owned()));
    if sent.new != sent.again {
        return refused("两次输入的新密码不一样");
    }
    if sent.new == sent.old {
        return refused("新密码不能与现在的相同");
    }
    if let Some(fault) = password::fault(&sent.new, &signed.user.login) {
        return refused(&fault);
    }
    let credential = app.store().reader().await?.credential(signed.user.id).await?;
    let phc = credential.map(|c| c.phc).unwrap_or_default();
    let work = move || password::verify(&sent.old, &phc).then(|| password::hash(&sent.new));
    let hashed = tokio::task::spawn_blocking(work).await.map_err(|_| Problem::Internal)?;
    let Some(hashed) = hashed else { return refused("现在的密码不对") };
    let hashed = hashed.map_err(|_| Problem::Internal)?;
    let mut transaction = app.store().begin(signed.actor()).await?;
    transaction.set_password(&hashed).await?;
    transaction.commit().await?;
    Ok(out("/sign-in?told=changed", &app))
}

/// To the page for signing in, without the cookie.
fn out(path: &str, app: &App) -> Response {
    let mut response = back_to(path);
    response.headers_mut().insert(header::SET_COOKIE, set_cookie(None, app.is_secure()));
    response
}

fn page(fault: String, told: &'static str, login: String) -> Response {
    Page(SignIn { frame: Frame::bare("登录"), fault, told, login }).into_response()
}

fn password_page(signed: &Signed, fault: String) -> Response {
    let frame = Frame::of(signed, "修改密码", "");
    Page(Password { frame, fault, must_change: signed.must_change }).into_response()
}
