//! The log, a page at a time, the latest first.

use crate::http::Problem;
use jiheng_store::{LogEntry, LogQuery, Reader};
use serde::Deserialize;

const PER_PAGE: usize = 50;

/// Which page an address names: the entries before one of them, or the latest.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    before: Option<String>,
}

/// The ways from a page to others.
pub(super) struct LogPages {
    /// The latest entries, where these are not they.
    pub(super) newest: Option<String>,
    /// Those before the last one shown, where there are any.
    pub(super) older: Option<String>,
}

/// The entries of a page, and the ways to others of the same address.
pub(super) async fn read(
    reader: &mut Reader,
    wanted: Wanted,
    query: LogQuery,
    address: &str,
) -> Result<(Vec<LogEntry>, LogPages), Problem> {
    let newest = wanted.before.is_some().then(|| address.to_owned());
    // One more than is shown tells whether there are older ones.
    let take = u32::try_from(PER_PAGE + 1).unwrap_or(u32::MAX);
    let mut entries = reader.log(&LogQuery { before: wanted.before, take, ..query }).await?;
    let goes_on = entries.len() > PER_PAGE;
    entries.truncate(PER_PAGE);
    let last = entries.last().filter(|_| goes_on);
    let older = last.map(|entry| format!("{address}?before={}", entry.id));
    Ok((entries, LogPages { newest, older }))
}
