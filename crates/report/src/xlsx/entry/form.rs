//! A form and the book that it becomes.

use super::rows::{Group, groups};
use super::{help, layout, main_sheet, side_sheets};
use crate::xlsx::{BookError, page};
use crate::{Fault, Submission, scheme_of};
use jiheng_base::evaluation::{Evaluation, Kind};
use jiheng_law::{Law, Scheme};
use rust_xlsxwriter::Workbook;

/// An entry form.
#[derive(Debug)]
pub struct EntryForm<'a> {
    pub(super) law: &'a Law,
    pub(super) scheme: Scheme,
    pub(super) content: &'a Submission,
    pub(super) groups: Vec<Group<'a>>,
}

impl<'a> EntryForm<'a> {
    /// The form for the year, kind and scheme that the content names, with room for at least
    /// `rows` indicators in each dimension.
    ///
    /// # Errors
    /// When the content names no year or no scheme that there is.
    pub fn new(content: &'a Submission, law: &'a Law, rows: usize) -> Result<Self, Fault> {
        let scheme = scheme_of(content, law)?;
        let groups = groups(&content.evaluation, &scheme, rows);
        Ok(Self { law, scheme, content, groups })
    }

    /// The form as a workbook; the same form gives the same bytes.
    ///
    /// # Errors
    /// [`BookError`] when it does not fit into a workbook.
    pub fn xlsx(&self) -> Result<Vec<u8>, BookError> {
        let mut book = Workbook::new();
        main_sheet::write(self, book.add_worksheet().set_name(layout::MAIN)?)?;
        side_sheets::money(self, book.add_worksheet().set_name(layout::MONEY)?)?;
        side_sheets::words(self, book.add_worksheet().set_name(layout::WORDS)?)?;
        help::write(self, book.add_worksheet().set_name(layout::HELP)?)?;
        page::save(book)
    }

    pub(super) fn evaluation(&self) -> &Evaluation {
        &self.content.evaluation
    }

    pub(super) fn is_project(&self) -> bool {
        self.evaluation().kind == Kind::ProjectSelfEvaluation
    }

    pub(super) fn year(&self) -> String {
        self.evaluation().year.as_ref().map_or_else(String::new, |y| y.value.to_string())
    }

    /// What the articles say, for a note.
    pub(super) fn cite(&self, basis: &str) -> String {
        self.law.library.cite(basis).map_or_else(String::new, |text| format!("依据：{text}"))
    }
}
