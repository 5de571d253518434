//! Makes the tables of the language room from the data of packages, so that nothing is loaded or
//! computed when the program starts.

mod dictionary;
mod sound;
mod trie;
mod variant;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for input in ["build", "../../law"] {
        println!("cargo:rerun-if-changed={}", root.join(input).display());
    }
    let mut words = dictionary::read(&root)?;
    let suffixes = dictionary::suffixes(&words);
    dictionary::drop_rare(&mut words);
    dictionary::add_words_of_the_field(&mut words, &root.join("../../law"))?;
    let total = words.values().sum();
    fs::write(out.join("words.bin"), trie::pack(&words, total))?;
    fs::write(out.join("endings.bin"), trie::pack(&trie::endings(&words), total))?;
    fs::write(out.join("suffixes.rs"), format!("{suffixes:?}"))?;
    fs::write(out.join("variants.rs"), variant::table())?;
    fs::write(out.join("sounds.rs"), sound::table(&words))?;
    Ok(())
}
