//! The sheet that tells how to fill in the others, in the words of the scheme and its articles.

use super::form::EntryForm;
use super::layout;
use crate::xlsx::area::Area;
use crate::xlsx::{page, style};
use jiheng_base::exact::plain;
use rust_xlsxwriter::{Worksheet, XlsxError};

const WIDTH: u32 = 84;

pub(super) fn write(form: &EntryForm, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    page::set_up(sheet);
    sheet.protect().set_column_width(0, WIDTH)?;
    Area::cell(0, 0).write(sheet, layout::HELP, &style::title())?;
    page::set_height(sheet, 0, 2)?;
    for (row, text) in (1..).zip(paragraphs(form)) {
        Area::cell(row, 0).write(sheet, text.as_str(), &style::remark())?;
        page::set_height(sheet, row, page::lines(&text, WIDTH))?;
    }
    Ok(())
}

fn paragraphs(form: &EntryForm) -> Vec<String> {
    let scheme = &form.scheme;
    let mut all: Vec<String> = [
        "先填工作表“自评表”，再填“收支情况”和“情况说明”。浅黄格必填，白格选填，灰格由评分方案规定或由系统计算。",
        "表头已锁定，没有密码；格子里只写数字和文字，不写公式。指标行不够时，用 jiheng template 的 --rows 另出一份。",
        "三级指标一行一个，不用的行空着。定量指标填计算符号、指标值、计量单位和实际完成值，得分由系统计算；定性指标填要达到和已达到的状况，并写评定的得分。",
        "填好后运行 jiheng import，漏填、填错的格子会逐格指出。",
    ]
    .map(str::to_owned)
    .to_vec();
    all.push(format!("评分方案：{}。", scheme.title));
    let of_execution = form.cite(&scheme.execution.basis);
    all.push(format!("执行率的口径：{}。{of_execution}", scheme.execution.base.text()));
    for rule in scheme.categories.iter().filter(|r| !r.required.is_empty()) {
        let required = rule.required.join("、");
        all.push(format!("{}应设：{required}。{}", rule.dimension, form.cite(&rule.basis)));
    }
    all.push(format!("定量指标的计分。{}", form.cite(&scheme.quantitative.basis)));
    let grades = &scheme.qualitative.grades;
    if !grades.is_empty() {
        let names: Vec<String> = grades
            .iter()
            .map(|g| format!("{}，按分值的{}%至{}%", g.name, plain(g.high), plain(g.low)))
            .collect();
        let basis = form.cite(&scheme.qualitative.basis);
        all.push(format!("定性指标的档次：{}。{basis}", names.join("；")));
    }
    if !scheme.indicators.is_empty() {
        let names: Vec<&str> = scheme.indicators.iter().map(|i| i.name.as_str()).collect();
        all.push(format!("方案有专门算法的指标，名称照写即可计算：{}。", names.join("、")));
    }
    all
}
