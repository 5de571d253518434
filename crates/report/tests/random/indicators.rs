//! Indicators that a unit could have.

use super::Random;
use jiheng_base::evaluation::{Actual, Indicator, Stated, Target};
use jiheng_base::formula::Operator;
use jiheng_base::{Decimal, round_half_up};
use jiheng_law::Scheme;

/// What an indicator measures: by its value and unit, or by words.
#[derive(Clone, Copy)]
enum Measure {
    More(u64, u64, &'static str),
    Less(u64, u64, &'static str),
    Percent,
    Words(&'static str, &'static str),
}
use Measure::{Less, More, Percent, Words};

type Kind = (&'static str, &'static [(&'static str, Measure)]);

const OUTPUT: &[Kind] = &[
    (
        "数量指标",
        &[
            ("养护农村公路里程", More(20, 300, "公里")),
            ("举办技能培训班", More(20, 80, "期")),
            ("新增绿化面积", More(20, 900, "亩")),
            ("排查安全隐患", More(30, 2000, "处")),
            ("发放宣传资料", More(1000, 60_000, "份")),
        ],
    ),
    (
        "质量指标",
        &[("工程验收合格率", Percent), ("设备完好率", Percent), ("培训考核通过率", Percent)],
    ),
    ("时效指标", &[("任务按期完成率", Percent), ("资金拨付及时率", Percent)]),
    (
        "成本指标",
        &[("每公里养护成本", Less(1, 30, "万元")), ("人均培训成本", Less(100, 900, "元"))],
    ),
];
const COST: &[Kind] = &[(
    "经济成本指标",
    &[("单位面积改造成本", Less(100, 900, "元")), ("每期培训成本", Less(1, 9, "万元"))],
)];
const BENEFIT: &[Kind] = &[
    ("经济效益指标", &[("带动村集体增收", More(10, 500, "万元"))]),
    (
        "社会效益指标",
        &[
            ("受益群众人数", More(300, 90_000, "人")),
            ("公共服务水平", Words("明显提高", "明显提高")),
        ],
    ),
    ("生态效益指标", &[("垃圾无害化处理率", Percent)]),
    ("可持续影响指标", &[("长效管护机制", Words("建立健全", "已建立健全"))]),
];
const SATISFACTION: &[Kind] =
    &[("服务对象满意度指标", &[("群众满意度", Percent), ("受益单位满意度", Percent)])];

impl Random {
    /// Indicators for every dimension of a scheme but the execution of the budget.
    pub(super) fn indicators(&mut self, scheme: &Scheme) -> Vec<Indicator> {
        let mut indicators = Vec::new();
        for dimension in scheme.dimensions.iter().filter(|d| !d.execution) {
            let name = dimension.name.as_str();
            let kinds: Vec<Kind> = match name {
                n if n.contains("成本") => COST.to_vec(),
                n if n.contains("产出") => OUTPUT.to_vec(),
                n if n.contains("满意") => SATISFACTION.to_vec(),
                n if n.contains("效益") => BENEFIT.to_vec(),
                // A single dimension holds everything.
                _ => [OUTPUT, BENEFIT, SATISFACTION].concat(),
            };
            // Where the scheme leaves the weights open, the three dimensions share what is left.
            let shared = match name {
                n if n.contains("产出") => Decimal::from(50),
                n if n.contains("满意") => Decimal::TEN,
                _ => Decimal::from(20),
            };
            let weight = dimension.weight.unwrap_or(shared);
            let mut named: Vec<(&str, &str, Measure)> = Vec::new();
            for (category, choices) in kinds {
                let some = self.some(choices);
                named.extend(some.into_iter().map(|(title, measure)| (category, title, measure)));
            }
            let weights = self.weights(weight, named.len());
            for ((category, title, measure), weight) in named.into_iter().zip(weights) {
                indicators.push(self.indicator(name, category, title, measure, weight));
            }
        }
        indicators
    }

    /// Weights that make up a sum, in halves of a point.
    fn weights(&mut self, sum: Decimal, count: usize) -> Vec<Decimal> {
        let count = u64::try_from(count).unwrap();
        let half = Decimal::new(5, 1);
        let all = u64::try_from(sum / half).unwrap();
        let mut left = all;
        (0..count)
            .map(|at| {
                let rest = count - at - 1;
                let fair = left / (rest + 1);
                let own = if rest == 0 {
                    left
                } else {
                    (fair - fair / 5 + self.below(fair * 2 / 5 + 1)).max(1).min(left - rest)
                };
                left -= own;
                (Decimal::from(own) * half).normalize()
            })
            .collect()
    }

    fn indicator(
        &mut self,
        dimension: &str,
        category: &str,
        title: &str,
        measure: Measure,
        weight: Decimal,
    ) -> Indicator {
        let meets = !self.rarely(4);
        let (target, actual, score) = match measure {
            Words(target, actual) => {
                let points = round_half_up(weight * Decimal::new(9, 1), 1);
                let actual = if meets { actual } else { "部分达成" };
                let points = if meets { weight } else { points };
                (
                    Target::Words(target.into()),
                    Actual::Words(actual.into()),
                    Some(points.normalize()),
                )
            }
            Percent => {
                let value = self.between(88, 99, 0);
                let actual = if meets {
                    value + (Decimal::from(99) - value).max(Decimal::ZERO) * self.between(0, 1, 1)
                } else {
                    value * self.between(70, 99, 0) / Decimal::ONE_HUNDRED
                };
                quantity(Operator::AtLeast, value, actual, "%")
            }
            More(low, high, unit) => {
                let value = self.between(low, high, 0);
                let percent =
                    if meets { self.between(100, 118, 0) } else { self.between(55, 99, 0) };
                let digits = if unit == "公里" || unit == "万元" { 2 } else { 0 };
                let actual = round_half_up(value * percent / Decimal::ONE_HUNDRED, digits);
                let operator = if actual == value && self.rarely(2) {
                    Operator::Equal
                } else {
                    Operator::AtLeast
                };
                quantity(operator, value, actual, unit)
            }
            Less(low, high, unit) => {
                let value = self.between(low, high, 0);
                let percent =
                    if meets { self.between(80, 100, 0) } else { self.between(101, 140, 0) };
                quantity(
                    Operator::AtMost,
                    value,
                    round_half_up(value * percent / Decimal::ONE_HUNDRED, 2),
                    unit,
                )
            }
        };
        Indicator {
            dimension: Some(dimension.into()),
            category: Some(category.into()),
            names: vec![Stated::typed(title.into())],
            target: Some(Stated::typed(target)),
            actual: Some(Stated::typed(actual)),
            actual_year: None,
            weight: Some(Stated::typed(weight)),
            score: score.map(Stated::typed),
            formula: None,
            reason: (!meets).then(|| {
                Stated::typed("受汛期影响工作推迟，已调整工作安排，次年一季度补齐。".into())
            }),
        }
    }
}

fn quantity(
    operator: Operator,
    value: Decimal,
    actual: Decimal,
    unit: &str,
) -> (Target, Actual, Option<Decimal>) {
    let target = Target::Quantity { operator, value: value.normalize(), unit: unit.into() };
    (target, Actual::Quantity(actual.normalize()), None)
}
