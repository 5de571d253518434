//! Colours, where the reader is a terminal.

use jiheng_base::{Level, Role};

/// How marked words are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// What is at fault.
    Fault,
    /// What it is measured against, or a number of the calculation.
    Input,
}

impl Tone {
    pub(super) fn of(role: Role) -> Self {
        if role == Role::Fault { Self::Fault } else { Self::Input }
    }

    /// The sign below a column of marked words.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Fault => "^",
            Self::Input => "-",
        }
    }
}

/// Whether and how to colour.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint(bool);

impl Paint {
    pub(super) fn new(colour: bool) -> Self {
        Self(colour)
    }

    #[cfg(test)]
    pub(super) fn on() -> Self {
        Self(true)
    }

    #[cfg(test)]
    pub(super) fn off() -> Self {
        Self(false)
    }

    pub(super) fn is_on(self) -> bool {
        self.0
    }

    /// The head of a finding in the colour of its level.
    pub(super) fn level(self, level: Level, text: &str) -> String {
        let code = match level {
            Level::Error => "1;31",
            Level::Doubt => "1;33",
            Level::Note => "1;36",
        };
        self.with(code, text)
    }

    /// Marked words, underlined.
    pub(super) fn mark(self, tone: Tone, text: &str) -> String {
        self.with(if tone == Tone::Fault { "1;4;31" } else { "4;34" }, text)
    }

    /// A few words behind a mark.
    pub(super) fn label(self, text: &str) -> String {
        self.with("2", &format!("〔{text}〕"))
    }

    /// Something less important.
    pub(super) fn faint(self, text: &str) -> String {
        self.with("2", text)
    }

    fn with(self, code: &str, text: &str) -> String {
        if self.0 { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
