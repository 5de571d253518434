//! A row that was read, by the names of its columns.

use crate::StoreError;
use jiheng_domain::Moment;
use sqlx::Row as _;
use sqlx::any::AnyRow;
use std::str::FromStr;

/// A row.
pub(crate) struct Row(pub(super) AnyRow);

impl Row {
    /// A text.
    pub(crate) fn text(&self, column: &str) -> Result<String, StoreError> {
        Ok(self.0.try_get(column)?)
    }

    /// A text or NULL.
    pub(crate) fn text_if(&self, column: &str) -> Result<Option<String>, StoreError> {
        Ok(self.0.try_get(column)?)
    }

    /// A whole number.
    pub(crate) fn number(&self, column: &str) -> Result<i64, StoreError> {
        Ok(self.0.try_get(column)?)
    }

    /// A whole number or NULL.
    pub(crate) fn number_if(&self, column: &str) -> Result<Option<i64>, StoreError> {
        Ok(self.0.try_get(column)?)
    }

    /// A count.
    pub(crate) fn count(&self, column: &str) -> Result<u64, StoreError> {
        u64::try_from(self.number(column)?).map_err(|_| damaged(column))
    }

    /// A flag.
    pub(crate) fn flag(&self, column: &str) -> Result<bool, StoreError> {
        Ok(self.number(column)? == 1)
    }

    /// A time.
    pub(crate) fn moment(&self, column: &str) -> Result<Moment, StoreError> {
        self.number(column).map(Moment)
    }

    /// A time or NULL.
    pub(crate) fn moment_if(&self, column: &str) -> Result<Option<Moment>, StoreError> {
        Ok(self.number_if(column)?.map(Moment))
    }

    /// Something that is written as text.
    pub(crate) fn parse<T: FromStr>(&self, column: &str) -> Result<T, StoreError> {
        self.text(column)?.parse().map_err(|_| damaged(column))
    }

    /// Something that is written as text, or NULL.
    pub(crate) fn parse_if<T: FromStr>(&self, column: &str) -> Result<Option<T>, StoreError> {
        let text = self.text_if(column)?;
        text.map(|t| t.parse().map_err(|_| damaged(column))).transpose()
    }

    /// A variant by its code.
    pub(crate) fn code<T>(
        &self,
        column: &str,
        from: fn(&str) -> Option<T>,
    ) -> Result<T, StoreError> {
        from(&self.text(column)?).ok_or_else(|| damaged(column))
    }
}

fn damaged(column: &str) -> StoreError {
    StoreError::Damaged(column.to_owned())
}
