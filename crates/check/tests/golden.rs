//! What a person sees first: the terminal output for the quickstart sample.
//!
//! After a change that is meant, `INSTA_UPDATE=always cargo test -p jiheng-check --test golden`
//! writes the file anew; read the difference before it is committed.
#![allow(clippy::unwrap_used)]

mod common;

use common::{checked, samples};
use jiheng_check::render::{Terminal, terminal};
use jiheng_law::Law;

#[test]
fn the_terminal_shows_the_quickstart_sample() {
    let bytes = std::fs::read(samples().join("quickstart/report.txt")).unwrap();
    let (document, report) = checked(&bytes, &Law::builtin().unwrap());
    let name = "samples/quickstart/report.txt";
    let shown = terminal(name, &document, &report, Terminal { colour: false });
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("quickstart", shown);
    });
}
