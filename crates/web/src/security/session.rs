//! Sessions: a cookie with a token, whose digest is stored.

use super::token;
use crate::app::App;
use crate::engine::sm3;
use crate::http::Problem;
use axum::extract::FromRequestParts;
use axum::http::{HeaderMap, HeaderValue, header, request::Parts};
use jiheng_domain::{Access, Moment, Permission, SessionId, Subject, User};
use jiheng_store::Actor;

const COOKIE: &str = "jiheng";
/// A desk that nobody sits at.
const IDLE_MINUTES: i64 = 30;
/// Whoever works on signs in again the next morning.
const LONGEST_HOURS: i64 = 12;
const MINUTE: i64 = 60_000;
/// How often it is noted that a session is in use.
const SEEN_EVERY: i64 = MINUTE;

/// Who sent the request, and what they may do.
#[derive(Debug, Clone)]
pub(crate) struct Signed {
    /// The person.
    pub(crate) user: User,
    /// What the person may do, and over what.
    pub(crate) access: Access,
    /// The session.
    pub(crate) session: SessionId,
    /// What each form must send back.
    pub(crate) csrf: String,
    /// The password is to be changed first.
    pub(crate) must_change: bool,
    /// From where the request came.
    pub(crate) address: String,
    /// When.
    pub(crate) now: Moment,
}

impl Signed {
    /// In whose name things are written.
    pub(crate) fn actor(&self) -> Actor {
        Actor::person(self.user.id, self.address.clone(), self.now)
    }

    /// Whether some role may do it, wherever.
    pub(crate) fn may(&self, permission: Permission) -> bool {
        self.access.may(permission)
    }

    /// Whether a role that may do it is held over a subject.
    pub(crate) fn allows(&self, permission: Permission, subject: &Subject) -> bool {
        self.access.allows(permission, subject)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or(Problem::SignIn)
    }
}

/// The session that a request carries, if it is alive.
pub(super) async fn of_request(app: &App, parts: &Parts) -> Result<Option<Signed>, Problem> {
    let Some(token) = cookie(&parts.headers) else { return Ok(None) };
    let now = app.now();
    let mut reader = app.store().reader().await?;
    let Some(session) = reader.session(&sm3(token.as_bytes())).await? else { return Ok(None) };
    let is_idle = now.0 - session.seen_at.0 > IDLE_MINUTES * MINUTE;
    let is_old = now.0 - session.created_at.0 > LONGEST_HOURS * 60 * MINUTE;
    let user = reader.user(session.user).await?.value;
    if is_idle || is_old || !user.active {
        return Ok(None);
    }
    let must_change = reader.credential(user.id).await?.is_none_or(|c| c.must_change);
    let access = reader.access(user.id).await?;
    drop(reader);
    let address = app.address(parts);
    let signed =
        Signed { user, access, session: session.id, csrf: session.csrf, must_change, address, now };
    if now.0 - session.seen_at.0 > SEEN_EVERY {
        // A database that takes no changes still shows what it has.
        if let Ok(mut transaction) = app.store().begin(signed.actor()).await {
            let _ = transaction.see_session(session.id).await;
            let _ = transaction.commit().await;
        }
    }
    Ok(Some(signed))
}

/// What opens a session: the token for the cookie, its digest, and the token for the forms.
pub(crate) struct Opening {
    /// For the cookie.
    pub(crate) token: String,
    /// For the database.
    pub(crate) digest: String,
    /// For the forms.
    pub(crate) csrf: String,
}

impl Opening {
    pub(crate) fn fresh() -> Result<Self, Problem> {
        let token = token::fresh().map_err(|_| Problem::Internal)?;
        let csrf = token::fresh().map_err(|_| Problem::Internal)?;
        Ok(Self { digest: sm3(token.as_bytes()), token, csrf })
    }
}

/// The header that sets the cookie; without a token it takes it away.
pub(crate) fn set_cookie(token: Option<&str>, is_secure: bool) -> HeaderValue {
    let secure = if is_secure { "; Secure" } else { "" };
    let (value, age) = token.map_or(("", "; Max-Age=0"), |token| (token, ""));
    let text = format!("{COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict{age}{secure}");
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    all.flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))
        .filter(|token| !token.is_empty())
}
