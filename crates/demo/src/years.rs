//! The reports of a year: of former ones as they were approved, of this one in every state.

use crate::content::{Content, Contents};
use crate::flow::{Flow, Moving, Target};
use crate::people::{People, new};
use crate::place::{Place, project};
use crate::{DemoError, WHOLE_UNITS, before, person};
use jiheng_base::evaluation::Kind;
use jiheng_domain::draft::{Edit, FieldPath};
use jiheng_domain::sign::GroupPost;
use jiheng_domain::task::{About, Dates, RequiredEvidence, TaskScope, TaskState};
use jiheng_domain::{Moment, ReportId, ReportKind, Task, TaskId};
use jiheng_store::{FormerReport, Store, StoredContent, Transaction};
use jiheng_web::form::Subject;
use std::rc::Rc;

const SCHEME: &str = "hubei";
/// Of former reports of a large county, the money is kept; the rest would fill a disk.
const KEPT: &str = "budget.";

/// What is attached as evidence.
const PROOF: &str = "清河县财政局关于批复年度部门预算的通知（演示用，内容虚构）\n";
/// What is attached to the task.
const NOTICE: &str = "清河县财政局关于开展预算绩效自评工作的通知（演示用，内容虚构）\n";

/// What the task asks for.
const APPROVAL: &str = "预算批复文件";
const ACCOUNTS: &str = "决算报表";
const SURVEY: &str = "满意度调查表";
/// The indicator that the survey bears out.
const SATISFACTION: &str = "indicators.a-6.name";

/// A report: its project, none for the whole department, and what it says.
type Written = (Option<String>, Rc<Content>);

/// A year of the county.
pub(crate) struct Year<'a> {
    pub(crate) store: &'a Store,
    pub(crate) people: &'a People,
    pub(crate) places: &'a [Place],
    pub(crate) projects: usize,
    pub(crate) year: u16,
    pub(crate) at: Moment,
}

impl Year<'_> {
    /// The reports of a former year, approved. Gives how many.
    pub(crate) async fn former(&self, contents: &mut Contents<'_>) -> Result<usize, DemoError> {
        let mut transaction = self.store.begin(person(self.people.office, self.at)).await?;
        let task = self.task(new());
        // Issuing it for departments too would make their reports anew.
        let title = format!("{}（历史数据导入）", task.title);
        let kinds = vec![ReportKind::Project];
        transaction.add_task(&Task { title, kinds, ..task.clone() }).await?;
        transaction.issue_task(task.id, 1).await?;
        transaction.close_task(task.id, 2).await?;
        let mut count = 0;
        for unit in 0..self.places.len() {
            let is_whole = unit < WHOLE_UNITS;
            let written = self.contents(contents, unit)?;
            let fields: Vec<Vec<_>> = written
                .iter()
                .map(|(_, content)| {
                    let kept = content.fields.iter();
                    kept.filter(|(p, _)| is_whole || p.as_str().starts_with(KEPT))
                        .cloned()
                        .collect()
                })
                .collect();
            let reports: Vec<FormerReport<'_>> = written
                .iter()
                .zip(&fields)
                .map(|((project, content), fields)| FormerReport {
                    kind: kind(project.as_deref()),
                    project: project.as_deref().unwrap_or_default(),
                    fields,
                    figures: content.figures,
                })
                .collect();
            count += reports.len();
            transaction.take_over(task.id, self.people.units[unit], &reports).await?;
        }
        transaction.commit().await?;
        Ok(count)
    }

    /// This year's reports. Gives how many.
    pub(crate) async fn current(&self, contents: &mut Contents<'_>) -> Result<usize, DemoError> {
        let mut task = self.task(new());
        let notice = self.store.put_content(NOTICE.as_bytes()).await?;
        let mut transaction =
            self.store.begin(person(self.people.office, before(self.at, 24))).await?;
        let notice =
            transaction.attach(&notice, "关于开展绩效自评的通知.txt", "text/plain").await?;
        task.notice = Some(notice);
        transaction.add_task(&task).await?;
        transaction.issue_task(task.id, 1).await?;
        self.late(&mut transaction).await?;
        transaction.commit().await?;
        let mut count = 0;
        for unit in 0..self.places.len() {
            let moving = self.fill(contents, &task, unit).await?;
            count += moving.len();
            let flow = Flow {
                store: self.store,
                people: self.people,
                staff: self.people.staff[unit],
                reviewer: self.people.reviewer(&self.places[unit]),
                has_supervisor: self.places[unit].above.is_some(),
                engine: contents.engine,
                scheme: SCHEME,
                is_whole: unit < WHOLE_UNITS,
                now: self.at,
            };
            flow.run(&moving).await?;
        }
        Ok(count)
    }

    /// A small task whose day is over, so that someone is late.
    async fn late(&self, transaction: &mut Transaction) -> Result<(), DemoError> {
        let units = self.people.units.iter().rev().take(2).copied().collect();
        let day = |back| before(self.at, back).day();
        let task = Task {
            title: format!("{}年度专项资金绩效自评（补报）", self.year),
            scope: TaskScope::Units(units),
            kinds: vec![ReportKind::Department],
            dates: Dates { begin: day(23), submit: day(2), department: day(1), finance: day(0) },
            ..self.task(new())
        };
        transaction.add_task(&task).await?;
        transaction.issue_task(task.id, 1).await?;
        for unit in self.people.units.iter().rev().take(2) {
            transaction.remind(task.id, *unit, "请尽快报送").await?;
        }
        Ok(())
    }

    fn task(&self, id: TaskId) -> Task {
        let day = |days: i64| before(self.at, -days).day();
        Task {
            id,
            year: self.year,
            region: self.people.region.clone(),
            scheme: SCHEME.into(),
            title: format!("清河县{}年度预算绩效自评", self.year),
            scope: TaskScope::Region,
            kinds: vec![ReportKind::Department, ReportKind::Project],
            dates: Dates {
                begin: day(-24),
                submit: day(10),
                department: day(20),
                finance: day(30),
            },
            evidence: vec![
                RequiredEvidence::of_each_report(APPROVAL),
                RequiredEvidence {
                    kind: Some(ReportKind::Department),
                    ..RequiredEvidence::of_each_report(ACCOUNTS)
                },
                RequiredEvidence {
                    about: About::Named("满意度指标".into()),
                    ..RequiredEvidence::of_each_report(SURVEY)
                },
            ],
            notice: None,
            state: TaskState::Draft,
            closing: None,
        }
    }

    /// What a unit writes: on the whole department, then on each project.
    fn contents(
        &self,
        contents: &mut Contents<'_>,
        unit: usize,
    ) -> Result<Vec<Written>, DemoError> {
        let mut written = Vec::new();
        for number in 0..=self.projects {
            let project = number.checked_sub(1).map(|n| project(unit, n));
            let subject = self.subject(unit, project.clone());
            let seed = (unit * 53 + number * 7) as u64;
            written.push((project, contents.of(&subject, seed, unit < WHOLE_UNITS)?));
        }
        Ok(written)
    }

    fn subject(&self, unit: usize, project: Option<String>) -> Subject {
        let place = &self.places[unit];
        Subject {
            unit: place.name.clone(),
            year: self.year,
            kind: match project {
                Some(_) => Kind::ProjectSelfEvaluation,
                None => Kind::DepartmentSelfEvaluation,
            },
            scheme: SCHEME.into(),
            project,
            supervisor: place.above.map(|above| self.places[above].name.clone()),
        }
    }

    /// The group, the projects and the drafts of a unit.
    async fn fill(
        &self,
        contents: &mut Contents<'_>,
        task: &Task,
        unit: usize,
    ) -> Result<Vec<Moving>, DemoError> {
        let staff = self.people.staff[unit];
        let id = self.people.units[unit];
        let actor = person(staff.clerk, before(self.at, 14));
        let proof = self.store.put_content(PROOF.as_bytes()).await?;
        let mut transaction = self.store.begin(actor).await?;
        if let Some([leader, member]) = staff.group {
            transaction.set_member(task.id, id, leader, GroupPost::Leader, true).await?;
            transaction.set_member(task.id, id, member, GroupPost::Member, true).await?;
        }
        let department = transaction.reports_of_unit(task.id, id).await?;
        let mut moving = Vec::new();
        for (number, (project, content)) in self.contents(contents, unit)?.into_iter().enumerate() {
            let report = match &project {
                None => match department.first() {
                    Some(report) => report.id,
                    None => continue,
                },
                Some(name) => {
                    transaction.add_report(task.id, id, ReportKind::Project, Some(name)).await?
                }
            };
            let is_whole = unit < WHOLE_UNITS;
            let mut target = Target::of(unit, number);
            // Where a report is told again the reasons for its errors would not fit.
            if !is_whole && !content.errors.is_empty() {
                target = Target::Drafted;
            }
            if target != Target::Untouched {
                let kept = |path: &str| is_whole || number < 2 || path.starts_with(KEPT);
                let edits = content
                    .fields
                    .iter()
                    .filter(|(path, _)| kept(path.as_str()))
                    .map(|(path, value)| Edit {
                        path: path.clone(),
                        base_version: 0,
                        value: value.clone(),
                    })
                    .collect();
                transaction.save_fields(report, edits).await?;
                transaction.assess(report, &content.figures).await?;
                if is_whole {
                    let is_bare = target == Target::Drafted;
                    bring(&mut transaction, &proof, report, project.is_none(), is_bare).await?;
                }
                if is_whole && target != Target::Drafted {
                    for error in &content.errors {
                        let words = "数据以县财政局批复的口径为准，正文表述待下次修订。";
                        transaction.give_reason(report, error, words, 0).await?;
                    }
                }
            }
            let subject = self.subject(unit, project);
            moving.push(Moving { report, subject, content, target });
        }
        transaction.commit().await?;
        Ok(moving)
    }
}

/// The evidence of a report; a draft still lacks some.
async fn bring(
    transaction: &mut Transaction,
    proof: &StoredContent,
    report: ReportId,
    is_department: bool,
    is_bare: bool,
) -> Result<(), DemoError> {
    let file = transaction.attach(proof, "预算批复.txt", "text/plain").await?;
    transaction.add_evidence(report, None, APPROVAL, file).await?;
    if is_bare {
        return Ok(());
    }
    let satisfaction = FieldPath::new(SATISFACTION)?;
    let file = transaction.attach(proof, "满意度调查汇总.txt", "text/plain").await?;
    transaction.add_evidence(report, Some(&satisfaction), SURVEY, file).await?;
    if is_department {
        let file = transaction.attach(proof, "部门决算.txt", "text/plain").await?;
        transaction.add_evidence(report, None, ACCOUNTS, file).await?;
    }
    Ok(())
}

fn kind(project: Option<&str>) -> ReportKind {
    if project.is_some() { ReportKind::Project } else { ReportKind::Department }
}
