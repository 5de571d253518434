//! The one door to every page: who it is, whether they may, whether the form is theirs.

use super::{Signed, session, token};
use crate::app::App;
use crate::http::{Problem, Typed};
use crate::routes::{Guard, Scope};
use axum::RequestExt;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{RawPathParams, Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use jiheng_domain::{Permission, ReportId, Subject, UnitId};

/// The header in which scripts send the token of the forms.
const CSRF_HEADER: &str = "x-csrf";
/// No form of ours without a file is longer.
const FORM_BYTES: usize = 2 << 20;
/// The token is looked for in so much of the beginning.
const FORM_HEAD: usize = 2048;

/// Lets a request through to its page, or says why not.
pub(crate) async fn check(
    State((app, guard)): State<(App, Guard)>,
    mut request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let (permission, scope) = match guard {
        Guard::Open => {
            same_site(request.headers(), request.method())?;
            return Ok(next.run(request).await);
        }
        Guard::For(permission, scope) => (permission, scope),
    };
    let path: RawPathParams = request.extract_parts().await.map_err(|_| Problem::NotFound)?;
    let (parts, body) = request.into_parts();
    let signed = session::of_request(&app, &parts).await?.ok_or(Problem::SignIn)?;
    let mut request = Request::from_parts(parts, body);
    let mut form = Bytes::new();
    if request.method() != Method::GET {
        (request, form) = hold_to_token(&app, request, &signed).await?;
    }
    if signed.must_change && permission != Permission::OwnAccount {
        return Err(Problem::ChangePassword);
    }
    allow(&app, &signed, permission, scope, &path).await?;
    request.extensions_mut().insert(signed);
    let mut response = next.run(request).await;
    if response.extensions().get::<Problem>().is_some() && !form.is_empty() {
        let typed = Typed::of(form).await;
        response.extensions_mut().insert(typed);
    }
    Ok(response)
}

/// Whether the person may do it here. What lies outside their reach is not there for them.
async fn allow(
    app: &App,
    signed: &Signed,
    permission: Permission,
    scope: Scope,
    path: &RawPathParams,
) -> Result<(), Problem> {
    let find = |name: &str| path.iter().find(|(key, _)| *key == name).map(|(_, value)| value);
    let subject = match scope {
        Scope::Anywhere => {
            return if signed.may(permission) {
                Ok(())
            } else {
                Err(Problem::forbidden(permission))
            };
        }
        Scope::Report | Scope::ReportOrSystem => {
            let id: Option<ReportId> = find("report").and_then(|id| id.parse().ok());
            app.store().reader().await?.subject(id.ok_or(Problem::NotFound)?).await?
        }
        Scope::Unit => {
            let id: Option<UnitId> = find("unit").and_then(|id| id.parse().ok());
            let position =
                app.store().reader().await?.position(id.ok_or(Problem::NotFound)?).await?;
            Subject { position, report: None }
        }
    };
    let keeps = scope == Scope::ReportOrSystem && signed.access.keeps(permission);
    if keeps || signed.allows(permission, &subject) {
        return Ok(());
    }
    if signed.access.covers(&subject) {
        return Err(Problem::forbidden(permission));
    }
    let Some(report) = subject.report else { return Err(Problem::NotFound) };
    match app.store().reader().await?.handed_over(&signed.access, report).await? {
        Some(closed) => Err(Problem::HandedOver(closed.name)),
        None => Err(Problem::NotFound),
    }
}

/// Holds the token of a form, or that in the header, against the one of the session; gives the form
/// as it was sent, nothing where it holds a file.
async fn hold_to_token(
    app: &App,
    request: Request,
    signed: &Signed,
) -> Result<(Request, Bytes), Problem> {
    if let Some(sent) = request.headers().get(CSRF_HEADER).and_then(|v| v.to_str().ok()) {
        let is_own = token::same(sent, &signed.csrf);
        return if is_own { Ok((request, Bytes::new())) } else { Err(Problem::StaleForm) };
    }
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    let is_file = kind.is_some_and(|kind| kind.starts_with("multipart/form-data"));
    let limit = if is_file { app.upload_limit() } else { FORM_BYTES };
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, limit).await.map_err(|_| Problem::TooLarge(limit))?;
    // The token is hexadecimal, so that nothing in it is encoded, and stands first in the form.
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(FORM_HEAD)]);
    let mark = if is_file { "name=\"csrf\"\r\n\r\n" } else { "csrf=" };
    let sent = head.split_once(mark).and_then(|(_, rest)| rest.get(..signed.csrf.len()));
    if !sent.is_some_and(|sent| token::same(sent, &signed.csrf)) {
        return Err(Problem::StaleForm);
    }
    let form = if is_file { Bytes::new() } else { bytes.clone() };
    Ok((Request::from_parts(parts, Body::from(bytes)), form))
}

/// Before anyone is signed in there is no token; the browser itself says where a form comes from.
fn same_site(headers: &HeaderMap, method: &Method) -> Result<(), Problem> {
    if method == Method::GET {
        return Ok(());
    }
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    let host = text("host").unwrap_or_default();
    match (text("sec-fetch-site"), text("origin")) {
        (Some("same-origin"), _) => Ok(()),
        (None, Some(origin)) if origin.split_once("://").is_some_and(|(_, own)| own == host) => {
            Ok(())
        }
        (None, None) => Ok(()),
        _ => Err(Problem::StaleForm),
    }
}
