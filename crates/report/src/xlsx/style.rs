//! How cells look.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

const TEXT_FONT: &str = "宋体";
const HEAD_FONT: &str = "黑体";
/// 五号, and 小二 for the title.
const TEXT_SIZE: f64 = 10.5;
const TITLE_SIZE: f64 = 18.0;

fn plain() -> Format {
    Format::new()
        .set_font_name(TEXT_FONT)
        .set_font_size(TEXT_SIZE)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

/// The words above a table.
pub(super) fn title() -> Format {
    plain().set_font_name(HEAD_FONT).set_font_size(TITLE_SIZE).set_align(FormatAlign::Center)
}

/// A cell that names what stands beside or below it.
pub(super) fn head() -> Format {
    cell().set_font_name(HEAD_FONT).set_align(FormatAlign::Center)
}

/// A cell with words.
pub(super) fn cell() -> Format {
    plain().set_border(FormatBorder::Thin)
}

/// A cell with a number, shown by a format code.
pub(super) fn number(code: &str) -> Format {
    cell().set_align(FormatAlign::Center).set_num_format(code)
}
