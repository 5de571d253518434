//! `jiheng decide`: what was decided about a finding, written down.

use crate::args::DecideArgs;
use crate::config::Config;
use crate::say::say_line;
use crate::{CLEAN, decisions, input, output};
use anyhow::{Result, anyhow, bail};
use jiheng_check::{Decision, Decisions, FindingInfo, Options, Report, Ruling, check};

/// Fewer digits are likely to fit several findings.
const FEWEST_DIGITS: usize = 6;

pub(crate) fn run(args: &DecideArgs) -> Result<u8> {
    let input = input::single(&args.path)?;
    output::refuse_unfit("--decisions", &args.decisions, &["toml"], &[&input.path])?;
    let config = Config::load(args.config.as_deref())?;
    let law = config.law()?;
    let scheme = args.scheme.clone().or_else(|| config.scheme.clone());
    let name = input.name.clone();
    let bytes = input.bytes().map_err(|e| anyhow!("{name}：{e:#}"))?;
    let report = check(&bytes, &law, &Options { scheme, ..Options::default() })
        .map_err(|e| anyhow!("{name}：{e}"))?;
    let finding = find(&report, &args.fingerprint.to_ascii_lowercase())
        .map_err(|e| anyhow!("{name}：{e}"))?;

    let mut kept = if args.decisions.exists() {
        decisions::load(&args.decisions)?
    } else {
        Decisions::default()
    };
    kept.decide(Decision {
        report: report.document.identity.clone(),
        fingerprint: finding.fingerprint.clone(),
        code: finding.code.into(),
        quote: finding.locations.first().map(|l| l.quote.clone()).unwrap_or_default(),
        decision: if args.ignore { Ruling::Ignored } else { Ruling::Accepted },
        reason: args.reason.trim().into(),
        who: args.who.trim().into(),
        when: jiff::Zoned::now().date().to_string(),
    })?;
    output::write(&args.decisions, kept.to_toml().as_bytes())?;
    let ruling = if args.ignore { Ruling::Ignored } else { Ruling::Accepted };
    say_line!("{}：{} {}", ruling.text(), finding.code, finding.message);
    say_line!("记入 {}", args.decisions.display());
    Ok(CLEAN)
}

/// The one finding whose fingerprint starts so.
fn find<'a>(report: &'a Report, start: &str) -> Result<&'a FindingInfo> {
    if start.len() < FEWEST_DIGITS {
        bail!("指纹至少要写 {FEWEST_DIGITS} 位");
    }
    let mut fitting = report.findings.iter().filter(|f| f.fingerprint.starts_with(start));
    let Some(first) = fitting.next() else {
        bail!("没有指纹为 {start} 的发现；用 jiheng check 查看");
    };
    if fitting.next().is_some() {
        bail!("有几处发现的指纹以 {start} 开头，请多写几位");
    }
    Ok(first)
}
