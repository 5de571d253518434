//! The fonts of the machine, and which of them stands for which hand.

use crate::PrintError;
use std::path::{Path, PathBuf};
use typst_kit::fonts::{FontStore, scan, system};

/// The hands of official documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hand {
    /// 仿宋
    Fang,
    /// 楷体
    Kai,
    /// 黑体
    Hei,
    /// 宋体
    Song,
    /// 小标宋
    Title,
}

/// Names of the fonts for a hand as they call themselves, the standard's own first.
#[rustfmt::skip]
const FAMILIES: &[(Hand, &[&str])] = &[
    (Hand::Fang, &["FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "华文仿宋", "FandolFang R", "FandolFang"]),
    (Hand::Kai, &["KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "Kaiti SC", "华文楷体", "FandolKai"]),
    (Hand::Hei, &["SimHei", "黑体", "STHeiti", "Heiti SC", "FandolHei", "Noto Sans CJK SC", "Source Han Sans SC"]),
    (Hand::Song, &["SimSun", "宋体", "STSong", "Songti SC", "FandolSong"]),
    (Hand::Title, &["FZXiaoBiaoSong-B05S", "方正小标宋简体", "方正小标宋_GBK", "STZhongsong", "华文中宋", "FandolSong"]),
];
/// What stands in where a hand is missing, for a character or altogether.
const ANY: &[&str] = &[
    "SimSun",
    "宋体",
    "FandolSong",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Zen Hei",
    "AR PL UMing CN",
    "AR PL SungtiL GB",
];
/// Where TeX Live keeps its Chinese fonts.
const FANDOL: &[&str] = &[
    "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
    "/usr/share/texmf-dist/fonts/opentype/public/fandol",
    "/usr/share/fonts/opentype/fandol",
];

/// Fonts that were found, read when they are needed.
pub struct Fonts {
    pub(crate) store: FontStore,
}

impl Fonts {
    /// Looks for fonts in the folder named, beside the program, in the folders of the system and where
    /// TeX Live keeps its own. Nothing is downloaded.
    ///
    /// # Errors
    /// [`PrintError::NoFonts`] when none of them has Chinese characters.
    pub fn find(named: Option<&Path>) -> Result<Self, PrintError> {
        let beside = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.join("fonts")));
        let folders = named.map(Path::to_path_buf).into_iter().chain(beside);
        let mut store = FontStore::new();
        for folder in folders.chain(FANDOL.iter().map(PathBuf::from)).filter(|f| f.is_dir()) {
            store.extend(scan(&folder));
        }
        store.extend(system());
        Self::from_store(store)
    }

    fn from_store(store: FontStore) -> Result<Self, PrintError> {
        let fonts = Self { store };
        let has = |hand| !fonts.families(hand).is_empty();
        if has(Hand::Fang) { Ok(fonts) } else { Err(PrintError::NoFonts) }
    }

    /// The families for a hand that were found, the best first.
    pub(crate) fn families(&self, hand: Hand) -> Vec<&'static str> {
        let own = FAMILIES.iter().filter(|(of, _)| *of == hand).flat_map(|(_, names)| *names);
        let mut found: Vec<&'static str> = Vec::new();
        for name in own.chain(ANY) {
            let is_there = self.store.book().contains_family(&name.to_lowercase());
            if is_there && !found.contains(name) {
                found.push(name);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_chinese_font_there_is_no_pdf() {
        let told = Fonts::from_store(FontStore::new()).err().map(|e| e.to_string());
        assert!(told.is_some_and(|t| t.contains("没有找到中文字体")));
    }
}
