//! Spending by economic class.

use jiheng_base::evaluation::{Budget, BudgetLine, SpendingGroup};

/// The code of a class has three digits, that of an item two more.
const CLASS_DIGITS: usize = 3;

/// The lines of a group that are not part of another one, each with those that are part of it.
pub(crate) fn classes(
    budget: &Budget,
    group: SpendingGroup,
) -> Vec<(&BudgetLine, Vec<&BudgetLine>)> {
    let own: Vec<&BudgetLine> = budget.lines.iter().filter(|l| l.group == group).collect();
    let class_of = |line: &BudgetLine| {
        let code = line.code.as_deref().filter(|code| code.len() > CLASS_DIGITS)?;
        own.iter().find(|l| l.code.as_deref() == code.get(..CLASS_DIGITS)).map(|l| l.code.clone())
    };
    own.iter()
        .filter(|line| class_of(line).is_none())
        .map(|class| {
            let items = own.iter().filter(|l| class_of(l).is_some_and(|c| c == class.code));
            (*class, items.copied().collect())
        })
        .collect()
}
