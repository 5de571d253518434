//! Tables as files: a folder of CSV files, or one JSON file.

use crate::{input, output};
use anyhow::{Result, anyhow, bail};
use jiheng_exchange::{Package, Remark, Sheet};
use std::fs;
use std::path::{Path, PathBuf};

const REPORT_HEAD: [&str; 5] = ["级别", "表", "行", "列", "说明"];

/// Writes all tables into a folder, or into one file with the ending of JSON.
pub(super) fn write(package: &Package, out: &Path) -> Result<()> {
    if ending(out) == "json" {
        return output::write(out, package.to_json().as_bytes());
    }
    if out.is_file() {
        bail!("--out 应为文件夹或 .json 文件：{}", out.display());
    }
    fs::create_dir_all(out).map_err(|e| anyhow!("无法建立文件夹 {}：{e}", out.display()))?;
    for sheet in &package.sheets {
        output::write(&out.join(format!("{}.csv", sheet.table)), sheet.to_csv()?.as_bytes())?;
    }
    Ok(())
}

/// Reads a folder of CSV files, a single one, or a JSON file.
pub(super) fn read(path: &Path) -> Result<Package> {
    if path.is_dir() {
        let mut files: Vec<PathBuf> = fs::read_dir(path)?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|file| ending(file) == "csv")
            .collect();
        files.sort();
        if files.is_empty() {
            bail!("文件夹里没有 csv 文件");
        }
        let sheets = files.iter().map(|file| sheet(file)).collect::<Result<_>>()?;
        return Ok(Package { sheets });
    }
    match ending(path).as_str() {
        "csv" => Ok(Package { sheets: vec![sheet(path)?] }),
        "json" => Ok(Package::from_json(&text(path)?)?),
        _ => bail!("应为放着 CSV 的文件夹，或 .csv、.json 文件"),
    }
}

fn sheet(file: &Path) -> Result<Sheet> {
    let table = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    let text = text(file).map_err(|e| anyhow!("{}：{e:#}", file.display()))?;
    Ok(Sheet::from_csv(table, &text)?)
}

fn text(path: &Path) -> Result<String> {
    String::from_utf8(input::read(path)?)
        .map_err(|_| anyhow!("不是 UTF-8 编码，请另存为“CSV UTF-8”"))
}

fn ending(path: &Path) -> String {
    path.extension().and_then(|e| e.to_str()).unwrap_or("").to_lowercase()
}

/// The remarks as CSV.
pub(super) fn report(remarks: &[Remark]) -> Result<String> {
    let rows = remarks.iter().map(|remark| {
        let row = remark.row.map_or_else(String::new, |row| row.to_string());
        let severity = remark.severity.text().to_owned();
        vec![severity, remark.table.clone(), row, remark.column.clone(), remark.what.clone()]
    });
    let columns = REPORT_HEAD.map(str::to_owned).to_vec();
    let sheet = Sheet { table: "校验结果".into(), columns, rows: rows.collect() };
    Ok(sheet.to_csv()?)
}
