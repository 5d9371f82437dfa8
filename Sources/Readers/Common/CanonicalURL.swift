/// URLs in the one form that ids are made of.
public enum CanonicalURL {
    /// The URL with scheme and host in lower case, without fragment, default port and the
    /// parameters by which sites count clicks; nil where it is no `http` or `https` URL.
    public static func normalised(_ text: String) -> String? {
        let trimmed = CleanText.line(text)
        guard let colon = trimmed.range(of: "://") else { return nil }
        let scheme = trimmed[..<colon.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else { return nil }
        var rest = trimmed[colon.upperBound...]
        if let hash = rest.firstIndex(of: "#") { rest = rest[..<hash] }
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        var host = rest[..<end].lowercased()
        if let at = host.lastIndex(of: "@") { host = String(host[host.index(after: at)...]) }
        for port in [":80", ":443"] where host.hasSuffix(port) {
            host.removeLast(port.count)
        }
        guard !host.isEmpty, !host.contains(" ") else { return nil }
        var path = String(rest[end...])
        if let mark = path.firstIndex(of: "?") {
            let kept = path[path.index(after: mark)...].split(separator: "&").filter {
                !isTracking($0)
            }
            path = String(path[..<mark])
            if !kept.isEmpty { path += "?" + kept.joined(separator: "&") }
        }
        if path.isEmpty || path.hasPrefix("?") { path = "/" + path }
        return scheme + "://" + host + path
    }

    /// The host without `www.`; nil where there is none.
    public static func host(_ url: String) -> String? {
        guard let url = normalised(url), let start = url.range(of: "://")?.upperBound else {
            return nil
        }
        let host = url[start...].prefix { $0 != "/" && $0 != ":" }
        return String(host.hasPrefix("www.") ? host.dropFirst(4) : host)
    }

    private static func isTracking(_ parameter: Substring) -> Bool {
        let name = parameter.prefix { $0 != "=" }.lowercased()
        return name.hasPrefix("utm_")
            || ["fbclid", "gclid", "mc_cid", "mc_eid", "cmpid", "ocid", "ref_src"].contains(name)
    }
}
