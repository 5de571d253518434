//! Comments, and what they can be about.

use super::Names;
use crate::form::{Fields, List, PASSAGES, label, rows};
use crate::http::Problem;
use jiheng_domain::ReportId;
use jiheng_report::entry::layout::MAIN_AMOUNTS;
use jiheng_store::Reader;

pub(crate) struct CommentLine {
    pub(crate) id: String,
    pub(crate) about: String,
    pub(crate) words: String,
    pub(crate) by: String,
    pub(crate) at: String,
    pub(crate) settled: bool,
}

pub(crate) struct Target {
    pub(crate) path: String,
    pub(crate) label: String,
}

pub(crate) async fn comments(
    reader: &mut Reader,
    id: ReportId,
    fields: &Fields,
    names: &Names,
) -> Result<Vec<CommentLine>, Problem> {
    let comments = reader.comments(id).await?.into_iter();
    let line = |c: jiheng_store::Comment| CommentLine {
        id: c.id.to_string(),
        about: c.path.map_or_else(|| "整份报告".into(), |p| about(p.as_str(), fields)),
        words: c.words,
        by: names.of(c.by),
        at: c.at.minute(),
        settled: c.settled.is_some(),
    };
    Ok(comments.map(line).collect())
}

/// What a comment can be about: the money, each indicator, each passage.
pub(crate) fn targets(fields: &Fields) -> Vec<Target> {
    let amounts = MAIN_AMOUNTS.iter().map(|a| format!("budget.{}", a.field));
    let list = List::Indicators.name();
    let indicators = rows(fields, List::Indicators).into_keys();
    let indicators = indicators.map(|row| format!("{list}.{row}.name"));
    let passages = PASSAGES.iter().map(|p| format!("words.{}", p.field));
    let paths = amounts.chain(indicators).chain(passages);
    paths.map(|path| Target { label: about(&path, fields), path }).collect()
}

/// The name of an indicator stands for all of it.
fn about(path: &str, fields: &Fields) -> String {
    label(path.strip_suffix(".name").unwrap_or(path), fields)
}
