//! Evidence that a task asks for, and what of it a report still lacks.

use crate::gate::OpenError;
use crate::{ReportKind, UnitKind};
use serde::{Deserialize, Serialize};

/// The code of what holds a report back for want of evidence, in the place of that of a rule.
const CODE: &str = "佐证";
/// What first- and second-level indicators are called with and without.
const SUFFIX: &str = "指标";

/// What a piece of required evidence bears out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The report as a whole.
    #[default]
    Report,
    /// Each indicator by itself.
    EachIndicator,
    /// The indicators of that name: a first-level one, a second-level one, or an indicator's own.
    Named(String),
}

/// Evidence that reports must bring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequiredEvidence {
    /// What it is, as the unit reads it.
    pub name: String,
    /// Which reports; all where none is named.
    #[serde(default)]
    pub kind: Option<ReportKind>,
    /// Units of which kind; all where none is named.
    #[serde(default)]
    pub of_units: Option<UnitKind>,
    /// What it bears out.
    #[serde(default)]
    pub about: About,
}

impl RequiredEvidence {
    /// Asked of every report as a whole.
    #[must_use]
    pub fn of_each_report(name: impl Into<String>) -> Self {
        Self { name: name.into(), kind: None, of_units: None, about: About::Report }
    }

    /// In words: 满意度调查表（乡镇（街道），项目，满意度指标）
    #[must_use]
    pub fn told(&self) -> String {
        let about = match &self.about {
            About::Report => None,
            About::EachIndicator => Some("每个指标"),
            About::Named(name) => Some(name.as_str()),
        };
        let units = self.of_units.map(UnitKind::text);
        let kind = self.kind.map(ReportKind::text);
        let limits: Vec<&str> = units.into_iter().chain(kind).chain(about).collect();
        match limits.is_empty() {
            true => self.name.clone(),
            false => format!("{}（{}）", self.name, limits.join("，")),
        }
    }

    /// Whether it is asked of reports of this kind by units of this kind.
    fn is_asked(&self, kind: ReportKind, unit: UnitKind) -> bool {
        self.kind.is_none_or(|of| of == kind) && self.of_units.is_none_or(|of| of == unit)
    }

    fn is_about(&self, row: &IndicatorRow) -> bool {
        let bare = |name: &str| name.trim().trim_end_matches(SUFFIX).to_owned();
        match &self.about {
            About::Report => false,
            About::EachIndicator => true,
            About::Named(name) => row.names.iter().any(|own| bare(own) == bare(name)),
        }
    }
}

/// An indicator as far as evidence is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorRow {
    /// The path of its row.
    pub path: String,
    /// Its first-level indicator, its second-level one, its own name.
    pub names: [String; 3],
}

/// One thing to bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What it is.
    pub name: String,
    /// The row of the indicator that it bears out; none for the whole report.
    pub row: Option<String>,
    /// The name of that indicator; empty for the whole report.
    pub indicator: String,
}

impl Due {
    /// Whether some evidence is it: `requirement` names the kind, `path` what it bears out.
    #[must_use]
    pub fn is_met_by(&self, requirement: &str, path: Option<&str>) -> bool {
        let is_of_row = |row: &String| {
            let rest = path.and_then(|p| p.strip_prefix(row.as_str()));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.name == requirement && self.row.as_ref().is_none_or(is_of_row)
    }

    /// 缺“满意度调查表”（指标“群众满意度”）
    #[must_use]
    pub fn lacking(&self) -> String {
        match self.indicator.as_str() {
            "" => format!("缺必交材料“{}”", self.name),
            indicator => format!("缺必交材料“{}”（指标“{indicator}”）", self.name),
        }
    }

    /// What holds the report back while it is missing.
    #[must_use]
    pub fn as_error(&self) -> OpenError {
        let row = self.row.as_deref().unwrap_or_default();
        OpenError {
            fingerprint: format!("evidence:{}:{row}", self.name),
            code: CODE.into(),
            message: self.lacking(),
        }
    }
}

/// What a report is to bring. Where no indicator goes by the name that was asked for, it is asked of
/// the report as a whole: a unit that calls the indicator otherwise says so.
#[must_use]
pub fn due(
    required: &[RequiredEvidence],
    (kind, unit): (ReportKind, UnitKind),
    rows: &[IndicatorRow],
) -> Vec<Due> {
    let mut all = Vec::new();
    for one in required.iter().filter(|r| r.is_asked(kind, unit)) {
        let whole = Due { name: one.name.clone(), row: None, indicator: String::new() };
        let of_rows = rows.iter().filter(|row| one.is_about(row)).map(|row| Due {
            row: Some(row.path.clone()),
            indicator: row.names[2].clone(),
            ..whole.clone()
        });
        let of_rows: Vec<Due> = of_rows.collect();
        match of_rows.is_empty() {
            true => all.push(whole),
            false => all.extend(of_rows),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(path: &str, names: [&str; 3]) -> IndicatorRow {
        IndicatorRow { path: path.into(), names: names.map(str::to_owned) }
    }

    fn rows() -> [IndicatorRow; 2] {
        [
            row("indicators.a", ["产出指标", "数量指标", "维修渠道长度"]),
            row("indicators.b", ["满意度指标", "服务对象满意度指标", "群众满意度"]),
        ]
    }

    const TOWN_PROJECT: (ReportKind, UnitKind) = (ReportKind::Project, UnitKind::Township);

    fn named(about: &str) -> RequiredEvidence {
        let about = About::Named(about.into());
        RequiredEvidence { about, ..RequiredEvidence::of_each_report("调查表") }
    }

    #[test]
    fn it_is_asked_of_the_report_or_of_the_indicators_that_it_names() {
        let asked = |required: RequiredEvidence| -> Vec<Option<String>> {
            let all = due(&[required], TOWN_PROJECT, &rows());
            all.into_iter().map(|d| d.row).collect()
        };
        assert_eq!(asked(RequiredEvidence::of_each_report("决算报表")), [None]);
        let each = RequiredEvidence { about: About::EachIndicator, ..named("") };
        assert_eq!(asked(each).len(), 2);
        for level in ["满意度指标", "满意度", "服务对象满意度指标", " 群众满意度 "]
        {
            assert_eq!(asked(named(level)), [Some("indicators.b".into())], "{level}");
        }
        // Called otherwise, it is not forgotten.
        assert_eq!(asked(named("游客满意度")), [None]);
        let of_departments =
            RequiredEvidence { kind: Some(ReportKind::Department), ..named("满意度") };
        assert_eq!(asked(of_departments.clone()), []);
        assert_eq!(of_departments.told(), "调查表（部门整体，满意度）");
        let of = |units| RequiredEvidence { of_units: Some(units), ..named("满意度") };
        assert_eq!(asked(of(UnitKind::Institution)), []);
        assert_eq!(asked(of(UnitKind::Township)).len(), 1);
        assert_eq!(of(UnitKind::Township).told(), "调查表（乡镇（街道），满意度）");
    }

    #[test]
    fn it_is_met_by_its_own_kind_for_its_own_indicator() {
        let all = due(&[named("满意度")], TOWN_PROJECT, &rows());
        assert!(all[0].is_met_by("调查表", Some("indicators.b.name")));
        assert!(all[0].is_met_by("调查表", Some("indicators.b")));
        for (requirement, path) in [
            ("调查表", None),
            ("", Some("indicators.b.name")),
            ("调查表", Some("indicators.a.name")),
            ("调查表", Some("indicators.b1.name")),
        ] {
            assert!(!all[0].is_met_by(requirement, path), "{requirement} {path:?}");
        }
        let error = all[0].as_error();
        assert_eq!(error.fingerprint, "evidence:调查表:indicators.b");
        assert_eq!(error.message, "缺必交材料“调查表”（指标“群众满意度”）");
    }

    #[test]
    fn what_was_asked_before_there_were_indicators_is_of_the_whole() {
        let old: RequiredEvidence =
            serde_json::from_str(r#"{"name":"决算报表","per_indicator":false}"#).unwrap();
        assert_eq!(old, RequiredEvidence::of_each_report("决算报表"));
    }
}
