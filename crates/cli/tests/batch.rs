//! A batch is read in child processes: what one file does to its reader leaves the others alone.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use std::fs;
use std::time::Duration;

const REPORT: &str = "2023年度清河县民政局部门整体支出绩效自评报告\n\
     收入合计100.00万元，其中财政拨款60.00万元、其他收入40.00万元。\n";

fn jiheng() -> Command {
    Command::cargo_bin("jiheng").unwrap()
}

#[test]
fn bad_files_are_named_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in
        [("a.txt", REPORT.as_bytes()), ("b.docx", b"PK\x03\x04 no zip"), ("c.txt", b"\xFF\xFE\xFF")]
    {
        fs::write(folder.path().join(name), content).unwrap();
    }
    let ran = jiheng().arg("check").arg(folder.path()).assert().code(2);
    let (out, errors) = (&ran.get_output().stdout, &ran.get_output().stderr);
    let (out, errors) = (String::from_utf8_lossy(out), String::from_utf8_lossy(errors));
    assert!(out.contains("共 3 份：通过 1，有错误 0，无法读取 2"), "{out}");
    assert!(errors.contains("b.docx：docx文件已损坏"), "{errors}");
}

#[test]
#[cfg(unix)]
fn a_reader_that_takes_too_much_memory_is_ended() {
    use jiheng_isolate::{Failure, Limits, Reader};
    // Time enough for a busy machine: it is the memory that is to run out.
    let limits = Limits { memory: 1 << 27, time: Duration::from_secs(120) };
    let program = assert_cmd::cargo::cargo_bin("jiheng");
    let reader = Reader::new(program, vec!["read-worker".into()], limits);
    // Each character becomes a paragraph of its own, some hundred bytes each.
    let huge = "一\n".repeat(2_000_000);
    assert_eq!(reader.read(huge.as_bytes()), Err(Failure::Large(limits.memory)));
    assert!(reader.read(REPORT.as_bytes()).is_ok());
}

#[test]
fn exit_zero_forgives_errors_but_not_unreadable_files() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = folder.path().join("wrong.txt");
    fs::write(&wrong, REPORT.replace("60.00", "70.00")).unwrap();
    jiheng().arg("check").arg(&wrong).assert().code(1);
    jiheng().args(["check", "--exit-zero"]).arg(&wrong).assert().code(0);
    fs::write(&wrong, b"PK\x03\x04").unwrap();
    jiheng().args(["check", "--exit-zero"]).arg(&wrong).assert().code(2);
}
