//! What stands in the lists of the page of a report.

use super::super::Loaded;
use crate::engine::{Live, Mark};
use crate::form::{Fields, List, PASSAGES, label};
use crate::http::Problem;
use jiheng_domain::workflow::Need;
use jiheng_domain::{Action, ReportId, StateKind, UserId};
use jiheng_store::{ErrorReason, Reader};
use std::collections::HashMap;

pub(super) struct ErrorLine {
    pub(super) mark: Mark,
    pub(super) reason: String,
    pub(super) version: i64,
}

pub(super) struct ChangeLine {
    pub(super) label: String,
    pub(super) before: String,
    pub(super) after: String,
}

pub(super) struct ActionLine {
    pub(super) code: &'static str,
    pub(super) text: &'static str,
    pub(super) class: &'static str,
    pub(super) needs: String,
}

pub(super) struct MemberLine {
    pub(super) name: String,
    pub(super) post: &'static str,
    pub(super) signed: String,
}

pub(super) struct CommentLine {
    pub(super) id: String,
    pub(super) about: String,
    pub(super) words: String,
    pub(super) by: String,
    pub(super) at: String,
    pub(super) settled: bool,
}

pub(super) struct Target {
    pub(super) path: String,
    pub(super) label: String,
}

pub(super) struct StepLine {
    pub(super) at: String,
    pub(super) by: String,
    pub(super) action: &'static str,
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    pub(super) words: String,
}

pub(super) struct EvidenceLine {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) about: String,
    pub(super) size: String,
    pub(super) by: String,
    pub(super) at: String,
}

pub(super) struct FrozenLine {
    pub(super) number: i64,
    pub(super) at: String,
    pub(super) by: String,
    pub(super) pack: String,
    pub(super) digest: String,
    pub(super) whole: bool,
    pub(super) files: Vec<FrozenFile>,
}

pub(super) struct FrozenFile {
    pub(super) code: String,
    pub(super) name: String,
}

/// What is wrong or missing in the data, and what the text lacks.
pub(super) fn lacking(live: &Live, gaps: &[String], fields: &Fields) -> Vec<String> {
    let faults = live.faults.iter().map(|f| {
        let of = label(&f.path, fields);
        if of == f.path || f.what.contains(&of) {
            f.what.clone()
        } else {
            format!("{of}：{}", f.what)
        }
    });
    faults.chain(gaps.iter().map(|gap| format!("没有写：{gap}"))).collect()
}

pub(super) fn error(mark: Mark, reasons: &[ErrorReason]) -> ErrorLine {
    let known = reasons.iter().find(|r| r.reason.fingerprint == mark.fingerprint);
    ErrorLine {
        reason: known.map(|r| r.reason.text.clone()).unwrap_or_default(),
        version: known.map_or(0, |r| r.version),
        mark,
    }
}

pub(super) fn action(action: Action, needs: &[Need]) -> ActionLine {
    let needs: Vec<&str> = needs.iter().map(|n| asked(*n)).collect();
    let class = match action {
        Action::Return | Action::Reopen => "risky",
        Action::Withdraw => "",
        _ => "main",
    };
    ActionLine { code: action.code(), text: action.text(), class, needs: needs.join("、") }
}

/// What a step asks for, as an instruction.
pub(super) fn asked(need: Need) -> &'static str {
    match need {
        Need::Opinion => "写意见",
        Need::Reason => "写理由",
        Need::GroupSigned => "小组全部签完",
        Need::NoOpenErrors => "全部填完，错误已改正或写明理由",
        Need::OpenTask | Need::InTime => "在任务截止前",
        Need::AnotherPerson => "由报送人以外的人办理",
    }
}

/// What was changed since the report last came back.
pub(super) async fn changes(
    reader: &mut Reader,
    id: ReportId,
    fields: &Fields,
) -> Result<Vec<ChangeLine>, Problem> {
    let steps = reader.steps(id).await?;
    let Some(back) = steps.iter().rev().find(|s| s.to == StateKind::Returned) else {
        return Ok(Vec::new());
    };
    let changed = reader.changes_since(id, back.at).await?;
    let line = |c: jiheng_store::FieldChange| ChangeLine {
        label: label(c.path.as_str(), fields),
        before: c.before,
        after: c.after,
    };
    Ok(changed.into_iter().map(line).collect())
}

pub(super) async fn members(
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

pub(super) async fn comments(
    reader: &mut Reader,
    id: ReportId,
    fields: &Fields,
    names: &HashMap<UserId, String>,
) -> Result<Vec<CommentLine>, Problem> {
    let comments = reader.comments(id).await?.into_iter();
    let line = |c: jiheng_store::Comment| CommentLine {
        id: c.id.to_string(),
        about: c.path.map_or_else(|| "整份报告".into(), |p| label(p.as_str(), fields)),
        words: c.words,
        by: names.get(&c.by).cloned().unwrap_or_default(),
        at: c.at.minute(),
        settled: c.settled.is_some(),
    };
    Ok(comments.map(line).collect())
}

/// What a comment can be about: the money, each indicator, each passage.
pub(super) fn targets(fields: &Fields) -> Vec<Target> {
    let head = format!("{}.", List::Indicators.name());
    let names = fields.keys().filter(|p| p.starts_with(&head) && p.ends_with(".name"));
    let passages = PASSAGES.iter().map(|p| format!("words.{}", p.field));
    let amounts = ["budget.initial", "budget.annual", "budget.expenditure"].map(str::to_owned);
    let paths = amounts.into_iter().chain(names.cloned()).chain(passages);
    paths.map(|path| Target { label: label(&path, fields), path }).collect()
}

pub(super) async fn steps(
    reader: &mut Reader,
    id: ReportId,
    names: &HashMap<UserId, String>,
) -> Result<Vec<StepLine>, Problem> {
    let steps = reader.steps(id).await?.into_iter();
    let line = |s: jiheng_store::PastStep| StepLine {
        at: s.at.minute(),
        by: names.get(&s.by).cloned().unwrap_or_default(),
        action: s.action.text(),
        from: s.from.text(),
        to: s.to.text(),
        words: s.words,
    };
    Ok(steps.map(line).collect())
}

pub(super) async fn evidence(
    reader: &mut Reader,
    id: ReportId,
    fields: &Fields,
    names: &HashMap<UserId, String>,
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
        by: names.get(&e.file.by).cloned().unwrap_or_default(),
        at: e.file.at.minute(),
    };
    Ok(all.map(line).collect())
}

pub(super) async fn frozen(
    reader: &mut Reader,
    id: ReportId,
    names: &HashMap<UserId, String>,
) -> Result<Vec<FrozenLine>, Problem> {
    let mut lines = Vec::new();
    for version in reader.frozen(id).await? {
        let files = reader.frozen_files(version.id).await?.into_iter();
        lines.push(FrozenLine {
            number: version.number,
            at: version.at.minute(),
            by: names.get(&version.by).cloned().unwrap_or_default(),
            pack: version.pack_version.clone(),
            digest: version.digest.clone(),
            whole: version.is_whole(),
            files: files.map(|(code, file)| FrozenFile { code, name: file.name }).collect(),
        });
    }
    Ok(lines)
}

/// A figure, or a dash where there is none.
pub(super) fn shown(value: &Option<String>) -> String {
    value.clone().unwrap_or_else(|| "–".into())
}
