//! Legal instruments, rule packs, classifications and terms as dated data.
//!
//! Everything comes from the files under `law/` and `packs/` at the root of the repository, which
//! are built into the binary; a broken file is refused with its name, line and reason.

mod concept;
mod economic;
mod error;
mod rate;

pub use concept::{Concept, Concepts};
pub use economic::{EconomicClass, EconomicClasses, Evidence};
pub use error::LawError;
pub use rate::{RateDefinition, RateDefinitions};

/// All the law that is built in.
#[derive(Debug)]
pub struct Law {
    /// Quantities of the budget year.
    pub concepts: Concepts,
    /// What named rates divide.
    pub rates: RateDefinitions,
    /// The economic classification of expenditure.
    pub economic: EconomicClasses,
}

impl Law {
    /// Reads the data that is built in.
    ///
    /// # Errors
    /// When a file is broken; a test holds that none is.
    pub fn builtin() -> Result<Self, LawError> {
        Ok(Self {
            concepts: Concepts::parse(
                "law/concepts.toml",
                include_str!("../../../law/concepts.toml"),
            )?,
            rates: RateDefinitions::parse(
                "law/rates.toml",
                include_str!("../../../law/rates.toml"),
            )?,
            economic: EconomicClasses::parse(
                "law/economic.tsv",
                include_str!("../../../law/economic.tsv"),
            )?,
        })
    }
}
