//! A zip of reports, as offices collect them: its files, each to be read like any other.

use crate::error::ReadError;
use crate::package::reason;
use crate::{MAX_FILE_BYTES, package};
use encoding_rs::GB18030;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most files that are taken out of archives.
pub const MAX_MEMBERS: usize = 2000;
/// The most bytes that the files of archives have when unpacked.
pub const MAX_TOTAL_BYTES: u64 = 512 << 20;

type Zip<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// A file in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its path in the archive, to be shown: with `/` between folders, and never to be opened.
    pub name: String,
    /// Its bytes, or why they cannot be had; the other files are not touched by that.
    pub content: Result<Vec<u8>, ReadError>,
}

/// What may still be unpacked. All archives of a run share it: their files are held in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    members: usize,
    bytes: u64,
}

impl Default for Room {
    fn default() -> Self {
        Self { members: MAX_MEMBERS, bytes: MAX_TOTAL_BYTES }
    }
}

/// Whether the bytes are a zip of files and no document that is packed as a zip.
#[must_use]
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK")
        && ZipArchive::new(Cursor::new(bytes)).is_ok_and(|zip| !package::is_package(&zip))
}

/// Whether the bytes start as a zip and are none, so that nobody can tell what was packed.
#[must_use]
pub fn is_broken(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") && ZipArchive::new(Cursor::new(bytes)).is_err()
}

/// The files of a zip, in its order; those of zips within it too, but no deeper.
///
/// Names are read as UTF-8 or else as GBK. Nothing is written to disk. What the systems of the
/// packers leave behind (`__MACOSX`, `~$` locks, hidden files) is left out.
///
/// # Errors
/// When the bytes are no zip, when every file in it is encrypted, or when there is no room for
/// what it unpacks to; the room is then as it was.
///
/// ```
/// use jiheng_document::archive::{Room, members};
/// let junk = members(b"PK\x03\x04 and no more", &mut Room::default());
/// assert!(junk.unwrap_err().to_string().contains("压缩包"));
/// ```
pub fn members(bytes: &[u8], room: &mut Room) -> Result<Vec<Member>, ReadError> {
    let mut unpacked = Unpacked { members: Vec::new(), room: room.clone() };
    unpacked.add_all(bytes, None)?;
    let is_locked = |m: &Member| m.content == Err(ReadError::Encrypted);
    if !unpacked.members.is_empty() && unpacked.members.iter().all(is_locked) {
        return Err(ReadError::Encrypted);
    }
    *room = unpacked.room;
    Ok(unpacked.members)
}

struct Unpacked {
    members: Vec<Member>,
    room: Room,
}

impl Unpacked {
    fn add_all(&mut self, bytes: &[u8], outer: Option<&str>) -> Result<(), ReadError> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(reason(&e)))?;
        for index in 0..zip.len() {
            let Ok(raw) = zip.by_index_raw(index).map(|f| f.name_raw().to_vec()) else {
                continue;
            };
            let Some(name) = shown_name(&raw) else { continue };
            let name = outer.map_or(name.clone(), |outer| format!("{outer}/{name}"));
            let content = match self.unpack(&mut zip, index)? {
                Ok(inner) if is_archive(&inner) => match outer {
                    None => {
                        self.add_all(&inner, Some(&name))?;
                        continue;
                    }
                    Some(_) => Err(ReadError::Nested),
                },
                content => content,
            };
            let Some(left) = self.room.members.checked_sub(1) else {
                return Err(ReadError::TooManyFiles { limit: MAX_MEMBERS });
            };
            self.room.members = left;
            self.members.push(Member { name, content });
        }
        Ok(())
    }

    fn unpack(
        &mut self,
        zip: &mut Zip,
        index: usize,
    ) -> Result<Result<Vec<u8>, ReadError>, ReadError> {
        let file = match zip.by_index(index) {
            Ok(file) => file,
            Err(ZipError::UnsupportedArchive(what)) if what.contains("assword") => {
                return Ok(Err(ReadError::Encrypted));
            }
            Err(e) => return Ok(Err(damaged(reason(&e)))),
        };
        let limit = self.room.bytes.min(MAX_FILE_BYTES as u64);
        let mut bytes = Vec::new();
        if file.take(limit + 1).read_to_end(&mut bytes).is_err() {
            return Ok(Err(damaged("无法解压")));
        }
        let length = bytes.len() as u64;
        if length > self.room.bytes {
            return Err(ReadError::Bomb { limit: MAX_TOTAL_BYTES });
        }
        self.room.bytes -= length;
        if bytes.len() > MAX_FILE_BYTES {
            let error = ReadError::TooLarge { bytes: bytes.len(), limit: MAX_FILE_BYTES };
            return Ok(Err(error));
        }
        Ok(Ok(bytes))
    }
}

/// The name to be shown; `None` for folders and for what is no file of the packer.
fn shown_name(raw: &[u8]) -> Option<String> {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(raw).0.into_owned(),
    };
    if name.ends_with(['/', '\\']) {
        return None;
    }
    let parts: Vec<String> = name
        .split(['/', '\\'])
        .filter(|part| !matches!(*part, "" | "." | "..") && !part.ends_with(':'))
        .map(|part| part.chars().filter(|c| !c.is_control()).collect())
        .collect();
    let file = parts.last()?;
    let is_left_behind = parts[0] == "__MACOSX" || file.starts_with('.') || file.starts_with("~$");
    (!is_left_behind).then(|| parts.join("/"))
}

fn damaged(what: &str) -> ReadError {
    ReadError::Damaged { format: "压缩包", what: what.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn names(members: &[Member]) -> Vec<&str> {
        members.iter().map(|m| m.name.as_str()).collect()
    }

    fn open(bytes: &[u8]) -> Result<Vec<Member>, ReadError> {
        members(bytes, &mut Room::default())
    }

    #[test]
    fn a_zip_in_a_zip_is_opened_and_no_deeper() {
        let innermost = zip(&[("丙.txt", b"3")]);
        let inner = zip(&[("乙.txt", b"2"), ("深.zip", &innermost)]);
        let outer = zip(&[("甲.txt", b"1"), ("批.zip", &inner), ("__MACOSX/._甲.txt", b"")]);
        assert!(is_archive(&outer));
        let members = open(&outer).unwrap();
        assert_eq!(names(&members), ["甲.txt", "批.zip/乙.txt", "批.zip/深.zip"]);
        assert_eq!(members[1].content.as_deref(), Ok(b"2".as_slice()));
        assert_eq!(members[2].content, Err(ReadError::Nested));
    }

    #[test]
    fn files_under_a_password_are_told() {
        let mut locked = zip(&[("甲.txt", b"1"), ("乙.txt", b"2")]);
        let lock = |bytes: &mut [u8], header: &[u8], flags: usize| {
            let found = bytes.windows(4).position(|w| w == header).unwrap();
            bytes[found + flags] |= 1;
        };
        for (header, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
            lock(&mut locked, header, flags);
        }
        let members = open(&locked).unwrap();
        assert_eq!(members[0].content, Err(ReadError::Encrypted));
        assert_eq!(members[1].content.as_deref(), Ok(b"2".as_slice()));
        let mut only = zip(&[("甲.txt", b"1")]);
        for (header, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
            lock(&mut only, header, flags);
        }
        assert_eq!(open(&only), Err(ReadError::Encrypted));
    }

    #[test]
    fn names_are_for_showing_only() {
        let (gbk, _, _) = GB18030.encode("自评\\报告.doc");
        assert_eq!(shown_name(&gbk).as_deref(), Some("自评/报告.doc"));
        assert_eq!(shown_name(b"../../etc/passwd").as_deref(), Some("etc/passwd"));
        assert_eq!(shown_name(b"C:\\x\x07.txt").as_deref(), Some("x.txt"));
        assert_eq!(shown_name(b"folder/"), None);
        assert_eq!(shown_name("处室/~$报告.docx".as_bytes()), None);
    }

    #[test]
    fn more_than_is_sane_is_refused() {
        let many: Vec<String> = (0..=MAX_MEMBERS).map(|n| format!("{n}.txt")).collect();
        let files: Vec<(&str, &[u8])> = many.iter().map(|n| (n.as_str(), b"".as_slice())).collect();
        assert_eq!(open(&zip(&files)), Err(ReadError::TooManyFiles { limit: MAX_MEMBERS }));
        let mut room = Room { bytes: 7, ..Room::default() };
        let four = zip(&[("甲", b"1234")]);
        assert!(members(&four, &mut room).is_ok());
        let error = members(&four, &mut room).unwrap_err();
        assert_eq!(error, ReadError::Bomb { limit: MAX_TOTAL_BYTES });
        assert_eq!(room.bytes, 3, "what was refused takes no room");
    }

    #[test]
    fn a_document_is_no_archive() {
        assert!(!is_archive(&zip(&[("[Content_Types].xml", b""), ("word/document.xml", b"")])));
        assert!(!is_archive(&zip(&[("mimetype", b"application/x"), ("content.xml", b"")])));
        assert!(is_broken(b"PK\x03\x04") && !is_broken(&zip(&[("甲", b"")])) && !is_broken(b"P"));
    }
}
