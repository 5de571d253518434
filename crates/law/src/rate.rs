//! Rates by name, and the words that tell what they divide.

use crate::LawError;
use serde::Deserialize;

/// A rate and the words in the labels of the two numbers that it divides.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateDefinition {
    /// Ends of the names that it goes by.
    pub names: Vec<String>,
    /// Words of the part, the more telling first.
    pub part: Vec<String>,
    /// Words of the whole, the more telling first.
    pub whole: Vec<String>,
}

/// Rates by name.
#[derive(Debug, Default)]
pub struct RateDefinitions {
    rates: Vec<RateDefinition>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rate: Vec<RateDefinition>,
}

impl RateDefinitions {
    /// Reads `law/rates.toml`.
    ///
    /// # Errors
    /// When the file is no such table.
    pub fn parse(file: &str, text: &str) -> Result<Self, LawError> {
        let parsed: File = toml::from_str(text).map_err(|e| LawError::from_toml(file, text, &e))?;
        Ok(Self { rates: parsed.rate })
    }

    /// The definition whose name is the longest end of `name`.
    #[must_use]
    pub fn of(&self, name: &str) -> Option<&RateDefinition> {
        self.rates
            .iter()
            .flat_map(|rate| rate.names.iter().map(move |n| (n, rate)))
            .filter(|(n, _)| name.ends_with(n.as_str()))
            .max_by_key(|(n, _)| n.len())
            .map(|(_, rate)| rate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_decides() {
        let rates =
            RateDefinitions::parse("rates.toml", include_str!("../../../law/rates.toml")).unwrap();
        assert!(rates.of("政府采购执行率").is_some_and(|r| r.whole.contains(&"预算".into())));
        assert!(rates.of("隐患整改完成率").is_some_and(|r| r.part == ["整改"]));
        assert!(rates.of("平均班额").is_none());
    }
}
