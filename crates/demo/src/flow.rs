//! The steps that bring each report to where it shall stand, each in the name of who takes it.

use crate::content::Content;
use crate::people::{People, Staff};
use crate::{DemoError, before, person};
use jiheng_domain::draft::FieldPath;
use jiheng_domain::sign::Opinion;
use jiheng_domain::workflow::Attempt;
use jiheng_domain::{Action, Moment, ReportId, UserId};
use jiheng_store::{Seen, Store, ToFreeze, Transaction};
use jiheng_web::engine::{Engine, OutputKind};
use jiheng_web::form::{Fields, Subject};
use std::rc::Rc;

/// Where a report shall stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    Untouched,
    Drafted,
    Sent,
    ReturnedByGroup,
    BeforeHead,
    Submitted,
    Accepted,
    ReturnedByDepartment,
    BeforeFinance,
    ReturnedByFinance,
    Endorsed,
    Approved,
    Published,
    Reopened,
}

use Target as T;

/// In the order in which the reports of a county are spread over them.
const SPREAD: [Target; 16] = [
    T::BeforeFinance,
    T::Endorsed,
    T::Approved,
    T::Accepted,
    T::Drafted,
    T::Sent,
    T::ReturnedByFinance,
    T::BeforeHead,
    T::Published,
    T::Submitted,
    T::Untouched,
    T::ReturnedByDepartment,
    T::BeforeFinance,
    T::Reopened,
    T::ReturnedByGroup,
    T::Accepted,
];

impl Target {
    /// That of a report of a unit.
    pub(crate) fn of(unit: usize, number: usize) -> Self {
        SPREAD[(unit * 5 + number * 3) % SPREAD.len()]
    }

    fn is_past(self, step: Self) -> bool {
        self as u8 > step as u8
    }
}

/// A report on its way.
pub(crate) struct Moving {
    pub(crate) report: ReportId,
    pub(crate) subject: Subject,
    pub(crate) content: Rc<Content>,
    pub(crate) target: Target,
}

/// The reports of a unit on their way.
pub(crate) struct Flow<'a> {
    pub(crate) store: &'a Store,
    pub(crate) people: &'a People,
    pub(crate) staff: Staff,
    pub(crate) reviewer: UserId,
    pub(crate) has_supervisor: bool,
    pub(crate) engine: &'a Engine,
    pub(crate) scheme: &'static str,
    pub(crate) is_whole: bool,
    pub(crate) now: Moment,
}

impl Flow<'_> {
    /// Takes all of them as far as they shall come.
    pub(crate) async fn run(&self, all: &[Moving]) -> Result<(), DemoError> {
        let staff = self.staff;
        let sent = |t: T| t.is_past(T::Drafted);
        self.step(all, staff.clerk, 10, Action::Send, "", sent).await?;
        if let Some(group) = staff.group {
            self.group(all, group).await?;
        }
        let submitted = |t: T| t.is_past(T::BeforeHead);
        self.step(all, staff.head, 8, Action::Submit, "", submitted).await?;
        let accepted = |t: T| t.is_past(T::Submitted);
        self.step(all, self.reviewer, 6, Action::Accept, "", accepted).await?;
        let words = "完成值与台账不一致，请补充验收单并核对合计数。";
        let returned = |t: T| t == T::ReturnedByDepartment;
        self.remark(all, self.reviewer, returned).await?;
        self.step(all, self.reviewer, 5, Action::Return, words, returned).await?;
        if self.has_supervisor {
            let passed = |t: T| t.is_past(T::ReturnedByDepartment);
            let words = "已核对支付和验收资料，同意报送财政。";
            self.step(all, self.reviewer, 5, Action::PassDepartment, words, passed).await?;
        }
        self.finance(all).await
    }

    async fn group(&self, all: &[Moving], [leader, member]: [UserId; 2]) -> Result<(), DemoError> {
        let words = "受益人数的佐证材料不全，请补充后再送。";
        let returned = |t: T| t == T::ReturnedByGroup;
        self.step(all, member, 9, Action::Return, words, returned).await?;
        let passed = |t: T| t.is_past(T::ReturnedByGroup);
        for user in [member, leader] {
            let mut transaction = self.begin(user, 9).await?;
            for moving in all.iter().filter(|m| passed(m.target)) {
                transaction.sign(moving.report, Opinion::Agree, "").await?;
            }
            transaction.commit().await?;
        }
        self.step(all, leader, 9, Action::PassGroup, "", passed).await
    }

    async fn finance(&self, all: &[Moving]) -> Result<(), DemoError> {
        let (division, office) = (self.people.division, self.people.office);
        let before_finance = |t: T| matches!(t, T::BeforeFinance | T::ReturnedByFinance);
        if self.is_whole {
            self.assign(all, before_finance).await?;
            self.remark(all, self.people.expert, before_finance).await?;
            self.judge(all, |t| t == T::ReturnedByFinance).await?;
            self.adjust(all, |t| t == T::Endorsed).await?;
        }
        let returned = |t: T| t == T::ReturnedByFinance;
        let words = "执行率与得分不相称，请说明偏差原因后重报。";
        self.remark(all, division, returned).await?;
        self.step(all, division, 3, Action::Return, words, returned).await?;
        let endorsed = |t: T| t.is_past(T::ReturnedByFinance);
        let words = "得分依据充分，同意。";
        self.step(all, division, 3, Action::Endorse, words, endorsed).await?;
        for moving in all.iter().filter(|m| m.target.is_past(T::Endorsed)) {
            self.approve(moving).await?;
        }
        let published = |t: T| t == T::Published;
        self.step(all, office, 1, Action::Publish, "", published).await?;
        let reopened = |t: T| t == T::Reopened;
        let words = "审计指出支出归类有误，重开后更正。";
        self.step(all, office, 1, Action::Reopen, words, reopened).await
    }

    async fn begin(&self, user: UserId, days: i64) -> Result<Transaction, DemoError> {
        Ok(self.store.begin(person(user, before(self.now, days))).await?)
    }

    /// One step of all that take it, in one transaction.
    async fn step(
        &self,
        all: &[Moving],
        user: UserId,
        days: i64,
        action: Action,
        words: &str,
        takes: impl Fn(Target) -> bool,
    ) -> Result<(), DemoError> {
        let mut transaction = self.begin(user, days).await?;
        for moving in all.iter().filter(|m| takes(m.target)) {
            let seen = seen(&mut transaction, moving.report).await?;
            let attempt = Attempt { action, words };
            transaction.take_step(moving.report, seen, attempt, &moving.content.errors).await?;
        }
        Ok(transaction.commit().await?)
    }

    async fn remark(
        &self,
        all: &[Moving],
        user: UserId,
        takes: impl Fn(Target) -> bool,
    ) -> Result<(), DemoError> {
        let path = FieldPath::new("indicators.a-1.actual")?;
        let mut transaction = self.begin(user, 5).await?;
        for moving in all.iter().filter(|m| takes(m.target)) {
            let words = "请附验收单，写明每一处的里程。";
            transaction.comment(moving.report, Some(&path), words).await?;
        }
        Ok(transaction.commit().await?)
    }

    async fn assign(
        &self,
        all: &[Moving],
        takes: impl Fn(Target) -> bool,
    ) -> Result<(), DemoError> {
        let mut transaction = self.begin(self.people.office, 5).await?;
        for moving in all.iter().filter(|m| takes(m.target)) {
            transaction.assign(moving.report, self.people.expert, true).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// What the expert thinks; of some reports nothing yet.
    async fn judge(&self, all: &[Moving], takes: impl Fn(Target) -> bool) -> Result<(), DemoError> {
        let mut transaction = self.begin(self.people.expert, 4).await?;
        for moving in all.iter().filter(|m| takes(m.target)) {
            let words = "执行率偏低而指标全部完成，指标值可能定得过低，建议退回补充依据。";
            transaction.give_opinion(moving.report, Opinion::Reserve, words).await?;
        }
        Ok(transaction.commit().await?)
    }

    async fn adjust(
        &self,
        all: &[Moving],
        takes: impl Fn(Target) -> bool,
    ) -> Result<(), DemoError> {
        let path = FieldPath::new("indicators.a-6")?;
        let mut transaction = self.begin(self.people.division, 4).await?;
        for moving in all.iter().filter(|m| takes(m.target)) {
            let why = "满意度样本不足三十份，酌减两分。";
            transaction.adjust(moving.report, &path, "10", "8", why).await?;
        }
        Ok(transaction.commit().await?)
    }

    async fn approve(&self, moving: &Moving) -> Result<(), DemoError> {
        let Moving { report, subject, content, .. } = moving;
        let fields: Fields =
            content.fields.iter().map(|(path, value)| (path.to_string(), value.clone())).collect();
        let mut made = Vec::new();
        for kind in OutputKind::FROZEN.into_iter().filter(|_| self.is_whole) {
            let output = self.engine.output(subject, &fields, kind).map_err(DemoError::Made)?;
            made.push((kind, self.store.put_content(&output.bytes).await?, output));
        }
        let mut transaction = self.begin(self.people.office, 2).await?;
        let mut files = Vec::new();
        for (kind, content, output) in &made {
            let file = transaction.attach(content, &output.name, output.media_type).await?;
            files.push((kind.code(), file));
        }
        let whole = self.engine.frozen_content(subject, &fields);
        let version = ToFreeze {
            content: &whole,
            scheme: self.scheme,
            pack_version: &self.engine.pack_version(self.scheme, subject.year),
            files: &files,
        };
        let seen = seen(&mut transaction, *report).await?;
        transaction.approve(*report, seen, "予以审定。", &version).await?;
        Ok(transaction.commit().await?)
    }
}

async fn seen(transaction: &mut Transaction, id: ReportId) -> Result<Seen, DemoError> {
    let report = transaction.report(id).await?;
    Ok(Seen { version: report.version, content: report.content })
}
