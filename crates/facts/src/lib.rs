//! From a document to typed facts with their places, and from them to the evaluation.

pub mod counted;
pub(crate) mod evaluate;
pub mod expr;
pub mod figure;
mod index;
pub mod lex;
pub mod outline;
pub mod relation;
pub mod role;
pub mod score;
pub mod subject;
pub mod table;
pub mod wording;

pub use evaluate::grades_in;
pub use expr::Expr;
pub use figure::{DateMention, Figure, FigureId, FigureYear, Sentence};
pub use outline::Outline;
pub use relation::{Exactness, Relation, RelationKind};

use counted::CountedList;
use figure::Collected;
use index::{About, Index};
use jiheng_base::NodeId;
use jiheng_base::evaluation::Evaluation;
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
    let subject = Subject::read(document);
    let outline = Outline::read(document);
    let mut collected = Collected::default();
    let tables = read_blocks(document, &mut collected);
    let Collected { figures, dates, sentences } = collected;
    let about = |node: NodeId| about(document, &outline, node);
    let year = subject.year.as_ref().map(|y| y.value);
    let unit = subject.unit.as_ref().map(|u| u.value.as_str());
    let index = Index::new(&figures, &sentences, &law.concepts, year, unit, about);
    let texts: Vec<String> = sentences.iter().map(|s| document.quote(s.place).to_owned()).collect();
    let lists = relation::lists(&index, &texts);
    let context = relation::Context { index, lists, rates: &law.rates, tables: &tables, texts };
    let relations = relation::find(&context);
    let concepts = context.index.topics.iter().map(|t| t.concept).collect();
    let roles = context.index.topics.iter().map(|t| t.role).collect();
    let scores = read_scores(document, &subject, &outline, &tables, &figures, &sentences);
    let exactness = Exactness::of(&relations, &figures);
    let mut facts = Facts {
        evaluation: Evaluation::default(),
        concepts,
        subject,
        scores,
        counted: counted::find(document, &figures, &sentences),
        tables,
        outline,
        roles,
        dates,
        relations,
        exactness,
        sentences,
        figures,
    };
    facts.evaluation = evaluate::evaluate(document, &facts, law);
    facts
}

fn read_scores(
    document: &Document,
    subject: &Subject,
    outline: &Outline,
    tables: &[DataTable],
    figures: &[Figure],
    sentences: &[Sentence],
) -> ScoreTree {
    let title_of = |node: NodeId| {
        let entry = outline.ancestors(outline.entry_of(node)).find(|e| !e.title.is_empty())?;
        Some((wording::squeeze(&entry.title), entry.place))
    };
    let title = subject.title.as_ref().map_or("", |t| t.value.as_str());
    let year = subject.year.as_ref().map(|y| y.value);
    let source = score::Source { document, figures, sentences, title_of: &title_of, title, year };
    let mut items = score::prose(&source);
    items.extend(score::tables(document, tables));
    ScoreTree::build(items, outline, figures)
}

/// Reads paragraphs and tables in their order.
fn read_blocks(document: &Document, collected: &mut Collected) -> Vec<DataTable> {
    /// A caption and a unit stand no further above a table than this.
    const PARAGRAPHS_ABOVE: usize = 2;
    let mut tables: Vec<DataTable> = Vec::new();
    let mut above: Vec<&str> = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let text = document.text(paragraph.node);
                collected.read(paragraph.node, text, &lex::scan(text));
                above.push(text);
            }
            Block::Table(table) => {
                let number = u32::try_from(tables.len() + 1).unwrap_or(u32::MAX);
                let nearest = &above[above.len().saturating_sub(PARAGRAPHS_ABOVE)..];
                tables.push(table::read(document, table, number, nearest, collected));
                above.clear();
            }
        }
    }
    tables
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
