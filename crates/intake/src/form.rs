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

/// Whether a document is an entry form, filled in or not, whole or with some of its heads changed.
#[must_use]
pub fn is_form(document: &Document) -> bool {
    Sheet::named(document, layout::MAIN).is_some_and(|sheet| {
        let marks = [layout::SCHEME, layout::EXECUTION, layout::WORK];
        head_row(&sheet).is_some() || marks.iter().all(|mark| sheet.find(mark).is_some())
    })
}

fn head_row(sheet: &Sheet) -> Option<u32> {
    sheet.find_row(&[Column::Dimension, Column::Category].map(|c| (c.at(), c.head())))
}

/// Reads an entry form that is filled in.
///
/// # Errors
/// [`Refusal`] with every cell that is empty, wrong or in contradiction.
pub fn read_form(document: &Document, law: &Law) -> Result<Submission, Refusal> {
    let mut reader = Reader::new(law);
    let Some(main) = Sheet::named(document, layout::MAIN).filter(|_| is_form(document)) else {
        let mut faults = Faults::default();
        let what = "没有自评表应有的栏目，不是用 jiheng template 出的表；已有的表可用 jiheng template --from 带入";
        faults.add_general(format!("工作表“{}”", layout::MAIN), what);
        return faults.refuse(Submission::default());
    };
    reader.main(&main);
    reader.side(document, layout::MONEY, Reader::money);
    reader.side(document, layout::WORDS, Reader::words);
    reader.finish()
}

struct Reader<'a> {
    law: &'a Law,
    submission: Submission,
    faults: Faults,
    /// Cells by the path of what they hold in the data.
    cells: BTreeMap<String, CellPlace>,
    /// Empty cells of amounts without which there is no execution rate.
    missing_amounts: Vec<(CellPlace, &'static str)>,
}

impl<'a> Reader<'a> {
    fn new(law: &'a Law) -> Self {
        Self {
            law,
            submission: Submission::default(),
            faults: Faults::default(),
            cells: BTreeMap::new(),
            missing_amounts: Vec::new(),
        }
    }

    fn side(&mut self, document: &Document, name: &str, read: fn(&mut Self, &Sheet)) {
        match Sheet::named(document, name) {
            Some(sheet) => read(self, &sheet),
            None => self.faults.add_general(
                format!("工作表“{name}”"),
                "没有这张工作表；请用 jiheng template 重新出表",
            ),
        }
    }

    /// What holds for the whole of the data, each fault at the cell that it is of.
    fn finish(mut self) -> Result<Submission, Refusal> {
        if let Err(faults) = settle(&self.submission, self.law) {
            for Fault { path, what } in faults {
                if path == "evaluation.budget" && !self.missing_amounts.is_empty() {
                    for (place, label) in std::mem::take(&mut self.missing_amounts) {
                        self.faults.add(place, format!("请写{label}，单位万元"));
                    }
                    continue;
                }
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
