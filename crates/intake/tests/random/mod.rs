//! Submissions that hold together, from a seed.

use jiheng_base::Decimal;
use jiheng_base::evaluation::{
    Actual, Budget, BudgetLine, Indicator, Kind, SpendingGroup, Stated, Target,
};
use jiheng_base::formula::Operator;
use jiheng_law::{Law, SchemeKind};
use jiheng_report::{LastYear, Member, Problem, Submission, Words, scheme_of};

/// A generator of numbers that gives the same ones for the same seed.
pub struct Random(u64);

const OPERATORS: [Operator; 5] =
    [Operator::AtLeast, Operator::AtMost, Operator::Equal, Operator::Above, Operator::Below];
const UNITS: [&str; 5] = ["个", "公里", "%", "人次", "万元"];
const NAMES: [&str; 6] =
    ["维修渠道", "培训农技人员", "巡查河段", "发放物资", "受理事项", "群众评价"];

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }

    fn number(&mut self, bound: u64, decimals: u32) -> Decimal {
        Decimal::new(i64::try_from(self.below(bound)).unwrap() + 1, decimals).normalize()
    }

    /// Yuan, to the fen.
    fn yuan(&mut self) -> Decimal {
        self.number(9_000_000_000, 2)
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
        let open = Decimal::from(80);
        for dimension in scheme_of(&submission, law).unwrap().dimensions {
            if dimension.execution {
                continue;
            }
            // Where the scheme leaves the weights open, the three dimensions share the rest.
            let shared = match dimension.name.as_str() {
                "产出指标" => open - Decimal::from(40),
                _ => Decimal::from(20),
            };
            self.indicators(&mut submission, &dimension.name, dimension.weight.unwrap_or(shared));
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
            category: Some(if qualitative { "质量指标" } else { "数量指标" }.into()),
            names: vec![Stated::typed(name)],
            target: Some(Stated::typed(target)),
            actual: Some(Stated::typed(actual)),
            actual_year: None,
            weight: Some(Stated::typed(weight)),
            score,
            formula: None,
            reason: Some(Stated::typed("汛期停工，已调整工序，次年一季度补齐。".into())),
        }
    }

    fn budget(&mut self) -> Budget {
        let some = |yuan: Decimal| Some(Stated::typed(yuan.normalize()));
        let (initial, adjustment, carried_in) = (self.yuan(), self.yuan(), self.yuan());
        let (basic, project) = (self.yuan(), self.yuan());
        let adjusted = initial + adjustment;
        let item = |group, code: &str, name: &str, executed| BudgetLine {
            group,
            code: Some(code.into()),
            name: name.into(),
            executed: Stated::typed(executed),
        };
        Budget {
            initial: some(initial),
            adjustment: some(adjustment),
            adjusted: some(adjusted),
            carried_in: some(carried_in),
            annual: some(adjusted + carried_in),
            expenditure: some(basic + project),
            basic: some(basic),
            project: some(project),
            lines: vec![
                item(SpendingGroup::Basic, "30101", "基本工资", basic),
                item(SpendingGroup::Project, "30201", "办公费", project),
            ],
            ..Budget::default()
        }
    }

    fn words(&mut self) -> Words {
        let texts = |texts: &[&str]| texts.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
        Words {
            work: texts(&["维修渠道，恢复灌溉。", "培训管护人员。"]),
            goals: texts(&["改善灌溉条件。", "管护责任落实到人。"]),
            overview: texts(&["负责全县灌区的建设和管护。"]),
            steps: texts(&["次年二月组织自评，逐项核对。"]),
            group: vec![Member {
                name: "周明".into(), post: "局长".into(), role: "组长".into()
            }],
            problems: vec![Problem {
                what: "前期工作不够细。".into(),
                measure: "立项前完成勘测。".into(),
            }],
            last_year: vec![LastYear {
                problem: "预算编制偏粗。".into(),
                remedy: "已按项目逐项测算。".into(),
            }],
            signed_on: (self.below(2) == 0).then(|| "2025年3月12日".to_owned()),
            ..Words::default()
        }
    }
}
