//! What is no report of ours: each is named in its own words and with its own exit code.

#![allow(clippy::unwrap_used)]

mod common;

use common::{FAULTY, Folder};

#[test]
fn files_that_cannot_be_read_say_why() {
    let folder = Folder::new();
    let big5 =
        b"\xB9w\xBA\xE2\xC1Z\xAE\xC4\xA6\xDB\xB5\xFB\xB3\xF8\xA7i\xC1`\xA6\xAC\xA4J".repeat(9);
    let cases: [(&str, &[u8], &str); 7] = [
        ("空.txt", b"", "文件是空的"),
        ("空白.docx", b" \n\n", "文件是空的"),
        ("乱.docx", b"\x00\x01\x02\x03\xFE\xDC\x00\x07", "不是文本，也不是支持的文件格式"),
        ("编码.txt", &big5, "无法识别文字编码"),
        ("残.docx", b"PK\x03\x04 and no more", "docx文件已损坏：不是完整的压缩包"),
        ("残.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "文件不完整，缺少结尾"),
        ("菜谱.docx", "番茄炒蛋的做法\n鸡蛋三个，番茄两个。\n".as_bytes(), "没有认出是绩效自评"),
    ];
    for (name, content, words) in cases {
        folder.file(name, content);
        let run = folder.run(&["check", name]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{name}: {}", run.err);
        let expected = format!("错误：{name}：");
        assert!(run.err.starts_with(&expected) && run.err.contains(words), "{name}: {}", run.err);
    }
    let missing = folder.run(&["check", "没有.docx"]);
    missing.refused("没有.docx：文件不存在");
}

#[test]
fn another_kind_of_document_is_checked_and_said_to_be_one() {
    let folder = Folder::new();
    folder.file(
        "通知.txt",
        "关于拨付资金的通知\n下达资金100.00万元，其中甲60.00万元、乙40.00万元。\n",
    );
    let run = folder.run(&["check", "通知.txt"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let words = "没有认出是绩效自评、评价、预算或决算文件，只按通用的文字和数字规则核对";
    assert!(run.out.contains(words), "{}", run.out);
    folder.file("甲.txt", FAULTY);
    assert!(!folder.run(&["check", "甲.txt"]).out.contains("没有认出"));
}

#[test]
#[cfg(unix)]
fn a_folder_without_permission_is_named_and_the_rest_goes_on() {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    folder.file("甲.txt", FAULTY);
    fs::create_dir(folder.path("锁")).unwrap();
    fs::set_permissions(folder.path("锁"), Permissions::from_mode(0o000)).unwrap();
    if fs::read_dir(folder.path("锁")).is_ok() {
        eprintln!("skipped: this user may read every folder");
        return;
    }
    let run = folder.run(&["check", ".", "--summary"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("锁：没有读取权限"), "{}", run.err);
    assert!(run.out.contains("共 2 份：通过 0，有错误 1，无法读取 1"), "{}", run.out);
}

#[test]
#[cfg(feature = "serve")]
fn a_data_folder_that_is_a_file_is_named() {
    let folder = Folder::new();
    folder.file("数据", "不是文件夹");
    for (command, data) in [("serve", "数据"), ("demo", "数据"), ("serve", "数据/下级")] {
        let run = folder.run(&[command, "--data", data, "--listen", "127.0.0.1:0"]);
        let words = format!("错误：不能把 {data} 用作数据文件夹：");
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{command}: {}", run.err);
        assert!(run.err.starts_with(&words) && run.err.contains("是一个文件"), "{}", run.err);
    }
}
