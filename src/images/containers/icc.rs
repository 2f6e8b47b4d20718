//! Colour profiles (ICC): whether one says more than that colours are sRGB.

/// How much of a profile is looked at: its list of parts, and its name, which is among the first of them.
pub(super) const ENOUGH: u64 = 4096;

const HEADER: usize = 128;
const MOST_PARTS: usize = 100;

/// Whether a profile is that of sRGB, by its name. The beginning of a profile is enough.
pub(super) fn is_srgb(profile: &[u8]) -> bool {
    profile.get(16..20) == Some(b"RGB ") && name_begins_with_srgb(profile).unwrap_or(false)
}

fn name_begins_with_srgb(profile: &[u8]) -> Option<bool> {
    let parts = profile.get(HEADER + 4..)?.chunks_exact(12).take(MOST_PARTS);
    let mut names = parts.filter(|part| part.starts_with(b"desc"));
    let name = from(profile, names.next()?.get(4..)?)?;
    Some(match name.first_chunk()? {
        // Version 2: a text of ASCII first.
        b"desc" => name.get(12..)?.starts_with(b"sRGB"),
        // Version 4: a text in each of some languages, in UTF-16.
        b"mluc" => from(name, name.get(24..)?)?.starts_with(b"\0s\0R\0G\0B"),
        _ => false,
    })
}

/// What begins where a number says.
fn from<'a>(bytes: &'a [u8], number: &[u8]) -> Option<&'a [u8]> {
    bytes.get(usize::try_from(u32::from_be_bytes(*number.first_chunk()?)).ok()?..)
}
