//! What a group holds, by the word that it starts with, and the words that are characters.

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Destination {
    #[default]
    Body,
    /// Nothing of a document.
    Skipped,
    /// No text itself, but groups that may hold text.
    Quiet,
    Fonts,
    Styles,
    /// The automatic number of the paragraph.
    Marker,
    Note,
    TextBox,
    /// What describes a row of a nested table.
    NestedRow,
}

impl Destination {
    /// The destination that a word names; those behind `\*` that are not known are passed over.
    pub(super) fn of(word: &str, optional: bool) -> Option<Self> {
        Some(match word {
            "fonttbl" => Self::Fonts,
            "stylesheet" => Self::Styles,
            "listtext" | "pntext" => Self::Marker,
            "footnote" => Self::Note,
            "shptxt" => Self::TextBox,
            "nesttableprops" => Self::NestedRow,
            "shp" | "shpinst" | "upr" => Self::Quiet,
            "ud" => Self::Body,
            "info" | "pict" | "object" | "fldinst" | "colortbl" | "shprslt" | "nonesttables"
            | "sp" | "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl"
            | "footerr" | "footerf" | "annotation" | "atnid" | "atnauthor" | "ftnsep"
            | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn" | "xe" | "tc" | "txe"
            | "rxe" | "listtable" | "nextfile" | "template" | "filetbl" => Self::Skipped,
            _ if optional => Self::Skipped,
            _ => return None,
        })
    }

    pub(super) fn holds_text(self) -> bool {
        matches!(self, Self::Body | Self::Note | Self::TextBox)
    }
}

/// The character that a word stands for; empty for words about looks.
pub(super) fn character(word: &str) -> &'static str {
    match word {
        "tab" => "\t",
        "line" | "page" | "column" | "softline" => "\n",
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "emspace" | "enspace" | "qmspace" => " ",
        _ => "",
    }
}
