//! Zips of reports as offices send them: alone, in a folder, nested, with names in GBK.

#![allow(clippy::unwrap_used)]

mod common;

use common::{FAULTY, Folder, docx, zip};

/// The same zip with a name in GBK, as Chinese Windows packs it: ASCII of the same length before.
fn renamed(mut packed: Vec<u8>, ascii: &str, gbk: &[u8]) -> Vec<u8> {
    assert_eq!(ascii.len(), gbk.len());
    for at in 0..packed.len() - gbk.len() {
        if packed[at..].starts_with(ascii.as_bytes()) {
            packed[at..at + gbk.len()].copy_from_slice(gbk);
        }
    }
    packed
}

#[test]
fn every_output_names_the_files_of_a_zip() {
    let folder = Folder::new();
    let inner = zip(&[("乙.docx", &docx(FAULTY))]);
    let files = [("甲.txt", FAULTY.as_bytes()), ("批.zip", &inner), ("照片.jpg", b"\xFF\xD8")];
    folder.file("包.zip", zip(&files));
    let text = folder.run(&["check", "包.zip"]);
    assert_eq!(text.code, 1, "{}", text.err);
    assert!(text.out.contains("共 2 份：通过 0，有错误 2"), "{}", text.out);
    let names = ["包.zip/甲.txt", "包.zip/批.zip/乙.docx"];
    for format in ["text", "json", "csv"] {
        let run = folder.run(&["check", "包.zip", "--format", format]);
        assert!(names.iter().all(|name| run.out.contains(name)), "{format}: {}", run.out);
    }
    let sarif = folder.run(&["check", "包.zip", "--format", "sarif"]);
    let uri = "%E5%8C%85.zip/%E6%89%B9.zip/%E4%B9%99.docx";
    assert!(sarif.out.contains(uri), "{}", sarif.out);
    folder.run(&["check", "包.zip", "--format", "html"]).refused("现有 2 份");
    folder.run(&["check", "包.zip", "--annotate", "批注.docx"]).refused("现有 2 份");
}

#[test]
fn a_file_in_a_zip_is_named_as_it_is_shown() {
    let folder = Folder::new();
    folder.file("包.zip", zip(&[("甲.docx", &docx(FAULTY)), ("乙.txt", FAULTY.as_bytes())]));
    let run = folder.run(&["check", "包.zip/甲.docx", "--annotate", "批注.docx"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(folder.path("批注.docx").exists());
    let page = folder.run(&["check", "包.zip/乙.txt", "--format", "html"]);
    assert!(page.out.starts_with("<!DOCTYPE html>"));
    folder.run(&["check", "包.zip/丙.txt"]).refused("包.zip 里没有 包.zip/丙.txt");
    folder.run(&["score", "包.zip"]).refused("一次只能指定一份文件，现有 2 份");
}

#[test]
fn a_zip_is_read_from_a_folder_and_from_the_standard_input() {
    let folder = Folder::new();
    let (gbk, ascii) = (b"\xBC\xD7.txt", "aa.txt");
    folder.file("包.zip", renamed(zip(&[(ascii, FAULTY.as_bytes())]), ascii, gbk));
    folder.file("丙.txt", FAULTY);
    let run = folder.run(&["check", ".", "--summary"]);
    assert!(run.out.contains("共 2 份") && run.out.contains("包.zip/甲.txt"), "{}", run.out);
    let piped = folder.pipe(&["check", "-"], zip(&[("丁.txt", FAULTY.as_bytes())]));
    assert!(piped.code == 1 && piped.out.contains("标准输入/丁.txt"), "{}", piped.out);
    // Packed without an ending that says so: the content decides.
    folder.file("包", zip(&[("戊.txt", FAULTY.as_bytes())]));
    assert!(folder.run(&["check", "包"]).out.contains("包/戊.txt"));
}

#[test]
fn the_zip_itself_is_not_written_over() {
    let folder = Folder::new();
    folder.file("清单.xlsx", zip(&[("甲.txt", FAULTY.as_bytes())]));
    let run = folder.run(&["check", "清单.xlsx", "--list", "清单.xlsx"]);
    run.refused("--list 不能写到输入文件上");
}

#[test]
fn zips_that_cannot_be_read_are_named_and_the_rest_goes_on() {
    let folder = Folder::new();
    folder.file("甲.txt", FAULTY);
    folder.file("坏.zip", b"PK\x03\x04 cut");
    folder.file("图.zip", zip(&[("照片.jpg", b"x")]));
    folder.file("深.zip", zip(&[("2.zip", &zip(&[("3.zip", &zip(&[("丙.txt", b"x")]))]))]));
    folder.file("表.zip", docx(FAULTY));
    folder.file("文字.zip", FAULTY);
    let run = folder.run(&["check", ".", "--summary"]);
    assert_eq!(run.code, 2);
    assert!(run.out.contains("共 6 份：通过 0，有错误 3，无法读取 3"), "{}{}", run.out, run.err);
    for words in [
        "坏.zip：压缩包文件已损坏：结构不完整",
        "图.zip：压缩包里没有可以核对的文件",
        "深.zip/2.zip/3.zip：压缩包嵌套过深",
    ] {
        assert!(run.err.contains(words), "{}", run.err);
    }
}
