//! Any text as the first sheet of an xlsx.
#![no_main]

mod guarded;

use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const PARTS: [(&str, &[u8]); 4] = [
    (
        "[Content_Types].xml",
        br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
];

fuzz_target!(init: guarded::spare_libraries(), |sheet: &[u8]| {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let sheet = [("xl/worksheets/sheet1.xml", sheet)];
    for (name, part) in PARTS.into_iter().chain(sheet) {
        if archive.start_file(name, SimpleFileOptions::default()).is_err()
            || archive.write_all(part).is_err()
        {
            return;
        }
    }
    if let Ok(file) = archive.finish() {
        let _ = jiheng_document::read(file.get_ref());
    }
});
