//! Word comments at the words that findings are about.

mod comments;
mod cuts;
mod earlier;
mod spot;

use super::package::{Package, malformed};
use super::{AnnotateError, words};
use crate::report::FindingInfo;
use comments::Comments;
use cuts::Cuts;
use jiheng_document::{Document, DocxSource};
use spot::Finder;

pub(super) fn annotate(
    bytes: &[u8],
    document: &Document,
    findings: &[FindingInfo],
) -> Result<Vec<u8>, AnnotateError> {
    let source = DocxSource::open(bytes)?;
    let mut package = Package::open(bytes)?;
    let mut comments = Comments::open(&mut package, &source)?;
    let finder = Finder::new(document, &source);
    let mut cuts = Cuts::new(&source);
    for finding in findings {
        let Some(location) = finding.locations.first() else { continue };
        let mut lines = words(finding);
        let spots = finder.spots(location.place);
        if spots.is_none() {
            // A footnote or what else stands outside of the body.
            lines.insert(1, format!("位置：{}“{}”", location.path, location.quote));
        }
        let (start, end) =
            spots.or_else(|| finder.first()).ok_or_else(|| malformed(&source.part))?;
        let id = comments.add(&lines);
        cuts.mark(id, start, end);
    }
    let earlier = comments.earlier();
    if findings.is_empty() && earlier.is_empty() {
        return package.finish();
    }
    package.set(&source.part, earlier::without_marks(&cuts.apply(), earlier));
    comments.save(&mut package)?;
    package.finish()
}

#[cfg(test)]
mod tests;
