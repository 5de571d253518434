//! What the document is: its title, the body that it is of, the year, the kind.

mod unit;

use crate::form::Form;
use crate::lex::date_at;
use crate::wording;
use jiheng_base::evaluation::{Kind, Stated};
use jiheng_base::{NodeId, Place, Words, words};
use jiheng_document::{Block, Document, Table};

pub use unit::BODY_ENDS;
use unit::{on_cover, signed, unit_in};

/// What a document is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// The title, its lines joined.
    pub title: Option<Stated<String>>,
    /// The last line of the title.
    pub title_end: Option<Place>,
    /// The body that reports.
    pub unit: Option<Stated<String>>,
    /// The year reported on; the last one where the title names several.
    pub year: Option<Stated<u16>>,
    /// The kind of document.
    pub kind: Kind,
    /// The body that signs above the date at the end.
    pub signed: Option<Stated<String>>,
}

/// The title stands within the first paragraphs.
const TITLE_PARAGRAPHS: usize = 8;

impl Subject {
    pub(crate) fn read(document: &Document) -> Self {
        let lines = first_lines(document);
        let Some((first, last)) = title_lines(&lines) else {
            return Self {
                kind: kind_of(&lines.iter().map(|l| l.1.as_str()).collect::<String>()),
                ..Self::default()
            };
        };
        let text: String = lines[first..=last].iter().map(|(_, text)| text.as_str()).collect();
        let place = document_place(document, lines[first].0, lines[last].0);
        let year =
            lines[first..=last].iter().rev().find_map(|(node, _)| last_year(document, *node));
        let year = year.or_else(|| lines.iter().find_map(|(node, _)| last_year(document, *node)));
        let titled = unit_in(&text).map(|unit| Stated { value: unit, place: Some(place) });
        let signed = signed(document);
        Self {
            unit: titled.or_else(|| on_cover(document)).or_else(|| signed.clone()),
            signed,
            kind: kind_of(&text),
            title_end: Some(Place::new(lines[last].0, 0, document.text(lines[last].0).len())),
            title: Some(Stated { value: text, place: Some(place) }),
            year,
        }
    }

    /// What the title leaves open, the fields of the first form tell.
    pub(crate) fn learn_from(&mut self, forms: &[Form]) {
        let Some(form) = forms.first() else { return };
        if self.title.is_none() {
            self.title = form.title.clone();
            self.title_end = form.title.as_ref().and_then(|t| t.place);
        }
        // A title may cut the name short that its field gives whole.
        let cut = |own: &Stated<String>| {
            form.unit.as_ref().is_some_and(|u| u.value.starts_with(own.value.as_str()))
        };
        self.unit = self.unit.take().filter(|own| !cut(own)).or_else(|| form.unit.clone());
        self.year = self.year.take().or_else(|| form.year.clone());
        let title = self.title.as_ref().map_or("", |t| t.value.as_str());
        let whole = words!["整体", "部门决算", "部门预算"].any_in(title);
        if form.project.is_some() && !whole {
            self.kind = Kind::ProjectSelfEvaluation;
        } else if self.kind == Kind::Other {
            self.kind = Kind::DepartmentSelfEvaluation;
        }
    }
}

fn first_lines(document: &Document) -> Vec<(NodeId, String)> {
    document
        .blocks
        .iter()
        .flat_map(|block| match block {
            Block::Paragraph(p) => vec![p.node],
            Block::Table(table) => lone_cells(document, table),
        })
        .map(|node| (node, wording::squeeze(document.text(node))))
        .filter(|(_, text)| !text.is_empty())
        .take(TITLE_PARAGRAPHS)
        .collect()
}

/// The cells above the fields of a form that stand in their row alone.
fn lone_cells(document: &Document, table: &Table) -> Vec<NodeId> {
    crate::table::rows_of(document, table)
        .iter()
        .take_while(|row| row.len() <= 1)
        .filter_map(|row| row.first().map(|cell| cell.node))
        .collect()
}

static TITLE_WORDS: Words =
    Words::new(&["自评", "绩效", "决算", "预算", "报告", "情况", "说明", "评价"]);

/// The lines of the title: short ones without a full stop, up to the one that names the kind.
fn title_lines(lines: &[(NodeId, String)]) -> Option<(usize, usize)> {
    const MAX_CHARS: usize = 60;
    let is_title = |text: &str| text.chars().count() <= MAX_CHARS && !text.contains(['。', '；']);
    let last = lines
        .iter()
        .position(|(_, text)| is_title(text) && TITLE_WORDS.any_in(text) && !opens_section(text))?;
    let first = lines[..last]
        .iter()
        .rposition(|(_, t)| !is_title(t) || opens_section(t) || is_file_mark(t))
        .map_or(0, |at| at + 1);
    // A title that one line cuts goes on in the next.
    let ends = |text: &str| {
        ["报告", "说明", "结果", "总结", "决算", "预算", "表", "版）", "情况"]
            .iter()
            .any(|w| text.ends_with(w))
    };
    let more = lines
        .get(last + 1)
        .is_some_and(|(_, t)| is_title(t) && !opens_section(t) && !ends(&lines[last].1) && ends(t));
    Some((first, last + usize::from(more)))
}

fn opens_section(text: &str) -> bool {
    text.starts_with("一、")
        || text.starts_with("（一）")
        || text.starts_with("目录")
        || text.starts_with("第一部分")
}

fn is_file_mark(text: &str) -> bool {
    ["附件", "附表", "监督索引号", "索引号"].iter().any(|mark| text.starts_with(mark))
}

fn document_place(document: &Document, first: NodeId, last: NodeId) -> Place {
    let whole = Place::new(last, 0, document.text(last).len());
    if first == last { whole } else { Place::new(first, 0, document.text(first).len()) }
}

/// The last year printed in a text.
fn last_year(document: &Document, node: NodeId) -> Option<Stated<u16>> {
    let text = document.text(node);
    text.char_indices()
        .filter(|(at, c)| {
            c.is_ascii_digit() && !text[..*at].ends_with(|c: char| c.is_ascii_digit())
        })
        .filter_map(|(at, _)| {
            let (date, bytes) = date_at(&text[at..])?;
            Some(Stated::at(date.year?, Place::new(node, at, at + bytes)))
        })
        .next_back()
}

fn kind_of(title: &str) -> Kind {
    let has = |words: &Words| words.any_in(title);
    if title.contains("自评") || title.contains("自我评价") {
        if has(words!["项目支出", "项目绩效", "专项资金", "专项", "转移支付"])
            && !has(words!["整体"])
        {
            Kind::ProjectSelfEvaluation
        } else {
            Kind::DepartmentSelfEvaluation
        }
    } else if has(words!["绩效评价报告", "评价报告", "绩效评价结果"]) {
        Kind::PerformanceEvaluation
    } else if has(words!["绩效工作", "绩效管理工作", "绩效执行结果"]) {
        Kind::PerformanceSummary
    } else if title.contains("决算") {
        Kind::FinalAccounts
    } else if title.contains("预算") {
        Kind::Budget
    } else {
        Kind::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(text: &str) -> (Option<String>, Option<u16>, Kind) {
        let subject = Subject::read(&jiheng_document::read(text.as_bytes()).unwrap());
        (subject.unit.map(|u| u.value), subject.year.map(|y| y.value), subject.kind)
    }

    #[test]
    fn titles_name_unit_year_and_kind() {
        assert_eq!(
            subject("2021年度云岭镇人民政府部门整体绩效自评结果\n（缩略版）\n一、自评结论\n"),
            (Some("云岭镇人民政府".into()), Some(2021), Kind::DepartmentSelfEvaluation)
        );
        assert_eq!(
            subject("清河县市场监督管理局\n2023年部门整体绩效自评报告\n\n一、部门概况\n"),
            (Some("清河县市场监督管理局".into()), Some(2023), Kind::DepartmentSelfEvaluation)
        );
        assert_eq!(
            subject("关于2022年高标准农田建设项目支出绩效自评的报告\n一、概况\n"),
            (None, Some(2022), Kind::ProjectSelfEvaluation)
        );
        assert_eq!(
            subject("清河县卫生健康委员会\n关于2023年度部门整体绩效自评的报告\n县财政局：\n").0,
            Some("清河县卫生健康委员会".into())
        );
        let cover = "清河县2024年度衔接资金\n绩效自评报告\n（清河县农业农村局　二〇二五年二月）\n一、概况\n";
        assert_eq!(subject(cover).0, Some("清河县农业农村局".into()));
        let table = "2023年度部门整体支出绩效自评报告\n评价类型\t完成结果评价\n单位名称（盖章）\t清河县云岭镇人民政府\n";
        assert_eq!(subject(table).0, Some("清河县云岭镇人民政府".into()));
        assert_eq!(
            subject("云岭镇人民政府二〇二三年度部门整体支出绩效自评报告\n一、概况\n").0,
            Some("云岭镇人民政府".into())
        );
        let index = "监督索引号53298800765432111\n清河县民政局2022年度部门决算\n目录\n";
        assert_eq!(subject(index).0, Some("清河县民政局".into()));
        let field = "云岭市清河县2022年居家养老服务项目绩效自评报告\n　　项目单位：清河县民政局\n一、概况\n";
        assert_eq!(subject(field).0, Some("清河县民政局".into()));
        let signed = "清河县2022年度营养改善计划专项资金绩效自评报告\n一、概况\n无。\n　　清河县教育局\n　　2023年3月20日\n";
        assert_eq!(subject(signed).0, Some("清河县教育局".into()));
        let about = "清河县财政局关于2022年度财政重点绩效评价结果应用情况的报告\n一、概况\n无。\n　　清河县审计局\n　　2023年3月20日\n";
        assert_eq!(subject(about).0, Some("清河县财政局".into()));
        assert_eq!(subject("上海市某区财政局2024年度部门决算\n目录\n").2, Kind::FinalAccounts);
    }
}
