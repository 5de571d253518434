//! How far a report is, as the board shows it.

use crate::workflow::StateKind;
use jiheng_law::Day;

coded! {
    /// How far a report is.
    pub enum Progress {
        /// Nothing was typed.
        NotStarted = "not_started" "未开始",
        /// Being filled in.
        Drafting = "drafting" "填报中",
        /// Under review within the unit.
        InReview = "in_review" "单位内审核",
        /// Sent back.
        Returned = "returned" "已退回",
        /// Handed in, or under review outside the unit.
        Submitted = "submitted" "已提交",
        /// Approved or made public.
        Approved = "approved" "已审定",
        /// Not handed in, and the day is past.
        Overdue = "overdue" "已逾期",
    }
}

impl Progress {
    /// From the state, whether anything was typed, and the day by which the unit hands in.
    ///
    /// What was approved and opened again has been handed in once; it is not overdue.
    #[must_use]
    pub fn of(state: StateKind, started: bool, submit: Day, today: Day) -> Self {
        let reached = match state {
            StateKind::Draft if !started => Self::NotStarted,
            StateKind::Draft => Self::Drafting,
            StateKind::Reopened => return Self::Drafting,
            StateKind::GroupReview | StateKind::HeadReview => Self::InReview,
            StateKind::Returned => Self::Returned,
            StateKind::Submitted | StateKind::DepartmentReview | StateKind::FinanceReview => {
                return Self::Submitted;
            }
            StateKind::Approved | StateKind::Published => return Self::Approved,
        };
        if today > submit { Self::Overdue } else { reached }
    }
}

/// How many reports are how far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Board([u64; Progress::ALL.len()]);

impl Board {
    /// Counts some reports in.
    pub fn add(&mut self, progress: Progress, reports: u64) {
        self.0[progress as usize] += reports;
    }

    /// How many are that far.
    #[must_use]
    pub fn count(&self, progress: Progress) -> u64 {
        self.0[progress as usize]
    }

    /// How many there are.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_before_and_after_the_day() {
        let submit = Day { year: 2026, month: 3, day: 31 };
        let late = Day { year: 2026, month: 4, day: 1 };
        let expected = [
            (StateKind::Draft, Progress::Drafting, Progress::Overdue),
            (StateKind::GroupReview, Progress::InReview, Progress::Overdue),
            (StateKind::HeadReview, Progress::InReview, Progress::Overdue),
            (StateKind::Submitted, Progress::Submitted, Progress::Submitted),
            (StateKind::DepartmentReview, Progress::Submitted, Progress::Submitted),
            (StateKind::FinanceReview, Progress::Submitted, Progress::Submitted),
            (StateKind::Returned, Progress::Returned, Progress::Overdue),
            (StateKind::Approved, Progress::Approved, Progress::Approved),
            (StateKind::Published, Progress::Approved, Progress::Approved),
            (StateKind::Reopened, Progress::Drafting, Progress::Drafting),
        ];
        assert_eq!(expected.len(), StateKind::ALL.len());
        for (state, in_time, after) in expected {
            assert_eq!(Progress::of(state, true, submit, submit), in_time, "{state}");
            assert_eq!(Progress::of(state, true, submit, late), after, "{state}");
        }
        let blank = Progress::of(StateKind::Draft, false, submit, submit);
        assert_eq!(blank, Progress::NotStarted);
    }

    #[test]
    fn a_board_counts() {
        let mut board = Board::default();
        board.add(Progress::Overdue, 2);
        board.add(Progress::Approved, 3);
        board.add(Progress::Overdue, 1);
        assert_eq!((board.count(Progress::Overdue), board.total()), (3, 6));
    }
}
