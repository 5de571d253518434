//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

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

/// Fills of locked cells and of cells that must be filled in; both stay light in print.
const LOCKED: Color = Color::RGB(0x00F2_F2F2);
const NEEDED: Color = Color::RGB(0x00FF_F7DB);

/// A head of a form.
pub(super) fn locked() -> Format {
    head().set_background_color(LOCKED)
}

/// A cell to be filled in.
pub(super) fn input(needed: bool) -> Format {
    let format = cell().set_unlocked();
    if needed { format.set_background_color(NEEDED) } else { format }
}

/// A cell for a number or a short word.
pub(super) fn short_input(needed: bool) -> Format {
    input(needed).set_align(FormatAlign::Center)
}

/// A cell for an amount in 万元: two decimals, or as many as the fen take.
pub(super) fn amount_input(needed: bool) -> Format {
    short_input(needed).set_num_format("0.00####")
}

/// A cell whose content is never taken for a number or a formula.
pub(super) fn word_input(needed: bool) -> Format {
    short_input(needed).set_num_format("@")
}

/// Words without a frame.
pub(super) fn remark() -> Format {
    plain()
}
