//! From a document to typed facts with their places, and from them to the evaluation.

pub mod accounts;
pub mod blank;
pub mod counted;
pub(crate) mod evaluate;
pub mod expr;
pub mod figure;
pub mod form;
mod index;
pub mod lex;
pub mod outline;
pub mod relation;
pub mod role;
pub mod score;
pub mod subject;
pub mod table;
pub mod wording;

pub use evaluate::{grades_in, operator_beside};
pub use expr::Expr;
pub use figure::{DateMention, Figure, FigureId, FigureYear, Sentence};
pub use outline::Outline;
pub use relation::{Exactness, Relation, RelationKind};

use accounts::{Book, Statement};
use counted::CountedList;
use figure::Collected;
use form::Form;
use index::{About, Index, Own};
use jiheng_base::evaluation::{Evaluation, Kind};
use jiheng_base::{NodeId, Place};
use jiheng_document::{Block, Document};
use jiheng_law::{Concept, Law};
use score::ScoreTree;
use subject::Subject;
use table::DataTable;

/// The facts of a document.
#[derive(Debug)]
pub struct Facts {
    /// Everything that the document says about money, indicators and scores.
    pub evaluation: Evaluation,
    /// The evaluations of the further projects, where a file holds several.
    pub projects: Vec<Evaluation>,
    /// The quantity of the budget year that each figure states.
    pub concepts: Vec<Option<Concept>>,
    /// What the document is.
    pub subject: Subject,
    /// Headings and items.
    pub outline: Outline,
    /// Numbers of the prose in reading order.
    pub figures: Vec<Figure>,
    /// What each figure does in its sentence.
    pub roles: Vec<role::Role>,
    /// What is scored, and under what.
    pub scores: ScoreTree,
    /// Counts of things that the text names.
    pub counted: Vec<CountedList>,
    /// Tables with the meaning of their rows and columns.
    pub tables: Vec<DataTable>,
    /// Forms among the tables.
    pub forms: Vec<Form>,
    /// Tables of final accounts among the tables.
    pub statements: Vec<Statement>,
    /// Dates of the prose in reading order.
    pub dates: Vec<DateMention>,
    /// Sentences of the prose.
    pub sentences: Vec<Sentence>,
    /// What the text says that its numbers have to do with each other.
    pub relations: Vec<Relation>,
    /// Whether the amounts are exact or rounded.
    pub exactness: Exactness,
}

/// Reads the facts of a document.
#[must_use]
pub fn extract(document: &Document, law: &Law) -> Facts {
    let mut subject = Subject::read(document);
    let outline = Outline::read(document);
    let mut collected = Collected::default();
    let (tables, forms) = read_blocks(document, &mut collected);
    subject.learn_from(&forms);
    if blank::is_template(document, subject.title.as_ref()) {
        subject.kind = Kind::Template;
    }
    let Collected { figures, dates, sentences } = collected;
    let about = |node: NodeId| about(document, &outline, node);
    let own = Own {
        year: subject.year.as_ref().map(|y| y.value),
        unit: subject.unit.as_ref().map(|u| u.value.as_str()),
    };
    let index = Index::new(&figures, &sentences, &law.concepts, own, about);
    let texts: Vec<String> = sentences.iter().map(|s| document.quote(s.place).to_owned()).collect();
    let lists = relation::lists(&index, &texts);
    let statements = accounts::find(document, &tables);
    let context = relation::Context {
        index,
        lists,
        rates: &law.rates,
        tables: &tables,
        statements: &statements,
        texts,
    };
    let relations = relation::find(&context);
    let concepts = context.index.topics.iter().map(|t| t.concept).collect();
    let roles = context.index.topics.iter().map(|t| t.role).collect();
    let in_tables = score::Tables { document, tables: &tables, forms: &forms, figures: &figures };
    let scores = read_scores(&in_tables, &subject, &outline, &sentences);
    let exactness = Exactness::of(&relations, &figures);
    let mut facts = Facts {
        evaluation: Evaluation::default(),
        projects: Vec::new(),
        concepts,
        subject,
        scores,
        counted: counted::find(document, &figures, &sentences),
        tables,
        forms,
        statements,
        outline,
        roles,
        dates,
        relations,
        exactness,
        sentences,
        figures,
    };
    let mut evaluations = evaluate::evaluate(document, &facts, law).into_iter();
    facts.evaluation = evaluations.next().unwrap_or_default();
    facts.projects = evaluations.collect();
    facts
}

impl Facts {
    /// All evaluations of the document.
    pub fn evaluations(&self) -> impl Iterator<Item = &Evaluation> {
        std::iter::once(&self.evaluation).chain(&self.projects)
    }

    /// The tables of final accounts, to look amounts up in.
    #[must_use]
    pub fn book(&self) -> Book<'_> {
        Book { tables: &self.tables, statements: &self.statements }
    }

    /// The side and the row of a table that hold a figure.
    #[must_use]
    pub fn row_of(&self, figure: FigureId) -> Option<(&table::Side, &table::Row)> {
        self.tables.iter().flat_map(|t| &t.sides).find_map(|side| {
            let holds =
                |r: &&table::Row| r.cells.iter().flatten().any(|c| c.figure == Some(figure));
            Some((side, side.rows.iter().find(holds)?))
        })
    }
}

fn read_scores(
    in_tables: &score::Tables,
    subject: &Subject,
    outline: &Outline,
    sentences: &[Sentence],
) -> ScoreTree {
    let score::Tables { document, figures, .. } = *in_tables;
    let title_of = |node: NodeId| {
        if let Some(own) = opening_name(node, document.text(node)) {
            return Some(own);
        }
        let entry = outline.ancestors(outline.entry_of(node)).find(|e| !e.title.is_empty())?;
        Some((wording::squeeze(&entry.title), entry.place))
    };
    let title = subject.title.as_ref().map_or("", |t| t.value.as_str());
    let year = subject.year.as_ref().map(|y| y.value);
    let source = score::Source { document, figures, sentences, title_of: &title_of, title, year };
    let mut items = score::prose(&source);
    items.extend(score::tables(in_tables));
    ScoreTree::build(items, outline, figures)
}

/// 成本节约率。分值10分，评价得分9.3分: a name that stands alone before its points.
fn opening_name(node: NodeId, text: &str) -> Option<(String, Place)> {
    const CHARS: std::ops::RangeInclusive<usize> = 3..=14;
    let start = text.len() - text.trim_start().len();
    let (name, rest) = text[start..].split_once('。')?;
    let points =
        ["分值", "权重", "满分", "标准分", "应得"].iter().any(|w| rest.trim_start().starts_with(w));
    let is_name = name.chars().all(char::is_alphabetic) && CHARS.contains(&name.chars().count());
    (points && is_name).then(|| (name.to_owned(), Place::new(node, start, start + name.len())))
}

/// Reads paragraphs and tables in their order.
fn read_blocks(document: &Document, collected: &mut Collected) -> (Vec<DataTable>, Vec<Form>) {
    /// A caption and a unit stand no further above a table than this.
    const PARAGRAPHS_ABOVE: usize = 2;
    let mut tables: Vec<DataTable> = Vec::new();
    let mut forms = Vec::new();
    let mut above: Vec<&str> = Vec::new();
    let mut number = 0;
    // The last form goes on in the next table.
    let mut goes_on = false;
    for (at, block) in document.blocks.iter().enumerate() {
        match block {
            Block::Paragraph(paragraph) => {
                let text = document.text(paragraph.node);
                collected.read(paragraph.node, text, &lex::scan(text));
                above.push(text);
            }
            Block::Table(table) => {
                number += 1;
                let nearest = &above[above.len().saturating_sub(PARAGRAPHS_ABOVE)..];
                let rows = table::rows_of(document, table);
                let next = next_table(document, at + 1);
                let above_next = next.and_then(|n| table::bands_above(&rows, &n));
                let joins = std::mem::replace(&mut goes_on, above_next.is_some());
                let bands = above_next.unwrap_or_else(|| table::bands(&rows));
                let own = form::forms_of(document, &rows, &bands, tables.len());
                form::add(&mut forms, own, joins);
                tables.extend(table::read(document, table, number, nearest, &bands, collected));
                above.clear();
            }
        }
    }
    (tables, forms)
}

/// The rows of the table that follows with nothing but empty paragraphs before it.
fn next_table(document: &Document, from: usize) -> Option<Vec<Vec<table::RowCell>>> {
    document.blocks[from..].iter().find_map(|block| match block {
        Block::Paragraph(p) if document.text(p.node).trim().is_empty() => None,
        Block::Paragraph(_) => Some(None),
        Block::Table(table) => Some(Some(table::rows_of(document, table))),
    })?
}

/// What a paragraph is about: the item that it opens, and the heading that it stands under.
fn about(document: &Document, outline: &Outline, node: NodeId) -> About {
    let entry = outline.entry_of(node);
    let own = entry.and_then(|e| outline.entries.get(e)).filter(|e| e.node == node && e.has_body);
    let heading = outline
        .ancestors(entry)
        .find(|e| e.node != node || !e.has_body || !is_followed_by_colon(document, e));
    // Only what stands before a colon names the subject of what follows it.
    let item = own.filter(|e| is_followed_by_colon(document, e)).map_or("", |e| e.title.as_str());
    let item = wording::squeeze(item);
    About {
        item: item.split(['（', '(']).next().unwrap_or("").to_owned(),
        heading: heading.map(|e| e.title.clone()).unwrap_or_default(),
    }
}

fn is_followed_by_colon(document: &Document, entry: &outline::Entry) -> bool {
    document.text(entry.node)[entry.place.end as usize..].starts_with(['：', ':'])
}
