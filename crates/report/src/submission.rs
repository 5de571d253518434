//! What a unit hands in: the figures, and the words that no figure says.

use jiheng_base::evaluation::Evaluation;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Everything that the documents are made of.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Submission {
    /// The id of the scoring scheme; none for the one that the figures point to.
    pub scheme: Option<String>,
    /// Money, indicators, scores.
    pub evaluation: Evaluation,
    /// What no figure says.
    pub words: Words,
}

/// The author's own words, each a paragraph unless it is a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Words {
    /// 项目名称, for a project
    pub project: Option<String>,
    /// 主管部门, for a project
    pub supervisor: Option<String>,
    /// 部门（项目）概况
    pub overview: Vec<String>,
    /// 年度重点工作
    pub work: Vec<String>,
    /// 年度总体目标
    pub goals: Vec<String>,
    /// 自评工作小组
    pub group: Vec<Member>,
    /// 自评工作开展情况, step by step
    pub steps: Vec<String>,
    /// 预算执行偏离的原因
    pub deviation: Vec<String>,
    /// 存在的问题和原因, each with what is to be done
    pub problems: Vec<Problem>,
    /// 上年度的问题和改进
    pub last_year: Vec<LastYear>,
    /// 结果拟与预算安排相结合情况
    pub application: Vec<String>,
    /// 结果公开情况
    pub publication: Vec<String>,
    /// 其他佐证材料
    pub evidence: Vec<String>,
    /// 成文日期, as printed
    pub signed_on: Option<String>,
}

/// A member of the self-evaluation group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// 姓名
    pub name: String,
    /// 职务
    pub post: String,
    /// 组长、副组长、成员
    pub role: String,
}

/// A problem and its remedy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// What is wrong and why.
    pub what: String,
    /// What is to be done about it.
    pub measure: String,
}

/// A problem of last year and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LastYear {
    /// The problem as last year's report told it.
    pub problem: String,
    /// What was done.
    pub remedy: String,
}
