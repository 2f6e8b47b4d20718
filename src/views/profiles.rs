//! Profiles: the pages of a clinic or a person elsewhere, each by the name that readers know it under.

use super::view;
use crate::identifiers::WebAddress;

view! {
    /// A page elsewhere that is about the clinic or the person.
    Profile {
        /// Its name: that of the network, such as `LinkedIn`, else its host without `www.`.
        name: String,
        /// Its whole address.
        url: String,
    }
}

/// Networks by their registered domains.
const NETWORKS: &[(&str, &str)] = &[
    ("apple.com", "Apple"),
    ("bsky.app", "Bluesky"),
    ("doctolib.de", "Doctolib"),
    ("doctolib.fr", "Doctolib"),
    ("doximity.com", "Doximity"),
    ("facebook.com", "Facebook"),
    ("g.page", "Google"),
    ("github.com", "GitHub"),
    ("goo.gl", "Google"),
    ("google.com", "Google"),
    ("healthgrades.com", "Healthgrades"),
    ("instagram.com", "Instagram"),
    ("jameda.de", "jameda"),
    ("linkedin.com", "LinkedIn"),
    ("mastodon.social", "Mastodon"),
    ("npiregistry.cms.hhs.gov", "NPI Registry"),
    ("orcid.org", "ORCID"),
    ("pinterest.com", "Pinterest"),
    ("pubmed.ncbi.nlm.nih.gov", "PubMed"),
    ("researchgate.net", "ResearchGate"),
    ("scholar.google.com", "Google Scholar"),
    ("spotify.com", "Spotify"),
    ("substack.com", "Substack"),
    ("threads.com", "Threads"),
    ("threads.net", "Threads"),
    ("tiktok.com", "TikTok"),
    ("twitter.com", "X"),
    ("vimeo.com", "Vimeo"),
    ("wa.me", "WhatsApp"),
    ("wikidata.org", "Wikidata"),
    ("wikipedia.org", "Wikipedia"),
    ("x.com", "X"),
    ("xing.com", "XING"),
    ("yelp.com", "Yelp"),
    ("youtu.be", "YouTube"),
    ("youtube.com", "YouTube"),
    ("zocdoc.com", "Zocdoc"),
];

impl Profile {
    /// Profiles in the order in which they are written. Where two would have one name, each has its address as its name.
    pub(crate) fn list(addresses: &[WebAddress]) -> Vec<Self> {
        let names: Vec<&str> = addresses.iter().map(|address| name(address.host())).collect();
        let profile = |(address, name): (&WebAddress, &&str)| {
            let is_only = names.iter().filter(|other| *other == name).count() == 1;
            let name = if is_only { (*name).to_owned() } else { without_scheme(address) };
            Profile { name, url: address.to_string() }
        };
        addresses.iter().zip(&names).map(profile).collect()
    }
}

/// The name of a host: that of the network that it belongs to, by the longest ending that is known.
fn name(host: &str) -> &str {
    let mut ending = host;
    loop {
        if let Ok(at) = NETWORKS.binary_search_by_key(&ending, |(domain, _)| domain) {
            return NETWORKS[at].1;
        }
        match ending.split_once('.') {
            Some((_, rest)) => ending = rest,
            None => return host.strip_prefix("www.").unwrap_or(host),
        }
    }
}

fn without_scheme(address: &WebAddress) -> String {
    let (_, path) = address.split();
    let host = address.host();
    format!("{}{}", host.strip_prefix("www.").unwrap_or(host), path.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(addresses: &[&str]) -> Vec<String> {
        let addresses: Vec<_> = addresses.iter().map(|one| WebAddress::parse(one).unwrap()).collect();
        Profile::list(&addresses).into_iter().map(|profile| profile.name).collect()
    }

    #[test]
    fn a_network_is_named_and_another_host_stands_as_it_is() {
        let all = [
            "https://www.linkedin.com/company/harbor",
            "https://scholar.google.com/citations?user=1",
            "https://maps.google.com/?cid=1",
            "https://de.wikipedia.org/wiki/Liquor",
            "https://www.social.example/harbor",
            "https://notfacebook.com/harbor",
        ];
        let named =
            ["LinkedIn", "Google Scholar", "Google", "Wikipedia", "social.example", "notfacebook.com"];
        assert_eq!(names(&all), named);
    }

    #[test]
    fn two_of_one_network_are_told_apart() {
        let all = ["https://x.com/ana", "https://twitter.com/ben/", "https://orcid.org/0000"];
        assert_eq!(names(&all), ["x.com/ana", "twitter.com/ben", "ORCID"]);
    }

    #[test]
    fn the_networks_are_in_the_order_of_their_domains() {
        assert!(NETWORKS.is_sorted_by_key(|(domain, _)| domain));
    }
}
