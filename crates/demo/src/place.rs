//! The units of the county, all names invented.

use jiheng_domain::UnitKind::{self, Administrative, Institution, Township};

/// A unit before it is stored.
pub(crate) struct Place {
    pub(crate) name: String,
    pub(crate) kind: UnitKind,
    /// Which place stands above it.
    pub(crate) above: Option<usize>,
}

const FIRST: [(&str, UnitKind, Option<usize>); 12] = [
    ("清河县水利局", Administrative, None),
    ("清河县灌区管理所", Institution, Some(0)),
    ("清河县水库管理处", Institution, Some(0)),
    ("清河县农业农村局", Administrative, None),
    ("清河县农业技术推广中心", Institution, Some(3)),
    ("清河县教育局", Administrative, None),
    ("清河县第一中学", Institution, Some(5)),
    ("清河县实验小学", Institution, Some(5)),
    ("清河县民政局", Administrative, None),
    ("清河县社会福利院", Institution, Some(8)),
    ("清河县云岭镇人民政府", Township, None),
    ("清河县石桥镇人民政府", Township, None),
];
/// The departments that review, by their place and the name to sign in with.
pub(crate) const DEPARTMENTS: [(usize, &str); 4] =
    [(0, "shuiliju"), (3, "nongyeju"), (5, "jiaoyuju"), (8, "minzhengju")];

const TOWNS: [&str; 24] = [
    "白鹭", "青山", "临江", "安平", "柳溪", "枫林", "河口", "大湾", "双桥", "古塔", "东坡", "西岭",
    "南关", "北塬", "龙潭", "凤台", "金沙", "玉泉", "长亭", "新集", "松岗", "竹园", "梅坪", "兰溪",
];
const OFFICES: [(&str, Option<usize>); 12] = [
    ("水利站", Some(0)),
    ("灌溉试验站", Some(0)),
    ("农业服务中心", Some(3)),
    ("畜牧兽医站", Some(3)),
    ("中心小学", Some(5)),
    ("初级中学", Some(5)),
    ("幼儿园", Some(5)),
    ("养老服务中心", Some(8)),
    ("卫生院", None),
    ("文化站", None),
    ("林业站", Some(3)),
    ("退役军人服务站", None),
];

/// So many units; beyond those that there is a name for, they are counted.
pub(crate) fn places(count: usize) -> Vec<Place> {
    let first = FIRST.iter().map(|&(name, kind, above)| Place { name: name.into(), kind, above });
    let others = (0..).map(|number: usize| {
        let (office, above) = OFFICES[number % OFFICES.len()];
        let town = TOWNS[number / OFFICES.len() % TOWNS.len()];
        let round = number / (OFFICES.len() * TOWNS.len());
        let again = if round == 0 { String::new() } else { format!("（{}）", round + 1) };
        Place { name: format!("清河县{town}镇{office}{again}"), kind: Institution, above }
    });
    first.chain(others).take(count).collect()
}

const WORKS: [&str; 10] = [
    "农村道路养护",
    "渠道清淤维修",
    "校舍维修改造",
    "困难群众救助",
    "公共文化设施免费开放",
    "农产品质量安全监测",
    "小型水库安全运行",
    "困境儿童关爱服务",
    "高标准农田管护",
    "食品安全抽检",
];

/// The name of a project of a unit.
pub(crate) fn project(unit: usize, number: usize) -> String {
    let work = WORKS[(unit * 3 + number) % WORKS.len()];
    match number / WORKS.len() {
        0 => format!("{work}项目"),
        round => format!("{work}项目（{}标段）", round + 1),
    }
}
