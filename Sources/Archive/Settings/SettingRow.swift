import Articles
import Yams

/// One key of `byline.yaml`: the table from which reading, checking and ``Settings/template`` come.
struct SettingRow: Sendable {
    private enum Kind: Sendable {
        case actors
        case languages
        case text(WritableKeyPath<Settings, String> & Sendable)
        case number(WritableKeyPath<Settings, Int> & Sendable, ClosedRange<Int>)
    }

    /// `actors`, or `limits.budget_ms` for a key of a mapping.
    let key: String
    let description: String
    private let kind: Kind

    private static let count = 1...1_000_000
    private static let size = 1_024...(1 << 30)

    static let table: [SettingRow] = [
        SettingRow(
            key: "actors",
            description: "given actors: both (joined with those found), recognise, given",
            kind: .actors),
        SettingRow(
            key: "languages",
            description: "languages looked for in articles that do not name theirs (ISO 639-1)",
            kind: .languages),
        SettingRow(
            key: "synonyms",
            description:
                "file in this folder: `a, b` finds both, `a => b` widens only a; # comment",
            kind: .text(\.synonyms)),
        SettingRow(
            key: "limits.query_bytes", description: "bytes of a query",
            kind: .number(\.limits.queryBytes, 16...1_048_576)),
        SettingRow(
            key: "limits.query_terms", description: "words and filters of a query",
            kind: .number(\.limits.queryTerms, 1...10_000)),
        SettingRow(
            key: "limits.query_depth", description: "nested brackets of a query",
            kind: .number(\.limits.queryDepth, 1...150)),
        SettingRow(
            key: "limits.expansion", description: "words that one wildcard may stand for",
            kind: .number(\.limits.expansion, 1...100_000)),
        SettingRow(
            key: "limits.page_hits", description: "hits of a page",
            kind: .number(\.limits.pageHits, 1...100_000)),
        SettingRow(
            key: "limits.page_depth", description: "how deep a page may lie without a cursor",
            kind: .number(\.limits.pageDepth, count)),
        SettingRow(
            key: "limits.facets", description: "facets of a request",
            kind: .number(\.limits.facets, 1...100)),
        SettingRow(
            key: "limits.facet_values", description: "values of a facet",
            kind: .number(\.limits.facetValues, 1...100_000)),
        SettingRow(
            key: "limits.budget_ms", description: "milliseconds that a request may take",
            kind: .number(\.limits.budgetMilliseconds, 1...600_000)),
        SettingRow(
            key: "limits.body_bytes", description: "bytes of a request's body",
            kind: .number(\.limits.bodyBytes, size)),
        SettingRow(
            key: "limits.article_bytes", description: "bytes of one article as it comes",
            kind: .number(\.limits.articleBytes, size)),
        SettingRow(
            key: "delta.documents", description: "documents of a delta that is merged into a base",
            kind: .number(\.delta.documents, 1...10_000_000)),
        SettingRow(
            key: "delta.percent", description: "the same in percent of the base, if that is more",
            kind: .number(\.delta.percent, 0...100)),
    ]

    /// Sets what the key says.
    ///
    /// - Throws: `settings` for a key that is not in the table or a value that does not fit.
    static func apply(
        _ name: String, _ key: Node, _ value: Node, _ yaml: YAMLFile, within parent: String?,
        to settings: inout Settings
    ) throws(ArchiveError) {
        guard let row = table.first(where: { $0.key == name }) else {
            let start = parent.map { $0 + "." } ?? ""
            let known = table.map(\.key).filter { $0.hasPrefix(start) }.map {
                $0.dropFirst(start.count).split(separator: ".")[0]
            }
            let others = parent == nil ? ["sites"] : []
            throw yaml.unknown(
                key, String(name.dropFirst(start.count)), parent ?? "the file",
                known: Set(known.map(String.init) + others).sorted())
        }
        if yaml.isNull(value) { return }
        switch row.kind {
        case .actors:
            let text = try yaml.text(value, name)
            guard let mode = ActorsMode(rawValue: text) else {
                throw yaml.wrong(
                    value,
                    "actors has to be one of "
                        + ActorsMode.allCases.map(\.rawValue).joined(separator: ", "))
            }
            settings.actors = mode
        case .languages:
            var languages: [String] = []
            for node in try yaml.list(value, name) { languages.append(try language(node, yaml)) }
            settings.languages = languages
        case .text(let path): settings[keyPath: path] = try yaml.text(value, name)
        case .number(let path, let range):
            settings[keyPath: path] = try yaml.number(value, name, in: range)
        }
    }

    /// A code of two lower-case letters.
    static func language(_ node: Node, _ yaml: YAMLFile) throws(ArchiveError) -> String {
        let text = try yaml.text(node, "a language")
        guard text.utf8.count == 2, text.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else {
            throw yaml.wrong(node, "a language has to be a code of two letters, as en")
        }
        return text
    }

    /// The value that the settings have, as YAML.
    func text(_ settings: Settings) -> String {
        switch kind {
        case .actors: settings.actors.rawValue
        case .languages: "[" + settings.languages.joined(separator: ", ") + "]"
        case .text(let path): settings[keyPath: path]
        case .number(let path, _): String(settings[keyPath: path])
        }
    }
}

extension Settings {
    /// A `byline.yaml` with every key, what it means, and its default.
    public static let template: String = {
        var lines = ["# Settings of this archive. Every key may be left out."]
        var parent = ""
        for row in SettingRow.table {
            let parts = row.key.split(separator: ".").map(String.init)
            let indent = parts.count == 2 ? "  " : ""
            if parts.count == 2, parts[0] != parent {
                lines += ["", parts[0] + ":"]
            } else if parts.count == 1 {
                lines.append("")
            }
            parent = parts.count == 2 ? parts[0] : ""
            lines.append("\(indent)# \(row.description)")
            lines.append("\(indent)\(parts[parts.count - 1]): \(row.text(Settings()))")
        }
        lines += [
            "", "# What is known of a site where its pages do not say: name, language, section.",
            "# sites:", "#   review.example:", "#     name: The Example Review",
            "#     language: en", "#     section: Opinion", "sites: {}",
        ]
        return lines.joined(separator: "\n") + "\n"
    }()
}
