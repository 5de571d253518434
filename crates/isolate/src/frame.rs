//! What goes over the pipe: a length of eight bytes and that many bytes.

use std::io::{self, Read, Write};

/// No answer of an honest child is longer: a document takes a few times its text.
const MAX_BYTES: u64 = 1 << 31;

pub(crate) fn write(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    out.write_all(&(bytes.len() as u64).to_le_bytes())?;
    out.write_all(bytes)?;
    out.flush()
}

/// The next frame; `None` where the other side has closed.
pub(crate) fn read(input: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    match input.read_exact(&mut length) {
        Ok(()) => {}
        Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(e) => return Err(e),
    }
    let length = u64::from_le_bytes(length);
    if length > MAX_BYTES {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "frame too long"));
    }
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length {
        Ok(Some(bytes))
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut pipe = Vec::new();
        write(&mut pipe, "自评".as_bytes()).unwrap();
        write(&mut pipe, b"").unwrap();
        let mut input = pipe.as_slice();
        assert_eq!(read(&mut input).unwrap().as_deref(), Some("自评".as_bytes()));
        assert_eq!(read(&mut input).unwrap().as_deref(), Some(&b""[..]));
        assert_eq!(read(&mut input).unwrap(), None);
    }

    #[test]
    fn a_cut_frame_is_an_error() {
        let mut pipe = Vec::new();
        write(&mut pipe, b"12345").unwrap();
        assert!(read(&mut &pipe[..10]).is_err());
        assert!(read(&mut &[0xFF_u8; 8][..]).is_err());
    }
}
