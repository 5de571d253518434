//! What the reports say: figures that hold together, and here and there a fault.

use crate::DemoError;
use crate::dice::Dice;
use jiheng_base::evaluation::Kind;
use jiheng_domain::Assessment;
use jiheng_domain::draft::FieldPath;
use jiheng_domain::gate::OpenError;
use jiheng_web::engine::Engine;
use jiheng_web::form::{Fields, Subject};
use std::collections::HashMap;
use std::rc::Rc;

/// In a large county so many different reports are written, then told again by other units.
const VARIANTS: u64 = 40;

/// A report that can be stored.
pub(crate) struct Content {
    pub(crate) fields: Vec<(FieldPath, String)>,
    pub(crate) figures: Assessment,
    pub(crate) errors: Vec<OpenError>,
}

/// Writes reports, and has the engine read them.
pub(crate) struct Contents<'a> {
    pub(crate) engine: &'a Engine,
    told: HashMap<(bool, u16, u64), Rc<Content>>,
}

impl<'a> Contents<'a> {
    pub(crate) fn new(engine: &'a Engine) -> Self {
        Self { engine, told: HashMap::new() }
    }

    /// The content of a report; `is_whole` has it written for this very unit.
    pub(crate) fn of(
        &mut self,
        subject: &Subject,
        seed: u64,
        is_whole: bool,
    ) -> Result<Rc<Content>, DemoError> {
        let is_project = subject.project.is_some();
        if is_whole {
            return Ok(Rc::new(self.write(subject, seed)?));
        }
        let key = (is_project, subject.year, seed % VARIANTS);
        if let Some(content) = self.told.get(&key) {
            return Ok(Rc::clone(content));
        }
        let content = Rc::new(self.write(subject, seed % VARIANTS)?);
        self.told.insert(key, Rc::clone(&content));
        Ok(content)
    }

    fn write(&self, subject: &Subject, seed: u64) -> Result<Content, DemoError> {
        let fields = write(subject, seed);
        let checked = self.engine.check(subject, &fields);
        let figures = self.engine.assessment(subject, &fields, &checked);
        let errors = checked.errors();
        let path = |(path, value): (String, String)| Ok((FieldPath::new(&path)?, value));
        let fields = fields.into_iter().map(path).collect::<Result<_, DemoError>>()?;
        Ok(Content { fields, figures, errors })
    }
}

/// What is wrong with a report.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// Nothing.
    None,
    /// Parts that do not make up their sum.
    Sum,
    /// A rate that does not follow from its numbers.
    Rate,
    /// Money left unspent without a word.
    Unspent,
    /// A target that was set too low.
    Overdone,
}

const FAULTS: [Fault; 10] = [
    Fault::None,
    Fault::Overdone,
    Fault::None,
    Fault::Sum,
    Fault::None,
    Fault::Unspent,
    Fault::None,
    Fault::Rate,
    Fault::None,
    Fault::None,
];

/// Problems: what is wrong, what is to be done, and what was done a year later.
const PROBLEMS: [(&str, &str, &str); 3] = [
    (
        "项目资料归档不及时。",
        "项目资料按月整理归档，由财务室专人负责。",
        "已指定财务室专人按月归档，上年资料全部补齐。",
    ),
    (
        "支出进度前慢后快，不够均衡。",
        "按季安排支出进度，每月通报支出进度。",
        "已按季下达用款计划，每月通报支出进度。",
    ),
    (
        "绩效指标偏少，有的不便衡量。",
        "次年增设可衡量的绩效指标，由业务股室和财务室共同确定。",
        "已会同业务股室修订绩效指标，每项都有数据来源。",
    ),
];

struct Writer {
    fields: Fields,
    /// What stays about the same from year to year.
    scale: Dice,
    dice: Dice,
    fault: Fault,
}

fn write(subject: &Subject, seed: u64) -> Fields {
    let mut dice = Dice::new(seed * 5 + u64::from(subject.year));
    let fault = dice.one(&FAULTS);
    let mut writer = Writer { fields: Fields::new(), scale: Dice::new(seed), dice, fault };
    let spent = writer.money(subject.kind == Kind::ProjectSelfEvaluation);
    writer.indicators();
    writer.words(subject, spent);
    writer.fields
}

/// 123456 as 1234.56
fn wan(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

impl Writer {
    fn set(&mut self, path: &str, value: impl Into<String>) {
        self.fields.insert(path.to_owned(), value.into());
    }

    /// The amounts, in hundredths of 万元; gives what was spent.
    fn money(&mut self, is_project: bool) -> u64 {
        let initial = self.scale.between(8_000, 260_000) * self.dice.between(94, 106) / 100;
        let adjustment = self.dice.below(initial / 5);
        let carried_in = self.dice.below(initial / 12);
        let adjusted = initial + adjustment;
        let share = match self.fault {
            Fault::Unspent => self.dice.between(38, 62),
            _ => self.dice.between(88, 100),
        };
        let spent = adjusted * share / 100;
        self.set("budget.initial", wan(initial));
        self.set("budget.adjustment", wan(adjustment));
        self.set("budget.carried_in", wan(carried_in));
        if is_project {
            self.set("budget.expenditure", wan(spent));
            return spent;
        }
        let basic = spent * self.dice.between(40, 75) / 100;
        let wages = basic * self.dice.between(60, 85) / 100;
        let running = (spent - basic) * self.dice.between(30, 70) / 100;
        self.set("budget.income", wan(adjusted));
        self.set("budget.basic", wan(basic));
        self.set("budget.project", wan(spent - basic));
        self.set("budget.carried_out", wan(adjusted + carried_in - spent));
        for (id, group, code, name, amount) in [
            ("a-1", "基本支出", "301", "工资福利支出", wages),
            ("a-2", "基本支出", "302", "商品和服务支出", basic - wages),
            ("a-3", "项目支出", "302", "商品和服务支出", running),
            ("a-4", "项目支出", "310", "资本性支出", spent - basic - running),
        ] {
            self.set(&format!("lines.{id}.group"), group);
            self.set(&format!("lines.{id}.code"), code);
            self.set(&format!("lines.{id}.name"), name);
            self.set(&format!("lines.{id}.executed"), wan(amount));
        }
        spent
    }

    fn indicators(&mut self) {
        let target = self.scale.between(20, 180) + self.dice.below(6);
        let done = match self.fault {
            Fault::Overdone => target * self.dice.between(22, 30) / 10,
            _ => target + self.dice.below(target / 12 + 1),
        };
        let late = self.dice.below(3) == 0;
        let on_time = if late { self.dice.between(84, 93).to_string() } else { "95".into() };
        let people = self.scale.between(9, 90) * 100;
        let helped = people + self.dice.below(people / 10);
        let content = format!("{}.{}", self.dice.between(90, 97), self.dice.below(10));
        let cost = self.scale.between(3, 30);
        let number = |n: u64| n.to_string();
        let rows = [
            [
                "产出指标",
                "数量指标",
                "维修养护里程",
                "≥",
                &number(target),
                "公里",
                &number(done),
                "15",
            ],
            ["产出指标", "质量指标", "验收合格率", "≥", "98", "%", "98", "10"],
            ["产出指标", "时效指标", "任务按期完成率", "≥", "95", "%", &on_time, "10"],
            ["产出指标", "成本指标", "每公里成本", "≤", &number(cost), "万元", &number(cost), "5"],
            [
                "效益指标",
                "社会效益指标",
                "受益群众人数",
                "≥",
                &number(people),
                "人",
                &number(helped),
                "30",
            ],
            ["满意度指标", "服务对象满意度指标", "群众满意度", "≥", "90", "%", &content, "10"],
        ];
        const FIELDS: [&str; 8] =
            ["dimension", "category", "name", "operator", "target", "unit", "actual", "weight"];
        for (row, number) in rows.iter().zip(1..) {
            for (field, value) in FIELDS.iter().zip(row) {
                self.set(&format!("indicators.a-{number}.{field}"), *value);
            }
        }
        if late {
            let reason = "两处作业点因汛期停工，已排定工期，次年三月前补齐。";
            self.set("indicators.a-3.reason", reason);
        }
    }

    fn words(&mut self, subject: &Subject, spent: u64) {
        let next = subject.year + 1;
        let of = subject.project.as_deref().unwrap_or("本单位各项任务");
        let mut work = vec![format!("围绕{of}，按计划组织实施，工程和服务均已验收。")];
        match self.fault {
            Fault::Sum => {
                let (central, county) = (spent / 100 * 6 / 10, spent / 100 * 3 / 10);
                let all = central + county + self.dice.between(20, 60);
                work.push(format!(
                    "全年到位资金{all}万元，其中中央资金{central}万元、县级资金{county}万元。"
                ));
            }
            Fault::Rate => {
                let planned = self.dice.between(4, 12) * 5;
                let done = planned * 4 / 5;
                work.push(format!("计划培训{planned}期，实际完成{done}期，完成率95%。"));
            }
            _ => {}
        }
        self.set("words.work", work.join("\n"));
        self.set("words.overview", format!("{}负责{of}的组织实施和日常管理。", subject.unit));
        self.set("words.goals", "保障基本公共服务，按时完成年度重点任务，让群众得到实惠。");
        let steps =
            "收集支付、验收和满意度调查资料，对照绩效目标逐项核对打分，由自评小组集体审定。";
        self.set("words.steps", steps);
        if self.fault != Fault::Unspent {
            self.set("words.deviation", "部分工程尾款按合同约定在质保期满后支付。");
        }
        self.set("words.application", "自评结果作为安排以后年度预算、完善管理制度的依据。");
        self.set("words.publication", "自评结果随部门决算在县政府门户网站公开。");
        let day = self.dice.between(1, 28);
        self.set("words.signed_on", format!("{next}年3月{day}日"));
        for (id, name, post, role) in
            [("a-1", "周明", "主要负责人", "组长"), ("a-2", "陈静", "财务负责人", "成员")]
        {
            self.set(&format!("group.{id}.name"), name);
            self.set(&format!("group.{id}.post"), post);
            self.set(&format!("group.{id}.role"), role);
        }
        // Each year has a problem of its own and answers that of the year before.
        let first = self.scale.below(PROBLEMS.len() as u64) + u64::from(subject.year);
        let problem = |year: u64| PROBLEMS[usize::try_from(year).unwrap_or(0) % PROBLEMS.len()];
        let ((what, measure, _), (last, _, remedy)) = (problem(first), problem(first - 1));
        self.set("problems.a-1.what", what);
        self.set("problems.a-1.measure", measure);
        self.set("last_year.a-1.problem", last);
        self.set("last_year.a-1.remedy", remedy);
    }
}
