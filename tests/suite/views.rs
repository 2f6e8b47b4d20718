//! What templates see.

use crate::clinic::Clinic;

/// A clinic with so many articles, one on each page of their list.
fn long_list(articles: usize) -> Clinic {
    let clinic = Clinic::new().site("paginate_by = 1\n");
    (1..=articles).fold(clinic, |clinic, number| clinic.article(&format!("part-{number}"), "Rest helps."))
}

/// The numbers of the pages that a page of the list of articles links, with gaps.
fn linked(articles: usize, number: usize) -> String {
    let site = long_list(articles).build();
    let address = if number == 1 { "/articles/".to_owned() } else { format!("/articles/page/{number}/") };
    let page = site.get(&address);
    let (_, list) = page.split_once("<nav class=\"pagination\"").unwrap();
    let (list, _) = list.split_once("</nav>").unwrap();
    let entries = list.split("<li>").filter_map(|entry| entry.rsplit_once("</li>"));
    let words = entries.map(|(entry, _)| entry.trim_end_matches("</a>").rsplit('>').next().unwrap());
    let short = words.filter(|word| word.chars().count() < 3);
    short.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_page_of_a_long_list_links_both_ends_and_its_neighbours() {
    assert_eq!(linked(5, 1), "1 2 3 4 5");
    assert_eq!(linked(9, 1), "1 2 … 9");
    assert_eq!(linked(9, 5), "1 … 4 5 6 … 9");
    assert_eq!(linked(9, 9), "1 … 8 9");
}

#[test]
fn finished_html_prints_as_it_stands_and_words_are_escaped() {
    Clinic::new()
        .file("templates/page.html", "{{ page.title }}|{{ page.html }}|{{ page.html | safe }}")
        .file("content/about.md", "+++\ntitle = \"Rest & walk\"\n+++\n\n*Rest* helps.\n")
        .build()
        .shows("/about/", "Rest &amp; walk|<p><em>Rest</em> helps.</p>\n|<p><em>Rest</em> helps.</p>\n");
}

#[test]
fn a_section_lists_the_pages_of_its_folder_and_the_folders_that_are_pages() {
    let site = Clinic::new()
        .file("templates/section.html", "{% for item in page.items %}{{ item.url }} {% endfor %}")
        .page("content/guides/_index.md", "", "Our guides.")
        .page("content/guides/second.md", "weight = 2", "Words.")
        .page("content/guides/first/index.md", "weight = 1", "Words.")
        .page("content/guides/deep/_index.md", "", "Deeper.")
        .page("content/guides/deep/hidden.md", "", "Words.")
        .page("content/guidesmore/other.md", "", "Words.")
        .build();
    site.shows("/guides/", "/guides/first/ /guides/second/");
    site.hides("/guides/", "hidden");
    site.hides("/guides/", "other");
}

#[test]
fn a_person_lists_the_articles_that_name_the_person_once() {
    let by = |number: usize, authors: &str| {
        format!(
            "+++\ntitle = \"Part {number}\"\ndate = 2026-05-0{number}\nauthors = [{authors}]\n+++\n\nWords.\n"
        )
    };
    let page = "{% for card in page.articles %}{{ card.title }}. {% endfor %}";
    let site = Clinic::new()
        .file("templates/provider.html", page)
        .page("content/providers/ada.md", "role = \"Doctor\"", "")
        .page("content/providers/bo.md", "role = \"Nurse\"", "")
        .file("content/articles/one.md", &by(1, "\"ada\", \"ada\""))
        .file("content/articles/two.md", &by(2, "\"bo\", \"ada\""))
        .file("content/articles/three.md", &by(3, ""))
        .build();
    site.shows("/providers/ada/", "Part 2. Part 1.");
    site.shows("/providers/bo/", "Part 2.");
    site.hides("/providers/bo/", "Part 1");
}

#[test]
fn a_phrase_takes_its_values_by_name_and_does_without() {
    Clinic::new()
        .file(
            "templates/404.html",
            "{{ t(key=\"home\") }}|{{ t(key=\"page_n\", number=3) }}|{{ t(key=\"minutes\", n=1) }}",
        )
        .build()
        .shows("/404.html", "Home|Page 3|1 minute");
}
