//! The queue as a workbook.

use super::desk::{Wanted, change};
use crate::app::App;
use crate::http::{Problem, attachment};
use crate::security::Signed;
use axum::extract::{Query, State};
use axum::response::Response;
use jiheng_domain::{Assessment, Permission};
use jiheng_store::ListedReport;
use rust_xlsxwriter::{Format, FormatBorder, Workbook, XlsxError};

/// More than anyone reads in a sheet.
const MOST: u32 = 20_000;
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const COLUMNS: [(&str, u16); 13] = [
    ("序号", 6),
    ("单位", 28),
    ("对象", 30),
    ("状态", 14),
    ("自报得分", 10),
    ("复算得分", 10),
    ("得分比上年", 11),
    ("执行率%", 10),
    ("执行率比上年", 13),
    ("错误", 7),
    ("存疑", 7),
    ("风险", 8),
    ("最近改动", 18),
];

pub(crate) async fn download(
    State(app): State<App>,
    signed: Signed,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let query = wanted.query(MOST);
    let mut reader = app.store().reader().await?;
    let found = reader.list(&signed.access, Permission::ReviewDesk, &query).await?;
    drop(reader);
    let write = move || workbook(&found.reports);
    let bytes = tokio::task::spawn_blocking(write).await.map_err(|_| Problem::Internal)?;
    let bytes = bytes.map_err(|e| Problem::Bad(format!("无法生成清单（{e}）")))?;
    let name = format!("绩效自评审核清单{}.xlsx", signed.now.day());
    Ok(attachment(&name, XLSX, bytes))
}

fn workbook(reports: &[ListedReport]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("审核清单")?;
    let cell = Format::new().set_border(FormatBorder::Thin);
    let head = cell.clone().set_bold();
    for (at, (name, width)) in (0..).zip(COLUMNS) {
        sheet.write_string_with_format(0, at, name, &head)?;
        sheet.set_column_width(at, width)?;
    }
    for (row, listed) in (1..).zip(reports) {
        let ListedReport { report, unit_name, figures, last, risk } = listed;
        let last_rate = last.as_ref().and_then(Assessment::execution);
        let words = [
            (1, unit_name.clone()),
            (2, report.project.clone().unwrap_or_else(|| "部门整体".into())),
            (3, report.state.kind().text().to_owned()),
            (6, change(figures.computed_points, last.and_then(|l| l.computed_points))),
            (8, change(figures.execution(), last_rate)),
            (12, report.changed_at.minute()),
        ];
        for (column, text) in words {
            sheet.write_string_with_format(row, column, text, &cell)?;
        }
        sheet.write_number_with_format(row, 0, row, &cell)?;
        let hundredths =
            [(4, figures.claimed_points), (5, figures.computed_points), (7, figures.execution())];
        for (column, value) in hundredths {
            match value.and_then(nearest) {
                Some(value) => sheet.write_number_with_format(row, column, value, &cell)?,
                None => sheet.write_blank(row, column, &cell)?,
            };
        }
        for (column, count) in [(9, figures.errors), (10, figures.doubts), (11, *risk)] {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            sheet.write_number_with_format(row, column, count, &cell)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?.set_landscape().set_print_fit_to_pages(1, 0);
    book.save_to_buffer()
}

/// A cell of Excel is a binary number: nothing is calculated with this one.
fn nearest(hundredths: i64) -> Option<f64> {
    super::shown::hundredths(Some(hundredths)).parse().ok()
}
