//! What the paths of the command line name: files, folders, zips of reports.

use super::{Input, is_standard_input, name, read, reason};
use anyhow::{Result, anyhow, bail};
use jiheng_document::archive::{Room, is_archive, is_broken, members};
use std::fs;
use std::path::{Path, PathBuf};

/// Endings of files that folders and zips are searched for.
const ENDINGS: &[&str] =
    &["txt", "docx", "doc", "wps", "odt", "rtf", "pdf", "xlsx", "xls", "et", "html", "htm"];

/// The reports that the paths name: files as they are, folders and zips with all that is in them.
///
/// # Errors
/// When a path does not exist, or there is no report in a folder.
pub(crate) fn collect(paths: &[PathBuf]) -> Result<Vec<Input>> {
    let mut batch = Batch::default();
    for path in paths {
        if is_standard_input(path) || path.is_file() {
            batch.add_file(path);
        } else if path.is_dir() {
            let before = batch.inputs.len();
            batch.add_folder(path);
            if batch.inputs.len() == before {
                bail!("文件夹 {} 里没有可以核对的文件（{}）", path.display(), endings());
            }
        } else if let Some(zip) = path.ancestors().skip(1).find(|p| p.is_file()) {
            batch.add_member(zip, path)?;
        } else {
            // Whether it is missing or may not be looked at, the system says why.
            fs::metadata(path).map_err(|e| anyhow!("{}：{}", path.display(), reason(&e)))?;
            bail!("{} 不是文件也不是文件夹", path.display());
        }
    }
    Ok(batch.inputs)
}

/// The reports that lie in folders; there may be none.
pub(crate) fn in_folders(folders: &[PathBuf]) -> Vec<Input> {
    let mut batch = Batch::default();
    for folder in folders {
        batch.add_folder(folder);
    }
    batch.inputs
}

fn endings() -> String {
    format!("{}、zip", ENDINGS.join("、"))
}

#[derive(Default)]
struct Batch {
    inputs: Vec<Input>,
    room: Room,
}

impl Batch {
    fn add_folder(&mut self, folder: &Path) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(problem) => return self.add_held(name(folder), folder, Err(reason(&problem))),
        };
        let mut paths: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
        paths.sort();
        for path in paths {
            // A link to a folder may lead back to where it stands.
            if path.is_dir() && !path.is_symlink() {
                self.add_folder(&path);
            } else if is_zip(&path) && !is_hidden(&path) {
                self.add_file(&path);
            } else if is_report(&path) {
                self.inputs.push(Input::file(path));
            }
        }
    }

    /// A file that was named or may be a zip: what is in it decides.
    fn add_file(&mut self, path: &Path) {
        let bytes = match read(path) {
            Ok(bytes) => bytes,
            Err(problem) => return self.add_held(name(path), path, Err(format!("{problem:#}"))),
        };
        let is_for_opening = is_archive(&bytes) || is_zip(path) && is_broken(&bytes);
        if !is_for_opening {
            // Not held: there may be thousands. What was piped in cannot be read again.
            return match is_standard_input(path) {
                true => self.add_held(name(path), path, Ok(bytes)),
                false => self.inputs.push(Input::file(path.to_owned())),
            };
        }
        let before = self.inputs.len();
        match members(&bytes, &mut self.room) {
            Ok(members) => {
                let reports = members.into_iter().filter(|m| may_be_report(Path::new(&m.name)));
                for member in reports {
                    let name = format!("{}/{}", name(path), member.name);
                    self.add_held(name, path, member.content.map_err(|e| e.to_string()));
                }
                if self.inputs.len() == before {
                    let problem = format!("压缩包里没有可以核对的文件（{}）", endings());
                    self.add_held(name(path), path, Err(problem));
                }
            }
            Err(problem) => self.add_held(name(path), path, Err(problem.to_string())),
        }
    }

    /// The file that outputs call `包.zip/甲.docx`, or a folder in the zip.
    fn add_member(&mut self, zip: &Path, wanted: &Path) -> Result<()> {
        let before = self.inputs.len();
        self.add_file(zip);
        let found = self.inputs.split_off(before);
        self.inputs.extend(found.into_iter().filter(|i| Path::new(&i.name).starts_with(wanted)));
        if self.inputs.len() == before {
            bail!("{} 里没有 {}", zip.display(), wanted.display());
        }
        Ok(())
    }

    fn add_held(&mut self, name: String, path: &Path, content: Result<Vec<u8>, String>) {
        self.inputs.push(Input { name, path: path.to_owned(), held: Some(content) });
    }
}

/// Whether a folder is searched for files of this name. A word processor holds some open (~$…).
fn is_report(path: &Path) -> bool {
    !is_hidden(path) && ending(path).is_some_and(|e| ENDINGS.contains(&e.as_str()))
}

/// In a zip, also what lies too deep in it, so that it is told.
fn may_be_report(path: &Path) -> bool {
    is_report(path) || is_zip(path)
}

fn is_zip(path: &Path) -> bool {
    ending(path).is_some_and(|e| e == "zip")
}

fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().and_then(|n| n.to_str());
    name.is_none_or(|n| n.starts_with("~$") || n.starts_with('.'))
}

fn ending(path: &Path) -> Option<String> {
    path.extension().and_then(|e| e.to_str()).map(str::to_lowercase)
}
