//! The data of the repository, built in.

use crate::{
    Concepts, EconomicClasses, FunctionalClasses, Law, LawError, Library, RateDefinitions,
    SchemeSource, Terms, scheme,
};

macro_rules! data {
    ($path:literal) => {
        ($path, include_str!(concat!("../../../", $path)))
    };
}

/// Packs in the order in which they may extend each other.
const PACKS: &[(&str, &str)] = &[
    data!("packs/cn/mof2020.toml"),
    data!("packs/cn/mof2021cost.toml"),
    data!("packs/cn/pmkpi.toml"),
    data!("packs/cn-hubei/hubei.toml"),
    data!("packs/cn-hunan/yueyang.toml"),
    data!("packs/cn-sichuan/department2018.toml"),
    data!("packs/cn-chongqing/department.toml"),
    data!("packs/cn-shaanxi/department.toml"),
];

pub(crate) fn law() -> Result<Law, LawError> {
    let library = Library::parse(data!("law/instruments.toml"), data!("law/articles.toml"))?;
    let sources: Vec<SchemeSource> =
        PACKS.iter().map(|(file, text)| SchemeSource { file, text }).collect();
    let schemes = scheme::add(&sources, &[], &library)?;
    let (file, text) = data!("law/terms.toml");
    let terms = Terms::parse(file, text)?;
    let (file, text) = data!("law/concepts.toml");
    let concepts = Concepts::parse(file, text)?;
    let (file, text) = data!("law/rates.toml");
    let rates = RateDefinitions::parse(file, text)?;
    let (file, text) = data!("law/economic.tsv");
    let economic = EconomicClasses::parse(file, text)?;
    let (file, text) = data!("law/functional.tsv");
    let functional = FunctionalClasses::parse(file, text)?;
    Ok(Law { library, schemes, terms, concepts, rates, economic, functional })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Day;
    use jiheng_base::Decimal;

    #[test]
    fn all_data_is_whole() {
        let law = law().unwrap();
        assert_eq!(law.schemes.len(), PACKS.len());
        let hubei = law.scheme("hubei").unwrap().at(Day::end_of(2021));
        assert_eq!(hubei.execution_weight(), Some(Decimal::from(20)));
        assert_eq!(hubei.qualitative.grades[1].low, Decimal::from(50));
        assert_eq!(hubei.grade("89.5".parse().unwrap()).map(|b| b.name.as_str()), Some("良"));
    }

    #[test]
    fn every_scheme_has_a_grade_for_every_score() {
        for pack in law().unwrap().schemes {
            let scheme = pack.at(Day::end_of(2024));
            for score in 0..=100 {
                assert!(scheme.grade(Decimal::from(score)).is_some(), "{} {score}", scheme.id);
            }
        }
    }

    #[test]
    fn broken_packs_are_refused_with_file_line_and_reason() {
        let mut law = law().unwrap();
        let refuse = |law: &mut Law, text: &str| {
            let source = SchemeSource { file: "packs/x/x.toml", text };
            law.add_schemes(&[source]).unwrap_err()
        };
        let head = "id = \"x\"\ntitle = \"x\"\nkinds = [\"project\"]\n";
        let error = refuse(&mut law, &format!("{head}extends = \"nowhere\"\n"));
        assert_eq!((error.line, error.reason.contains("nowhere")), (4, true));
        let error = refuse(&mut law, &format!("{head}extends = \"mof2020\"\nweigth = 3\n"));
        assert_eq!((error.line, error.reason.contains("weigth")), (5, true));
        let uneven =
            "[[dimension]]\nname = \"a\"\nweight = 90\nfrom = 2020-01-01\nbasis = \"P1-01\"\n";
        let error = refuse(&mut law, &format!("{head}extends = \"mof2020\"\n{uneven}"));
        assert!(error.reason.contains("90"), "{error}");
        let baseless = uneven.replace("P1-01", "ZZ-9").replace("90", "100");
        let error = refuse(&mut law, &format!("{head}extends = \"mof2020\"\n{baseless}"));
        assert_eq!((error.line, error.reason.contains("ZZ-9")), (9, true));
        assert_eq!(error.file, "packs/x/x.toml");
    }
}
