/// The few things that extraction asks of URLs, without regard to what is exotic.
enum PageURL {
    /// The host in lower case without `www.`; nil for what has none.
    static func host(_ url: String) -> String? {
        guard let scheme = url.find("://") else { return nil }
        var rest = url[scheme.upperBound...]
        if let end = rest.firstIndex(where: { $0 == "/" || $0 == "?" || $0 == "#" }) {
            rest = rest[..<end]
        }
        if let user = rest.lastIndex(of: "@") { rest = rest[rest.index(after: user)...] }
        if let port = rest.firstIndex(of: ":") { rest = rest[..<port] }
        var host = rest.lowercased()
        if host.hasPrefix("www.") { host.removeFirst(4) }
        return host.isEmpty ? nil : host
    }

    /// The path without its slashes at the ends, without query and fragment.
    static func path(_ url: String) -> String {
        var rest = url[...]
        if let scheme = url.find("://") {
            rest = url[scheme.upperBound...]
            guard let slash = rest.firstIndex(of: "/") else { return "" }
            rest = rest[slash...]
        }
        if let end = rest.firstIndex(where: { $0 == "?" || $0 == "#" }) { rest = rest[..<end] }
        while rest.hasPrefix("/") { rest = rest.dropFirst() }
        while rest.hasSuffix("/") { rest = rest.dropLast() }
        return String(rest)
    }

    /// Whether two URLs name the same page: host and path are equal, whatever scheme and slashes.
    static func same(_ left: String, _ right: String) -> Bool {
        let hosts = (host(left), host(right))
        guard hosts.0 == hosts.1 || hosts.0 == nil || hosts.1 == nil else { return false }
        let path = path(left)
        return !path.isEmpty && path == self.path(right)
    }

    /// An absolute URL; nil where the base is missing or the reference is no web address.
    static func absolute(_ reference: String, base: String?) -> String? {
        if reference.hasPrefix("http://") || reference.hasPrefix("https://") { return reference }
        guard let base, let scheme = base.find("://") else { return nil }
        if reference.hasPrefix("//") { return base[..<scheme.lowerBound] + ":" + reference }
        guard !reference.contains(":"), !reference.isEmpty else { return nil }
        let rest = base[scheme.upperBound...]
        let hostEnd =
            rest.firstIndex(where: { $0 == "/" || $0 == "?" || $0 == "#" }) ?? rest.endIndex
        if reference.hasPrefix("/") { return base[..<hostEnd] + reference }
        guard !reference.hasPrefix("#"), !reference.hasPrefix("?") else { return nil }
        var folder = rest[hostEnd...]
        if let end = folder.firstIndex(where: { $0 == "?" || $0 == "#" }) {
            folder = folder[..<end]
        }
        let slash = folder.lastIndex(of: "/").map { folder[...$0] } ?? "/"
        return base[..<hostEnd] + slash + reference
    }

    /// The page's URL: the canonical one unless it cannot be this page's.
    ///
    /// A canonical link to another host's or the site's home page is a mistake of the site's
    /// templates when the page itself has a path.
    static func canonical(_ candidates: [String], given: String?) -> String? {
        for candidate in candidates {
            guard let url = absolute(candidate, base: given), host(url) != nil else { continue }
            if let given, path(url).isEmpty, !path(given).isEmpty { continue }
            if path(url).isEmpty && given == nil && candidates.count > 1 { continue }
            return url
        }
        return given
    }
}
