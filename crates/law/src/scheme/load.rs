//! Reading packs: what is broken is refused with file, line and reason.

use super::parameter::{Parameters, all_at};
use super::{SchemeKind, SchemePack};
use crate::{Day, LawError, Library};
use jiheng_base::Decimal;
use serde::Deserialize;

/// A pack file and its text.
#[derive(Debug, Clone, Copy)]
pub struct SchemeSource<'a> {
    /// Path from the root of the packs.
    pub file: &'a str,
    /// Its content.
    pub text: &'a str,
}

#[derive(Deserialize)]
struct File {
    id: toml::Spanned<String>,
    title: String,
    kinds: Vec<SchemeKind>,
    #[serde(default)]
    regions: Vec<String>,
    extends: Option<toml::Spanned<String>>,
    #[serde(flatten)]
    parameters: Parameters,
}

/// Keys that a pack may have at its top.
const KEYS: &[&str] = &[
    "id",
    "title",
    "kinds",
    "regions",
    "extends",
    "dimension",
    "execution",
    "quantitative",
    "qualitative",
    "rounding",
    "grading",
    "indicator",
    "category",
    "section",
];

/// Reads packs in order; a pack may extend one of `known` or one before it.
pub(crate) fn add(
    sources: &[SchemeSource],
    known: &[SchemePack],
    library: &Library,
) -> Result<Vec<SchemePack>, LawError> {
    let mut packs: Vec<SchemePack> = known.to_vec();
    for source in sources {
        let pack = read(source, &packs, library)?;
        packs.push(pack);
    }
    Ok(packs.split_off(known.len()))
}

fn read(
    source: &SchemeSource,
    known: &[SchemePack],
    library: &Library,
) -> Result<SchemePack, LawError> {
    let SchemeSource { file, text } = *source;
    let refuse = |at: usize, reason: String| LawError::at(file, text, at, reason);
    refuse_unknown_keys(source)?;
    let parsed: File = toml::from_str(text).map_err(|e| LawError::from_toml(file, text, &e))?;
    let (id_at, id) = (parsed.id.span().start, parsed.id.into_inner());
    if known.iter().any(|p| p.id == id) {
        return Err(refuse(id_at, format!("方案编号 {id} 重复")));
    }
    let parameters = match parsed.extends {
        None => parsed.parameters,
        Some(base) => {
            let at = base.span().start;
            let name = base.into_inner();
            let base = known.iter().find(|p| p.id == name);
            let base = base.ok_or_else(|| refuse(at, format!("没有可供继承的方案 {name}")))?;
            parsed.parameters.over(&base.parameters)
        }
    };
    if let Some(unknown) = parameters.bases().into_iter().find(|b| library.article(b).is_none()) {
        let at = text.find(&format!("\"{unknown}\"")).unwrap_or(0);
        return Err(refuse(at, format!("没有编号为 {unknown} 的条文")));
    }
    check(&parameters).map_err(|(key, reason)| refuse(text.find(key).unwrap_or(0), reason))?;
    Ok(SchemePack {
        id,
        title: parsed.title,
        kinds: parsed.kinds,
        regions: parsed.regions,
        parameters,
    })
}

/// Flattened tables cannot refuse unknown keys themselves.
fn refuse_unknown_keys(source: &SchemeSource) -> Result<(), LawError> {
    let SchemeSource { file, text } = *source;
    let table: toml::Table =
        toml::from_str(text).map_err(|e| LawError::from_toml(file, text, &e))?;
    match table.keys().find(|k| !KEYS.contains(&k.as_str())) {
        Some(key) => {
            let at = text.find(key.as_str()).unwrap_or(0);
            Err(LawError::at(file, text, at, format!("不认识的项目 {key}")))
        }
        None => Ok(()),
    }
}

/// What must hold for a scheme to be usable: the key at fault, and why.
fn check(parameters: &Parameters) -> Result<(), (&'static str, String)> {
    for (key, empty) in [
        ("dimension", parameters.dimension.is_empty()),
        ("execution", parameters.execution.is_empty()),
        ("quantitative", parameters.quantitative.is_empty()),
        ("qualitative", parameters.qualitative.is_empty()),
        ("rounding", parameters.rounding.is_empty()),
        ("grading", parameters.grading.is_empty()),
    ] {
        if empty {
            return Err(("id", format!("缺少 [[{key}]]，也没有可继承的")));
        }
    }
    let newest = Day { year: 9999, month: 12, day: 31 };
    let weights: Vec<Option<Decimal>> =
        all_at(&parameters.dimension, newest).iter().map(|d| d.weight).collect();
    let sum: Option<Decimal> = weights.iter().copied().sum();
    if sum.is_some_and(|s| s != Decimal::ONE_HUNDRED) {
        return Err((
            "[[dimension]]",
            format!("一级指标权重合计为 {}，应为 100", sum.unwrap_or_default()),
        ));
    }
    for grading in &parameters.grading {
        let falls = grading.bands.windows(2).all(|w| w[0].at_least > w[1].at_least);
        if !falls || grading.bands.last().is_none_or(|b| !b.at_least.is_zero()) {
            return Err(("[[grading]]", "等级应从高到低、到 0 为止，中间没有缺口".into()));
        }
    }
    for rule in &parameters.qualitative {
        let joined = rule.grades.windows(2).all(|w| w[0].low == w[1].high);
        if !joined || rule.grades.iter().any(|g| g.low >= g.high) {
            return Err(("[[qualitative]]", "定性档次应上下相接".into()));
        }
    }
    Ok(())
}
