//! The pipeline: bytes of a file in, a report with a verdict out, and ways to print it, to
//! write it into a copy of the file and to list it with others.
//!
//! ```
//! use jiheng_check::{Options, Verdict, check};
//! use jiheng_law::Law;
//!
//! let law = Law::builtin()?;
//! let text = "2023年度清河县民政局部门整体支出绩效自评报告\n\
//!             收入合计100.00万元，其中财政拨款60.00万元、其他收入30.00万元。\n";
//! let report = check(text.as_bytes(), &law, &Options::default())?;
//! assert_eq!(report.verdict, Verdict::Errors);
//! let finding = &report.findings[0];
//! assert_eq!((finding.code, finding.locations[0].line), ("I001", Some(2)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod annotate;
mod decisions;
mod fingerprint;
mod identity;
pub mod list;
mod options;
mod pipeline;
pub mod render;
mod report;

pub use decisions::{Decision, Decisions, DecisionsError, Ruling};
pub use options::{Ignore, Options};
pub use pipeline::{CheckError, check, check_document};
pub use report::{
    BaseLine, CheckLine, DocumentInfo, FindingInfo, LocationInfo, Report, SchemeInfo, ScoreInfo,
    Verdict,
};
