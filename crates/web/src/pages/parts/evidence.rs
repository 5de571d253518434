//! Files that bear out a report.

use super::Names;
use crate::form::{Fields, label};
use crate::http::Problem;
use jiheng_domain::ReportId;
use jiheng_store::Reader;

pub(crate) struct EvidenceLine {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) size: String,
    pub(crate) by: String,
    pub(crate) at: String,
}

pub(crate) async fn evidence(
    reader: &mut Reader,
    id: ReportId,
    fields: &Fields,
    names: &Names,
) -> Result<Vec<EvidenceLine>, Problem> {
    let all = reader.evidence(id).await?.into_iter();
    let line = |e: jiheng_store::Evidence| EvidenceLine {
        id: e.id.to_string(),
        name: e.file.name,
        about: match (e.requirement.as_str(), e.path) {
            ("", None) => "整份报告".into(),
            ("", Some(path)) => label(path.as_str(), fields),
            (requirement, _) => requirement.to_owned(),
        },
        size: format!("{} KB", (e.file.size + 1023) / 1024),
        by: names.of(e.file.by),
        at: e.file.at.minute(),
    };
    Ok(all.map(line).collect())
}
