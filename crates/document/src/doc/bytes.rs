//! Little-endian numbers out of bytes that may end too early.

pub(super) fn u8_at(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(array(bytes, at)?))
}

pub(super) fn i16_at(bytes: &[u8], at: usize) -> Option<i16> {
    Some(i16::from_le_bytes(array(bytes, at)?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(array(bytes, at)?))
}

/// A number as an index or length.
pub(super) fn size_at(bytes: &[u8], at: usize) -> Option<usize> {
    u32_at(bytes, at).and_then(|n| usize::try_from(n).ok())
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

/// A text that is preceded by its length in characters, and where it ends.
pub(super) fn counted_text(bytes: &[u8], at: usize) -> Option<(Vec<u16>, usize)> {
    let count = usize::from(u16_at(bytes, at)?);
    let end = at + 2 + count * 2;
    let units = bytes.get(at + 2..end)?.chunks_exact(2);
    Some((units.map(|u| u16::from_le_bytes([u[0], u[1]])).collect(), end))
}

/// The positions of a PLC whose data elements have `size` bytes.
pub(super) fn plc_positions(plc: &[u8], size: usize) -> impl Iterator<Item = usize> {
    let count = plc.len().saturating_sub(4) / (4 + size);
    let positions = if plc.len() < 4 { 0 } else { count + 1 };
    (0..positions).filter_map(|index| size_at(plc, index * 4))
}

/// The data elements of a PLC.
pub(super) fn plc_data(plc: &[u8], size: usize) -> impl Iterator<Item = &[u8]> {
    let count = plc.len().saturating_sub(4) / (4 + size);
    plc.get((count + 1) * 4..).unwrap_or_default().chunks_exact(size).take(count)
}
