//! Rows of tables as files: a CSV file a table, or one JSON file.

use serde_json::{Map, Value};
use thiserror::Error;

/// Excel takes a file without this mark for one in the code page of the system.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Rows of some tables.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Package {
    /// In the order of the tables.
    pub sheets: Vec<Sheet>,
}

/// Rows of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// PM_PERF_SELF_EVAL
    pub table: String,
    /// Names of its columns.
    pub columns: Vec<String>,
    /// A cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// Why a file is no package.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct PackageError(String);

impl Sheet {
    /// The cell of a row below a head, empty where there is none.
    #[must_use]
    pub fn cell<'a>(&'a self, row: &'a [String], column: &str) -> &'a str {
        let at = self.columns.iter().position(|c| c == column);
        at.and_then(|at| row.get(at)).map_or("", |text| text.trim())
    }

    /// Writes it as CSV.
    ///
    /// # Errors
    /// When the rows are not all of one width.
    pub fn to_csv(&self) -> Result<String, PackageError> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let broken = |e: String| PackageError(format!("{}：无法写成 CSV（{e}）", self.table));
        for row in std::iter::once(&self.columns).chain(&self.rows) {
            writer.write_record(row).map_err(|e| broken(e.to_string()))?;
        }
        let bytes = writer.into_inner().map_err(|e| broken(e.to_string()))?;
        let text = String::from_utf8(bytes).map_err(|e| broken(e.to_string()))?;
        Ok(format!("{BYTE_ORDER_MARK}{text}"))
    }

    /// Reads CSV; the first line holds the names of the columns, in either case.
    ///
    /// # Errors
    /// When it is no CSV, or a row is longer or shorter than the first.
    pub fn from_csv(table: &str, text: &str) -> Result<Self, PackageError> {
        let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| {
                let line = error.position().map_or(0, csv::Position::line);
                PackageError(format!("{table}：第{line}行的格数与表头不同，或引号不成对"))
            })?;
            rows.push(record.iter().map(str::to_owned).collect::<Vec<String>>());
        }
        let mut rows = rows.into_iter();
        let columns = rows.next().unwrap_or_default();
        let columns = columns.iter().map(|c| c.trim().to_lowercase()).collect();
        Ok(Self { table: table.to_uppercase(), columns, rows: rows.collect() })
    }
}

impl Package {
    /// The rows of a table.
    #[must_use]
    pub fn sheet(&self, table: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|s| s.table == table)
    }

    /// All tables as JSON: a list of objects by the name of each.
    #[must_use]
    pub fn to_json(&self) -> String {
        let tables: Map<String, Value> = self
            .sheets
            .iter()
            .map(|sheet| {
                let rows = sheet.rows.iter().map(|row| {
                    let cells = sheet.columns.iter().zip(row);
                    cells.map(|(c, text)| (c.clone(), Value::from(text.as_str()))).collect()
                });
                (sheet.table.clone(), Value::Array(rows.map(Value::Object).collect()))
            })
            .collect();
        format!("{:#}\n", Value::Object(tables))
    }

    /// Reads what [`Package::to_json`] writes; numbers may stand bare.
    ///
    /// # Errors
    /// When it is not that.
    pub fn from_json(text: &str) -> Result<Self, PackageError> {
        let broken = |what: String| PackageError(what);
        let value: Value = serde_json::from_str(text.trim_start_matches(BYTE_ORDER_MARK))
            .map_err(|e| broken(format!("第{}行第{}列：不是正确的 JSON", e.line(), e.column())))?;
        let tables = value.as_object().ok_or_else(|| broken("应为以表名为键的 JSON".into()))?;
        let sheets = tables.iter().map(|(table, rows)| {
            let rows = rows.as_array().and_then(|rows| rows.iter().map(Value::as_object).collect());
            let rows: Vec<&Map<String, Value>> =
                rows.ok_or_else(|| broken(format!("{table}：应为一列对象，每行一个")))?;
            let mut columns: Vec<String> = Vec::new();
            for name in rows.iter().flat_map(|row| row.keys()).map(|name| name.to_lowercase()) {
                if !columns.contains(&name) {
                    columns.push(name);
                }
            }
            let rows: Result<Vec<Vec<String>>, PackageError> = rows
                .iter()
                .map(|row| columns.iter().map(|column| json_cell(table, row, column)).collect())
                .collect();
            Ok(Sheet { table: table.to_uppercase(), columns, rows: rows? })
        });
        Ok(Self { sheets: sheets.collect::<Result<_, _>>()? })
    }
}

fn json_cell(table: &str, row: &Map<String, Value>, column: &str) -> Result<String, PackageError> {
    let value = row.iter().find(|(name, _)| name.to_lowercase() == column).map(|(_, v)| v);
    match value {
        None | Some(Value::Null) => Ok(String::new()),
        Some(Value::String(text)) => Ok(text.clone()),
        Some(Value::Number(number)) => Ok(number.to_string()),
        Some(_) => Err(PackageError(format!("{table}.{column}：应为文字或数字"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package() -> Package {
        let columns = ["eval_id", "devi_analy"].map(str::to_owned).to_vec();
        let rows = vec![["1", "汛期停工，\n“已补齐”, 完"].map(str::to_owned).to_vec()];
        Package { sheets: vec![Sheet { table: "PM_PERF_SELF_EVAL".into(), columns, rows }] }
    }

    #[test]
    fn both_notations_give_back_what_was_written() {
        let package = package();
        let read = Package::from_json(&package.to_json()).unwrap();
        let (sheet, read) = (&package.sheets[0], &read.sheets[0]);
        assert_eq!(read.cell(&read.rows[0], "devi_analy"), "汛期停工，\n“已补齐”, 完");
        let csv = sheet.to_csv().unwrap();
        assert_eq!(Sheet::from_csv("pm_perf_self_eval", &csv).unwrap(), *sheet);
    }

    #[test]
    fn what_is_no_package_is_refused_with_its_place() {
        let refused = |text| Package::from_json(text).unwrap_err().to_string();
        assert_eq!(refused("{\n\"A\": "), "第2行第5列：不是正确的 JSON");
        assert_eq!(refused("[]"), "应为以表名为键的 JSON");
        assert_eq!(refused("{\"A\": [1]}"), "A：应为一列对象，每行一个");
        assert_eq!(refused("{\"A\": [{\"b\": []}]}"), "A.b：应为文字或数字");
        let csv = Sheet::from_csv("A", "x,y\n1,2\n3\n").unwrap_err().to_string();
        assert_eq!(csv, "A：第3行的格数与表头不同，或引号不成对");
    }
}
