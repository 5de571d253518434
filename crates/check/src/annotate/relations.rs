//! The relations of a part to others.

use super::AnnotateError;
use super::package::{Package, append, root_prefix};
use super::xml::{Element, elements};
use std::fmt::Write as _;

const NAMESPACE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

pub(super) struct Relations {
    /// The part that holds them.
    part: String,
    /// The folder that targets are seen from.
    folder: String,
    old: String,
    added: String,
}

impl Relations {
    /// Those of a part; none where it has none yet.
    pub(super) fn of(package: &mut Package, part: &str) -> Result<Self, AnnotateError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let own = format!("{folder}/_rels/{file}.rels");
        let own = own.trim_start_matches('/').to_owned();
        let old = package.text(&own)?;
        let old = old.unwrap_or_else(|| format!("<Relationships xmlns=\"{NAMESPACE}\"/>"));
        Ok(Self { part: own, folder: folder.into(), old, added: String::new() })
    }

    /// The part that is related in this way.
    pub(super) fn by_kind(&self, kind: &str) -> Option<String> {
        self.target(|element| element.attribute("Type") == Some(kind))
    }

    /// The part with this id.
    pub(super) fn by_id(&self, id: &str) -> Option<String> {
        self.target(|element| element.attribute("Id") == Some(id))
    }

    fn target(&self, wanted: impl Fn(&Element) -> bool) -> Option<String> {
        let relation = elements(&self.old).into_iter().find(wanted)?;
        let target = relation.attribute("Target")?;
        if let Some(absolute) = target.strip_prefix('/') {
            return Some(absolute.to_owned());
        }
        let mut folders: Vec<&str> = self.folder.split('/').filter(|f| !f.is_empty()).collect();
        for step in target.split('/') {
            match step {
                "." => {}
                ".." => {
                    folders.pop();
                }
                name => folders.push(name),
            }
        }
        Some(folders.join("/"))
    }

    /// Relates a part; gives the id of the relation.
    pub(super) fn add(&mut self, kind: &str, target: &str) -> String {
        let taken = |id: &String| {
            let quoted = format!("\"{id}\"");
            self.old.contains(&quoted) || self.added.contains(&quoted)
        };
        let id = (1u32..).map(|n| format!("rIdJiheng{n}")).find(|id| !taken(id));
        let id = id.unwrap_or_default();
        let p = root_prefix(&self.old);
        let _ = write!(
            self.added,
            "<{p}Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"/{target}\"/>"
        );
        id
    }

    pub(super) fn save(self, package: &mut Package) -> Result<(), AnnotateError> {
        package.set(&self.part, append(&self.part, &self.old, &self.added)?);
        Ok(())
    }
}
