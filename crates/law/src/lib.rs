//! Legal instruments, rule packs, classifications and terms as dated data.
//!
//! Everything comes from the files under `law/` and `packs/` at the root of the repository, which
//! are built into the binary; a broken file is refused with its name, line and reason.

mod builtin;
mod concept;
mod day;
mod economic;
mod error;
mod functional;
mod instrument;
mod rate;
pub mod scheme;
mod term;

pub use concept::{Concept, Concepts};
pub use day::Day;
pub use economic::{EconomicClass, EconomicClasses, Evidence};
pub use error::LawError;
pub use functional::{FunctionalClass, FunctionalClasses};
pub use instrument::{Article, Confidence, Instrument, Library};
pub use rate::{RateDefinition, RateDefinitions};
pub use scheme::{Base, Scheme, SchemeKind, SchemePack, SchemeSource};
pub use term::{Term, Terms};

/// All the law that a check needs.
#[derive(Debug)]
pub struct Law {
    /// Instruments and articles.
    pub library: Library,
    /// Scoring schemes; the first is the national one.
    pub schemes: Vec<SchemePack>,
    /// Tasks and names that have ended.
    pub terms: Terms,
    /// Quantities of the budget year.
    pub concepts: Concepts,
    /// What named rates divide.
    pub rates: RateDefinitions,
    /// The economic classification of expenditure.
    pub economic: EconomicClasses,
    /// The functional classification of expenditure.
    pub functional: FunctionalClasses,
}

impl Law {
    /// Reads the data that is built in.
    ///
    /// # Errors
    /// When a file is broken; a test holds that none is.
    pub fn builtin() -> Result<Self, LawError> {
        builtin::law()
    }

    /// Adds schemes from other packs, which may extend those that are there.
    ///
    /// # Errors
    /// When a pack is broken.
    pub fn add_schemes(&mut self, sources: &[SchemeSource]) -> Result<(), LawError> {
        let added = scheme::add(sources, &self.schemes, &self.library)?;
        self.schemes.extend(added);
        Ok(())
    }

    /// A scheme by id.
    #[must_use]
    pub fn scheme(&self, id: &str) -> Option<&SchemePack> {
        self.schemes.iter().find(|s| s.id == id)
    }
}
