//! Submissions of invented units that hold together, from a seed.

mod dice;
mod indicators;
mod money;

pub use dice::Random;
use jiheng_base::Decimal;
use jiheng_base::evaluation::{Kind, Stated};
use jiheng_law::{Day, Law, SchemeKind};
use jiheng_report::{LastYear, Member, Problem, Submission, Words};

const COUNTIES: [&str; 4] = ["清河县", "楚江县", "安平区", "临川市"];
const TOWNS: [&str; 4] = ["云岭镇", "白鹭乡", "石桥街道", "青山镇"];
const OFFICES: [&str; 5] = ["水利局", "农业农村局", "教育局", "市场监督管理局", "文化和旅游局"];
const PROJECTS: [&str; 5] = [
    "农村公路养护工程",
    "中小学校舍维修改造项目",
    "灌区续建配套与节水改造",
    "公共文化设施免费开放补助",
    "农产品质量安全监测",
];
const WORK: [&str; 5] = [
    "完成农村公路养护和隐患路段整治。",
    "推进灌区渠道清淤和泵站维修，恢复灌溉面积。",
    "开展技能培训和就业帮扶，帮助困难家庭稳定收入。",
    "组织安全生产检查，督促经营单位整改隐患。",
    "更新公共文化设施，免费向群众开放。",
];
const GOALS: [&str; 4] = [
    "改善农村出行条件，提高公共服务水平。",
    "保障基本运转，按时完成年度重点任务。",
    "提升资金使用效益，让群众得到实惠。",
    "健全管护机制，设施长期发挥作用。",
];
const PROBLEMS: [(&str, &str); 4] = [
    (
        "个别项目前期工作不够细，征地协商占用了工期。",
        "立项前先完成征地协商，前期工作深度达到要求后再安排项目。",
    ),
    ("绩效指标设置偏少，有的指标不便衡量。", "补充可衡量的绩效指标，指标值由业务和财务共同确定。"),
    ("项目资料归档不及时。", "明确专人归档，项目资料按月整理。"),
    ("支出进度前慢后快，不够均衡。", "按季安排支出进度，每月通报。"),
];
const LAST_YEAR: [(&str, &str); 3] = [
    ("预算编制偏粗。", "按项目逐项测算，预算编到具体支出科目。"),
    ("验收资料不齐。", "建立资料清单，验收时逐项核对。"),
    ("宣传不够，群众知晓率不高。", "在村务公开栏和网站公布项目内容。"),
];

impl Random {
    /// One time in so many.
    pub fn rarely(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    /// From `low` to `high`, with so many decimals.
    pub fn between(&mut self, low: u64, high: u64, decimals: u32) -> Decimal {
        let scale = 10_u64.pow(decimals);
        let value = low * scale + self.below((high - low) * scale + 1);
        Decimal::new(i64::try_from(value).unwrap(), decimals)
    }

    /// Some of them, each once, in their order; at least one.
    pub fn some<T: Copy>(&mut self, of: &[T]) -> Vec<T> {
        let first = self.below(of.len() as u64);
        let chosen = |random: &mut Self, at: u64| at == first || random.rarely(2);
        (0..).zip(of).filter(|(at, _)| chosen(self, *at)).map(|(_, one)| *one).collect()
    }

    pub fn submission(&mut self, scheme: &str, law: &Law) -> Submission {
        let pack = law.scheme(scheme).unwrap();
        let year = 2021 + u16::try_from(self.below(5)).unwrap();
        let (department, project) = (SchemeKind::Department, SchemeKind::Project);
        let both = pack.kinds.contains(&department) && pack.kinds.contains(&project);
        let is_project = pack.kinds.contains(&project) && (!both || self.rarely(2));
        let mut submission = Submission { scheme: Some(scheme.into()), ..Submission::default() };
        let office = self.one(&OFFICES);
        let county = self.one(&COUNTIES);
        let unit = match self.below(2) {
            0 if !is_project => format!("{county}{}人民政府", self.one(&TOWNS)),
            _ => format!("{county}{office}"),
        };
        submission.words = self.words(year);
        let evaluation = &mut submission.evaluation;
        evaluation.year = Some(Stated::typed(year));
        evaluation.kind = if is_project {
            let name = self.one(&PROJECTS).to_owned();
            evaluation.project = Some(Stated::typed(name.clone()));
            submission.words.project = Some(name);
            submission.words.supervisor = Some(unit.clone());
            Kind::ProjectSelfEvaluation
        } else {
            Kind::DepartmentSelfEvaluation
        };
        evaluation.unit = Some(Stated::typed(unit));
        evaluation.budget = self.budget(is_project);
        let scheme = pack.at(Day::end_of(year));
        evaluation.indicators = self.indicators(&scheme);
        submission
    }

    fn words(&mut self, year: u16) -> Words {
        let texts = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let next = year + 1;
        let month = 1 + self.below(4);
        let day = 1 + self.below(28);
        let problems = self.some(&PROBLEMS).into_iter();
        let last_year = self.some(&LAST_YEAR).into_iter();
        Words {
            overview: texts(vec![self.one(&GOALS)]),
            work: texts(self.some(&WORK)),
            goals: texts(self.some(&GOALS)),
            group: [("周明", "主要负责人", "组长"), ("陈静", "财务负责人", "成员")]
                .map(|(name, post, role)| Member {
                    name: name.into(),
                    post: post.into(),
                    role: role.into(),
                })
                .to_vec(),
            steps: texts(vec!["收集佐证资料，对照绩效目标逐项核对打分，由自评小组集体审定。"]),
            deviation: texts(vec!["部分工程尾款按合同约定在质保期满后支付。"]),
            problems: problems
                .map(|(what, measure)| Problem { what: what.into(), measure: measure.into() })
                .collect(),
            last_year: last_year
                .map(|(problem, remedy)| LastYear {
                    problem: problem.into(),
                    remedy: remedy.into(),
                })
                .collect(),
            application: texts(vec!["自评结果作为安排以后年度预算、完善管理制度的依据。"]),
            publication: texts(vec!["自评结果随部门决算在政府门户网站公开。"]),
            signed_on: Some(format!("{next}年{month}月{day}日")),
            ..Words::default()
        }
    }
}
