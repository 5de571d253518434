//! Who is at the other end: passwords, sessions, tokens, and what every answer carries.

pub(crate) mod guard;
pub(crate) mod headers;
pub(crate) mod password;
pub(crate) mod session;
pub(crate) mod token;

pub(crate) use session::Signed;
