//! What a validation has to say.

use std::fmt;

/// How bad what a remark tells is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// For information.
    Note,
    /// A person should look at it.
    Doubt,
    /// The table or the evaluation cannot be used so.
    Error,
}

impl Severity {
    /// In the words of the user.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Note => "提示",
            Self::Doubt => "疑点",
            Self::Error => "错误",
        }
    }
}

/// A remark on a table, a row or a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// How bad it is.
    pub severity: Severity,
    /// PM_SELF_EVAL_INDICATOR; empty for the whole.
    pub table: String,
    /// From 1, without the head.
    pub row: Option<usize>,
    /// ind_weight
    pub column: String,
    /// What is wrong and what to do.
    pub what: String,
}

impl Remark {
    pub(crate) fn on(severity: Severity, table: &str, what: impl Into<String>) -> Self {
        Self { severity, table: table.into(), row: None, column: String::new(), what: what.into() }
    }

    pub(crate) fn row(self, at: usize) -> Self {
        Self { row: Some(at + 1), ..self }
    }

    pub(crate) fn column(self, name: &str) -> Self {
        Self { column: name.into(), ..self }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.table)?;
        if let Some(row) = self.row {
            write!(f, "第{row}行")?;
        }
        if !self.column.is_empty() {
            write!(f, " {}", self.column)?;
        }
        let colon = if self.table.is_empty() && self.column.is_empty() { "" } else { "：" };
        write!(f, "{colon}{}", self.what)
    }
}
