//! One row a finding, as a spreadsheet opens it.

use crate::report::{FindingInfo, Report};
use csv::{Terminator, WriterBuilder};
use jiheng_base::Decimal;

/// Excel takes a file without this mark for one in the code page of the system.
const BYTE_ORDER_MARK: char = '\u{feff}';

const HEADER: [&str; 18] = [
    "文件", "单位", "年度", "级别", "编号", "规则", "说明", "位置", "行", "页", "原文", "应为",
    "现为", "算式", "依据", "建议", "指纹", "决定",
];

/// What stands before the rows of the first file.
#[must_use]
pub fn csv_header() -> String {
    format!("{BYTE_ORDER_MARK}{}", lines([HEADER.map(str::to_owned).to_vec()]))
}

/// The findings of a file, those set aside by a decision last.
#[must_use]
pub fn csv_rows(name: &str, report: &Report) -> String {
    let findings = report.findings.iter().chain(&report.ignored);
    lines(findings.map(|finding| row(name, report, finding)))
}

/// The row of a file that could not be read.
#[must_use]
pub fn csv_unreadable(name: &str, reason: &str) -> String {
    let mut row = vec![String::new(); HEADER.len()];
    row[0] = name.into();
    row[3] = "无法读取".into();
    row[6] = reason.into();
    lines([row])
}

fn row(name: &str, report: &Report, finding: &FindingInfo) -> Vec<String> {
    let document = &report.document;
    let place = finding.locations.first();
    let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
    let decision =
        finding.decision.as_ref().map(|d| format!("{}：{}", d.decision.text(), d.reason));
    vec![
        name.into(),
        document.unit.clone().unwrap_or_default(),
        document.year.map(|y| y.to_string()).unwrap_or_default(),
        finding.level.text().into(),
        finding.code.into(),
        finding.title.into(),
        finding.message.clone(),
        place.map(|p| p.path.clone()).unwrap_or_default(),
        number(place.and_then(|p| p.line)),
        number(place.and_then(|p| p.page)),
        place.map(|p| p.quote.clone()).unwrap_or_default(),
        finding.expected.clone().unwrap_or_default(),
        finding.found.clone().unwrap_or_default(),
        finding.calculation.clone().unwrap_or_default(),
        finding.basis.join("；"),
        finding.action.clone(),
        finding.fingerprint.clone(),
        decision.unwrap_or_default(),
    ]
}

fn lines(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .has_headers(false)
        .from_writer(Vec::new());
    for row in rows {
        // Writing to memory does not fail.
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// A cell that no spreadsheet takes for a formula: text of strangers stands in it.
fn harmless(cell: &str) -> String {
    const STARTS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    let is_number = cell.parse::<Decimal>().is_ok();
    if cell.starts_with(STARTS) && !is_number { format!("'{cell}") } else { cell.into() }
}

#[cfg(test)]
mod tests {
    use super::{csv_header, csv_unreadable, harmless, lines};

    #[test]
    fn formulas_are_disarmed_and_numbers_are_left() {
        for formula in ["=1+1", "+SUM(A1)", "-2+3", "@x", "\t=1", "＝HYPERLINK(1)"] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        for plain in ["-12.50", "+3", "98分", "（一）=1", ""] {
            assert_eq!(harmless(plain), plain);
        }
    }

    #[test]
    fn signs_of_the_format_are_quoted() {
        let row = vec!["a,b".into(), "说“\"好\"”".into(), "一\n二".into()];
        assert_eq!(lines([row]), "\"a,b\",\"说“\"\"好\"\"”\",\"一\n二\"\r\n");
    }

    #[test]
    fn an_unreadable_file_has_a_row_as_wide_as_the_header() {
        let columns = |row: &str| row.trim_end().matches(',').count();
        assert!(csv_header().starts_with('\u{feff}'));
        assert_eq!(columns(&csv_unreadable("甲.docx", "文件是空的")), columns(&csv_header()));
    }
}
