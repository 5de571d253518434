//! Home: what waits for whoever is signed in.

use super::frame::Frame;
use super::shown::ReportLine;
use crate::app::App;
use crate::http::{Page, Problem};
use crate::security::Signed;
use askama::Template;
use axum::extract::State;
use jiheng_domain::organisation::{Decision, Scope};
use jiheng_domain::{Permission, Role, StateKind, UnitId};
use jiheng_store::{ListQuery, Order, Reader};

/// So many are shown; the others are in the lists.
const SHOWN: u32 = 30;

#[derive(Template)]
#[template(path = "home.html")]
pub(crate) struct Home {
    frame: Frame,
    greeting: String,
    roles: String,
    notes: Vec<Note>,
    is_business: bool,
    lines: Vec<ReportLine>,
}

/// Something to know, with a way there.
struct Note {
    words: String,
    path: &'static str,
    link: &'static str,
}

pub(crate) async fn show(State(app): State<App>, signed: Signed) -> Result<Page<Home>, Problem> {
    let mut reader = app.store().reader().await?;
    let roles = signed.access.roles();
    let is_business = signed.may(Permission::ViewReport);
    let lines = if is_business { waiting(&mut reader, &signed, &roles).await? } else { Vec::new() };
    let notes = notes(&mut reader, &signed).await?;
    let roles: Vec<&str> = roles.iter().map(|r| r.text()).collect();
    Ok(Page(Home {
        frame: Frame::of(&signed, "首页", "/"),
        greeting: format!("{}，您好", signed.user.name),
        roles: roles.join("、"),
        notes,
        is_business,
        lines,
    }))
}

async fn waiting(
    reader: &mut Reader,
    signed: &Signed,
    roles: &[Role],
) -> Result<Vec<ReportLine>, Problem> {
    let mut states: Vec<StateKind> = roles.iter().flat_map(|r| waits_for(*r)).copied().collect();
    states.sort_unstable();
    states.dedup();
    if states.is_empty() {
        return Ok(Vec::new());
    }
    let query = ListQuery { states, order: Order::Risk, take: SHOWN, ..ListQuery::default() };
    let page = reader.list(&signed.access, Permission::ViewReport, &query).await?;
    Ok(page.reports.iter().map(ReportLine::from).collect())
}

/// The states in which a report waits for a role.
fn waits_for(role: Role) -> &'static [StateKind] {
    use StateKind as S;
    match role {
        Role::Clerk => &[S::Draft, S::Returned, S::Reopened],
        Role::GroupMember => &[S::GroupReview],
        Role::UnitHead => &[S::HeadReview],
        Role::Department => &[S::Submitted, S::DepartmentReview],
        Role::FinanceDivision | Role::PerformanceOffice => &[S::Submitted, S::FinanceReview],
        Role::Expert => &[S::FinanceReview],
        _ => &[],
    }
}

async fn notes(reader: &mut Reader, signed: &Signed) -> Result<Vec<Note>, Problem> {
    let mut notes = Vec::new();
    if signed.may(Permission::ConfirmChange) {
        let waiting = reader.change_requests(Decision::Pending).await?.len();
        if waiting > 0 {
            let words = format!("有 {waiting} 项机构、人员和角色的变更等您确认。");
            notes.push(Note { words, path: "/changes", link: "去确认" });
        }
    }
    if signed.may(Permission::ManageOrganisation) {
        let words =
            "请在“机构人员”里建立区划、单位和人员；人员、角色和单位的变更经安全管理员确认后生效。"
                .into();
        notes.push(Note { words, path: "/organisation", link: "机构人员" });
    }
    if signed.may(Permission::GiveOpinion) {
        let given = reader.opinions_by(signed.user.id).await?;
        let assigned = reader.assigned_to(signed.user.id).await?;
        let open = assigned.iter().filter(|a| !given.iter().any(|o| o.report == a.report)).count();
        if open > 0 {
            let words = format!("有 {open} 份指派给您的报告还没有给意见。");
            notes.push(Note { words, path: "/assigned", link: "去看" });
        }
    }
    closed_units(reader, signed, &mut notes).await?;
    let units = signed.access.grants.iter().filter_map(|g| match g.scope {
        Scope::Unit(unit) if g.role == Role::Clerk => Some(unit),
        _ => None,
    });
    for unit in units.collect::<Vec<_>>() {
        for reminder in reader.reminders(unit).await?.into_iter().take(1) {
            let words = format!("财政部门 {} 催报：{}", reminder.at.minute(), reminder.words);
            notes.push(Note { words, path: "/reports", link: "去填报" });
        }
    }
    Ok(notes)
}

/// The people of a closed unit are told, and so are those of the unit that takes over.
async fn closed_units(
    reader: &mut Reader,
    signed: &Signed,
    notes: &mut Vec<Note>,
) -> Result<(), Problem> {
    let mut own: Vec<UnitId> = signed.access.grants.iter().filter_map(|g| over(&g.scope)).collect();
    own.sort_unstable();
    own.dedup();
    for id in own {
        let unit = reader.unit(id).await?.value;
        if !unit.active {
            let since = unit.closed_on.map(|day| format!("{day} ")).unwrap_or_default();
            let by = match unit.successor {
                Some(by) => {
                    let name = reader.unit(by).await?.value.name;
                    format!(
                        "，没有办完的报告已移交“{name}”；要接着办，请系统管理员授予该单位的角色"
                    )
                }
                None => String::new(),
            };
            let words = format!(
                "您所在的“{}”已于 {since}撤销{by}。以前的报告仍可查看，不再下达新的任务。",
                unit.name
            );
            notes.push(Note { words, path: "/reports", link: "看报告" });
        }
        for from in reader.units_taken_over(id).await? {
            let since = from.closed_on.filter(|day| day.year == signed.now.day().year);
            let Some(since) = since else { continue };
            let words = format!(
                "“{}”已于 {since} 撤销，没有办完的报告由“{}”接着办。",
                from.name, unit.name
            );
            notes.push(Note { words, path: "/reports", link: "去看" });
        }
    }
    Ok(())
}

fn over(scope: &Scope) -> Option<UnitId> {
    match scope {
        Scope::Unit(unit) | Scope::Department(unit) => Some(*unit),
        Scope::Region(_) | Scope::Assigned | Scope::System => None,
    }
}
