//! Regions and units.

use crate::moment::Day;
use crate::{Refusal, UnitId};
use serde::{Deserialize, Serialize};

/// A code of an administrative division (行政区划代码): 6 digits to the county, 9 to the township,
/// 12 to the village.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RegionCode(String);

impl RegionCode {
    /// A code with the right number of digits.
    ///
    /// # Errors
    /// [`Refusal::Field`].
    pub fn new(code: &str) -> Result<Self, Refusal> {
        let code = code.trim();
        if matches!(code.len(), 6 | 9 | 12) && code.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(code.to_owned()))
        } else {
            Err(Refusal::Field { field: "区划代码", wrong: "应为 6、9 或 12 位数字" })
        }
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for RegionCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A region (区划) in the tree of regions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// Its code.
    pub code: RegionCode,
    /// Its name.
    pub name: String,
    /// The region that it lies in; none for the topmost.
    pub parent: Option<RegionCode>,
}

coded! {
    /// What kind of body a unit is.
    pub enum UnitKind {
        /// 党政机关
        Administrative = "administrative" "行政单位",
        /// 事业单位
        Institution = "institution" "事业单位",
        /// 乡镇、街道
        Township = "township" "乡镇（街道）",
        /// 人民团体、社会团体
        Association = "association" "群团组织",
        /// 国有企业 that is given money
        Enterprise = "enterprise" "企业",
        /// Any other.
        Other = "other" "其他",
    }
}

/// A body that spends money and reports on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its id, which outlives its name.
    pub id: UnitId,
    /// The code of the budget unit (预算单位编码), if it has one; unique.
    pub code: Option<String>,
    /// Its full name today, as on its seal.
    pub name: String,
    /// What kind of body it is.
    pub kind: UnitKind,
    /// Where it is.
    pub region: RegionCode,
    /// Its supervising department; none for a department itself.
    pub supervisor: Option<UnitId>,
    /// Whether it still exists; a unit is closed, never deleted.
    pub active: bool,
    /// The day on which it was closed, as the decision has it.
    #[serde(default, with = "crate::moment::day_text::option")]
    pub closed_on: Option<Day>,
    /// The unit that took over what a closed one left.
    pub successor: Option<UnitId>,
}

impl Unit {
    /// A name without blanks around it.
    ///
    /// # Errors
    /// [`Refusal::Field`].
    pub fn check_name(name: &str) -> Result<String, Refusal> {
        let name = name.trim();
        match name.chars().count() {
            0 => Err(Refusal::Field { field: "单位名称", wrong: "不能为空" }),
            1..=100 => Ok(name.to_owned()),
            _ => Err(Refusal::Field { field: "单位名称", wrong: "不能超过一百个字" }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_code_has_six_nine_or_twelve_digits() {
        for right in ["420199", "420199101", "420199101002", " 420199 "] {
            assert_eq!(RegionCode::new(right).unwrap().as_str(), right.trim());
        }
        for wrong in ["", "4201", "42019X", "４２０１９９", "4201990"] {
            assert!(RegionCode::new(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_unit_needs_a_name() {
        assert_eq!(Unit::check_name(" 清河县林业局 ").unwrap(), "清河县林业局");
        assert!(Unit::check_name("　 ").is_err());
        assert!(Unit::check_name(&"长".repeat(101)).is_err());
    }
}
