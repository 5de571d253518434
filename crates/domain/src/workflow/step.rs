//! One step along the table.

use super::table::{Condition, Need, TRANSITIONS, Transition};
use super::{Action, State, StateKind};
use crate::organisation::Role;
use crate::task::TaskState;
use crate::{Refusal, UserId};

/// Who takes a step, with the roles that they hold over the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Participant<'a> {
    /// Who.
    pub user: UserId,
    /// As what.
    pub roles: &'a [Role],
}

/// What is wanted, with the words that go with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempt<'a> {
    /// The way.
    pub action: Action,
    /// The opinion, or the reasons; empty when none was written.
    pub words: &'a str,
}

/// What the step depends on beside the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// Whether the unit has a self-evaluation group.
    pub has_group: bool,
    /// Whether a department stands above the unit.
    pub has_supervisor: bool,
    /// The members of the group who have not signed this round, by name.
    pub unsigned: Vec<String>,
    /// Findings of level error that are neither mended nor explained, in words.
    pub open_errors: Vec<String>,
    /// Whether the task takes reports.
    pub task: TaskState,
    /// Who handed the report in; none before, and none once the unit has taken it back.
    pub submitted_by: Option<UserId>,
}

/// Where a step leads, or why it may not be taken.
///
/// # Errors
/// A [`Refusal`] that names what is missing.
pub fn step(
    state: &State,
    attempt: Attempt<'_>,
    participant: Participant<'_>,
    context: &Context,
) -> Result<State, Refusal> {
    let action = attempt.action;
    let from = state.kind();
    let line = find(from, action, context).ok_or(Refusal::WrongState { state: from, action })?;
    if !line.roles.iter().any(|role| participant.roles.contains(role)) {
        return Err(Refusal::NotYourRole(action));
    }
    let words = attempt.words.trim();
    for need in line.needs {
        meet(*need, words, participant.user, context)?;
    }
    Ok(arrive(line, words))
}

/// What these roles may do next, whatever it may still ask for.
#[must_use]
pub fn open_actions(from: StateKind, roles: &[Role], context: &Context) -> Vec<Transition> {
    let open = |t: &&Transition| {
        t.from == from && holds(t.when, context) && t.roles.iter().any(|r| roles.contains(r))
    };
    TRANSITIONS.iter().filter(open).copied().collect()
}

fn find(from: StateKind, action: Action, context: &Context) -> Option<&'static Transition> {
    TRANSITIONS.iter().find(|t| t.from == from && t.action == action && holds(t.when, context))
}

fn holds(condition: Condition, context: &Context) -> bool {
    match condition {
        Condition::Always => true,
        Condition::HasGroup => context.has_group,
        Condition::NoGroup => !context.has_group,
        Condition::HasSupervisor => context.has_supervisor,
        Condition::NoSupervisor => !context.has_supervisor,
    }
}

fn meet(need: Need, words: &str, user: UserId, context: &Context) -> Result<(), Refusal> {
    let refused = match need {
        Need::Opinion => words.is_empty().then_some(Refusal::OpinionMissing),
        Need::Reason => words.is_empty().then_some(Refusal::ReasonMissing),
        Need::GroupSigned => (!context.unsigned.is_empty())
            .then(|| Refusal::GroupUnfinished(context.unsigned.clone())),
        Need::NoOpenErrors => (!context.open_errors.is_empty())
            .then(|| Refusal::OpenErrors(context.open_errors.clone())),
        Need::InTime if context.submitted_by.is_some() => None,
        Need::OpenTask | Need::InTime => match context.task {
            TaskState::Draft => Some(Refusal::TaskNotIssued),
            TaskState::Issued => None,
            TaskState::Closed => Some(Refusal::TaskClosed),
        },
        Need::AnotherPerson => (context.submitted_by == Some(user)).then_some(Refusal::OwnWork),
    };
    refused.map_or(Ok(()), Err)
}

fn arrive(line: &Transition, words: &str) -> State {
    match line.to {
        StateKind::Draft => State::Draft,
        StateKind::GroupReview => State::GroupReview,
        StateKind::HeadReview => State::HeadReview,
        StateKind::Submitted => State::Submitted,
        StateKind::DepartmentReview => State::DepartmentReview,
        StateKind::FinanceReview => State::FinanceReview,
        StateKind::Returned => State::Returned {
            step: line.returned_by().unwrap_or(super::Step::Finance),
            reasons: words.to_owned(),
        },
        StateKind::Approved => State::Approved,
        StateKind::Published => State::Published,
        StateKind::Reopened => State::Reopened { reason: words.to_owned() },
    }
}

#[cfg(test)]
mod tests;
