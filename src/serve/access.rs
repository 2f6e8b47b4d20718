//! Access control of the preview: it shows drafts, and any page in the same browser can send requests to it.

use std::net::IpAddr;

use fluent_uri::Uri;
use fluent_uri::component::Host;

use crate::serve::board::Snapshot;
use crate::serve::http::ServerConfig;

/// The headers of a request.
#[derive(Debug, Clone, Copy)]
pub(super) struct Headers<'a>(pub(super) &'a [tiny_http::Header]);

impl<'a> Headers<'a> {
    fn all(self, name: &'static str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |header| header.field.equiv(name)).map(|header| header.value.as_str())
    }

    /// The value of a header that stands there once.
    pub(super) fn one(self, name: &'static str) -> Option<&'a str> {
        let mut values = self.all(name);
        values.next().filter(|_| values.next().is_none())
    }
}

/// Whether a request names this server. A page of the internet can have its name lead here, but not change the name
/// (DNS rebinding); addresses in figures are safe from that.
pub(super) fn is_our_name(host: Option<&str>, shown: &Snapshot, own: &ServerConfig) -> bool {
    let Some(host) = host else { return false };
    let address = format!("http://{host}");
    let Ok(uri) = Uri::parse(address.as_str()) else { return false };
    let authority = uri.authority().filter(|authority| authority.userinfo().is_none());
    // `localhost/evil`, `localhost#`, `localhost:99999` are no names of a host.
    let is_bare = uri.path().is_empty() && uri.query().is_none() && uri.fragment().is_none();
    let Some(authority) = authority.filter(|authority| is_bare && authority.port_to_u16().is_ok()) else {
        return false;
    };
    let figures = |ip: IpAddr| ip.is_loopback() || ip == own.bound || own.bound.is_unspecified();
    match authority.host_parsed() {
        Host::Ipv4(ip) => figures(ip.into()),
        Host::Ipv6(ip) => figures(ip.into()),
        Host::RegName(name) => {
            let name = name.as_str().to_ascii_lowercase();
            let site = shown.site.as_ref().map(|site| site.site.config.base.host());
            name == "localhost"
                || name.ends_with(".localhost")
                || name.eq_ignore_ascii_case(&own.host)
                || site.is_some_and(|site| site.eq_ignore_ascii_case(&name))
        }
        _ => false,
    }
}

/// Whether a request comes from the preview's own pages, from a visitor, or from a program that is no browser. A page of
/// another site, and of another port of this machine, can lead here by a link and load nothing (Fetch Metadata).
pub(super) fn is_from_here(headers: Headers<'_>) -> bool {
    let ours = |origin: &str| {
        let origin = origin.split_once("://").filter(|(scheme, _)| matches!(*scheme, "http" | "https"));
        origin
            .is_some_and(|(_, from)| headers.one("Host").is_some_and(|host| host.eq_ignore_ascii_case(from)))
    };
    let is_visit = headers.one("Sec-Fetch-Mode") == Some("navigate")
        && !headers
            .all("Sec-Fetch-Dest")
            .any(|what| matches!(what, "object" | "embed" | "iframe" | "frame" | "fencedframe"));
    headers.all("Origin").all(ours)
        && headers.all("Sec-Fetch-Site").all(|from| is_visit || matches!(from, "same-origin" | "none"))
}
