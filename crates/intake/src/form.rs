//! The entry form, strictly: what is missing or wrong is told with its cell.

mod indicators;
mod lists;
mod main_sheet;

use crate::fault::{CellPlace, Faults, Refusal};
use crate::sheet::{Sheet, number};
use jiheng_base::MoneyUnit;
use jiheng_base::evaluation::{Stated, Yuan};
use jiheng_document::Document;
use jiheng_law::Law;
use jiheng_report::entry::layout::{self, Column};
use jiheng_report::{Fault, Submission, settle};
use std::collections::BTreeMap;

/// Whether a document is an entry form, filled in or not.
#[must_use]
pub fn is_form(document: &Document) -> bool {
    Sheet::named(document, layout::MAIN)
        .is_some_and(|sheet| sheet.find(layout::SCHEME).is_some() && head_row(&sheet).is_some())
}

fn head_row(sheet: &Sheet) -> Option<u32> {
    sheet.find_row(&[Column::Dimension.head(), Column::Category.head()])
}

/// Reads an entry form that is filled in.
///
/// # Errors
/// [`Refusal`] with every cell that is empty, wrong or in contradiction.
pub fn read_form(document: &Document, law: &Law) -> Result<Submission, Refusal> {
    let mut reader = Reader::new(law);
    let Some(main) = Sheet::named(document, layout::MAIN) else {
        let mut faults = Faults::default();
        let what = "没有这张工作表，不是用 jiheng template 出的表";
        faults.add_general(format!("工作表“{}”", layout::MAIN), what);
        return faults.refuse(Submission::default());
    };
    reader.main(&main);
    if let Some(money) = Sheet::named(document, layout::MONEY) {
        reader.money(&money);
    }
    if let Some(words) = Sheet::named(document, layout::WORDS) {
        reader.words(&words);
    }
    reader.finish()
}

struct Reader<'a> {
    law: &'a Law,
    submission: Submission,
    faults: Faults,
    /// Cells by the path of what they hold in the data.
    cells: BTreeMap<String, CellPlace>,
}

impl<'a> Reader<'a> {
    fn new(law: &'a Law) -> Self {
        Self {
            law,
            submission: Submission::default(),
            faults: Faults::default(),
            cells: BTreeMap::new(),
        }
    }

    /// What holds for the whole of the data, each fault at the cell that it is of.
    fn finish(mut self) -> Result<Submission, Refusal> {
        if let Err(faults) = settle(&self.submission, self.law) {
            for Fault { path, what } in faults {
                match self.cell_of(&path) {
                    Some(place) => self.faults.add(place, what),
                    None => self.faults.add_general(path, what),
                }
            }
        }
        self.faults.refuse(self.submission)
    }

    /// The cell of a path, or of what it is part of.
    fn cell_of(&self, path: &str) -> Option<CellPlace> {
        let outer = || self.cells.get(path.rsplit_once('.')?.0);
        self.cells.get(path).or_else(outer).cloned()
    }

    /// A text that must be there.
    fn needed(&mut self, sheet: &Sheet, (row, column): (u32, u16), what: &str) -> String {
        let text = sheet.text(row, column);
        if text.is_empty() {
            self.faults.add(sheet.place(row, column), format!("请写{what}"));
        }
        text.to_owned()
    }

    /// An amount that is typed in 万元.
    fn amount(
        &mut self,
        sheet: &Sheet,
        (row, column): (u32, u16),
        label: &str,
        signed: bool,
    ) -> Option<Stated<Yuan>> {
        let text = sheet.text(row, column);
        if text.is_empty() {
            return None;
        }
        let yuan = number(text).and_then(|n| n.checked_mul(MoneyUnit::TenThousand.yuan()));
        match yuan {
            Some(yuan) if signed || !yuan.is_sign_negative() => {
                Some(Stated::typed(yuan.normalize()))
            }
            Some(_) => {
                self.faults.add(sheet.place(row, column), format!("{label}不能小于0"));
                None
            }
            None => {
                let what = format!("“{text}”不是数字，请写{label}，单位万元，只写数字");
                self.faults.add(sheet.place(row, column), what);
                None
            }
        }
    }

    /// A head that the form lacks: it was changed.
    fn changed(&mut self, sheet: &str, head: &str) {
        let what = format!("找不到“{head}”，表头被改动；请用 jiheng template 重新出表");
        self.faults.add_general(format!("工作表“{sheet}”"), what);
    }
}
