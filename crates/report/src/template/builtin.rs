//! The templates that come with the program.

use super::TemplateKind;

/// A template file that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Builtin {
    /// The folder of its set: 全国, 湖北
    pub set: &'static str,
    /// Which document it makes.
    pub kind: TemplateKind,
    /// Its text.
    pub text: &'static str,
}

macro_rules! sets {
    ($($set:literal),*) => {
        &[$(
            Builtin {
                set: $set,
                kind: TemplateKind::Full,
                text: include_str!(concat!("../../templates/", $set, "/报告.txt")),
            },
            Builtin {
                set: $set,
                kind: TemplateKind::Abridged,
                text: include_str!(concat!("../../templates/", $set, "/缩略版.txt")),
            },
            Builtin {
                set: $set,
                kind: TemplateKind::ScoreTable,
                text: include_str!(concat!("../../templates/", $set, "/自评表.txt")),
            },
        )*]
    };
}

impl Builtin {
    /// Every one.
    pub const ALL: &'static [Self] = sets!("全国", "湖北");
    /// How they are written, for whoever edits them.
    pub const HELP: &'static str = include_str!("../../templates/说明.md");

    /// The one for a scheme.
    #[must_use]
    pub fn of(scheme: &str, kind: TemplateKind) -> Option<&'static Self> {
        let set = if scheme.starts_with("hubei") { "湖北" } else { "全国" };
        Self::ALL.iter().find(|b| b.set == set && b.kind == kind)
    }
}
