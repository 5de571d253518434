//! In which encoding the bytes of a text are: that of its font, or of the file.

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_8, WINDOWS_1252};
use std::collections::HashMap;

pub(super) struct Charsets {
    file: &'static Encoding,
    by_font: HashMap<i32, &'static Encoding>,
}

impl Default for Charsets {
    fn default() -> Self {
        Self { file: WINDOWS_1252, by_font: HashMap::new() }
    }
}

impl Charsets {
    pub(super) fn set_code_page(&mut self, page: i32) {
        self.file = match page {
            936 | 54936 => GB18030,
            950 => BIG5,
            932 => SHIFT_JIS,
            949 => EUC_KR,
            65001 => UTF_8,
            _ => WINDOWS_1252,
        };
    }

    pub(super) fn set_font(&mut self, font: i32, charset: i32) {
        let encoding = match charset {
            134 => GB18030,
            136 => BIG5,
            128 => SHIFT_JIS,
            129 => EUC_KR,
            // Western and default fonts say nothing of the bytes beside them.
            _ => return,
        };
        self.by_font.insert(font, encoding);
    }

    pub(super) fn decode(&self, bytes: &[u8], font: i32) -> String {
        let encoding = self.by_font.get(&font).copied().unwrap_or(self.file);
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }
}
