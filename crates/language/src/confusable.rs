//! Characters that are taken for each other.

use std::collections::BTreeMap;
use std::sync::LazyLock;

include!(concat!(env!("OUT_DIR"), "/sounds.rs"));

/// Characters of few strokes that look alike, in print and to a scanner. Larger characters are
/// mistaken by their sound far more often.
#[rustfmt::skip]
const ALIKE: &[&str] = &[
    "日目曰", "未末", "己已巳", "人入八", "土士", "干千于", "大太犬丈", "天夫无", "王玉主", "木本术",
    "田由甲申", "过还", "今令", "刀力", "自白目", "贝见", "厂广", "口囗", "巾币", "史吏", "住往",
    "仓仑", "免兔", "鸟乌", "兵乓乒", "冶治", "准淮", "折拆析", "拨拔", "贷货", "侯候", "微徽",
    "辨辩", "环坏", "处外", "末来", "牛午", "体休", "具县", "真直", "买卖", "间问", "晴睛",
    "设没", "活话", "待侍", "账帐", "撤撒", "帅师", "万方", "亨享", "戊戌戍", "科料", "束東束",
    "便使", "代伐", "杜社", "情清", "竞竟", "斤斥", "失矢", "昔音", "券卷", "萧肃", "茶荼",
];

/// For each character of the groups, in order, the groups that it stands in.
static LOOKS: LazyLock<Vec<(char, Vec<usize>)>> = LazyLock::new(|| {
    let mut looks: BTreeMap<char, Vec<usize>> = BTreeMap::new();
    for (at, group) in ALIKE.iter().enumerate() {
        for c in group.chars() {
            looks.entry(c).or_default().push(at);
        }
    }
    looks.into_iter().collect()
});

/// How two characters are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// They sound alike but for the tone.
    Sound,
    /// They look alike.
    Shape,
}

/// Common characters that may have been meant by another.
pub fn meant_by(written: char) -> impl Iterator<Item = (char, Likeness)> {
    let at = SYLLABLES.binary_search_by_key(&written, |(c, _)| *c);
    let group = at.map_or("", |at| GROUPS[usize::from(SYLLABLES[at].1)]);
    let by_sound = group.chars().map(|c| (c, Likeness::Sound));
    let own = LOOKS.binary_search_by_key(&written, |(c, _)| *c).ok();
    let alike = own.map_or(&[][..], |at| &LOOKS[at].1).iter().map(|group| ALIKE[*group]);
    let by_shape = alike.flat_map(|group| group.chars()).map(|c| (c, Likeness::Shape));
    by_sound.chain(by_shape).filter(move |(c, _)| *c != written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_sounds_and_shapes() {
        let meant = |written, wanted| meant_by(written).find(|(c, _)| *c == wanted).map(|m| m.1);
        assert_eq!(meant('捡', '检'), Some(Likeness::Sound));
        assert_eq!(meant('日', '目'), Some(Likeness::Shape));
        assert_eq!(meant('预', '算'), None);
        assert_eq!(meant('a', 'b'), None);
    }
}
