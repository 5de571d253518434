//! The parts of “三公”经费.

use ThreePublicPart as Part;

/// The parts of “三公”经费.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThreePublicPart {
    /// All of it.
    Total,
    /// 因公出国（境）费
    Abroad,
    /// 公务用车购置及运行维护费
    Vehicles,
    /// 公务用车购置费
    Purchase,
    /// 公务用车运行维护费
    Running,
    /// 公务接待费
    Reception,
}

impl ThreePublicPart {
    /// What a head or a label names.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let name = ["预算数", "决算数", "统计数"]
            .iter()
            .fold(name, |name, word| name.trim_end_matches(word).trim_start_matches(word));
        let ends = |words: &[&str]| words.iter().any(|w| name.ends_with(w));
        if name.contains("接待") {
            Some(Part::Reception)
        } else if name.contains("出国") {
            Some(Part::Abroad)
        } else if ends(&["小计", "购置及运行费", "购置及运行维护费", "购置和运行维护费"])
            || ends(&["公务用车费"])
        {
            Some(Part::Vehicles)
        } else if ends(&["购置费", "公务用车购置"]) {
            Some(Part::Purchase)
        } else if ends(&["运行费", "运行维护费"]) {
            Some(Part::Running)
        } else {
            ends(&["合计", "总计"]).then_some(Part::Total)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_labels_name_a_part() {
        for (name, part) in [
            ("财政拨款“三公”经费合计预算数", Some(Part::Total)),
            ("预算数公务用车购置及运行费小计", Some(Part::Vehicles)),
            ("公务用车购置及运行费公务用车购置费决算数", Some(Part::Purchase)),
            ("其中：公务用车运行维护费", Some(Part::Running)),
            ("1.因公出国（境）费", Some(Part::Abroad)),
            ("公务接待费决算数", Some(Part::Reception)),
            ("机关运行经费", None),
        ] {
            assert_eq!(Part::of(name), part, "{name}");
        }
    }
}
