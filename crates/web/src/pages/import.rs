//! Units and people from a workbook, with a report for each row.

use super::frame::Frame;
use super::people::scope;
use crate::app::App;
use crate::http::{Page, Problem, attachment, upload};
use crate::security::Signed;
use askama::Template;
use axum::extract::{Multipart, State};
use axum::response::{IntoResponse, Response};
use jiheng_document::{Document, Origin};
use jiheng_domain::organisation::Proposal;
use jiheng_domain::{Grant, RegionCode, Role, Unit, UnitId, UnitKind, User};
use jiheng_store::StoreError;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

const UNITS: &str = "单位";
const UNIT_HEADS: [&str; 5] = ["单位全称", "预算单位编码", "类型", "区划代码", "主管部门"];
const PEOPLE: &str = "人员";
const PEOPLE_HEADS: [&str; 6] = ["登录名", "姓名", "角色", "单位", "区划代码", "电话"];
/// Forms that were filled in before there were telephones have only so many columns.
const HEADS_NEEDED: usize = 5;

#[derive(Template)]
#[template(path = "import.html")]
struct Import {
    frame: Frame,
    lines: Vec<RowReport>,
    done: usize,
}

struct RowReport {
    sheet: &'static str,
    row: u32,
    name: String,
    done: bool,
    said: String,
}

pub(crate) async fn show(signed: Signed) -> Response {
    page(&signed, Vec::new())
}

fn page(signed: &Signed, lines: Vec<RowReport>) -> Response {
    let frame = Frame::of(signed, "批量导入", "/organisation");
    let done = lines.iter().filter(|line| line.done).count();
    Page(Import { frame, lines, done }).into_response()
}

/// An empty workbook with the heads and what may stand below them.
pub(crate) async fn form() -> Result<Response, Problem> {
    let kinds: Vec<&str> = UnitKind::ALL.iter().map(|k| k.text()).collect();
    let business: Vec<&str> =
        Role::ALL.iter().filter(|r| !r.is_administrator()).map(|r| r.text()).collect();
    let bytes = book(&kinds.join("、"), &business.join("、")).map_err(|_| Problem::Internal)?;
    let media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(attachment("单位和人员.xlsx", media_type, bytes))
}

fn book(kinds: &str, roles: &str) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // Codes and telephones keep their zeros.
    let text = Format::new().set_num_format("@");
    for (name, heads, note) in
        [(UNITS, UNIT_HEADS.as_slice(), kinds), (PEOPLE, PEOPLE_HEADS.as_slice(), roles)]
    {
        let sheet = book.add_worksheet().set_name(name)?;
        for (column, head) in (0..).zip(heads) {
            sheet.write(0, column, *head)?;
            sheet.set_column_width(column, 22)?;
            sheet.set_column_format(column, &text)?;
        }
        sheet.insert_note(0, 2, &rust_xlsxwriter::Note::new(format!("可写：{note}")))?;
    }
    book.save_to_buffer()
}

pub(crate) async fn take(
    State(app): State<App>,
    signed: Signed,
    multipart: Multipart,
) -> Result<Response, Problem> {
    let (_, bytes) = upload(multipart, &app).await?;
    let reader = app.reader();
    let read = tokio::task::spawn_blocking(move || reader.read(&bytes)).await;
    let document = read.map_err(|_| Problem::Internal)?.map_err(|e| Problem::Bad(e.to_string()))?;
    let (units, people) =
        (rows(&document, UNITS, UNIT_HEADS), rows(&document, PEOPLE, PEOPLE_HEADS));
    let (Some(units), Some(people)) = (units, people) else {
        return Err(Problem::Bad(
            "没有找到“单位”和“人员”两张工作表，或者表头被改动；请下载空表填写".into(),
        ));
    };
    let mut lines = Vec::new();
    for (row, cells) in units {
        let said = unit(&app, &signed, &cells).await;
        lines.push(report(UNITS, row, &cells[0], said));
    }
    for (row, cells) in people {
        let said = person(&app, &signed, &cells).await;
        lines.push(report(PEOPLE, row, &cells[0], said));
    }
    Ok(page(&signed, lines))
}

fn report(sheet: &'static str, row: u32, name: &str, said: Result<&str, Problem>) -> RowReport {
    let done = said.is_ok();
    let said = said.map_or_else(|problem| problem.to_string(), str::to_owned);
    RowReport { sheet, row, name: name.to_owned(), done, said }
}

/// A row as the user counts it, and its cells.
type Row<const COLUMNS: usize> = (u32, [String; COLUMNS]);

/// The rows below the heads that hold anything.
fn rows<const COLUMNS: usize>(
    document: &Document,
    name: &str,
    heads: [&str; COLUMNS],
) -> Option<Vec<Row<COLUMNS>>> {
    let at = document.sheets.iter().position(|sheet| sheet == name)?;
    let mut rows: BTreeMap<u32, [String; COLUMNS]> = BTreeMap::new();
    for node in &document.nodes {
        let Origin::SheetCell { sheet, row, column } = node.origin else { continue };
        if sheet as usize != at {
            continue;
        }
        let cells = rows.entry(row).or_insert_with(|| std::array::from_fn(|_| String::new()));
        let cell = cells.get_mut((column as usize).wrapping_sub(1));
        if let Some(cell) = cell {
            *cell = node.text.trim().to_owned();
        }
    }
    let (_, first) = rows.pop_first()?;
    let is_known = |(at, (own, head)): (usize, (&String, &str))| {
        own == head || at >= HEADS_NEEDED && own.is_empty()
    };
    let mut heads = first.iter().zip(heads).enumerate();
    heads.all(is_known).then(|| rows.into_iter().collect())
}

async fn unit(app: &App, signed: &Signed, cells: &[String; 5]) -> Result<&'static str, Problem> {
    let [name, code, kind, region, supervisor] = cells;
    let by_name = units_by_name(app).await?;
    let name = Unit::check_name(name)?;
    if by_name.contains_key(&name) {
        return Err(Problem::Bad("已有同名单位，跳过".into()));
    }
    let supervisor = match supervisor.as_str() {
        "" => None,
        name => Some(*by_name.get(name).ok_or_else(|| {
            Problem::Bad(format!("没有名为“{name}”的主管部门，请先建立它，或把它排在前面"))
        })?),
    };
    let known = UnitKind::ALL.iter().copied().find(|k| k.text() == kind);
    let kind = known.ok_or_else(|| Problem::Bad(format!("不认识的类型“{kind}”")))?;
    let unit = Unit {
        id: Uuid::now_v7().into(),
        code: Some(code.clone()).filter(|c| !c.is_empty()),
        name,
        kind,
        region: RegionCode::new(region)?,
        supervisor,
        active: true,
        closed_on: None,
        successor: None,
    };
    let mut transaction = app.store().begin(signed.actor()).await?;
    transaction.add_unit(&unit).await.map_err(|error| match error {
        // Nothing else that a unit refers to is typed here.
        StoreError::Other(_) => Problem::Bad(format!("没有区划 {}，请先建立", unit.region)),
        error => error.into(),
    })?;
    transaction.commit().await?;
    Ok("已建立")
}

async fn person(app: &App, signed: &Signed, cells: &[String; 6]) -> Result<&'static str, Problem> {
    let [login, name, role, unit, region, phone] = cells;
    let known = Role::ALL.iter().copied().find(|r| r.text() == role);
    let role = known.ok_or_else(|| Problem::Bad(format!("不认识的角色“{role}”")))?;
    let unit = match unit.as_str() {
        "" => String::new(),
        name => {
            let found = units_by_name(app).await?.get(name).map(ToString::to_string);
            found.ok_or_else(|| Problem::Bad(format!("没有名为“{name}”的单位")))?
        }
    };
    let user = User {
        id: Uuid::now_v7().into(),
        login: User::check_login(login)?,
        name: User::check_name(name)?,
        phone: User::check_phone(phone)?,
        active: true,
    };
    let scope = scope(role, &unit, region)?;
    let grants = vec![Grant::new(Uuid::now_v7().into(), user.id, role, scope)?];
    let mut transaction = app.store().begin(signed.actor()).await?;
    transaction.request_change(&Proposal::AddUser { user, grants }).await?;
    transaction.commit().await?;
    Ok("已提出申请，待安全管理员确认")
}

async fn units_by_name(app: &App) -> Result<HashMap<String, UnitId>, Problem> {
    let units = app.store().reader().await?.units().await?;
    let active = units.into_iter().map(|u| u.value).filter(|u| u.active);
    Ok(active.map(|u| (u.name, u.id)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A workbook with one person below these heads.
    fn people<const COLUMNS: usize>(heads: [&str; COLUMNS], cells: [&str; COLUMNS]) -> Document {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name(PEOPLE).unwrap();
        for (row, line) in (0..).zip([heads, cells]) {
            for (column, text) in (0..).zip(line) {
                sheet.write(row, column, text).unwrap();
            }
        }
        jiheng_document::read(&book.save_to_buffer().unwrap()).unwrap()
    }

    #[test]
    fn a_form_with_or_without_telephones_is_read() {
        let [login, name, role, unit, region, phone] = PEOPLE_HEADS;
        let cells = ["wangmin", "王敏", "填报人", "云岭镇", "", "0715-3398001"];
        let read = rows(&people(PEOPLE_HEADS, cells), PEOPLE, PEOPLE_HEADS).unwrap();
        assert_eq!(read, [(2, cells.map(str::to_owned))]);
        let former =
            people([login, name, role, unit, region], ["wangmin", "王敏", "填报人", "", ""]);
        let read = rows(&former, PEOPLE, PEOPLE_HEADS).unwrap();
        assert_eq!(read, [(2, ["wangmin", "王敏", "填报人", "", "", ""].map(str::to_owned))]);
        let other = people([login, name, role, unit, phone], ["a", "b", "c", "d", "e"]);
        assert_eq!(rows(&other, PEOPLE, PEOPLE_HEADS), None);
    }
}
