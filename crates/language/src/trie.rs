//! Words in a tree that is read where it lies; the build script packs it and tells its shape.

/// Weight of what is no word.
const NO_WORD: u8 = 255;
/// Code of the first character that has a node of its own.
const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;

/// How rare a word is: eighths of the natural logarithm of one in how many words it is.
pub type Weight = u8;

/// The columns of a tree of words.
#[derive(Debug)]
pub(crate) struct Trie {
    /// The first child of each node, and an end.
    children: &'static [[u8; 4]],
    /// The character of each node.
    characters: &'static [[u8; 2]],
    weights: &'static [u8],
}

/// A node: what was read of a word so far.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Prefix {
    trie: &'static Trie,
    node: usize,
}

impl Trie {
    /// Lays the columns over the bytes of a packed tree.
    pub(crate) const fn over(bytes: &'static [u8]) -> Self {
        let (count, columns) = bytes.split_at(4);
        let nodes = u32::from_le_bytes([count[0], count[1], count[2], count[3]]) as usize;
        let (children, columns) = columns.split_at((nodes + 1) * 4);
        let (characters, weights) = columns.split_at(nodes * 2);
        Self { children: children.as_chunks().0, characters: characters.as_chunks().0, weights }
    }

    /// Words that start with a character.
    pub(crate) fn begin(&'static self, first: char) -> Option<Prefix> {
        let node = (first as u32).checked_sub(FIRST)? as usize;
        (first as u32 <= LAST).then_some(Prefix { trie: self, node })
    }

    /// Words that start with some characters; nothing is no start.
    pub(crate) fn walk(&'static self, start: impl IntoIterator<Item = char>) -> Option<Prefix> {
        let mut start = start.into_iter();
        let first = self.begin(start.next()?)?;
        start.try_fold(first, Prefix::then)
    }

    fn first_child(&self, node: usize) -> usize {
        u32::from_le_bytes(self.children[node]) as usize
    }
}

impl Prefix {
    /// Words that go on with a character.
    pub(crate) fn then(self, next: char) -> Option<Self> {
        let wanted = u16::try_from(next as u32).ok()?;
        let children = self.children();
        let characters = &self.trie.characters[children.clone()];
        let at = characters.binary_search_by_key(&wanted, |c| u16::from_le_bytes(*c)).ok()?;
        Some(Self { node: children.start + at, ..self })
    }

    /// How rare the word is that ends here, if one does.
    pub(crate) fn weight(self) -> Option<Weight> {
        Some(self.trie.weights[self.node]).filter(|w| *w != NO_WORD)
    }

    /// The characters that words go on with.
    pub(crate) fn nexts(self) -> impl Iterator<Item = (char, Self)> {
        self.children().filter_map(move |node| {
            let code = u16::from_le_bytes(self.trie.characters[node]);
            Some((char::from_u32(u32::from(code))?, Self { node, ..self }))
        })
    }

    fn children(self) -> std::ops::Range<usize> {
        self.trie.first_child(self.node)..self.trie.first_child(self.node + 1)
    }
}
