//! Legal instruments and their articles.

use crate::{Day, Evidence, LawError};
use serde::{Deserialize, Serialize};

/// A law, a measure, a notice, a standard.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Its id in the data.
    pub id: String,
    /// Its number (财预〔2020〕10号); may be empty.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// In force from.
    pub from: Day,
    /// In force until, where it has ended.
    pub until: Option<Day>,
    /// Whether its title was read in a source.
    pub evidence: Evidence,
}

/// How sure a datum is that rests on memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Certain to the author.
    High,
    /// Likely.
    Medium,
    /// Perhaps.
    Low,
}

/// What an instrument says on one matter.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Its id in the data.
    pub id: String,
    /// The instrument.
    pub instrument: String,
    /// What it says, in our words.
    pub text: String,
    /// The phrase that was read.
    pub quote: Option<String>,
    /// Where it was read.
    pub source: Option<String>,
    /// Whether it was read.
    pub evidence: Evidence,
    /// How sure it is, where it was not.
    pub confidence: Option<Confidence>,
}

/// Instruments and articles by id.
#[derive(Debug, Default)]
pub struct Library {
    instruments: Vec<Instrument>,
    articles: Vec<Article>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Instruments {
    instrument: Vec<Instrument>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Articles {
    article: Vec<toml::Spanned<Article>>,
}

impl Library {
    /// Reads `law/instruments.toml` and `law/articles.toml`.
    ///
    /// # Errors
    /// When a file is no such table, or an article names no known instrument, or rests on memory
    /// without a confidence.
    pub fn parse(instruments: (&str, &str), articles: (&str, &str)) -> Result<Self, LawError> {
        let (file, text) = instruments;
        let Instruments { instrument: instruments } =
            toml::from_str(text).map_err(|e| LawError::from_toml(file, text, &e))?;
        let (file, text) = articles;
        let parsed: Articles =
            toml::from_str(text).map_err(|e| LawError::from_toml(file, text, &e))?;
        let mut articles: Vec<Article> = Vec::new();
        for article in parsed.article {
            let at = article.span().start;
            let article = article.into_inner();
            let refuse = |reason: String| LawError::at(file, text, at, reason);
            if !instruments.iter().any(|i| i.id == article.instrument) {
                return Err(refuse(format!("没有编号为 {} 的文件", article.instrument)));
            }
            if article.evidence == Evidence::Recalled && article.confidence.is_none() {
                return Err(refuse("凭记忆的条文要写明把握程度 confidence".into()));
            }
            if articles.iter().any(|a| a.id == article.id) {
                return Err(refuse(format!("条文编号 {} 重复", article.id)));
            }
            articles.push(article);
        }
        Ok(Self { instruments, articles })
    }

    /// An article by id.
    #[must_use]
    pub fn article(&self, id: &str) -> Option<&Article> {
        self.articles.iter().find(|a| a.id == id)
    }

    /// The instrument of an article.
    #[must_use]
    pub fn instrument_of(&self, article: &Article) -> Option<&Instrument> {
        self.instruments.iter().find(|i| i.id == article.instrument)
    }

    /// All articles.
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        self.articles.iter()
    }

    /// An article as it is cited: 《项目支出绩效评价管理办法》（财预〔2020〕10号）：….
    #[must_use]
    pub fn cite(&self, id: &str) -> Option<String> {
        let article = self.article(id)?;
        let instrument = self.instrument_of(article)?;
        let mark = match article.evidence {
            Evidence::Seen => "",
            Evidence::Recalled => "（凭记忆，待核原文）",
        };
        let number = match instrument.number.as_str() {
            "" => String::new(),
            number => format!("（{number}）"),
        };
        Some(format!("《{}》{number}：{}{mark}", instrument.title, article.text))
    }
}
