//! The values that templates use, by their Chinese names, each as it is printed.

use crate::Settled;
use crate::amount::{Amounts, percent, points};
use crate::spending;
use jiheng_base::Decimal;
use jiheng_base::evaluation::{Budget, BudgetLine, Indicator, Kind, SpendingGroup, Stated, Target};
use jiheng_score::{Line, LineKind};
use serde_json::{Map, Value, json};

pub(crate) fn of(settled: &Settled) -> Value {
    let submission = &settled.submission;
    let evaluation = &submission.evaluation;
    let words = &submission.words;
    let text = |stated: &Option<Stated<String>>| stated.as_ref().map(|s| s.value.clone());
    json!({
        "单位": text(&evaluation.unit),
        "年度": evaluation.year.as_ref().map(|y| y.value.to_string()),
        "上年": evaluation.year.as_ref().map(|y| (y.value - 1).to_string()),
        "方案": settled.scheme.title,
        "总分": settled.sheet.total.map(points),
        "等级": settled.sheet.grade,
        "一级指标": dimensions(settled),
        "预算": budget(&evaluation.budget),
        "基本支出明细": lines(settled, SpendingGroup::Basic),
        "项目支出明细": lines(settled, SpendingGroup::Project),
        "未达标指标": settled
            .submission
            .evaluation
            .indicators
            .iter()
            .filter(|i| is_met(i) == Some(false))
            .map(indicator)
            .collect::<Vec<_>>(),
        "达标情况": met(&evaluation.indicators),
        "类型": match evaluation.kind {
            Kind::ProjectSelfEvaluation => "项目支出",
            _ => "部门整体",
        },
        "项目": words.project,
        "主管部门": words.supervisor,
        "概况": words.overview,
        "重点工作": words.work,
        "总体目标": words.goals,
        "小组": words
            .group
            .iter()
            .map(|m| json!({ "姓名": m.name, "职务": m.post, "角色": m.role }))
            .collect::<Vec<_>>(),
        "工作步骤": words.steps,
        "偏离原因": words.deviation,
        "问题": words
            .problems
            .iter()
            .map(|p| json!({ "内容": p.what, "措施": p.measure }))
            .collect::<Vec<_>>(),
        "上年问题": words
            .last_year
            .iter()
            .map(|l| json!({ "内容": l.problem, "改进": l.remedy }))
            .collect::<Vec<_>>(),
        "结果应用": words.application,
        "公开情况": words.publication,
        "佐证材料": words.evidence,
        "成文日期": words.signed_on,
    })
}

/// Whether an indicator has all its points; none where they are not known yet.
fn is_met(indicator: &Indicator) -> Option<bool> {
    let (score, weight) = (indicator.score.as_ref()?, indicator.weight.as_ref()?);
    Some(score.value >= weight.value)
}

/// What can be said of all indicators together: nothing where there are none, or one is open.
fn met(indicators: &[Indicator]) -> Option<&'static str> {
    let known: Vec<bool> = indicators.iter().map(is_met).collect::<Option<_>>()?;
    match (known.contains(&true), known.contains(&false)) {
        (true, false) => Some("全部达标"),
        (false, true) => Some("全部未达标"),
        (true, true) => Some("部分达标"),
        (false, false) => None,
    }
}

/// Dimensions in their order, each with its indicators.
fn dimensions(settled: &Settled) -> Vec<Value> {
    let evaluation = &settled.submission.evaluation;
    settled
        .sheet
        .lines
        .iter()
        .filter(|line| line.kind != LineKind::Indicator)
        .map(|line: &Line| {
            let own = evaluation
                .indicators
                .iter()
                .filter(|i| i.dimension.as_deref() == Some(line.name.as_str()));
            json!({
                "名称": line.name,
                "是执行": line.kind == LineKind::Execution,
                "分值": line.weight.map(points),
                "得分": line.computed.map(points),
                "达标": own
                    .clone()
                    .filter(|i| is_met(i) == Some(true))
                    .map(Indicator::title)
                    .collect::<Vec<_>>(),
                "指标": own.map(indicator).collect::<Vec<_>>(),
            })
        })
        .collect()
}

fn indicator(indicator: &Indicator) -> Value {
    let number = |stated: &Option<Stated<Decimal>>| stated.as_ref().map(|s| points(s.value));
    let target = indicator.target.as_ref().map(|t| &t.value);
    let unit = match target {
        Some(Target::Quantity { unit, .. }) => unit.as_str(),
        _ => "",
    };
    json!({
        "类别": indicator.category,
        "名称": indicator.title(),
        "目标": target.map(Target::print),
        "完成": indicator.actual.as_ref().map(|a| a.value.print(unit)),
        "分值": number(&indicator.weight),
        "得分": number(&indicator.score),
        "原因": indicator.reason.as_ref().map(|r| r.value.clone()),
    })
}

/// Amounts in 万元, and the rate in percent.
fn budget(budget: &Budget) -> Value {
    let amounts = [
        ("年初预算", &budget.initial),
        ("预算调整", &budget.adjustment),
        ("调整后预算", &budget.adjusted),
        ("全年预算", &budget.annual),
        ("到位", &budget.arrived),
        ("收入合计", &budget.income),
        ("上年结转", &budget.carried_in),
        ("收入总计", &budget.income_total),
        ("支出合计", &budget.expenditure),
        ("基本支出", &budget.basic),
        ("项目支出", &budget.project),
        ("年末结转", &budget.carried_out),
        ("预算数", &budget.reported_base),
        ("执行数", &budget.reported_executed),
    ];
    let printer = Amounts::of(budget);
    let mut map: Map<String, Value> = amounts
        .into_iter()
        .map(|(name, amount)| {
            (name.to_owned(), json!(amount.as_ref().map(|a| printer.print(a.value))))
        })
        .collect();
    let rate = budget.reported_rate.as_ref().map(|r| percent(r.value));
    map.insert("执行率".into(), json!(rate));
    Value::Object(map)
}

/// The spending of a group by classes, each with the items that make it up.
fn lines(settled: &Settled, group: SpendingGroup) -> Vec<Value> {
    let budget = &settled.submission.evaluation.budget;
    let printer = Amounts::of(budget);
    let line = |line: &BudgetLine, items: Vec<Value>| json!({ "科目": line.name, "金额": printer.print(line.executed.value), "其中": items });
    spending::classes(budget, group)
        .into_iter()
        .map(|(class, items)| line(class, items.into_iter().map(|i| line(i, Vec::new())).collect()))
        .collect()
}
