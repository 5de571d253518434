//! The tokens of RTF.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// A control word with its parameter.
    Word(&'a str, Option<i32>),
    /// A control symbol other than the hexadecimal byte.
    Symbol(u8),
    /// A byte of text.
    Byte(u8),
}

pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Passes over binary data.
    pub(super) fn pass(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let (first, rest) = self.rest.split_first()?;
        if *first == b'\'' {
            let (digits, rest) = rest.split_at_checked(2)?;
            self.rest = rest;
            let byte =
                std::str::from_utf8(digits).ok().and_then(|d| u8::from_str_radix(d, 16).ok());
            return Some(Token::Byte(byte.unwrap_or(b'?')));
        }
        if !first.is_ascii_alphabetic() {
            self.rest = rest;
            return Some(Token::Symbol(*first));
        }
        let word = self.take_while_ascii(u8::is_ascii_alphabetic);
        let negative = self.rest.first() == Some(&b'-');
        if negative {
            self.pass(1);
        }
        let digits = self.take_while_ascii(u8::is_ascii_digit);
        if self.rest.first() == Some(&b' ') {
            self.pass(1);
        }
        let parameter = digits.parse::<i32>().ok().map(|n| if negative { -n } else { n });
        Some(Token::Word(word, parameter))
    }

    fn take_while_ascii(&mut self, is_part: impl Fn(&u8) -> bool) -> &'a str {
        let end = self.rest.iter().position(|b| !is_part(b)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        std::str::from_utf8(taken).unwrap_or_default()
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let (first, rest) = self.rest.split_first()?;
            self.rest = rest;
            return match first {
                b'{' => Some(Token::Open),
                b'}' => Some(Token::Close),
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => continue,
                byte => Some(Token::Byte(*byte)),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens};

    #[test]
    fn cuts_words_symbols_and_bytes() {
        let tokens: Vec<_> = Tokens::new(b"{\\u-32 ?\\'b9\\~\\par\nx}").collect();
        let expected = [
            Token::Open,
            Token::Word("u", Some(-32)),
            Token::Byte(b'?'),
            Token::Byte(0xB9),
            Token::Symbol(b'~'),
            Token::Word("par", None),
            Token::Byte(b'x'),
            Token::Close,
        ];
        assert_eq!(tokens, expected);
    }
}
