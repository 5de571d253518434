//! The engine behind the pages: figures while typing, findings, documents, files dropped in.

mod assessment;
mod batch;
mod documents;
mod findings;
mod intake;
mod last_year;
mod live;
mod outline;

pub use batch::{CheckedFile, Uploaded, unpack};
pub use documents::{Output, OutputKind, file_stem};
pub use findings::{Checked, Mark};
pub use intake::{Preview, PreviewItem};
pub use last_year::{LastIndicator, LastYear, amounts, indicators, letters};
pub use live::{Live, Points};
pub use outline::{Passage, SIGNED_ON, Told, ToldRun};

use crate::form::{Fields, Subject, assemble};
use jiheng_law::{Day, Law, LawError};
use jiheng_report::Settled;
use sm3::{Digest, Sm3};

/// The law, and what is done with it.
pub struct Engine {
    law: Law,
}

impl Engine {
    /// With the law that is built in.
    ///
    /// # Errors
    /// When it is broken; a test holds that it is not.
    pub fn new() -> Result<Self, LawError> {
        Ok(Self { law: Law::builtin()? })
    }

    /// The law.
    #[must_use]
    pub fn law(&self) -> &Law {
        &self.law
    }

    /// The report as far as it is filled in, or nothing where it cannot be scored at all.
    pub(crate) fn settled(&self, subject: &Subject, fields: &Fields) -> Option<Settled> {
        let assembled = assemble(subject, fields);
        jiheng_report::draft(&assembled.submission, &self.law).ok().map(|(settled, _)| settled)
    }

    /// What tells the rules that a report was scored by from those of another day: the version of
    /// the program and the digest of the scheme as it holds at the end of the year.
    #[must_use]
    pub fn pack_version(&self, scheme: &str, year: u16) -> String {
        let parameters =
            self.law.scheme(scheme).map(|pack| format!("{:?}", pack.at(Day::end_of(year))));
        let digest = sm3(parameters.unwrap_or_default().as_bytes());
        format!("{} {scheme}-{year} {}", env!("CARGO_PKG_VERSION"), &digest[..16])
    }
}

/// The SM3 digest in hexadecimal.
pub(crate) fn sm3(content: &[u8]) -> String {
    Sm3::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}
