import Articles
import Yams

/// `byline.yaml`: how an archive is indexed and what its daemon allows.
///
/// YAML, one mapping. Every key may be left out; ``template`` names all of them with what they
/// mean and their defaults. A key that is not in the table, a value of another type or out of its
/// range is an error with its line.
///
///     actors: recognise
///     languages: [en, de]
///     limits:
///       budget_ms: 5000
///     sites:
///       review.example:
///         name: The Example Review
///         language: en
///         section: Opinion
public struct Settings: Sendable, Equatable {
    /// What a request may ask for; see the rows of ``Settings/template``.
    public struct Limits: Sendable, Equatable {
        /// Bytes of a query.
        public var queryBytes = 4_096
        /// Words and filters of a query.
        public var queryTerms = 64
        /// Nested brackets of a query.
        public var queryDepth = 32
        /// Words that one wildcard or fuzzy word may stand for.
        public var expansion = 10_000
        /// Hits of a page.
        public var pageHits = 1_000
        /// How deep a page may lie without a cursor.
        public var pageDepth = 10_000
        /// Facets of a request.
        public var facets = 20
        /// Values of a facet.
        public var facetValues = 10_000
        /// Milliseconds that a request may take unless it says less.
        public var budgetMilliseconds = 5_000
        /// Bytes of a request's body.
        public var bodyBytes = 16 << 20
        /// Bytes of one article as it comes.
        public var articleBytes = 16 << 20

        /// The defaults.
        public init() {}
    }

    /// What is known of a site beforehand, where a page of it does not say.
    public struct Site: Sendable, Equatable {
        /// Its name, as articles shall carry it.
        public var name: String?
        /// ISO 639-1 code of its language.
        public var language: String?
        /// The section of articles that name none.
        public var section: String?

        /// A site of which nothing is known.
        public init() {}
    }

    /// When base and delta are merged into a new base.
    public struct DeltaRule: Sendable, Equatable {
        /// Documents of a delta that is merged.
        public var documents = 10_000
        /// Documents of a delta that is merged, in percent of the base, where that is more.
        public var percent = 10

        /// The defaults.
        public init() {}

        /// Whether a delta of so many documents on a base of so many is to be merged.
        public func isDue(documents: Int, base: Int) -> Bool {
            documents >= max(self.documents, base / 100 * percent)
        }
    }

    /// What becomes of given actors, where neither command nor request says.
    public var actors = ActorsMode.both
    /// ISO 639-1 codes looked for in articles that do not name their language.
    public var languages = ["en"]
    /// File of what words also mean, see ``Synonyms``; empty for none.
    public var synonyms = ""
    /// What a request may ask for.
    public var limits = Limits()
    /// By host, without `www.`.
    public var sites: [String: Site] = [:]
    /// When base and delta are merged.
    public var delta = DeltaRule()

    /// The defaults.
    public init() {}

    /// The settings of an archive; the defaults where it has no file.
    ///
    /// - Throws: `settings` with file, line and column; `inputOutput`.
    public static func load(_ folder: ArchiveFolder) throws(ArchiveError) -> Settings {
        guard let text = try YAMLFile.read(folder.settings) else { return Settings() }
        return try parse(text, file: folder.settings)
    }

    /// Reads settings; `file` is for messages.
    ///
    /// - Throws: `settings` with file, line and column.
    public static func parse(_ text: String, file: String) throws(ArchiveError) -> Settings {
        let yaml = YAMLFile(file: file)
        var settings = Settings()
        guard let root = try yaml.compose(text), !yaml.isNull(root) else { return settings }
        for (name, key, value) in try yaml.mapping(root, "the file") {
            switch name {
            case "sites": settings.sites = try Self.sites(value, yaml)
            case "limits", "delta":
                if yaml.isNull(value) { continue }
                for (inner, key, value) in try yaml.mapping(value, name) {
                    try SettingRow.apply(
                        "\(name).\(inner)", key, value, yaml, within: name, to: &settings)
                }
            default: try SettingRow.apply(name, key, value, yaml, within: nil, to: &settings)
            }
        }
        return settings
    }

    private static func sites(
        _ node: Node, _ yaml: YAMLFile
    ) throws(ArchiveError) -> [String: Site] {
        var sites: [String: Site] = [:]
        if yaml.isNull(node) { return sites }
        for (host, _, value) in try yaml.mapping(node, "sites") {
            var site = Site()
            for (name, key, value) in try yaml.mapping(value, "the site \(host)") {
                switch name {
                case "name": site.name = try yaml.text(value, "the name of a site")
                case "language": site.language = try SettingRow.language(value, yaml)
                case "section": site.section = try yaml.text(value, "the section of a site")
                default:
                    throw yaml.unknown(
                        key, name, "a site", known: ["language", "name", "section"])
                }
            }
            let lower = host.lowercased()
            sites[lower.hasPrefix("www.") ? String(lower.dropFirst(4)) : lower] = site
        }
        return sites
    }
}
