//! Rows of a list, put together from their fields.

use super::Fields;
use super::path::{List, REMOVED};
use std::collections::BTreeMap;

/// The fields of a row by their names.
pub type Row<'a> = BTreeMap<&'a str, &'a str>;

/// The rows of a list by their ids, that are not taken out and in which something is written.
#[must_use]
pub fn rows(fields: &Fields, list: List) -> BTreeMap<&str, Row<'_>> {
    let mut rows: BTreeMap<&str, Row<'_>> = BTreeMap::new();
    let head = format!("{}.", list.name());
    for (path, value) in fields.range(head.clone()..) {
        let Some(rest) = path.strip_prefix(&head) else { break };
        let Some((id, field)) = rest.split_once('.') else { continue };
        rows.entry(id).or_default().insert(field, value.trim());
    }
    rows.retain(|_, row| {
        let is_removed = row.get(REMOVED).is_some_and(|v| !v.is_empty());
        !is_removed && row.values().any(|v| !v.is_empty())
    });
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_was_taken_out_or_is_empty_is_none() {
        let fields: Fields = [
            ("problems.a.what", " 甲 "),
            ("problems.b.what", "乙"),
            ("problems.b.removed", "1"),
            ("problems.c.what", ""),
            ("problemsx.d.what", "丙"),
        ]
        .map(|(path, value)| (path.to_owned(), value.to_owned()))
        .into();
        let rows = rows(&fields, List::Problems);
        assert_eq!(rows.keys().collect::<Vec<_>>(), [&"a"]);
        assert_eq!(rows["a"]["what"], "甲");
    }
}
