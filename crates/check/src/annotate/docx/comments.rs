//! The part that holds the comments, and what makes the package know of it.

use super::super::AUTHOR;
use super::super::package::{Package, append, escape, root_prefix};
use super::AnnotateError;
use jiheng_document::DocxSource;
use std::fmt::Write as _;

const CONTENT_TYPES: &str = "[Content_Types].xml";
const CONTENT_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TRANSITIONAL: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
];
const STRICT: [&str; 2] = [
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
];

pub(super) struct Comments {
    /// Name of the part.
    part: String,
    /// Its text before; none when it is new.
    old: Option<String>,
    new: String,
    next_id: u32,
    /// Name and text of the relations of the body, without the new part.
    relations: (String, Option<String>),
    /// The namespace of the words and the type of the relation.
    dialect: [&'static str; 2],
}

impl Comments {
    pub(super) fn open(package: &mut Package, source: &DocxSource) -> Result<Self, AnnotateError> {
        let (folder, file) = source.part.rsplit_once('/').unwrap_or(("", &source.part));
        let relations_part = format!("{folder}/_rels/{file}.rels");
        let relations = package.text(&relations_part)?;
        let dialect = if source.xml.contains(STRICT[0]) { STRICT } else { TRANSITIONAL };
        let target = relations.as_deref().and_then(|r| comments_target(r, dialect[1]));
        let part = match target {
            Some(target) if target.starts_with('/') => target[1..].to_owned(),
            Some(target) => format!("{folder}/{target}"),
            None => format!("{folder}/comments.xml"),
        };
        let old = package.text(&part)?;
        let in_use = old.iter().chain([&source.xml]).flat_map(|xml| ids(xml)).max();
        Ok(Self {
            part,
            old,
            new: String::new(),
            next_id: in_use.map_or(0, |id| id.saturating_add(1)),
            relations: (relations_part, relations),
            dialect,
        })
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

    pub(super) fn save(self, package: &mut Package) -> Result<(), AnnotateError> {
        if let Some(old) = &self.old {
            package.set(&self.part, append(&self.part, old, &self.new)?);
            return Ok(());
        }
        let [namespace, relation] = self.dialect;
        package.set(
            &self.part,
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
                 <w:comments xmlns:w=\"{namespace}\">{}</w:comments>",
                self.new
            ),
        );
        let (name, old) = self.relations;
        let old = old.unwrap_or_else(|| format!("<Relationships xmlns=\"{RELATIONS}\"/>"));
        let p = root_prefix(&old);
        let id = free_id(&old);
        let target = &self.part;
        let added =
            format!("<{p}Relationship Id=\"{id}\" Type=\"{relation}\" Target=\"/{target}\"/>");
        package.set(&name, append(&name, &old, &added)?);
        let types = package.text(CONTENT_TYPES)?.unwrap_or_default();
        let p = root_prefix(&types);
        let added = format!("<{p}Override PartName=\"/{target}\" ContentType=\"{CONTENT_TYPE}\"/>");
        package.set(CONTENT_TYPES, append(CONTENT_TYPES, &types, &added)?);
        Ok(())
    }
}

/// The target of the relation of that type.
fn comments_target<'a>(relations: &'a str, relation: &str) -> Option<&'a str> {
    let tag = relations.split('<').find(|tag| tag.contains(&format!("\"{relation}\"")))?;
    let (_, value) = tag.split_once("Target=\"")?;
    value.split_once('"').map(|(target, _)| target)
}

/// An id of a relation that is not in use.
fn free_id(relations: &str) -> String {
    let taken = |id: &String| relations.contains(&format!("\"{id}\""));
    (1u32..).map(|n| format!("rIdJiheng{n}")).find(|id| !taken(id)).unwrap_or_default()
}

/// Ids of comments and of whatever marks them; other ids in the text do no harm.
fn ids(xml: &str) -> impl Iterator<Item = u32> {
    xml.split('<').filter(|tag| tag.contains("omment")).filter_map(|tag| {
        let (_, value) = tag.split_once("id=\"")?;
        value.split_once('"')?.0.parse().ok()
    })
}
