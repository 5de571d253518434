//! What may be typed into the cells, and what the cells say about it.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, Note, Worksheet,
    XlsxError, row_col_to_cell,
};

/// Rows and columns from the first to the last.
pub(super) type Range = (u32, u16, u32, u16);

/// Characters that Excel shows of the words of a cell.
const MAX_WORDS: usize = 250;

fn told(
    rule: DataValidation,
    title: &str,
    message: &str,
    refusal: &str,
) -> Result<DataValidation, XlsxError> {
    rule.set_input_title(title)?
        .set_input_message(cut(message))?
        .set_error_title("填写有误")?
        .set_error_message(cut(refusal))
}

/// One of a list, and nothing else.
pub(super) fn one_of(
    sheet: &mut Worksheet,
    range: Range,
    list: &[&str],
    (title, message): (&str, &str),
) -> Result<(), XlsxError> {
    let rule = DataValidation::new().allow_list_strings(list)?;
    let refusal = format!("请从列表中选择：{}", list.join("、"));
    add(sheet, range, &told(rule, title, message, &refusal)?)
}

/// One of a list; something else after a question.
pub(super) fn usually_one_of(
    sheet: &mut Worksheet,
    range: Range,
    list: &[String],
    (title, message): (&str, &str),
) -> Result<(), XlsxError> {
    if list.is_empty() {
        return hint(sheet, range, (title, message));
    }
    let rule = DataValidation::new()
        .allow_list_strings(list)?
        .set_error_style(DataValidationErrorStyle::Warning);
    let refusal = format!("通常为：{}。确需另设的，选“是”", list.join("、"));
    add(sheet, range, &told(rule, title, message, &refusal)?)
}

/// Any text; the cell says what to write.
pub(super) fn hint(
    sheet: &mut Worksheet,
    range: Range,
    (title, message): (&str, &str),
) -> Result<(), XlsxError> {
    let rule = DataValidation::new().allow_any_value();
    add(sheet, range, &told(rule, title, message, "")?)
}

/// An amount of money in 万元.
pub(super) fn amount(
    sheet: &mut Worksheet,
    range: Range,
    signed: bool,
    (title, message): (&str, &str),
) -> Result<(), XlsxError> {
    let (rule, refusal) = if signed {
        let any = DataValidationRule::Between(Formula::new("=-10^12"), Formula::new("=10^12"));
        (any, "请写数字，单位万元；追减的写负数")
    } else {
        let least = DataValidationRule::GreaterThanOrEqualTo(Formula::new("=0"));
        (least, "请写不小于0的数字，单位万元")
    };
    let rule = DataValidation::new().allow_decimal_number_formula(rule);
    add(sheet, range, &told(rule, title, message, refusal)?)
}

/// 分值: over 0, up to 100.
pub(super) fn weight(
    sheet: &mut Worksheet,
    range: Range,
    (title, message): (&str, &str),
) -> Result<(), XlsxError> {
    let first = cell(range);
    let rule = DataValidation::new()
        .allow_custom(Formula::new(format!("=AND(ISNUMBER({first}),{first}>0,{first}<=100)")));
    add(sheet, range, &told(rule, title, message, "分值应大于0、不超过100")?)
}

/// 得分: from 0 to the 分值 in the column before it.
pub(super) fn score(
    sheet: &mut Worksheet,
    range: Range,
    (title, message): (&str, &str),
) -> Result<(), XlsxError> {
    let weight = cell((range.0, range.1 - 1, range.2, range.3));
    let rule = DataValidationRule::Between(Formula::new("=0"), Formula::new(format!("={weight}")));
    let rule = DataValidation::new().allow_decimal_number_formula(rule);
    add(sheet, range, &told(rule, title, message, "得分应在0到分值之间；先填分值，再填得分")?)
}

/// A note on a head.
pub(super) fn note(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
) -> Result<(), XlsxError> {
    const LINE_CHARS: usize = 16;
    const WIDTH: u32 = 260;
    let lines: usize = text.lines().map(|l| l.chars().count() / LINE_CHARS + 1).sum();
    let height = u32::try_from(lines).unwrap_or(u32::MAX).saturating_mul(20).clamp(60, 400);
    let note = Note::new(text).add_author_prefix(false).set_width(WIDTH).set_height(height);
    sheet.insert_note(row, column, &note)?;
    Ok(())
}

fn add(
    sheet: &mut Worksheet,
    (first_row, first_column, last_row, last_column): Range,
    rule: &DataValidation,
) -> Result<(), XlsxError> {
    sheet.add_data_validation(first_row, first_column, last_row, last_column, rule)?;
    Ok(())
}

/// The address of the first cell; the rule moves with the row.
fn cell((row, column, ..): Range) -> String {
    row_col_to_cell(row, column)
}

fn cut(words: &str) -> String {
    words.chars().take(MAX_WORDS).collect()
}
