//! Evaluations as tables of the integrated budget platform (预算管理一体化), and back.
//!
//! The tables and what stands in which column are data (`law/platform.tsv`). What the tables cannot
//! say, and what in them does not hold together, is told.

mod export;
mod field;
mod import;
mod lost;
mod measure;
mod package;
mod remark;
mod tables;
mod validate;

pub use export::{Exported, export};
pub use import::{Imported, import};
pub use package::{Package, PackageError, Sheet};
pub use remark::{Remark, Severity};
pub use tables::{Column, Of, Table, Tables};
