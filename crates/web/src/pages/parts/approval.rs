//! Who signed a report, and the versions that were approved.

use super::Names;
use crate::http::Problem;
use crate::pages::loaded::Loaded;
use jiheng_domain::ReportId;
use jiheng_store::Reader;

pub(crate) struct MemberLine {
    pub(crate) name: String,
    pub(crate) post: &'static str,
    pub(crate) signed: String,
}

pub(crate) struct FrozenLine {
    pub(crate) number: i64,
    pub(crate) at: String,
    pub(crate) by: String,
    pub(crate) pack: String,
    pub(crate) digest: String,
    pub(crate) whole: bool,
    pub(crate) files: Vec<FrozenFile>,
}

pub(crate) struct FrozenFile {
    pub(crate) code: String,
    pub(crate) name: String,
}

pub(crate) async fn members(
    reader: &mut Reader,
    loaded: &Loaded,
) -> Result<Vec<MemberLine>, Problem> {
    let report = &loaded.report;
    let signatures = reader.signatures(report.id).await?;
    let members = reader.group(report.task, report.unit).await?.into_iter().filter(|m| m.active);
    let line = |m: jiheng_domain::sign::GroupMember| {
        let own = signatures.iter().filter(|s| s.member == m.id && s.round == report.round);
        let signed = own.max_by_key(|s| s.at).map_or_else(
            || "还没有签".to_owned(),
            |s| format!("{} {} {}", s.opinion, s.at.minute(), s.words),
        );
        MemberLine { name: m.name, post: m.post.text(), signed }
    };
    Ok(members.map(line).collect())
}

pub(crate) async fn frozen(
    reader: &mut Reader,
    id: ReportId,
    names: &Names,
) -> Result<Vec<FrozenLine>, Problem> {
    let mut lines = Vec::new();
    for version in reader.frozen(id).await? {
        let files = reader.frozen_files(version.id).await?.into_iter();
        lines.push(FrozenLine {
            number: version.number,
            at: version.at.minute(),
            by: names.of(version.by),
            pack: version.pack_version.clone(),
            digest: version.digest.clone(),
            whole: version.is_whole(),
            files: files.map(|(code, file)| FrozenFile { code, name: file.name }).collect(),
        });
    }
    Ok(lines)
}
