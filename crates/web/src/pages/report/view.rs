//! The page of a report.

use super::Loaded;
use crate::app::App;
use crate::engine::{Live, Mark, OutputKind};
use crate::form::{Fields, List, PASSAGES, label};
use crate::http::{Page, Problem};
use crate::pages::frame::Frame;
use crate::pages::loaded::work;
use crate::pages::paper::{self, Part};
use crate::pages::shown::state_class;
use crate::security::Signed;
use askama::Template;
use jiheng_domain::sign::Opinion;
use jiheng_domain::workflow::{Need, open_actions};
use jiheng_domain::{Action, Permission, ReportId, State, StateKind, UserId};
use jiheng_store::{ErrorReason, Reader};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "report.html")]
pub(crate) struct ReportPage {
    frame: Frame,
    id: String,
    task_id: String,
    task_title: String,
    state: &'static str,
    state_class: &'static str,
    returned_by: String,
    returned: String,
    version: i64,
    content: i64,
    round: i64,
    total: String,
    grade: String,
    rate: String,
    errors: Vec<ErrorLine>,
    marks: Vec<Mark>,
    doubts: usize,
    lacking: Vec<String>,
    changes: Vec<ChangeLine>,
    paper: Vec<Part>,
    actions: Vec<ActionLine>,
    members: Vec<MemberLine>,
    comments: Vec<CommentLine>,
    targets: Vec<Target>,
    steps: Vec<StepLine>,
    frozen: Vec<FrozenLine>,
    evidence: Vec<EvidenceLine>,
    required: Vec<String>,
    documents: [OutputKind; 5],
    opinions: &'static [Opinion],
    may_fill: bool,
    may_sign: bool,
    may_comment: bool,
}

struct ErrorLine {
    mark: Mark,
    reason: String,
    version: i64,
}

struct ChangeLine {
    label: String,
    before: String,
    after: String,
}

struct ActionLine {
    code: &'static str,
    text: &'static str,
    class: &'static str,
    needs: String,
}

struct MemberLine {
    name: String,
    post: &'static str,
    signed: String,
}

struct CommentLine {
    id: String,
    about: String,
    words: String,
    by: String,
    at: String,
    settled: bool,
}

struct Target {
    path: String,
    label: String,
}

struct StepLine {
    at: String,
    by: String,
    action: &'static str,
    from: &'static str,
    to: &'static str,
    words: String,
}

struct EvidenceLine {
    id: String,
    name: String,
    about: String,
    size: String,
    by: String,
    at: String,
}

struct FrozenLine {
    number: i64,
    at: String,
    by: String,
    pack: String,
    digest: String,
    whole: bool,
    files: Vec<FrozenFile>,
}

struct FrozenFile {
    code: String,
    name: String,
}

pub(super) async fn page(
    app: &App,
    signed: &Signed,
    id: ReportId,
) -> Result<Page<ReportPage>, Problem> {
    let mut reader = app.store().reader().await?;
    let loaded = Loaded::read(&mut reader, id).await?;
    let fields = loaded.fields();
    let (subject, values) = (loaded.subject.clone(), fields.clone());
    let (live, checked, paper) = work(app, move |engine| {
        let live = engine.figures(&subject, &values);
        (live, engine.check(&subject, &values), paper::parts(engine, &subject, &values))
    })
    .await?;
    let names: HashMap<UserId, String> =
        reader.users().await?.into_iter().map(|u| (u.value.id, u.value.name)).collect();
    let reasons = reader.error_reasons(id).await?;
    let over = reader.subject(id).await?;
    let roles = signed.access.roles_over(&over);
    let context = reader.step_context(&loaded.report, &checked.errors(), app.now()).await?;
    let state = loaded.report.state.kind();
    let may = |permission| signed.allows(permission, &over);
    let actions = open_actions(state, &roles, &context);
    let (returned_by, returned) = match &loaded.report.state {
        State::Returned { step, reasons } => (format!("{step}退回"), reasons.clone()),
        State::Reopened { reason } => ("已重开".into(), reason.clone()),
        _ => Default::default(),
    };
    let lacking = lacking(&live, &checked.gaps, &fields);
    let doubts = checked.count("doubt");
    let (errors, marks): (Vec<Mark>, Vec<Mark>) =
        checked.marks.into_iter().partition(|m| m.level == "error");
    Ok(Page(ReportPage {
        frame: Frame::of(signed, loaded.title(), "/reports"),
        id: id.to_string(),
        task_id: loaded.task.id.to_string(),
        task_title: loaded.task.title.clone(),
        state: state.text(),
        state_class: state_class(state),
        returned_by,
        returned,
        version: loaded.report.version,
        content: loaded.report.content,
        round: loaded.report.round,
        total: shown(&live.total),
        grade: shown(&live.grade),
        rate: shown(&live.rate),
        errors: errors.into_iter().map(|mark| error(mark, &reasons)).collect(),
        marks,
        doubts,
        lacking,
        changes: changes(&mut reader, id, &fields).await?,
        paper,
        actions: actions.iter().map(|t| action(t.action, t.needs)).collect(),
        members: members(&mut reader, &loaded).await?,
        comments: comments(&mut reader, id, &fields, &names).await?,
        targets: targets(&fields),
        steps: steps(&mut reader, id, &names).await?,
        frozen: frozen(&mut reader, id, &names).await?,
        evidence: evidence(&mut reader, id, &fields, &names).await?,
        required: loaded.task.evidence.iter().map(|e| e.name.clone()).collect(),
        documents: OutputKind::ALL,
        opinions: Opinion::ALL,
        may_fill: may(Permission::FillReport) && state.is_editable(),
        may_sign: may(Permission::SignReport) && state == StateKind::GroupReview,
        may_comment: may(Permission::CommentReport),
    }))
}

fn shown(value: &Option<String>) -> String {
    value.clone().unwrap_or_else(|| "–".into())
}

/// What is wrong or missing in the data, and what the text lacks.
fn lacking(live: &Live, gaps: &[String], fields: &Fields) -> Vec<String> {
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

fn error(mark: Mark, reasons: &[ErrorReason]) -> ErrorLine {
    let known = reasons.iter().find(|r| r.reason.fingerprint == mark.fingerprint);
    ErrorLine {
        reason: known.map(|r| r.reason.text.clone()).unwrap_or_default(),
        version: known.map_or(0, |r| r.version),
        mark,
    }
}

fn action(action: Action, needs: &[Need]) -> ActionLine {
    let needs: Vec<&str> = needs.iter().map(|n| asked(*n)).collect();
    let class = match action {
        Action::Return | Action::Reopen => "risky",
        Action::Withdraw => "",
        _ => "main",
    };
    ActionLine { code: action.code(), text: action.text(), class, needs: needs.join("、") }
}

/// What a step asks for, as an instruction.
fn asked(need: Need) -> &'static str {
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
async fn changes(
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

async fn members(reader: &mut Reader, loaded: &Loaded) -> Result<Vec<MemberLine>, Problem> {
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

async fn comments(
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
fn targets(fields: &Fields) -> Vec<Target> {
    let head = format!("{}.", List::Indicators.name());
    let names = fields.keys().filter(|p| p.starts_with(&head) && p.ends_with(".name"));
    let passages = PASSAGES.iter().map(|p| format!("words.{}", p.field));
    let amounts = ["budget.initial", "budget.annual", "budget.expenditure"].map(str::to_owned);
    let paths = amounts.into_iter().chain(names.cloned()).chain(passages);
    paths.map(|path| Target { label: label(&path, fields), path }).collect()
}

async fn steps(
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

async fn evidence(
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

async fn frozen(
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
