//! A static map from hashed keys to small values without the keys: a binary fuse filter (Graf and Lemire 2022) that holds
//! the value beside the fingerprint.

/// A map in packed bytes: each cell 16 bits, little-endian, the value low, the fingerprint high.
#[derive(Clone, Copy, Debug)]
pub struct Filter<'a> {
    seed: u64,
    segment_length: u32,
    segments: u32,
    value_bits: u32,
    cells: &'a [u8],
}

/// Bytes before the cells: seed, length of a segment, number of segments, bits of a value.
pub const HEADER: usize = 20;

impl<'a> Filter<'a> {
    /// Opens a packed map, and gives what follows it in `bytes`. None when a number in the header is out of range or the
    /// bytes are too few.
    #[must_use]
    pub fn open(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (header, rest) = bytes.split_at_checked(HEADER)?;
        let word = |at: usize| u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
        let seed = u64::from(word(0)) | u64::from(word(4)) << 32;
        let (segment_length, segments, value_bits) = (word(8), word(12), word(16));
        if !segment_length.is_power_of_two() || segment_length > 1 << 18 || segments == 0 || segments > 1 << 12 {
            return None;
        }
        if value_bits == 0 || value_bits > 15 {
            return None;
        }
        let cells = (segments as usize + 2) * segment_length as usize;
        let (cells, rest) = rest.split_at_checked(2 * cells)?;
        Some((Self { seed, segment_length, segments, value_bits, cells }, rest))
    }

    /// The value of a key. A key that is not in the map gets a value all the same once in 2^(16 - bits of a value).
    #[must_use]
    pub fn get(&self, key: u64) -> Option<u16> {
        let hash = scramble(key ^ self.seed);
        let cell = places(hash, self.segment_length, self.segments)
            .iter()
            .fold(0, |x, at| x ^ u16::from_le_bytes([self.cells[2 * *at], self.cells[2 * *at + 1]]));
        (cell >> self.value_bits == fingerprint(hash, self.value_bits)).then_some(cell & ((1 << self.value_bits) - 1))
    }
}

/// Mixes the bits of a key (the finaliser of `SplitMix64`).
#[must_use]
pub fn scramble(key: u64) -> u64 {
    let x = (key ^ key >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ x >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ x >> 31
}

/// The three cells of a scrambled key.
#[must_use]
pub fn places(hash: u64, segment_length: u32, segments: u32) -> [usize; 3] {
    let mask = segment_length - 1;
    let first = (((hash >> 32) * u64::from(segments * segment_length)) >> 32) as u32;
    let second = (first + segment_length) ^ ((hash >> 18) as u32 & mask);
    let third = (first + 2 * segment_length) ^ (hash as u32 & mask);
    [first as usize, second as usize, third as usize]
}

/// The check bits of a scrambled key.
#[must_use]
pub fn fingerprint(hash: u64, value_bits: u32) -> u16 {
    ((hash ^ hash >> 40) as u16) & (u16::MAX >> value_bits)
}
