//! Every form of output, a file at a time.

use super::summary::{self, SummaryLine};
use super::{Checked, FileResult};
use crate::args::{CheckArgs, Format};
use jiheng_check::render::{
    Sarif, Terminal, csv_header, csv_rows, csv_unreadable, html, json, terminal, unreadable_json,
};
use std::io::{IsTerminal, StdoutLock, Write};

pub(super) struct Printer {
    out: StdoutLock<'static>,
    format: Format,
    /// Only the summary is wanted.
    summary: bool,
    how: Terminal,
    sarif: Sarif,
    /// Nobody reads the output any more; what else was asked for is still done.
    closed: bool,
}

impl Printer {
    pub(super) fn new(args: &CheckArgs) -> Self {
        let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let mut printer = Self {
            out: std::io::stdout().lock(),
            format: args.format,
            summary: args.summary,
            how: Terminal { colour },
            sarif: Sarif::default(),
            closed: false,
        };
        if args.format == Format::Csv {
            printer.write(&csv_header());
        }
        printer
    }

    pub(super) fn add(&mut self, result: &FileResult) {
        let name = result.name.as_str();
        let text = match (&result.outcome, self.format) {
            (Ok(checked), format) => self.checked(name, checked, format),
            (Err(reason), Format::Json) => with_file(unreadable_json(reason), name),
            (Err(reason), Format::Csv) => csv_unreadable(name, reason),
            (Err(reason), Format::Sarif) => {
                self.sarif.add_unreadable(name, reason);
                String::new()
            }
            (Err(_), Format::Text | Format::Html) => String::new(),
        };
        self.write(&text);
    }

    fn checked(&mut self, name: &str, checked: &Checked, format: Format) -> String {
        let Checked { document, report, .. } = checked;
        match format {
            Format::Text if self.summary => String::new(),
            Format::Text => terminal(name, document, report, self.how),
            Format::Json => with_file(json(report), name),
            Format::Csv => csv_rows(name, report),
            Format::Html => html(name, document, report),
            Format::Sarif => {
                self.sarif.add(name, document, report);
                String::new()
            }
        }
    }

    pub(super) fn finish(mut self, lines: &[SummaryLine]) {
        let text = match self.format {
            Format::Sarif => std::mem::take(&mut self.sarif).finish(),
            Format::Text if lines.len() > 1 || self.summary => summary::table(lines),
            _ => String::new(),
        };
        self.write(&text);
    }

    fn write(&mut self, text: &str) {
        if !self.closed {
            self.closed = self.out.write_all(text.as_bytes()).is_err();
        }
    }
}

fn with_file(mut value: serde_json::Value, name: &str) -> String {
    if let Some(object) = value.as_object_mut() {
        object.insert("file".into(), name.into());
    }
    format!("{value}\n")
}
