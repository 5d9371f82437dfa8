import Articles
import Yams

/// An editor's corrections of single articles, in `overrides.yaml`.
///
/// They win and survive a reindex.
///
/// YAML, one mapping from article ids to corrections; every key of a correction may be left out:
///
///     a7f3:
///       authors: [Jane Doe, John Roe]   # or `author: Jane Doe`; [] for none
///       date: 2022-03-04                # EDTF: a day, 2022-03, 2022, 2022-03-01/2022-03-04; null
///       section: Opinion                # null for none
///       actors: [org/nato, Jane Roe]    # instead of those that were found
///     b811:
///       actors:
///         add: [state/de]
///         remove: [state/fr]
///
/// A corrected date has the basis `given`; what stood there before stays in its evidence.
public struct Overrides: Sendable, Equatable {
    /// The corrections of one article.
    public struct Correction: Sendable, Equatable {
        /// What is said of a field that may also be emptied.
        public enum Change<Value: Sendable & Equatable>: Sendable, Equatable {
            /// The field stays.
            case keep
            /// The field has this value, or none.
            case set(Value?)
        }

        /// Names in the order of the byline; nil keeps what was found.
        public var authors: [String]?
        /// EDTF.
        public var date: Change<String> = .keep
        /// As printed.
        public var section: Change<String> = .keep
        /// Ids or names instead of those found; nil keeps them.
        public var actors: [String]?
        /// Ids or names that come to those found.
        public var addedActors: [String] = []
        /// Ids or names of those found that go.
        public var removedActors: [String] = []

        /// A correction that changes nothing.
        public init() {}
    }

    /// By id of the article.
    public var corrections: [String: Correction] = [:]
    /// SHA-256 of the file's text, 64 hexadecimal digits: changes when a correction does.
    public private(set) var contentHash: String

    /// No corrections.
    public init() {
        contentHash = Self.hash("")
    }

    /// The corrections of an archive; none where it has no file.
    ///
    /// - Throws: `settings` with file, line and column; `inputOutput`.
    public static func load(_ folder: ArchiveFolder) throws(ArchiveError) -> Overrides {
        guard let text = try YAMLFile.read(folder.overrides) else { return Overrides() }
        return try parse(text, file: folder.overrides)
    }

    /// Reads corrections; `file` is for messages.
    ///
    /// - Throws: `settings` with file, line and column.
    public static func parse(_ text: String, file: String) throws(ArchiveError) -> Overrides {
        let yaml = YAMLFile(file: file)
        var overrides = Overrides()
        overrides.contentHash = hash(text)
        guard let root = try yaml.compose(text), !yaml.isNull(root) else { return overrides }
        for (id, _, value) in try yaml.mapping(root, "the file") {
            overrides.corrections[id] = try correction(value, id, yaml)
        }
        return overrides
    }

    /// The corrections of an article; nil where there are none.
    public subscript(id: String) -> Correction? { corrections[id] }

    /// Puts the corrections of an article in place.
    ///
    /// - Parameter resolving: id or name of an actor to the actor of its authority record; one that
    ///   has no record becomes an actor of unknown type.
    public func apply(to article: inout Article, resolving: (String) -> Actor? = { _ in nil }) {
        guard let correction = corrections[article.id] else { return }
        if let authors = correction.authors {
            article.authors = authors.map { name in
                // What is known of the author by the page stays.
                article.authors.first { $0.id == Identifier.author(named: name) }
                    ?? Author(name: name, source: "overrides")
            }
        }
        switch correction.date {
        case .keep: break
        case .set(nil):
            var date = PublicationDate()
            date.evidence = article.date.evidence
            date.modified = article.date.modified
            article.date = date
        case .set(let text?):
            let given = DateEvidence(source: .given, raw: text, value: text, trust: 1)
            let evidence = [given] + article.date.evidence
            if var date = PublicationDate(published: text, basis: .given, evidence: evidence) {
                date.modified = article.date.modified
                article.date = date
            }
        }
        switch correction.section {
        case .keep: break
        case .set(let section): article.section = section
        }
        applyActors(correction, to: &article, resolving)
    }

    private func applyActors(
        _ correction: Correction, to article: inout Article, _ resolving: (String) -> Actor?
    ) {
        func actor(_ text: String) -> Actor {
            if let found = article.actors.first(where: { $0.id == text || $0.label == text }) {
                return found
            }
            return resolving(text)
                ?? Actor(id: Self.id(of: text), label: text, type: Self.type(of: text))
        }
        if let actors = correction.actors { article.actors = actors.map(actor) }
        for text in correction.addedActors {
            let added = actor(text)
            if !article.actors.contains(where: { $0.id == added.id }) {
                article.actors.append(added)
            }
        }
        for text in correction.removedActors {
            let id = resolving(text)?.id
            article.actors.removeAll { $0.id == text || $0.id == id || $0.label == text }
        }
    }

    private static func id(of text: String) -> String {
        type(of: text) == .unknown && !text.hasPrefix("name/")
            ? Identifier.unrecorded(named: text) : text
    }

    private static func type(of text: String) -> ActorType {
        ActorType.allCases.first { $0 != .unknown && text.hasPrefix($0.idPrefix + "/") } ?? .unknown
    }

    private static func correction(
        _ node: Node, _ id: String, _ yaml: YAMLFile
    ) throws(ArchiveError) -> Correction {
        var correction = Correction()
        for (name, key, value) in try yaml.mapping(node, "the correction of \(id)") {
            switch name {
            case "author", "authors":
                guard correction.authors == nil else {
                    throw yaml.wrong(key, "author and authors say the same: keep one")
                }
                correction.authors = try texts(value, "an author", yaml)
            case "date":
                correction.date = .set(try date(value, yaml))
            case "section":
                correction.section = .set(
                    yaml.isNull(value) ? nil : try yaml.text(value, "the section"))
            case "actors":
                if case .mapping = value {
                    for (inner, key, value) in try yaml.mapping(value, "actors") {
                        switch inner {
                        case "add": correction.addedActors = try texts(value, "an actor", yaml)
                        case "remove": correction.removedActors = try texts(value, "an actor", yaml)
                        default:
                            throw yaml.unknown(key, inner, "actors", known: ["add", "remove"])
                        }
                    }
                } else {
                    correction.actors = try texts(value, "an actor", yaml)
                }
            default:
                throw yaml.unknown(
                    key, name, "a correction",
                    known: ["actors", "author", "authors", "date", "section"])
            }
        }
        return correction
    }

    private static func texts(
        _ node: Node, _ what: String, _ yaml: YAMLFile
    ) throws(ArchiveError) -> [String] {
        if yaml.isNull(node) { return [] }
        var texts: [String] = []
        for element in try yaml.list(node, what) { texts.append(try yaml.text(element, what)) }
        return texts
    }

    private static func date(_ node: Node, _ yaml: YAMLFile) throws(ArchiveError) -> String? {
        if yaml.isNull(node) { return nil }
        let text = try yaml.text(node, "a date")
        guard EDTF(text) != nil else {
            throw yaml.wrong(
                node,
                "\(text) is no date: write 2022-03-04, 2022-03, 2022 or "
                    + "2022-03-01/2022-03-04")
        }
        return text
    }

    private static func hash(_ text: String) -> String {
        ContentHash.sha256(text.utf8).hexadecimal
    }
}
