//! Formats of pictures, videos and sounds: which browsers show, what to do about the others, what a video brings with it.

/// What a file is shown as, by its ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Formats {
    /// A picture that browsers show.
    Picture,
    /// A video that browsers play.
    Video,
    /// A sound that browsers play.
    Sound,
    /// A picture that browsers do not show, or should not be given.
    OtherPicture,
    /// A video that browsers do not play.
    OtherVideo,
    /// A sound that browsers do not play.
    OtherSound,
    /// Something to read: no picture at all.
    Document,
    /// Nothing that is known.
    Unknown,
}

/// Files that belong to a video.
#[derive(Debug, Default)]
pub(crate) struct Companions {
    /// Where its captions may be; the first that is there counts.
    pub(crate) captions: Vec<String>,
    /// Where its poster may be.
    pub(crate) poster: String,
}

const ENDINGS: &[(Formats, &[&str])] = &[
    (Formats::Picture, &["png", "jpg", "jpeg", "jfif", "gif", "webp", "avif", "svg", "apng"]),
    (Formats::Video, &["mp4", "webm"]),
    (Formats::Sound, &["mp3", "m4a", "ogg"]),
    (
        Formats::OtherPicture,
        &[
            "heic", "heif", "heics", "hif", "tif", "tiff", "jxl", "jp2", "j2k", "psd", "psb", "ai", "eps",
            "indd", "xcf", "cdr", "wmf", "emf", "tga", "raw", "cr2", "cr3", "nef", "arw", "dng", "orf",
            "rw2", "raf", "dcm", "svgz", "bmp", "ico",
        ],
    ),
    (Formats::OtherVideo, &["mov", "m4v", "avi", "mkv", "wmv", "mpg", "mpeg", "3gp", "flv", "ogv", "mts"]),
    (Formats::OtherSound, &["wav", "flac", "aac", "opus", "wma", "aif", "aiff", "amr", "mid"]),
    (
        Formats::Document,
        &[
            "pdf", "doc", "docx", "odt", "rtf", "pages", "txt", "md", "markdown", "html", "htm", "xls",
            "xlsx", "ods", "csv", "numbers", "ppt", "pptx", "odp", "key", "zip", "epub", "xml", "json",
            "toml", "eml", "msg",
        ],
    ),
];

impl Formats {
    /// The format of an address or path, by its ending.
    pub(crate) fn of(target: &str) -> Self {
        let path = target.split(['?', '#']).next().unwrap_or(target);
        let name = path.rsplit('/').next().unwrap_or(path);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let known = ENDINGS.iter().find(|(_, endings)| endings.contains(&ending.as_str()));
        known.map_or(Formats::Unknown, |(format, _)| *format)
    }

    /// What is wrong with a file of this format where something is to be shown, and what to do; nothing where it is.
    pub(crate) fn refusal(self, target: &str, alt: &str) -> Option<(String, String)> {
        let path = target.split(['?', '#']).next().unwrap_or(target);
        let (_, name) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        Some(match self {
            Formats::Picture | Formats::Video | Formats::Sound => return None,
            Formats::OtherPicture if name.to_ascii_lowercase().ends_with(".ico") => (
                format!("`{name}` is an icon, and no picture of a page"),
                format!("open it, export the largest picture in it as PNG, and write `{stem}.png`"),
            ),
            Formats::OtherPicture if name.to_ascii_lowercase().ends_with(".bmp") => {
                (format!("a picture of this format is too heavy for a page: `{name}`"), as_picture(stem))
            }
            Formats::OtherPicture => {
                (format!("browsers show no picture of this format: `{name}`"), as_picture(stem))
            }
            Formats::OtherVideo => (
                format!("browsers play no video of this format: `{name}`"),
                format!("save it as MP4 (H.264) and write `{stem}.mp4`"),
            ),
            Formats::OtherSound => (
                format!("browsers play no sound of this format: `{name}`"),
                format!("save it as MP3 and write `{stem}.mp3`"),
            ),
            Formats::Document => (
                format!("`{name}` is no picture"),
                format!(
                    "link to it, as in `[{}]({target})`, or save the page that you want to show as PNG",
                    if alt.is_empty() { "its title" } else { alt }
                ),
            ),
            Formats::Unknown => {
                (format!("`{name}` has no ending of a picture that browsers show"), as_picture(stem))
            }
        })
    }

    /// The files beside a video that belong to it: `talk.vtt`, `talk.LANG.vtt`, `talk.jpg`.
    pub(crate) fn companions(target: &str, language_tag: &str) -> Companions {
        if Formats::of(target) != Formats::Video {
            return Companions::default();
        }
        let stem = target.rsplit_once('.').map_or(target, |(stem, _)| stem);
        let primary = language_tag.split('-').next().unwrap_or_default();
        Companions {
            captions: vec![
                format!("{stem}.vtt"),
                format!("{stem}.{language_tag}.vtt"),
                format!("{stem}.{primary}.vtt"),
            ],
            poster: format!("{stem}.jpg"),
        }
    }
}

fn as_picture(stem: &str) -> String {
    format!(
        "open it, export it as JPEG (photographs) or PNG (drawings), and write `{stem}.jpg` or `{stem}.png`"
    )
}
