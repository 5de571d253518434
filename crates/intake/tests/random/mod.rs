//! Submissions that hold together, from a seed.

#[path = "../../../report/tests/random/dice.rs"]
mod dice;

pub use dice::Random;
use jiheng_base::Decimal;
use jiheng_base::evaluation::{
    Actual, Budget, BudgetLine, Dimension, Indicator, Kind, SpendingGroup, Stated, Target,
};
use jiheng_base::formula::Operator;
use jiheng_law::{Law, Scheme, SchemeKind};
use jiheng_report::{LastYear, Member, Problem, Submission, Words, scheme_of};

const OPERATORS: [Operator; 5] =
    [Operator::AtLeast, Operator::AtMost, Operator::Equal, Operator::Above, Operator::Below];
const UNITS: [&str; 5] = ["个", "公里", "%", "人次", "万元"];
const REASONS: [&str; 3] = [
    "汛期停工，已调整工序，次年一季度补齐。",
    "=材料涨价\n已改用本地石料",
    "'开工晚；30%的用工在年底",
];
const NAMES: [&str; 6] =
    ["维修渠道", "培训农技人员", "巡查河段", "发放物资", "受理事项", "群众评价"];

impl Random {
    fn number(&mut self, bound: u64, decimals: u32) -> Decimal {
        Decimal::new(i64::try_from(self.below(bound)).unwrap() + 1, decimals).normalize()
    }

    /// Yuan, to the fen.
    fn yuan(&mut self) -> Decimal {
        self.number(9_000_000_000, 2)
    }

    /// Something in three of four cases.
    fn maybe<T>(&mut self, value: T) -> Option<T> {
        (self.below(4) > 0).then_some(value)
    }

    pub fn submission(&mut self, scheme: &str, law: &Law) -> Submission {
        let mut submission = Submission { scheme: Some(scheme.into()), ..Submission::default() };
        let department = law.scheme(scheme).unwrap().kinds.contains(&SchemeKind::Department);
        let evaluation = &mut submission.evaluation;
        evaluation.kind =
            if department { Kind::DepartmentSelfEvaluation } else { Kind::ProjectSelfEvaluation };
        evaluation.unit = Some(Stated::typed("清河县水利局".into()));
        evaluation.year = Some(Stated::typed(2024));
        evaluation.budget = self.budget();
        submission.words = self.words();
        if !department {
            let project = "灌区渠道维修".to_owned();
            submission.evaluation.project = Some(Stated::typed(project.clone()));
            submission.words.project = Some(project);
            submission.words.supervisor = Some("清河县水利局".into());
        }
        let scheme = scheme_of(&submission, law).unwrap();
        let own = if self.below(5) == 0 { own_dimensions(&scheme) } else { Vec::new() };
        submission.evaluation.dimensions = own.clone();
        let of_scheme = scheme.dimensions.into_iter().map(|d| (d.name, d.execution, d.weight));
        let of_unit = own.into_iter().map(|d| (d.name, d.is_execution, d.weight.map(|w| w.value)));
        let dimensions: Vec<_> = if submission.evaluation.dimensions.is_empty() {
            of_scheme.collect()
        } else {
            of_unit.collect()
        };
        for (name, is_execution, weight) in dimensions {
            // Where the scheme leaves the weights open, the three dimensions share the rest.
            let shared = Decimal::from(if name == "产出指标" { 40 } else { 20 });
            if !is_execution {
                self.indicators(&mut submission, &name, weight.unwrap_or(shared));
            }
        }
        submission
    }

    fn indicators(&mut self, submission: &mut Submission, dimension: &str, weight: Decimal) {
        let count = 1 + self.below(4);
        let mut left = weight;
        for at in 0..count {
            let own = if at + 1 == count {
                left
            } else {
                (left / Decimal::TWO).round_dp(u32::from(self.below(2) == 0))
            };
            left -= own;
            let name =
                format!("{}{}", self.one(&NAMES), ["数量", "效果", "进度", "评价"][at as usize]);
            submission.evaluation.indicators.push(self.indicator(dimension, name, own));
        }
    }

    fn indicator(&mut self, dimension: &str, name: String, weight: Decimal) -> Indicator {
        let qualitative = self.below(4) == 0;
        let (target, actual, score) = if qualitative {
            let target = Target::Words("按期建成并投入使用".into());
            let reached = Actual::Words("已建成并投入使用".into());
            (target, reached, Some(Stated::typed(weight)))
        } else {
            let unit = self.one(&UNITS).to_owned();
            let decimals = u32::try_from(self.below(3)).unwrap();
            let bound = if unit == "%" { 9_000 } else { 900_000 };
            let value = self.number(bound, decimals.max(2));
            let operator = self.one(&OPERATORS);
            let actual = if self.below(2) == 0 { value } else { self.number(bound, 2) };
            (Target::Quantity { operator, value, unit }, Actual::Quantity(actual), None)
        };
        Indicator {
            dimension: Some(dimension.into()),
            category: self.maybe(if qualitative { "质量指标" } else { "数量指标" }.into()),
            names: vec![Stated::typed(name)],
            target: Some(Stated::typed(target)),
            actual: Some(Stated::typed(actual)),
            actual_year: None,
            weight: Some(Stated::typed(weight)),
            score,
            formula: None,
            reason: Some(Stated::typed(self.one(&REASONS).into())),
        }
    }

    fn budget(&mut self) -> Budget {
        let some = |yuan: Decimal| Some(Stated::typed(yuan.normalize()));
        let (initial, carried_in) = (self.yuan(), self.yuan());
        let adjustment = if self.below(2) == 0 { self.yuan() } else { -initial / Decimal::TEN };
        let adjustment = adjustment.round_dp(2);
        let (basic, project) = (self.yuan(), self.yuan());
        let adjusted = initial + adjustment;
        let item = |group, code: Option<&str>, name: &str, executed| BudgetLine {
            group,
            code: code.map(str::to_owned),
            name: name.into(),
            executed: Stated::typed(executed),
        };
        let lines = vec![
            item(SpendingGroup::Basic, Some("30101"), "基本工资", basic),
            item(SpendingGroup::Project, None, "渠道维修", project),
        ];
        let is_split = self.below(3) > 0;
        Budget {
            initial: some(initial),
            adjustment: some(adjustment),
            adjusted: some(adjusted),
            carried_in: some(carried_in),
            annual: some(adjusted + carried_in),
            arrived: self.maybe(Stated::typed(adjusted.normalize())),
            expenditure: some(basic + project),
            basic: some(basic).filter(|_| is_split),
            project: some(project).filter(|_| is_split),
            lines: self.maybe(lines).unwrap_or_default(),
            ..Budget::default()
        }
    }

    fn words(&mut self) -> Words {
        let texts = |texts: &[&str]| texts.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
        let member = |name: &str, role: &str| Member {
            name: name.into(),
            post: "科员".into(),
            role: role.into(),
        };
        let members = [member("周明", "组长"), member("陈静", "副组长"), member("何伟", "成员")];
        let problem = |what: &str| Problem { what: what.into(), measure: "提前勘测。".into() };
        let problems = [problem("前期工作不够细。"), problem("档案不全，\n有的缺页。")];
        let asked = LastYear {
            problem: "预算编制偏粗。".into(), remedy: "已按项目测算。".into()
        };
        let some = usize::try_from(self.below(3)).unwrap();
        Words {
            work: texts(&["维修渠道，恢复灌溉。", "培训管护人员。"]),
            goals: texts(&["改善灌溉条件。", "管护责任落实到人。"]),
            overview: self.maybe(texts(&["负责全县灌区的建设和管护。"])).unwrap_or_default(),
            steps: texts(&["次年二月组织自评，逐项核对。"]),
            deviation: self.maybe(texts(&["尾款未到付款期。"])).unwrap_or_default(),
            application: self.maybe(texts(&["作为次年安排的依据。"])).unwrap_or_default(),
            publication: self.maybe(texts(&["在县政府网站公开。"])).unwrap_or_default(),
            evidence: texts(&["决算报表", "验收单"])[..some].to_vec(),
            group: members[..=some].to_vec(),
            problems: problems[..some].to_vec(),
            last_year: vec![asked; some],
            signed_on: self.maybe("2025年3月12日".to_owned()),
            ..Words::default()
        }
    }
}

/// The dimensions of the scheme by other names and weights, as a unit may have agreed them.
fn own_dimensions(scheme: &Scheme) -> Vec<Dimension> {
    let execution = scheme.execution_weight().unwrap_or_default();
    let rest = Decimal::ONE_HUNDRED - execution;
    let dimension = |name: &str, is_execution, weight| Dimension {
        name: name.into(),
        is_execution,
        weight: Some(Stated::typed(weight)),
        scores: Vec::new(),
    };
    let execution = Some(execution).filter(|weight| !weight.is_zero());
    let execution = execution.map(|weight| dimension("预算执行率", true, weight));
    let twenty = Decimal::from(20);
    execution
        .into_iter()
        .chain([dimension("履职效能", false, rest - twenty), dimension("社会效应", false, twenty)])
        .collect()
}
