/// The names of a site as titles and headings may spell them.
struct SiteNames {
    /// Letters and digits in lower case, without spaces, without the host's ending.
    private let squeezed: [String]

    /// The names of a page's site, from what it calls itself and from its host.
    init(site: String?, host: String?) {
        squeezed = [site, host].compactMap { $0 }.map(Self.squeezed).filter { $0.utf8.count > 2 }
    }

    /// Whether nothing is known.
    var isEmpty: Bool { squeezed.isEmpty }

    /// Whether a text is the site's name, a part of it, or little more than it.
    func name(_ text: String) -> Bool {
        guard !isEmpty else { return false }
        let part = Self.squeezed(text)
        guard part.utf8.count > 2 else { return false }
        return squeezed.contains { name in
            name == part || (part.utf8.count >= 4 && name.hasPrefix(part))
                || (name.utf8.count >= 4 && part.hasPrefix(name)
                    && part.utf8.count < name.utf8.count + 12)
                || (part.utf8.count >= 5 && name.holds(part))
                || (name.utf8.count >= 5 && part.utf8.count < name.utf8.count + 12
                    && part.holds(name))
        }
    }

    private static func squeezed(_ name: String) -> String {
        var key = TitleText.key(name)
        for ending in endings where key.hasSuffix(ending) && name.contains(".") {
            key.removeLast(ending.utf8.count)
        }
        if key.hasPrefix("the ") { key.removeFirst(4) }
        return String(decoding: key.utf8.filter { $0 != 0x20 }, as: UTF8.self)
    }

    private static let endings = [
        " com", " org", " net", " co uk", " de", " ch", " at", " fr", " it", " es", " eu",
    ]
}
