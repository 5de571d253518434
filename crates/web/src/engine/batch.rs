//! Files of units that do not use the system: each read in a child process, then checked.

use super::Engine;
use jiheng_check::list::List;
use jiheng_check::{Options, Report, annotate, check_document, render};
use jiheng_document::Document;
use jiheng_document::archive::{Room, is_archive, members};
use jiheng_isolate::Reader;

/// A file as it was uploaded, or came out of a zip.
pub struct Uploaded {
    /// Its name.
    pub name: String,
    /// Its content, or why a zip did not give it.
    pub content: Result<Vec<u8>, String>,
}

/// What is made of a file for whoever downloads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckedFile {
    /// The file with its findings as comments.
    Annotated,
    /// A page of the findings that stands alone.
    Findings,
}

/// Takes the files of zips out.
#[must_use]
pub fn unpack(name: String, bytes: Vec<u8>) -> Vec<Uploaded> {
    if !is_archive(&bytes) {
        return vec![Uploaded { name, content: Ok(bytes) }];
    }
    match members(&bytes, &mut Room::default()) {
        Ok(members) => {
            let is_own = |path: &str| {
                let file = path.rsplit('/').next().unwrap_or_default();
                file.is_empty() || file.starts_with('.') || file.starts_with("~$")
            };
            let members = members.into_iter().filter(|m| !is_own(&m.name));
            members
                .map(|m| Uploaded {
                    name: format!("{name}/{}", m.name),
                    content: m.content.map_err(|e| e.to_string()),
                })
                .collect()
        }
        Err(problem) => vec![Uploaded { name, content: Err(problem.to_string()) }],
    }
}

impl Engine {
    /// Reads a file in a child process and checks it.
    ///
    /// # Errors
    /// In plain words, when it cannot be read.
    pub fn check_file(&self, reader: &Reader, bytes: &[u8]) -> Result<(Document, Report), String> {
        let document = reader.read(bytes).map_err(|e| e.to_string())?;
        let report = check_document(&document, self.law(), &Options::default());
        Ok((document, report.map_err(|e| e.to_string())?))
    }

    /// What is made of a file.
    ///
    /// # Errors
    /// In plain words, when it cannot be read or annotated.
    pub fn made_of_file(
        &self,
        reader: &Reader,
        name: &str,
        bytes: &[u8],
        kind: CheckedFile,
    ) -> Result<Vec<u8>, String> {
        let (document, report) = self.check_file(reader, bytes)?;
        match kind {
            CheckedFile::Annotated => {
                annotate::annotate(bytes, &document, &report).map_err(|e| e.to_string())
            }
            CheckedFile::Findings => Ok(render::html(name, &document, &report).into_bytes()),
        }
    }

    /// The workbook of a batch.
    ///
    /// # Errors
    /// In plain words, when it cannot be written.
    pub fn list_of_files(&self, reader: &Reader, files: &[Uploaded]) -> Result<Vec<u8>, String> {
        let mut list = List::default();
        for file in files {
            let content = file.content.as_ref().map_err(Clone::clone);
            match content.and_then(|bytes| self.check_file(reader, bytes)) {
                Ok((_, report)) => list.add(&file.name, &report),
                Err(reason) => list.add_unreadable(&file.name, &reason),
            }
        }
        list.finish().map_err(|e| e.to_string())
    }
}
