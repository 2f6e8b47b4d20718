//! The reader of raw HTML.

use super::*;

fn texts(html: &str) -> Vec<(String, String)> {
    let pieces = HtmlParser::default().read(html);
    let text = |piece: Piece| match piece.what {
        PieceKind::Text(text) => Some((text, html[piece.span].to_owned())),
        _ => None,
    };
    pieces.into_iter().filter_map(text).collect()
}

#[test]
fn words_are_told_with_their_bytes() {
    let own = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(text, raw)| ((*text).to_owned(), (*raw).to_owned())).collect()
    };
    assert_eq!(texts("<p>ü a</p>b"), own(&[("ü a", "ü a"), ("b", "b")]));
    assert_eq!(
        texts("a &lt; ü &notit; &#x41;&amp &"),
        own(&[
            ("a ", "a "),
            ("<", "&lt;"),
            (" ü ", " ü "),
            ("¬it;", "&notit;"),
            (" ", " "),
            ("A", "&#x41;"),
            ("&", "&amp"),
            (" ", " "),
            ("&", "&"),
        ])
    );
}

#[test]
fn tags_come_in_pairs() {
    let told = |html: &str| -> String {
        let mut reader = HtmlParser::default();
        let mut pieces = reader.read(html);
        pieces.extend(reader.finish());
        let one = |piece: &Piece| match &piece.what {
            PieceKind::Start(tag, _) | PieceKind::Unlisted(tag) => format!("<{}", tag.name),
            PieceKind::Single(tag, _) => format!("<{}/", tag.name),
            PieceKind::End(Ending::Written) => ">".to_owned(),
            PieceKind::End(Ending::Implied) => "~".to_owned(),
            PieceKind::End(Ending::Missing) => "!".to_owned(),
            PieceKind::Text(text) => text.clone(),
            PieceKind::Dropped(name) => format!("({name}"),
            PieceKind::Resumed => ")".to_owned(),
            PieceKind::Lost => "?".to_owned(),
            PieceKind::Malformed(what) => format!("{what:?}"),
        };
        pieces.iter().map(one).collect()
    };
    assert_eq!(told("<ul><li>a<li>b</ul>"), "<ul<lia~<lib~>");
    assert_eq!(told("<table><tr><td>a<td>b<tr><th>c</table>"), "<table<tr<tda~<tdb~~<tr<thc~~>");
    assert_eq!(told("<p>a<p>b<div><b>c</div>"), "<pa~<pb~<div<bc!>");
    assert_eq!(told("a</br>b</i>"), "a<br/bStrayEnd(\"i\")");
    assert_eq!(told("a<script>b<b></script >c<iframe>d"), "a(script)c(iframe?");
    assert_eq!(told("<svg><title>a</title><p>b</p><path/></svg><path>"), "<svg<titlea><pb><path/><path~");
    assert_eq!(told("<!-- a --><!-- b"), "Endless(\"<!--\")");
    assert_eq!(told("a<b c"), "aEndlessTag");
}
