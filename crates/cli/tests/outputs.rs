//! Every form of output from the command line, and what it says to requests that cannot be met.

#![allow(clippy::unwrap_used)]

mod common;

use common::{FAULTY, Folder, docx};
use std::fs;
use std::path::Path;

#[test]
fn csv_of_a_folder_has_one_header_and_a_row_for_what_cannot_be_read() {
    let folder = Folder::new();
    folder.file("甲.txt", FAULTY);
    folder.file("乙.txt", FAULTY);
    folder.file("空.txt", "");
    let run = folder.run(&["check", ".", "--format", "csv"]);
    assert_eq!(run.code, 2);
    assert!(run.out.starts_with('\u{feff}'));
    assert_eq!(run.out.matches("指纹").count(), 1);
    assert_eq!(run.out.matches(",I001,").count(), 2);
    assert!(run.out.contains("无法读取") && run.err.contains("文件是空的"));
}

#[test]
fn help_is_in_chinese() {
    let folder = Folder::new();
    for command in ["check", "score", "decide", "rules", "explain", "schemes", "--help"] {
        let help = folder.run(&[command, "--help"]).out;
        let usage = format!("用法：jiheng {}", command.replace("--help", "<命令>"));
        assert!(help.contains(&usage), "{help}");
        for english in ["Usage", "OPTIONS", "Options", "COMMAND", "Print", "default"] {
            assert!(!help.contains(english), "{english}: {help}");
        }
    }
}

#[test]
fn sarif_is_one_log_for_all_files() {
    let folder = Folder::new();
    folder.file("甲.txt", FAULTY);
    folder.file("空.txt", "");
    let run = folder.run(&["check", "甲.txt", "空.txt", "--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let sarif = &log["runs"][0];
    assert_eq!(sarif["results"][0]["ruleId"], "I001");
    let region = &sarif["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["startLine"], 2);
    assert_eq!(sarif["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn html_is_one_page_for_one_file() {
    let folder = Folder::new();
    folder.file("甲.txt", FAULTY);
    folder.file("乙.txt", FAULTY);
    let run = folder.run(&["check", "甲.txt", "--format", "html"]);
    assert_eq!(run.code, 1);
    assert!(run.out.starts_with("<!DOCTYPE html>") && run.out.trim_end().ends_with("</html>"));
    folder.run(&["check", ".", "--format", "html"]).refused("一次只能核对一份文件");
}

#[test]
fn an_annotated_copy_reads_as_the_original() {
    let folder = Folder::new();
    let original = docx(FAULTY);
    folder.file("甲.docx", &original);
    let before = folder.run(&["check", "甲.docx", "--annotate", "批注.docx", "--format", "csv"]);
    assert_eq!(before.code, 1, "{}", before.err);
    assert_eq!(fs::read(folder.path("甲.docx")).unwrap(), original, "the input stays");
    let after = folder.run(&["check", "批注.docx", "--format", "csv"]);
    assert_eq!(after.out.replace("批注.docx", "甲.docx"), before.out);
    folder.run(&["check", "批注.docx", "--annotate", "再批.docx"]);
    let size = |name: &str| fs::read(folder.path(name)).unwrap().len();
    assert!(size("再批.docx").abs_diff(size("批注.docx")) < 50, "comments are not doubled");
}

#[test]
fn an_annotated_pdf_reads_as_the_original() {
    let folder = Folder::new();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../document/tests/pdf/sample.pdf");
    let original = fs::read(sample).unwrap();
    folder.file("甲.pdf", &original);
    let before = folder.run(&["check", "甲.pdf", "--annotate", "批注.pdf", "--format", "csv"]);
    assert_eq!(before.code, 0, "{}", before.err);
    let annotated = fs::read(folder.path("批注.pdf")).unwrap();
    assert!(annotated.starts_with(&original));
    let notes = annotated.windows(10).filter(|w| w == b"/Highlight").count();
    assert_eq!(notes, before.out.lines().count() - 1, "a note for each finding: {}", before.out);
    let after = folder.run(&["check", "批注.pdf", "--format", "csv"]);
    assert_eq!(after.out.replace("批注.pdf", "甲.pdf"), before.out);
}

#[test]
fn annotations_that_cannot_be_made_are_refused() {
    let folder = Folder::new();
    folder.file("甲.docx", docx(FAULTY));
    folder.file("乙.docx", docx(FAULTY));
    folder.file("丙.txt", FAULTY);
    folder.file("假.docx", FAULTY);
    let annotate = |inputs: &[&str], out: &str| {
        folder.run(&[&["check"], inputs, &["--annotate", out]].concat())
    };
    annotate(&["甲.docx"], "批注.odt").refused("--annotate 的文件名应以 .docx、.pdf、.xlsx 结尾");
    annotate(&["甲.docx", "乙.docx"], "批注.docx").refused("一次只能批注一份文件，现有 2 份");
    annotate(&["甲.docx"], "./甲.docx").refused("不能写到输入文件上");
    annotate(&["丙.txt"], "批注.docx").refused("内容是 txt，不能批注为 docx");
    annotate(&["假.docx"], "批注.docx").refused("内容是 txt，不能批注为 docx");
    annotate(&["甲.docx"], "没有/批注.docx").refused("无法写入 没有/批注.docx：文件夹不存在");
    assert!(!folder.path("批注.docx").exists());
}

#[test]
fn the_list_is_a_workbook_beside_the_usual_output() {
    let folder = Folder::new();
    folder.file("甲.txt", FAULTY);
    folder.file("空.txt", "");
    let run = folder.run(&["check", ".", "--list", "清单.xlsx", "--summary"]);
    assert_eq!(run.code, 2);
    assert!(run.out.contains("共 2 份"));
    assert!(fs::read(folder.path("清单.xlsx")).unwrap().starts_with(b"PK"));
    folder.run(&["check", ".", "--list", "清单.xls"]).refused("--list 的文件名应以 .xlsx 结尾");
    let nowhere = folder.run(&["check", "甲.txt", "--list", "没有/清单.xlsx"]);
    nowhere.refused("无法写入 没有/清单.xlsx：文件夹不存在");
}

#[test]
fn nothing_half_written_is_left() {
    let folder = Folder::new();
    folder.file("甲.txt", FAULTY);
    fs::create_dir(folder.path("清单.xlsx")).unwrap();
    let run = folder.run(&["check", "甲.txt", "--list", "清单.xlsx"]);
    run.refused("无法写入 清单.xlsx：这是一个文件夹");
    let left: Vec<_> = fs::read_dir(folder.path(".")).unwrap().flatten().collect();
    assert_eq!(left.len(), 2);
}

fn fingerprint(folder: &Folder, file: &Path) -> String {
    let run = folder.run(&["check", file.to_str().unwrap(), "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    report["findings"][0]["fingerprint"].as_str().unwrap().to_owned()
}

#[test]
fn a_decision_holds_when_the_text_has_moved() {
    let folder = Folder::new();
    let file = folder.file("甲.txt", FAULTY);
    let fingerprint = fingerprint(&folder, &file);
    let decided = folder.run(&[
        "decide",
        "甲.txt",
        &fingerprint[..8],
        "--ignore",
        "--reason",
        "口径不同",
        "--who",
        "王会计",
    ]);
    assert_eq!(decided.code, 0, "{}", decided.err);
    assert!(decided.out.contains("已忽略：I001"));
    let kept = fs::read_to_string(folder.path("decisions.toml")).unwrap();
    assert!(kept.contains(&fingerprint) && kept.contains("who = \"王会计\""));
    assert!(kept.contains("when = \"20"), "{kept}");

    folder.file("甲.txt", FAULTY.replacen('\n', "\n新的一段，原文没有。\n\n", 1));
    let run = folder.run(&["check", "甲.txt", "--decisions", "decisions.toml"]);
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(run.out.contains("已按决定忽略 1 条") && run.out.contains("口径不同"), "{}", run.out);
    folder.file("甲.txt", FAULTY.replace("100.00", "120.00"));
    let run = folder.run(&["check", "甲.txt", "--decisions", "decisions.toml"]);
    assert_eq!(run.code, 1, "another number is another finding");
}

#[test]
fn a_decision_holds_for_its_own_report_only() {
    let folder = Folder::new();
    let file = folder.file("甲.txt", FAULTY);
    let fingerprint = fingerprint(&folder, &file);
    let why = ["--ignore", "--reason", "口径不同", "--who", "王"];
    folder.run(&[&["decide", "甲.txt", &fingerprint], &why[..]].concat());
    folder.file("乙.txt", FAULTY.replace("民政局", "水利局"));
    fs::rename(&file, folder.path("改名.txt")).unwrap();
    let run = folder.run(&["check", ".", "--decisions", "decisions.toml", "--summary"]);
    assert!(run.out.contains("共 2 份：通过 1，有错误 1"), "equal words elsewhere: {}", run.out);
    let renamed = folder.run(&["check", "改名.txt", "--decisions", "decisions.toml"]);
    assert_eq!(renamed.code, 0, "{}", renamed.out);
}

#[test]
fn an_accepted_finding_stays_in_the_verdict() {
    let folder = Folder::new();
    let file = folder.file("甲.txt", FAULTY);
    let fingerprint = fingerprint(&folder, &file);
    folder.run(&["decide", "甲.txt", &fingerprint, "--accept", "--reason", "已改", "--who", "王"]);
    let run = folder.run(&["check", "甲.txt", "--decisions", "decisions.toml"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("决定：已采纳，王，"), "{}", run.out);
}

#[test]
fn decisions_that_cannot_be_used_are_refused() {
    let folder = Folder::new();
    folder.file("甲.txt", FAULTY);
    folder.file("坏.toml", "[[decision]]\nfingerprint = 1\n");
    let decide = |more: &[&str]| folder.run(&[&["decide", "甲.txt"], more].concat());
    let why = ["--ignore", "--reason", "口径不同", "--who", "王"];
    folder
        .run(&["check", "甲.txt", "--decisions", "没有.toml"])
        .refused("无法读取决定文件 没有.toml");
    folder.run(&["check", "甲.txt", "--decisions", "坏.toml"]).refused("坏.toml 有误：第 2 行");
    decide(&[&["0123456789"], &why[..]].concat()).refused("没有指纹为 0123456789 的发现");
    decide(&[&["0123"], &why[..]].concat()).refused("指纹至少要写 6 位");
    decide(&["0123456789", "--reason", "口径不同", "--who", "王"]).refused("缺少");
    let known = fingerprint(&folder, &folder.path("甲.txt"));
    let blank = [known.as_str(), "--ignore", "--reason", " ", "--who", "王"];
    decide(&blank).refused("没有写明理由");
}

#[test]
fn nobody_reading_on_is_no_fault() {
    for command in [&["rules"][..], &["explain", "G003"], &["schemes"], &["--help"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let program = assert_cmd::cargo::cargo_bin("jiheng");
        let run =
            std::process::Command::new(program).args(command).stdout(writer).output().unwrap();
        assert_eq!((run.status.code(), run.stderr.len()), (Some(0), 0), "{command:?}");
    }
}
