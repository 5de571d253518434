//! The part that holds the comments, and what makes the package know of it.

use super::super::AUTHOR;
use super::super::package::{Package, append, escape, root_prefix};
use super::super::relations::Relations;
use super::super::xml::elements;
use super::AnnotateError;
use super::earlier::{Earlier, forgotten, taken_out};
use jiheng_document::DocxSource;
use std::fmt::Write as _;

const CONTENT_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
/// The namespace of the words and the kind of the relation.
const TRANSITIONAL: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
];
const STRICT: [&str; 2] = [
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
];

/// Kinds of parts that tell more of comments, which newer programs write.
const BY_PARAGRAPH: [&str; 2] = [
    "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
    "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds",
];

pub(super) struct Comments {
    /// Name of the part.
    part: String,
    /// Its text before, without what we wrote; none when it is new.
    old: Option<String>,
    earlier: Earlier,
    new: String,
    next_id: u32,
    relations: Relations,
    dialect: [&'static str; 2],
}

impl Comments {
    pub(super) fn open(package: &mut Package, source: &DocxSource) -> Result<Self, AnnotateError> {
        let folder = source.part.rsplit_once('/').map_or("", |(folder, _)| folder);
        let relations = Relations::of(package, &source.part)?;
        let dialect = if source.xml.contains(STRICT[0]) { STRICT } else { TRANSITIONAL };
        let related = relations.by_kind(dialect[1]);
        let part = related.unwrap_or_else(|| format!("{folder}/comments.xml"));
        let old = package.text(&part)?;
        let in_use = old.iter().chain([&source.xml]).flat_map(|xml| ids(xml)).max();
        let next_id = in_use.map_or(0, |id| id.saturating_add(1));
        let (old, earlier) = old.as_deref().map(taken_out).unzip();
        let earlier = earlier.unwrap_or_default();
        Ok(Self { part, old, earlier, new: String::new(), next_id, relations, dialect })
    }

    /// What we wrote in an earlier run.
    pub(super) fn earlier(&self) -> &Earlier {
        &self.earlier
    }

    /// Adds a comment; its id is for the marks.
    pub(super) fn add(&mut self, lines: &[String]) -> u32 {
        let id = self.next_id;
        self.next_id = id.saturating_add(1);
        let w = self.old.as_deref().map_or("w:", root_prefix);
        let _ = write!(
            self.new,
            "<{w}comment {w}id=\"{id}\" {w}author=\"{AUTHOR}\" {w}initials=\"绩\">"
        );
        for line in lines {
            let line = escape(line);
            let _ = write!(
                self.new,
                "<{w}p><{w}r><{w}t xml:space=\"preserve\">{line}</{w}t></{w}r></{w}p>"
            );
        }
        let _ = write!(self.new, "</{w}comment>");
        id
    }

    pub(super) fn save(mut self, package: &mut Package) -> Result<(), AnnotateError> {
        for kind in BY_PARAGRAPH {
            let Some(part) = self.relations.by_kind(kind) else { continue };
            if let Some(text) = package.text(&part)? {
                package.set(&part, forgotten(&text, &self.earlier));
            }
        }
        if let Some(old) = &self.old {
            package.set(&self.part, append(&self.part, old, &self.new)?);
            return Ok(());
        }
        let [namespace, kind] = self.dialect;
        package.set(
            &self.part,
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
                 <w:comments xmlns:w=\"{namespace}\">{}</w:comments>",
                self.new
            ),
        );
        if self.relations.by_kind(kind).is_none() {
            self.relations.add(kind, &self.part);
            self.relations.save(package)?;
        }
        package.declare(&self.part, CONTENT_TYPE)
    }
}

/// Ids of comments and of what marks them.
fn ids(xml: &str) -> Vec<u32> {
    const WITH_ID: [&str; 4] =
        ["comment", "commentRangeStart", "commentRangeEnd", "commentReference"];
    let marks = elements(xml).into_iter().filter(|e| WITH_ID.contains(&e.name.as_str()));
    marks.filter_map(|e| e.attribute("id")?.parse().ok()).collect()
}
