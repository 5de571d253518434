//! What cannot be done, as a page or, for scripts, as JSON.

use super::Typed;
use crate::app::App;
use crate::pages::frame::Frame;
use askama::Template;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiheng_domain::{Permission, Refusal};
use jiheng_store::StoreError;
use serde_json::json;

/// Why a request is not answered as it was meant.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum Problem {
    /// Nobody is signed in, or no longer.
    #[error(
        "还没有登录，或者登录已过期。请重新登录；填报页上已输入的内容保存在本机，登录后会自动补存"
    )]
    SignIn,
    /// The initial password is to be changed.
    #[error("请先修改初始密码")]
    ChangePassword,
    /// There is no such page, or not for this person.
    #[error("没有这个页面，或者它不在您的范围内")]
    NotFound,
    /// The unit of the person is closed, and the report went to another.
    #[error(
        "“{0}”已经撤销，这份报告已移交承接的单位，不能再在这里填写。已输入而没有保存的内容还在本机；\
         要接着办，请系统管理员授予承接单位的角色，再打开本表会自动补存"
    )]
    HandedOver(String),
    /// The person may not.
    #[error("{0}")]
    Forbidden(String),
    /// The form was made for another session.
    #[error("这张表是在以前的登录里打开的，没有提交。请返回，刷新页面后再提交")]
    StaleForm,
    /// More bytes than are taken.
    #[error("文件或表单过大，没有接收：上限 {} MB。请压缩图片或拆分后再传", .0 >> 20)]
    TooLarge(usize),
    /// What was sent is wrong.
    #[error("{0}")]
    Bad(String),
    /// Someone else was quicker.
    #[error("{0}")]
    Conflict(String),
    /// The disk of the server is full.
    #[error("服务器的磁盘已满，没有保存。请告诉系统管理员腾出空间，然后再试")]
    NoRoom,
    /// The database takes no changes.
    #[error("数据库现在只能查看、不能改动，没有保存。请告诉系统管理员，恢复以后再试")]
    ReadOnly,
    /// The database does not answer.
    #[error("暂时连接不上数据库，没有办成。请过几分钟再试；一直这样就告诉系统管理员")]
    Away,
    /// The data are in trouble of another kind.
    #[error("{0}")]
    Trouble(String),
    /// A fault of ours.
    #[error("程序内部出错，没有完成；请把时间和所做的操作告诉系统管理员")]
    Internal,
}

impl Problem {
    pub(crate) fn forbidden(permission: Permission) -> Self {
        Self::Forbidden(Refusal::NotAllowed(permission).to_string())
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::ChangePassword | Self::HandedOver(_) | Self::Forbidden(_) | Self::StaleForm => {
                StatusCode::FORBIDDEN
            }
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Bad(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::NoRoom => StatusCode::INSUFFICIENT_STORAGE,
            Self::ReadOnly | Self::Away | Self::Trouble(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Beside a page of its own, which shows the form as it was sent.
    pub(crate) fn beside(self, mut page: Response) -> Response {
        page.extensions_mut().insert(Beside(self));
        page
    }

    /// Whether it may well be gone the next time.
    fn may_pass(&self) -> bool {
        self.status().is_server_error()
    }

    fn title(&self) -> &'static str {
        match self {
            Self::SignIn => "请登录",
            Self::ChangePassword => "请修改密码",
            Self::NotFound => "没有找到",
            Self::HandedOver(_) => "单位已撤销",
            Self::Forbidden(_) => "不能办理",
            Self::StaleForm => "表单已过期",
            Self::TooLarge(_) => "文件过大",
            Self::Bad(_) => "请检查填写的内容",
            Self::Conflict(_) => "内容已被别人改过",
            Self::NoRoom => "磁盘已满",
            Self::Away => "连接不上数据库",
            Self::ReadOnly | Self::Trouble(_) => "暂时不能保存",
            Self::Internal => "程序出错",
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        use StoreError as E;
        let told = error.to_string();
        match error {
            E::NotFound(_) => Self::NotFound,
            E::Refused(
                Refusal::NotAllowed(_)
                | Refusal::NotYourRole(_)
                | Refusal::OwnWork
                | Refusal::OwnRequest
                | Refusal::NotSecurityAdmin,
            ) => Self::Forbidden(told),
            E::Taken(_) | E::Refused(_) => Self::Bad(told),
            E::Conflict(_) => Self::Conflict(told),
            E::ReadOnly(_) => Self::ReadOnly,
            E::DiskFull(_) => Self::NoRoom,
            E::Unavailable(_) => Self::Away,
            E::Folder(..) | E::Newer => Self::Trouble(told),
            E::Damaged(_) | E::File(_) | E::Other(_) => {
                eprintln!("{told}：{error:?}");
                Self::Trouble(told)
            }
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        StoreError::from(refusal).into()
    }
}

impl IntoResponse for Problem {
    /// The page itself is made where the request is known; see [`show`].
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// A problem that a page tells itself.
#[derive(Clone)]
struct Beside(Problem);

/// What a script says where the server itself is in trouble.
const KEPT: &str = "。已输入的内容还在本机，没有丢";

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    frame: Frame,
    what: String,
    /// The page that it came from; empty where that is not one of ours.
    back: String,
    /// What was typed and not taken.
    typed: Typed,
}

/// Turns what cannot be done into an answer that the other side can read.
pub(crate) async fn show(State(app): State<App>, request: Request, next: Next) -> Response {
    let wants_json = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|accept| accept.contains("application/json"));
    let is_get = request.method() == axum::http::Method::GET;
    let back = back(request.headers());
    let mut response = next.run(request).await;
    let status = response.status();
    if let Some(Beside(problem)) = response.extensions().get::<Beside>().cloned() {
        *response.status_mut() = problem.status();
        if !wants_json {
            return response;
        }
        response.extensions_mut().insert(problem);
    }
    let problem = match response.extensions().get::<Problem>() {
        Some(problem) => problem.clone(),
        None => match status {
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Problem::NotFound,
            StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge(app.upload_limit()),
            StatusCode::BAD_REQUEST
            | StatusCode::UNPROCESSABLE_ENTITY
            | StatusCode::UNSUPPORTED_MEDIA_TYPE => {
                Problem::Bad("提交的内容不完整或写法有误，请返回检查".into())
            }
            StatusCode::INTERNAL_SERVER_ERROR => Problem::Internal,
            _ => return response,
        },
    };
    if wants_json {
        let kept = if problem.may_pass() && !is_get { KEPT } else { "" };
        let body = json!({ "error": format!("{problem}{kept}") });
        return (problem.status(), Json(body)).into_response();
    }
    match problem {
        Problem::SignIn if is_get => Redirect::to("/sign-in").into_response(),
        Problem::ChangePassword => Redirect::to("/password").into_response(),
        problem => {
            let typed = response.extensions().get::<Typed>().cloned().unwrap_or_default();
            let page = ProblemPage {
                frame: Frame::bare(problem.title()),
                what: problem.to_string(),
                back,
                typed,
            };
            (problem.status(), Html(page.render().unwrap_or_default())).into_response()
        }
    }
}

/// The path of the page that a request came from.
fn back(headers: &HeaderMap) -> String {
    let text = |name| headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let own = format!("://{}/", text(header::HOST));
    text(header::REFERER).split_once(&own).map(|(_, path)| format!("/{path}")).unwrap_or_default()
}
