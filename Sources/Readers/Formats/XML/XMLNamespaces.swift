/// Names of XML in one spelling, whatever prefixes a file chose.
///
///     {http://purl.org/dc/elements/1.1/}creator    dc:creator
///     {http://www.w3.org/2005/Atom}entry           atom:entry
///     {http://purl.org/rss/1.0/}item               item
///     {}item                                       item
///     {http://example.org/own}own:rating           own:rating   (unknown: as it stands)
///     dc:creator, undeclared                       dc:creator
enum XMLNamespaces {
    /// Prefix and the namespaces that mean it; the first is written.
    private static let table: [(prefix: String, uris: [String])] = [
        ("atom", ["http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"]),
        ("rdf", ["http://www.w3.org/1999/02/22-rdf-syntax-ns#"]),
        ("dc", ["http://purl.org/dc/elements/1.1/", "http://purl.org/dc/elements/1.0/"]),
        ("dcterms", ["http://purl.org/dc/terms/"]),
        ("content", ["http://purl.org/rss/1.0/modules/content/"]),
        ("wp", ["http://wordpress.org/export/1.2/"]),
        ("excerpt", ["http://wordpress.org/export/1.2/excerpt/"]),
        ("media", ["http://search.yahoo.com/mrss/"]),
        ("itunes", ["http://www.itunes.com/dtds/podcast-1.0.dtd"]),
        ("app", ["http://www.w3.org/2007/app", "http://purl.org/atom/app#"]),
        ("xhtml", ["http://www.w3.org/1999/xhtml"]),
        ("xml", ["http://www.w3.org/XML/1998/namespace"]),
    ]

    /// Namespaces of whole formats, whose names stand bare, without scheme.
    private static let bare = [
        "purl.org/rss/1.0", "my.netscape.com/rdf/simple/0.9", "channel.netscape.com/rdf/simple/0.9",
        "backend.userland.com/rss", "blogs.law.harvard.edu/tech/rss", "iptc.org/std/nitf",
        "iptc.org/std/nar", "my.netscape.com/publish/formats/rss",
    ]

    private static let prefixes: [String: String] = {
        var found: [String: String] = [:]
        for row in table {
            for uri in row.uris { found[key(uri)] = row.prefix }
        }
        return found
    }()

    /// A namespace without what files get wrong in it: case, scheme, a slash at the end.
    private static func key(_ uri: String) -> String {
        var key = CleanText.line(uri).lowercased()
        for scheme in ["https://", "http://"] where key.hasPrefix(scheme) {
            key.removeFirst(scheme.count)
        }
        if key.hasPrefix("www.") { key.removeFirst(4) }
        while let last = key.last, last == "/" || last == "#" { key.removeLast() }
        return key
    }

    /// The name in one spelling.
    ///
    /// - Parameter prefix: as the file has it; nil where it has none.
    static func name(local: String, prefix: String?, namespace: String) -> String {
        let key = key(namespace)
        if let known = prefixes[key] { return known + ":" + local }
        // Each version of the export format has its own namespaces.
        if key.hasPrefix("wordpress.org/export/") {
            return (key.hasSuffix("/excerpt") ? "excerpt:" : "wp:") + local
        }
        guard let prefix, !bare.contains(where: { key.hasPrefix($0) }) else { return local }
        return prefix + ":" + local
    }

    /// The prefix of a name; nil where it has none.
    static func prefix(_ name: String) -> String? {
        guard let colon = name.firstIndex(of: ":") else { return nil }
        return String(name[..<colon])
    }

    /// The name without its prefix.
    static func local(_ name: String) -> String {
        guard let colon = name.firstIndex(of: ":") else { return name }
        return String(name[name.index(after: colon)...])
    }

    /// The declarations of prefixes, for the root.
    static func declarations(for prefixes: Set<String>) -> String {
        table.filter { prefixes.contains($0.prefix) && $0.prefix != "xml" }
            .map { " xmlns:\($0.prefix)=\"\($0.uris.first ?? "")\"" }.joined()
    }
}
