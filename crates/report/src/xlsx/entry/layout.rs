//! What stands where in the entry form: its writer and its reader both go by this page.

use crate::Words;
use jiheng_base::evaluation::{Budget, SpendingGroup, Stated, Yuan};
use jiheng_base::formula::Operator;
use jiheng_law::Base;

/// The sheet with the score table.
pub const MAIN: &str = "自评表";
/// The sheet with the further amounts.
pub const MONEY: &str = "收支情况";
/// The sheet with the words.
pub const WORDS: &str = "情况说明";
/// The sheet that tells how to fill in the others.
pub const HELP: &str = "填表说明";

/// 单位名称 of a department.
pub const UNIT: &str = "单位名称";
/// 实施单位 of a project.
pub const DOING_UNIT: &str = "实施单位";
/// 项目名称
pub const PROJECT: &str = "项目名称";
/// 主管部门
pub const SUPERVISOR: &str = "主管部门";
/// 评价年度
pub const YEAR: &str = "评价年度";
/// 评分方案
pub const SCHEME: &str = "评分方案";
/// 预期目标; its value stands below it.
pub const GOALS: &str = "预期目标";
/// 实际完成情况; its value stands below it.
pub const WORK: &str = "实际完成情况";
/// The head over the dimension that the execution of the budget earns its points in.
pub const EXECUTION: &str = "执行率和得分由系统按方案计算，不填";
/// 成文日期
pub const SIGNED_ON: &str = "成文日期";

/// The column of the value that belongs to a label in the first column of the main sheet.
pub const VALUE: u16 = 2;
/// The column of a second label in the same row, and that of its value.
pub const SECOND_LABEL: u16 = 6;
/// See [`SECOND_LABEL`].
pub const SECOND_VALUE: u16 = 7;

/// Columns of the indicators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// 一级指标
    Dimension,
    /// 二级指标
    Category,
    /// 三级指标
    Name,
    /// 定量 or 定性
    Nature,
    /// 计算符号
    Operator,
    /// 年度指标值
    Target,
    /// 计量单位
    Measure,
    /// 实际完成值
    Actual,
    /// 分值
    Weight,
    /// 得分
    Score,
    /// 偏差原因分析及改进措施
    Reason,
}

impl Column {
    /// From the left.
    pub const ALL: [Self; 11] = [
        Self::Dimension,
        Self::Category,
        Self::Name,
        Self::Nature,
        Self::Operator,
        Self::Target,
        Self::Measure,
        Self::Actual,
        Self::Weight,
        Self::Score,
        Self::Reason,
    ];

    /// The words above it.
    #[must_use]
    pub fn head(self) -> &'static str {
        match self {
            Self::Dimension => "一级指标",
            Self::Category => "二级指标",
            Self::Name => "三级指标",
            Self::Nature => "指标性质",
            Self::Operator => "计算符号",
            Self::Target => "年度指标值",
            Self::Measure => "计量单位",
            Self::Actual => "实际完成值",
            Self::Weight => "分值",
            Self::Score => "得分",
            Self::Reason => "偏差原因分析及改进措施",
        }
    }

    /// Its place from the left, from 0.
    #[must_use]
    pub fn at(self) -> u16 {
        self as u16
    }
}

/// What is measured by a number.
pub const QUANTITATIVE: &str = "定量";
/// What is judged by words.
pub const QUALITATIVE: &str = "定性";
/// Signs of comparison, as the list of the form has them.
pub const OPERATORS: [(Operator, &str); 5] = [
    (Operator::AtLeast, "≥"),
    (Operator::AtMost, "≤"),
    (Operator::Equal, "="),
    (Operator::Above, ">"),
    (Operator::Below, "<"),
];

/// An amount of the year.
#[derive(Debug, Clone, Copy)]
pub struct Amount {
    /// The words above or before it.
    pub label: &'static str,
    /// Its name in the data.
    pub field: &'static str,
    /// It may be less than nothing.
    pub signed: bool,
    /// Where it stands in the data.
    pub of: fn(&mut Budget) -> &mut Option<Stated<Yuan>>,
}

/// Amounts of the main sheet, from the left.
#[rustfmt::skip]
pub const MAIN_AMOUNTS: [Amount; 6] = [
    Amount { label: "年初预算数", field: "initial", signed: false, of: |b| &mut b.initial },
    Amount { label: "年中追加数", field: "adjustment", signed: true, of: |b| &mut b.adjustment },
    Amount { label: "调整后预算数", field: "adjusted", signed: false, of: |b| &mut b.adjusted },
    Amount { label: "上年结转数", field: "carried_in", signed: false, of: |b| &mut b.carried_in },
    Amount { label: "全年预算数", field: "annual", signed: false, of: |b| &mut b.annual },
    Amount { label: "全年执行数", field: "expenditure", signed: false, of: |b| &mut b.expenditure },
];

/// Amounts of the sheet of the money, from the top.
#[rustfmt::skip]
pub const FURTHER_AMOUNTS: [Amount; 6] = [
    Amount { label: "实际到位数", field: "arrived", signed: false, of: |b| &mut b.arrived },
    Amount { label: "本年收入合计", field: "income", signed: false, of: |b| &mut b.income },
    Amount { label: "收入总计", field: "income_total", signed: false, of: |b| &mut b.income_total },
    Amount { label: "其中：基本支出", field: "basic", signed: false, of: |b| &mut b.basic },
    Amount { label: "其中：项目支出", field: "project", signed: false, of: |b| &mut b.project },
    Amount { label: "年末结转和结余", field: "carried_out", signed: false, of: |b| &mut b.carried_out },
];

/// The amounts that the execution rate needs, by their names in the data.
#[must_use]
pub fn needed_for(base: Base) -> &'static [&'static str] {
    match base {
        Base::AdjustedWithCarriedIn | Base::Annual => &["annual", "expenditure"],
        Base::Adjusted => &["adjusted", "expenditure"],
        Base::CurrentYear => &["adjusted", "carried_in", "expenditure"],
        Base::Initial => &["initial", "expenditure"],
        Base::Reported => &[],
    }
}

/// Parts of the spending as the list of the form has them.
pub const GROUPS: [(SpendingGroup, &str); 3] = [
    (SpendingGroup::Basic, "基本支出"),
    (SpendingGroup::Project, "项目支出"),
    (SpendingGroup::Whole, "不区分"),
];
/// The spending by economic class.
pub const LINES: List<4> = List {
    heads: ["支出类别", "科目编码", "科目名称", "执行数（万元）"],
    columns: [0, 1, 2, 3],
};

/// Paragraphs of the author, a line of the cell each.
#[derive(Debug, Clone, Copy)]
pub struct Passage {
    /// The words before it.
    pub label: &'static str,
    /// What to write.
    pub hint: &'static str,
    /// Where it stands in the data.
    pub of: fn(&mut Words) -> &mut Vec<String>,
}

/// Passages of the sheet of the words, from the top.
#[rustfmt::skip]
pub const PASSAGES: [Passage; 6] = [
    Passage { label: "部门（项目）概况", hint: "职能、机构、人员；项目写立项依据、内容和实施主体", of: |w| &mut w.overview },
    Passage { label: "自评工作开展情况", hint: "怎样组织、收集资料、核对和打分，一步一行", of: |w| &mut w.steps },
    Passage { label: "预算执行偏离的原因", hint: "执行率不到100%或调整较大的，逐条写原因", of: |w| &mut w.deviation },
    Passage { label: "结果拟与预算安排相结合情况", hint: "自评结果怎样用于调整下一年预算和政策", of: |w| &mut w.application },
    Passage { label: "结果公开情况", hint: "何时在何处公开", of: |w| &mut w.publication },
    Passage { label: "其他佐证材料", hint: "一份材料一行，写名称和出处", of: |w| &mut w.evidence },
];

/// A list: heads with rows below them.
#[derive(Debug, Clone, Copy)]
pub struct List<const N: usize> {
    /// The words above its columns.
    pub heads: [&'static str; N],
    /// The first column of the sheet that each takes.
    pub columns: [u16; N],
}

/// Members of the group.
pub const MEMBERS: List<3> =
    List { heads: ["姓名", "职务", "小组分工"], columns: [0, 1, 2] };
/// What a member can be.
pub const MEMBER_ROLES: [&str; 3] = ["组长", "副组长", "成员"];
/// Problems of the year.
pub const PROBLEMS: List<2> =
    List { heads: ["存在的问题和原因", "拟采取的改进措施"], columns: [0, 2] };
/// Problems of last year.
pub const LAST_YEAR: List<2> =
    List { heads: ["上年度自评发现的问题", "整改情况"], columns: [0, 2] };
