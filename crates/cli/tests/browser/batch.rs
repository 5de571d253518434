//! Files from outside the system: a zip, a PDF and a workbook, all at once.

use super::county::County;
use super::driver::Browser;
use super::walk::{documents, file};
use serde_json::json;
use std::io::Write;
use std::path::Path;
use zip::write::SimpleFileOptions;

pub(crate) async fn of_three_kinds(browser: &mut Browser, county: &County) {
    county.enter(browser, "chenjing").await;
    let folder = documents();
    let archive = folder.path().join("各单位报告.zip");
    let clean = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/project-clean/report.docx");
    let faulty = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/project-faulty/report.docx");
    pack(&archive, &[("甲.docx", clean), ("乙.docx", faulty)]);
    browser.open(&county.report).await;
    let pdf = folder.path().join("打印件.pdf");
    std::fs::write(&pdf, browser.pdf().await).unwrap();
    browser.open("/batches").await;
    let workbook = file(&folder, "绩效自评表.xlsx");
    let all = [archive.to_string_lossy(), pdf.to_string_lossy(), workbook.as_str().into()];
    browser.upload("#files", &all.join("\n")).await;
    browser.shot("batches").await;
    browser.press("上传并核对").await;
    browser.see("共 4 份").await;
    for name in
        ["各单位报告.zip/甲.docx", "各单位报告.zip/乙.docx", "打印件.pdf", "绩效自评表.xlsx"]
    {
        browser.see(name).await;
    }
    let read = browser
        .script("return document.querySelectorAll('tbody tr td:first-child a').length", vec![])
        .await;
    assert_eq!(read, json!(4), "each of them could be read");
    let errors = "//tr[contains(., '乙.docx')]//span[contains(@class, 'is-error')]";
    let script =
        "return document.evaluate(arguments[0], document, null, 8).singleNodeValue !== null";
    assert_eq!(browser.script(script, vec![json!(errors)]).await, json!(true));
    browser.shot("batch").await;
    let batch = browser.path().await;
    for (number, document) in [(1, "annotated"), (1, "findings"), (2, "annotated"), (3, "findings")]
    {
        let (status, bytes) = browser.fetch(&format!("{batch}/files/{number}/{document}")).await;
        assert!(status == 200 && bytes > 1000, "{number} {document}: {status}, {bytes} bytes");
    }
    assert_eq!(browser.fetch(&format!("{batch}/list")).await.0, 200);
    browser.press_at("//a[contains(., '乙.docx')]").await;
    browser.shot("batch-file").await;
    dropped(browser).await;
}

fn pack(archive: &Path, files: &[(&str, &str)]) {
    let mut zip = zip::ZipWriter::new(std::fs::File::create(archive).unwrap());
    for (name, path) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&std::fs::read(path).unwrap()).unwrap();
    }
    zip.finish().unwrap();
}

/// Dropped anywhere onto the page, a file is one of those to be sent.
async fn dropped(browser: &mut Browser) {
    browser.open("/batches").await;
    const DROP: &str = "const carried = new DataTransfer(); \
        carried.items.add(new File(['甲'], '拖入.txt')); \
        document.body.dispatchEvent(new DragEvent('drop', \
            { dataTransfer: carried, bubbles: true, cancelable: true }));";
    browser.script(DROP, vec![]).await;
    browser.until("document.querySelector('#files').files[0].name", "拖入.txt", true).await;
    browser.see("拖入.txt").await;
}
