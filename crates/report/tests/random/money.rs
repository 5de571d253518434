//! Money that adds up.

use super::Random;
use jiheng_base::Decimal;
use jiheng_base::evaluation::{Budget, BudgetLine, SpendingGroup, Stated};

/// A class with items that it may have.
type Class = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const BASIC: &[Class] = &[
    (
        "301",
        "工资福利支出",
        &[
            ("30101", "基本工资"),
            ("30102", "津贴补贴"),
            ("30103", "奖金"),
            ("30108", "机关事业单位基本养老保险缴费"),
            ("30113", "住房公积金"),
        ],
    ),
    (
        "302",
        "商品和服务支出",
        &[
            ("30201", "办公费"),
            ("30206", "电费"),
            ("30207", "邮电费"),
            ("30211", "差旅费"),
            ("30228", "工会经费"),
        ],
    ),
    ("303", "对个人和家庭的补助", &[("30304", "抚恤金"), ("30305", "生活补助")]),
];
const PROJECT: &[Class] = &[
    (
        "302",
        "商品和服务支出",
        &[("30213", "维修（护）费"), ("30226", "劳务费"), ("30227", "委托业务费")],
    ),
    (
        "310",
        "资本性支出",
        &[("31002", "办公设备购置"), ("31003", "专用设备购置"), ("31005", "基础设施建设")],
    ),
];

impl Random {
    pub(super) fn budget(&mut self, is_project: bool) -> Budget {
        // Most figures are kept to 0.01 万元, some to the fen.
        let grain = if self.rarely(4) { Decimal::new(1, 2) } else { Decimal::ONE_HUNDRED };
        let mut amount = |low: u64, high: u64| self.between(low, high, 0) * grain;
        let (low, high) = (100_000, 900_000);
        let initial = amount(low, high);
        let adjustment = amount(0, low / 2);
        let carried_in = amount(low / 100, low / 4);
        let adjusted = initial + adjustment;
        let annual = adjusted + carried_in;
        let share = Decimal::new(60 + i64::try_from(self.below(41)).unwrap(), 2);
        let expenditure = ((adjusted / grain) * share).trunc() * grain;
        let some = |yuan: Decimal| Some(Stated::typed(yuan.normalize()));
        let mut budget = Budget {
            initial: some(initial),
            adjustment: some(adjustment),
            adjusted: some(adjusted),
            annual: some(annual),
            carried_in: some(carried_in),
            expenditure: some(expenditure),
            ..Budget::default()
        };
        if is_project {
            return budget;
        }
        let basic = self.share(expenditure, grain);
        budget.income = some(adjusted);
        budget.carried_out = some(annual - expenditure);
        budget.basic = some(basic);
        budget.project = some(expenditure - basic);
        budget.lines = self.lines(SpendingGroup::Basic, BASIC, basic, grain);
        budget.lines.extend(self.lines(
            SpendingGroup::Project,
            PROJECT,
            expenditure - basic,
            grain,
        ));
        budget
    }

    fn share(&mut self, of: Decimal, grain: Decimal) -> Decimal {
        let part = Decimal::new(15 + i64::try_from(self.below(60)).unwrap(), 2);
        (of / grain * part).trunc() * grain
    }

    fn lines(
        &mut self,
        group: SpendingGroup,
        classes: &[Class],
        whole: Decimal,
        grain: Decimal,
    ) -> Vec<BudgetLine> {
        let line = |code: &str, name: &str, executed: Decimal| BudgetLine {
            group,
            code: Some(code.into()),
            name: name.into(),
            executed: Stated::typed(executed.normalize()),
        };
        let mut lines = Vec::new();
        let classes = self.some(classes);
        let amounts = self.divide(whole, classes.len(), grain);
        for ((code, name, items), amount) in classes.into_iter().zip(amounts) {
            lines.push(line(code, name, amount));
            if self.rarely(3) {
                continue;
            }
            let items = self.some(items);
            let amounts = self.divide(amount, items.len(), grain);
            lines.extend(items.iter().zip(amounts).map(|((code, name), a)| line(code, name, a)));
        }
        lines
    }

    fn divide(&mut self, whole: Decimal, parts: usize, grain: Decimal) -> Vec<Decimal> {
        let mut left = whole;
        (0..parts)
            .map(|at| {
                let own = if at + 1 == parts { left } else { self.share(left, grain) };
                left -= own;
                own
            })
            .collect()
    }
}
