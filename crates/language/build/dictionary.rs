//! The words of the jieba dictionary with their counts, and the words of the field.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// Counts by word.
pub type Words = BTreeMap<Vec<char>, u32>;

/// Longer words fall apart into shorter ones anyway.
const LONGEST: usize = 6;
/// The dictionary gives 2 or 3 to words that nobody counted, slips of the pen among them.
const LEAST: u32 = 4;
/// What a word of the field counts at least: as much as an ordinary word.
const OF_THE_FIELD: u32 = 300;

/// Reads the dictionary that the jieba crate ships, down to the words that nobody counted.
pub fn read(root: &Path) -> Result<Words, Box<dyn Error>> {
    let text = fs::read_to_string(source_of("jieba-rs", root)?.join("src/data/dict.txt"))?;
    let mut words = Words::new();
    for line in text.lines() {
        let mut parts = line.split(' ');
        let (Some(word), Some(count)) = (parts.next(), parts.next()) else { continue };
        let (word, count): (Vec<char>, u32) = (word.chars().collect(), count.parse()?);
        if is_word(&word) {
            words.insert(word, count.max(1));
        }
    }
    Ok(words)
}

/// Leaves out what nobody counted; a single character is a word however rare.
pub fn drop_rare(words: &mut Words) {
    words.retain(|word, count| *count >= LEAST || word.len() == 1);
}

/// The crate does not hand out its dictionary, so it is read where cargo keeps the source.
fn source_of(package: &str, root: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let output = Command::new(env::var("CARGO")?)
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform"])
        .arg(env::var("HOST")?)
        .arg("--manifest-path")
        .arg(root.join("Cargo.toml"))
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().ok_or("cargo metadata names no packages")?;
    let manifest = packages
        .iter()
        .find(|p| p["name"] == package)
        .and_then(|p| p["manifest_path"].as_str())
        .ok_or_else(|| format!("cargo metadata does not name {package}"))?;
    Ok(Path::new(manifest).parent().ok_or("a manifest without a folder")?.to_owned())
}

/// Adds the names that the law data gives to expenditure and quantities.
pub fn add_words_of_the_field(words: &mut Words, law: &Path) -> Result<(), Box<dyn Error>> {
    for table in ["economic.tsv", "functional.tsv", "concepts.toml"] {
        let text = fs::read_to_string(law.join(table))?;
        for name in text.split(|c| !is_han(c)) {
            let name: Vec<char> = name.chars().collect();
            if name.len() >= 2 && is_word(&name) {
                let count = words.entry(name).or_default();
                *count = (*count).max(OF_THE_FIELD);
            }
        }
    }
    Ok(())
}

/// Characters that end many longer words (市、费、率): they are at home behind a word.
pub fn suffixes(words: &Words) -> String {
    const MANY: usize = 100;
    let mut ends: HashMap<char, usize> = HashMap::new();
    for word in words.keys().filter(|w| w.len() >= 3) {
        *ends.entry(word[word.len() - 1]).or_default() += 1;
    }
    let mut suffixes: Vec<char> =
        ends.into_iter().filter(|(_, n)| *n >= MANY).map(|(c, _)| c).collect();
    suffixes.sort_unstable();
    suffixes.into_iter().collect()
}

fn is_word(word: &[char]) -> bool {
    word.len() <= LONGEST && word.iter().all(|c| is_han(*c))
}

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}
