//! Small helps for rules on final accounts.

use crate::Context;
use jiheng_base::NodeId;
use jiheng_facts::accounts::{Line, StatementKind};
use jiheng_facts::wording::squeeze;

/// The line of the 项 that the words before a byte of a text name: …（类）…（款）…（项）.
#[must_use]
pub fn item_before<'a>(cx: &Context<'a>, node: NodeId, before: usize) -> Option<Line<'a>> {
    let book = cx.facts.book();
    let before = squeeze(cx.document.text(node).get(..before)?);
    let (head, _) = before.rsplit_once("（项）")?;
    let (head, item) = head.rsplit_once("（款）")?;
    let group = head.rsplit_once("（类）").map_or(head, |(_, group)| group);
    let is_group = |l: &Line| l.code.len() == 5 && l.name == group;
    let groups: Vec<Line> = book.lines(StatementKind::PublicSpending).filter(is_group).collect();
    let is_item = |l: &Line| l.code.len() == 7 && l.name == item;
    let mut named = book
        .lines(StatementKind::PublicSpending)
        .filter(is_item)
        .filter(|l| groups.iter().any(|g| l.code.starts_with(&g.code)));
    named.next().filter(|_| named.next().is_none())
}
