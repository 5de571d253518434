//! The `jiheng` command: the only place that composes all crates.
#![warn(clippy::print_stdout, reason = "a closed pipe would be taken for a fault; see `say`")]

mod args;
mod commands;
mod config;
mod data;
mod decisions;
mod input;
mod output;
mod say;

use args::{Cli, Command};
use std::process::ExitCode;

/// No finding of level error.
const CLEAN: u8 = 0;
/// At least one finding of level error.
const ERRORS_FOUND: u8 = 1;
/// A file, an option or a configuration that cannot be used.
const UNUSABLE_INPUT: u8 = 2;
/// A fault of the program.
const INTERNAL_FAULT: u8 = 3;

fn main() -> ExitCode {
    let cli = match args::parse() {
        Ok(cli) => cli,
        Err(code) => return ExitCode::from(code),
    };
    // A broken rule is caught and reported; the default hook would print English lines besides. A server
    // goes on after a fault, and who runs it must be able to tell where it was.
    if !cli.command.goes_on() {
        std::panic::set_hook(Box::new(|_| {}));
    }
    let run = std::panic::catch_unwind(|| run(cli));
    match run {
        Ok(Ok(code)) => ExitCode::from(code),
        Ok(Err(error)) => {
            eprintln!("错误：{error:#}");
            ExitCode::from(UNUSABLE_INPUT)
        }
        Err(_) => {
            eprintln!("程序内部出错，没有完成；请把输入文件和所用命令报告给开发者");
            ExitCode::from(INTERNAL_FAULT)
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<u8> {
    match cli.command {
        Command::Check(args) => commands::check::run(&args),
        Command::Decide(args) => commands::decide::run(&args),
        Command::Score(args) => commands::score::run(&args),
        Command::Report(args) => commands::report::run(&args),
        Command::Summary(args) => commands::summary::run(&args),
        Command::Template(args) => commands::template::run(&args),
        Command::Import(args) => commands::import::run(&args),
        Command::Exchange(args) => commands::exchange::run(&args),
        Command::Schema(args) => commands::schema::run(&args),
        Command::Rules(args) => commands::rules::run(&args),
        Command::Explain(args) => commands::explain::run(&args),
        Command::Schemes(args) => commands::schemes::run(&args),
        #[cfg(feature = "serve")]
        Command::Demo(args) => commands::demo::run(&args),
        #[cfg(feature = "serve")]
        Command::Serve(args) => commands::serve::run(&args),
        Command::ReadWorker { memory } => commands::read_worker::run(memory),
    }
}
