//! Small PDF files: pages that draw what they are given, unpacked, with one Chinese font that nobody
//! has to embed.

const HEAD: &[u8] = b"%PDF-1.4\n";
/// Objects before those of the pages: the catalogue, the list of the pages, the font and its kind.
const COMMON: usize = 4;
const FONT: &str = "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H \
    /DescendantFonts [4 0 R] >>";
const KIND: &str = "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 \
    /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> >>";

/// A file whose pages draw `pages`, with the font as `/F`.
pub(crate) fn file(pages: &[&[u8]]) -> Vec<u8> {
    let number = |at: usize| COMMON + 1 + at * 2;
    let kids: String = (0..pages.len()).map(|at| format!("{} 0 R ", number(at))).collect();
    let list = format!("<< /Type /Pages /Count {} /Kids [{kids}] >>", pages.len());
    let common = ["<< /Type /Catalog /Pages 2 0 R >>", &list, FONT, KIND];
    let mut objects: Vec<Vec<u8>> = common.map(|object| object.as_bytes().to_vec()).to_vec();
    for (at, drawing) in pages.iter().enumerate() {
        let content = number(at) + 1;
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R \
             /Resources << /Font << /F 3 0 R >> >> >>"
        );
        objects.push(page.into_bytes());
        let head = format!("<< /Length {} >>\nstream\n", drawing.len());
        objects.push([head.as_bytes(), drawing, b"\nendstream"].concat());
    }
    numbered(&objects)
}

/// The objects in their order, and the index that says where each stands.
fn numbered(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = HEAD.to_vec();
    let mut index = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(objects) {
        index.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let start = file.len();
    let trailer = format!("trailer\n<< /Size {} /Root 1 0 R >>\n", objects.len() + 1);
    let end = format!("{index}{trailer}startxref\n{start}\n%%EOF\n");
    file.extend_from_slice(end.as_bytes());
    file
}
