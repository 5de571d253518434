//! Glyphs that mainland text does not use.

static VARIANTS: &[(char, char)] = include!(concat!(env!("OUT_DIR"), "/variants.rs"));

/// The simplified character for a traditional or Japanese form.
#[must_use]
pub fn simplified(form: char) -> Option<char> {
    VARIANTS.binary_search_by_key(&form, |(f, _)| *f).ok().map(|at| VARIANTS[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_traditional_and_japanese_forms() {
        assert_eq!(simplified('編'), Some('编'));
        assert_eq!(simplified('増'), Some('增'));
        assert_eq!(simplified('现'), None);
        assert_eq!(simplified('乾'), None, "stands in simplified text too");
    }
}
