//! Score tables: every sample, written in every format, reads to the same evaluation and findings.
//!
//! `samples/tables/NAME/table.txt` is the source (see its README). After a change that is meant,
//! `JIHENG_BLESS=1 cargo test -p jiheng-check --test tables` writes the expectations anew.

#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "tables/grid.rs"]
mod grid;
#[path = "tables/write.rs"]
mod write;

use grid::Grid;
use jiheng_base::Level;
use jiheng_check::{LocationInfo, Options, Report, check};
use jiheng_law::Law;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Doubts that speak of a form's own numbers; all errors count.
const DOUBTS: &[&str] = &["G008", "G012", "G032", "G033"];

fn samples() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/tables");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()).collect();
    folders.sort();
    folders
}

fn evaluations(report: &Report) -> String {
    let all: Vec<_> = std::iter::once(&report.evaluation).chain(&report.projects).collect();
    serde_json::to_string_pretty(&all).unwrap() + "\n"
}

/// One line a finding: level, code, row and column.
fn findings(report: &Report) -> String {
    let counts = |f: &&jiheng_check::FindingInfo| {
        f.level == Level::Error || f.level == Level::Doubt && DOUBTS.contains(&f.code)
    };
    let mut lines: Vec<String> = report
        .findings
        .iter()
        .filter(counts)
        .map(|f| {
            let level = if f.level == Level::Error { "错误" } else { "存疑" };
            format!("{level} {} {} {}\n", f.code, cell(&f.locations[0]), f.locations[0].quote)
        })
        .collect();
    lines.sort();
    lines.concat()
}

/// 表1第3行第2列 and 工作表“甲”B3单元格 are both R3C2.
fn cell(location: &LocationInfo) -> String {
    let path = location.path.as_str();
    if let Some((_, at)) = path.split_once('”') {
        let letters: String = at.chars().take_while(char::is_ascii_uppercase).collect();
        let column = letters.bytes().fold(0, |n, b| n * 26 + u32::from(b - b'A') + 1);
        let row: String = at.chars().filter(char::is_ascii_digit).collect();
        return format!("R{row}C{column}");
    }
    let number = |from: &str, to: char| {
        path.split_once(from).and_then(|(_, rest)| rest.split(to).next()).unwrap_or("?").to_owned()
    };
    let column = path.rsplit('第').next().unwrap_or("").trim_end_matches('列');
    format!("R{}C{column}", number("第", '行'))
}

#[test]
fn every_sample_reads_alike_in_every_format() {
    let law = Law::builtin().unwrap();
    let bless = std::env::var_os("JIHENG_BLESS").is_some();
    let mut wrong = String::new();
    for folder in samples() {
        let grid = Grid::parse(&fs::read_to_string(folder.join("table.txt")).unwrap());
        let old = fs::read(folder.join("table.xls")).ok().map(|bytes| ("xls", bytes));
        for (format, bytes) in write::all(&grid).into_iter().chain(old) {
            let report = check(&bytes, &law, &Options::default()).unwrap();
            if report.document.format != format {
                println!("跳过：还没有 {format} 的阅读器");
                continue;
            }
            for (file, told) in
                [("evaluation.json", evaluations(&report)), ("findings.txt", findings(&report))]
            {
                let path = folder.join(file);
                if bless && format == "xlsx" {
                    fs::write(&path, &told).unwrap();
                }
                let expected = fs::read_to_string(&path).unwrap_or_default();
                if told != expected {
                    let name = folder.file_name().unwrap().to_string_lossy();
                    let _ = writeln!(
                        wrong,
                        "{name} {format} {file}：\n{}",
                        grid::diff(&expected, &told)
                    );
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A clean form with one cell changed, and what is then found as an error.
const SLIPS: &[(usize, usize, &str, &str)] = &[
    // The total of the money, one of its sources, the execution rate.
    (5, 4, "9.84", "I011"),
    (6, 6, "9.84", "I011"),
    (5, 8, "90%", "I013"),
    // Points over their weight, a weight, the points of the whole.
    (10, 8, "25", "G001"),
    (11, 7, "15", "G003"),
    (17, 8, "98", "G004"),
    // Full points for a target that is missed, points lost on one that is met.
    (15, 6, "10万元", "G008"),
    (16, 8, "8", "G008"),
];

#[test]
fn one_wrong_cell_in_a_clean_form_is_found() {
    let law = Law::builtin().unwrap();
    let folder = samples().into_iter().find(|f| f.ends_with("anhui-sub-rows")).unwrap();
    let source = fs::read_to_string(folder.join("table.txt")).unwrap();
    for (row, column, text, code) in SLIPS {
        let mut grid = Grid::parse(&source);
        let cell = &mut grid.rows[row - 1][column - 1];
        assert_ne!(cell, text);
        *cell = (*text).to_owned();
        let (_, bytes) = write::all(&grid).remove(0);
        let report = check(&bytes, &law, &Options::default()).unwrap();
        let errors: Vec<&str> =
            report.findings.iter().filter(|f| f.level == Level::Error).map(|f| f.code).collect();
        assert!(errors.contains(code), "R{row}C{column} {text}: {errors:?} {code}");
    }
}

#[test]
fn the_title_row_names_the_document() {
    let law = Law::builtin().unwrap();
    let folder = samples().into_iter().find(|f| f.ends_with("national-total-zero")).unwrap();
    let grid = Grid::parse(&fs::read_to_string(folder.join("table.txt")).unwrap());
    for (format, bytes) in write::all(&grid) {
        let document = check(&bytes, &law, &Options::default()).unwrap().document;
        if document.format == format {
            let title = document.title.unwrap();
            assert_eq!(
                (title.as_str(), document.year),
                ("清河县柳河镇项目支出绩效自评表", Some(2022))
            );
        }
    }
}

/// Writes the sources of the `table.xls` beside some samples; see their README.
#[test]
#[ignore = "makes fixtures"]
fn write_the_sources_of_the_old_workbooks() {
    for folder in samples() {
        let grid = Grid::parse(&fs::read_to_string(folder.join("table.txt")).unwrap());
        let name = folder.file_name().unwrap().to_string_lossy();
        for (_, bytes) in write::all(&grid).into_iter().filter(|(format, _)| *format == "xlsx") {
            let path = format!("{}/{name}.xlsx", env!("CARGO_TARGET_TMPDIR"));
            fs::write(path, bytes).unwrap();
        }
    }
}

#[test]
fn the_samples_are_many_and_of_several_layouts() {
    let samples = samples();
    assert!(samples.len() >= 12, "{}", samples.len());
    let head = |folder: &PathBuf| {
        let text = fs::read_to_string(folder.join("table.txt")).unwrap();
        text.lines().find(|l| l.contains("指标") && l.contains("得分")).map(str::to_owned)
    };
    let mut heads: Vec<String> = samples.iter().filter_map(head).collect();
    heads.sort();
    heads.dedup();
    assert!(heads.len() >= 8, "{heads:#?}");
}
