//! `jiheng report` and `jiheng summary`: what they write, what they refuse, what they say.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn samples() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../samples/evaluations")
}

/// Exit code, standard output and standard error.
fn jiheng(args: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("jiheng").unwrap().args(args).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn one_evaluation_becomes_three_documents_and_is_not_written_over() {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("公文");
    let data = samples().join("township.toml");
    let (code, _, errors) = jiheng(&["report", text(&data), "--out", text(&out)]);
    assert_eq!((code, errors.as_str()), (0, ""));
    let written = names(&out);
    // Three documents, and the table as a workbook.
    assert_eq!(written.len(), 4, "{written:?}");
    assert!(written.iter().all(|n| n.starts_with("2024年度清河县云岭镇人民政府绩效自评")));
    let (code, _, errors) = jiheng(&["report", text(&data), "--out", text(&out)]);
    assert!(code == 2 && errors.contains("已经存在；要覆盖请加 --force"), "{errors}");
    let (code, ..) = jiheng(&["report", text(&data), "--out", text(&out), "--force"]);
    assert_eq!(code, 0);
    let (code, checked, _) = jiheng(&["check", text(&out)]);
    assert_eq!(code, 0, "{checked}");
}

#[test]
fn a_folder_of_evaluations_goes_into_a_folder_each_and_a_summary() {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("公文");
    let (code, told, _) = jiheng(&["report", text(&samples()), "--out", text(&out)]);
    assert!(code == 0 && told.contains("共 4 份数据，写出 4 份，未写 0 份"), "{told}");
    assert_eq!(names(&out), ["irrigation", "project", "tiancheng-figures", "township"]);
    let (code, _, errors) = jiheng(&["summary", text(&samples()), "--out", text(&out)]);
    assert!(code == 2 && errors.contains("评价年度不同（2021、2024、2025）"), "{errors}");
    let (two, out) = (folder.path().join("数据"), folder.path().join("汇总"));
    fs::create_dir(&two).unwrap();
    for name in ["project.toml", "township.toml"] {
        fs::copy(samples().join(name), two.join(name)).unwrap();
    }
    let (code, told, errors) = jiheng(&["summary", text(&two), "--out", text(&out)]);
    assert!(code == 0 && told.contains("汇总 2 份"), "{told}{errors}");
    assert!(errors.contains("待补：汇总报告：下一步工作安排"), "{errors}");
    assert_eq!(names(&out).len(), 3);
}

#[test]
fn what_is_wrong_or_missing_in_the_data_is_told() {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("公文");
    let data = folder.path().join("数据.toml");
    let sample = fs::read_to_string(samples().join("township.toml")).unwrap();
    let told = |data_text: &str| {
        fs::write(&data, data_text).unwrap();
        let (code, _, errors) = jiheng(&["report", text(&data), "--out", text(&out), "--force"]);
        (code, errors)
    };
    let (code, errors) = told(&sample.replace("goals = [", "steps_ = ["));
    assert!(code == 2 && errors.contains("words.steps_：没有这个字段"), "{errors}");
    let (code, errors) = told(&sample.replace("weight = 10\nreason", "weight = 12\nreason"));
    assert!(code == 2 && errors.contains("evaluation.dimensions"), "{errors}");
    assert!(!out.exists(), "nothing is written where data is wrong");
    let goals = "goals = [\"改善村级道路条件，提升为民服务水平。\"]\n";
    let (code, errors) = told(&sample.replace(goals, ""));
    assert!(code == 0 && errors.contains("待补：") && errors.contains("年度绩效目标"), "{errors}");
    let (code, _, errors) = jiheng(&["report", text(&samples().join("没有.toml")), "--out", "x"]);
    assert!(code == 2 && errors.contains("文件不存在"), "{errors}");
    let (code, _, errors) = jiheng(&["report", text(&data)]);
    assert!(code == 2 && errors.contains("--out"), "{errors}");
}

#[test]
fn templates_are_written_out_edited_and_used() {
    let folder = TempDir::new().unwrap();
    let templates = folder.path().join("模板");
    let (code, ..) = jiheng(&["report", "--write-templates", text(&templates)]);
    assert_eq!((code, names(&templates).len()), (0, 4));
    let own = templates.join("湖北");
    let report = own.join("报告.txt");
    fs::write(&report, "\u{feff}# 我们的报告\n{{ 单位 }}得{{ 总分 }}分。\n").unwrap();
    let out = folder.path().join("公文");
    let data = samples().join("township.toml");
    let args = ["report", text(&data), "--out", text(&out), "--template", text(&own)];
    assert_eq!(jiheng(&args).0, 0);
    let written = out.join("2024年度清河县云岭镇人民政府绩效自评报告.docx");
    let document = jiheng_document::read(&fs::read(written).unwrap()).unwrap();
    assert_eq!(document.nodes[1].text, "清河县云岭镇人民政府得98.51分。");
    fs::write(&report, "# 题\n{{ 没有 }}\n").unwrap();
    let (code, _, errors) = jiheng(&args);
    assert!(code == 2 && errors.contains("报告.txt：模板第 2 行：用了没有的值"), "{errors}");
}

#[cfg(not(feature = "pdf"))]
#[test]
fn without_the_typesetter_the_way_to_a_pdf_is_told() {
    let data = samples().join("township.toml");
    let (code, _, errors) = jiheng(&["report", text(&data), "--out", "x", "--pdf"]);
    assert!(code == 2 && errors.contains("--features pdf"), "{errors}");
}
