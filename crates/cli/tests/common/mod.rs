//! A folder to run the command in, and files to put there.

#![allow(dead_code, reason = "each test file uses a part of it")]

use assert_cmd::Command;
use std::fs;
use std::io::{Cursor, Write};
use std::path::PathBuf;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub const FAULTY: &str = "2023年度清河县民政局部门整体支出绩效自评报告\n\
                      收入合计100.00万元，其中财政拨款60.00万元、其他收入30.00万元。\n";

pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        fs::write(self.path(name), bytes).unwrap();
        self.path(name)
    }

    /// Runs the command in the folder.
    pub fn run(&self, arguments: &[&str]) -> Outcome {
        self.pipe(arguments, Vec::new())
    }

    /// Runs the command in the folder, with something piped in.
    pub fn pipe(&self, arguments: &[&str], input: impl Into<Vec<u8>>) -> Outcome {
        let mut command = Command::cargo_bin("jiheng").unwrap();
        command.current_dir(self.0.path()).args(arguments).write_stdin(input);
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Outcome {
            code: output.status.code().unwrap(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

pub struct Outcome {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Outcome {
    /// Refused with these words and nothing on the standard output.
    pub fn refused(&self, words: &str) {
        assert_eq!((self.code, self.out.as_str()), (2, ""), "{}", self.err);
        assert!(self.err.contains(words), "{}", self.err);
    }
}

/// A docx with a paragraph for each line.
pub fn docx(text: &str) -> Vec<u8> {
    let body: String =
        text.lines().map(|l| format!("<w:p><w:r><w:t>{l}</w:t></w:r></w:p>")).collect();
    let parts = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
                .to_owned(),
        ),
        (
            "word/document.xml",
            format!(
                "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
            ),
        ),
    ];
    zip(&parts.each_ref().map(|(name, text)| (*name, text.as_bytes())))
}

/// A zip of these files.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::DEFAULT).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
