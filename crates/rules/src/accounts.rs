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

/// The table that a section of the text speaks of, by the nearest heading that names one.
#[must_use]
pub fn section(cx: &Context, node: NodeId) -> Option<StatementKind> {
    let outline = &cx.facts.outline;
    let headings =
        outline.ancestors(outline.entry_of(node)).filter(|e| e.node != node || !e.has_body);
    let mut kinds = headings.filter_map(|e| kind_of_heading(&squeeze(&e.title)));
    kinds.next()
}

fn kind_of_heading(title: &str) -> Option<StatementKind> {
    let has = |word: &str| title.contains(word);
    if !has("决算") && !has("说明") {
        return None;
    }
    use StatementKind as Kind;
    if has("三公") {
        Some(Kind::ThreePublic)
    } else if has("政府性基金") {
        Some(Kind::Fund)
    } else if has("国有资本") {
        Some(Kind::StateCapital)
    } else if has("基本支出") {
        Some(Kind::BasicSpending)
    } else if has("一般公共预算") || has("财政拨款支出") {
        Some(Kind::PublicSpending)
    } else if has("财政拨款") {
        Some(Kind::GrantTotals)
    } else if has("收入支出") || has("收支") {
        Some(Kind::Totals)
    } else if has("收入决算") {
        Some(Kind::Income)
    } else {
        has("支出决算").then_some(Kind::Spending)
    }
}
