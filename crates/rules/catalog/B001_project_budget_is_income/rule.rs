//! The budget of projects is not the income of the whole.

use crate::{Context, Verdict};
use jiheng_base::{Finding, Level, Role};
use jiheng_facts::FigureId;
use jiheng_facts::role::Role as Reading;
use jiheng_law::Concept;

pub(super) fn check(cx: &Context) -> Verdict {
    let named: Vec<FigureId> =
        cx.plain_money().filter(|id| is_project_budget(&cx.figure(*id).label)).collect();
    let Some(project) = cx.evaluation().budget.project.as_ref().filter(|_| !named.is_empty())
    else {
        return Verdict::NotApplicable;
    };
    let findings = named
        .into_iter()
        .filter_map(|id| {
            let value = cx.figure(id).quantity.base();
            let twin = income(cx)
                .find(|other| *other != id && cx.figure(*other).quantity.base() == value)?;
            let message = format!(
                "“{}”{}等于部门收入合计，不是项目资金；项目支出为{}",
                cx.figure(id).label,
                cx.print(id),
                cx.figure(id).quantity.print_like(project.value)
            );
            (value != project.value).then(|| {
                Finding::new(
                    "B001",
                    Level::Error,
                    cx.figure(id).span,
                    message,
                    "改为项目资金的预算数，或改用部门整体预算的名称",
                )
                .using(cx.figure(twin).span, Role::Against, "收入合计")
                .using_all(project.place, Role::Against)
            })
        })
        .collect();
    Verdict::of(findings)
}

fn is_project_budget(label: &str) -> bool {
    label.contains("项目")
        && label.contains("预算")
        && !label.contains("个")
        && !label.contains("执行")
}

fn income<'a>(cx: &'a Context) -> impl Iterator<Item = FigureId> + 'a {
    (0..cx.facts.figures.len()).filter(|id| {
        matches!(cx.facts.concepts[*id], Some(Concept::Income | Concept::BudgetIncome))
            && cx.facts.roles[*id] == Reading::Plain
    })
}
