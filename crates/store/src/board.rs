//! How far the units are with a task.

use crate::db::Value;
use crate::reach::Reach;
use crate::{Reader, StoreError};
use jiheng_domain::moment::Day;
use jiheng_domain::task::Board;
use jiheng_domain::{Access, Permission, Progress, StateKind, TaskId, UnitId};

/// A unit on the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardRow {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// The last day for it to hand in.
    pub submit: Day,
    /// How many of its reports are how far.
    pub board: Board,
    /// How many of its reports are in which state, states without any left out.
    pub states: Vec<(StateKind, u64)>,
}

impl Reader {
    /// The units of a task as far as a person sees them, by name.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for the task.
    pub async fn board(
        &mut self,
        access: &Access,
        id: TaskId,
        today: Day,
    ) -> Result<Vec<BoardRow>, StoreError> {
        let task = self.task(id).await?.value;
        let extensions = self.extensions(id).await?;
        let Reach { sql, mut args } = Reach::of(access, Permission::ViewBoard, 2);
        args.insert(0, Value::from(id));
        let sql = format!(
            "SELECT r.unit_id, u.name, r.state, r.started, COUNT(*) AS reports \
             FROM reports r JOIN units u ON u.id = r.unit_id WHERE r.task_id = $1 AND {sql} \
             GROUP BY r.unit_id, u.name, r.state, r.started \
             ORDER BY u.name, r.unit_id, r.state, r.started"
        );
        let mut board: Vec<BoardRow> = Vec::new();
        for row in self.rows(sql, args).await? {
            let unit: UnitId = row.parse("unit_id")?;
            if board.last().is_none_or(|last| last.unit != unit) {
                board.push(BoardRow {
                    unit,
                    name: row.text("name")?,
                    submit: task.submit_day(unit, &extensions),
                    board: Board::default(),
                    states: Vec::new(),
                });
            }
            let Some(last) = board.last_mut() else { continue };
            let state = row.code("state", StateKind::from_code)?;
            let count = row.count("reports")?;
            let progress = Progress::of(state, row.flag("started")?, last.submit, today);
            last.board.add(progress, count);
            match last.states.last_mut() {
                Some((known, reports)) if *known == state => *reports += count,
                _ => last.states.push((state, count)),
            }
        }
        Ok(board)
    }
}
