import Schema

/// Words that a query means as well, from the file that `synonyms` in `byline.yaml` names.
///
/// Plain text in UTF-8, one rule a line:
///
///     # everything behind a hash sign is a comment
///     gas, natural gas, methane       each of them finds the others too
///     pm => prime minister, premier   the left finds the right too, not the other way round
///
/// An entry is a word or some words next to each other. Case, accents and endings do not count:
/// entries are stemmed as the query is. A query's word is widened by the entries of its rules, and
/// so is a phrase in quotes that is an entry; `exact:"…"` is not.
public struct Synonyms: Sendable, Equatable {
    /// What some texts also mean.
    public struct Rule: Sendable, Equatable {
        /// What a query asks for.
        public let from: [String]
        /// What it finds as well.
        public let to: [String]
        /// Line of the file, from 1.
        public let line: Int
    }

    /// In the order of the file.
    public private(set) var rules: [Rule] = []

    /// The most entries of one rule: each is a search of its own.
    public static let maximumEntries = 32
    /// The most words of one entry.
    public static let maximumWords = 8

    /// No rules.
    public init() {}

    /// Reads rules; `file` is for messages.
    ///
    /// - Throws: `settings` with file, line and, where one entry is at fault, its column.
    public static func parse(_ text: String, file: String) throws(ArchiveError) -> Synonyms {
        var synonyms = Synonyms()
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let content = line.prefix { $0 != "#" }
            guard content.contains(where: { !$0.isWhitespace }) else { continue }
            synonyms.rules.append(try rule(content, LinePlace(file: file, line: index + 1)))
        }
        return synonyms
    }

    private struct LinePlace {
        let file: String
        let line: Int

        func wrong(_ reason: String, at column: Int? = nil) -> ArchiveError {
            .settings(file: file, line: line, column: column, reason: reason)
        }
    }

    private static func rule(
        _ content: Substring, _ place: LinePlace
    ) throws(ArchiveError) -> Rule {
        guard let arrow = content.firstRange(of: "=>") else {
            let entries = try entries(content, of: content, place)
            guard entries.count > 1 else {
                throw place.wrong(
                    "one entry alone means nothing else: write `a, b` or `a => b`")
            }
            return Rule(from: entries, to: entries, line: place.line)
        }
        let right = content[arrow.upperBound...]
        guard right.firstRange(of: "=>") == nil else {
            throw place.wrong("a rule has one arrow: write the others on lines of their own")
        }
        return Rule(
            from: try entries(content[..<arrow.lowerBound], of: content, place),
            to: try entries(right, of: content, place), line: place.line)
    }

    private static func entries(
        _ part: Substring, of line: Substring, _ place: LinePlace
    ) throws(ArchiveError) -> [String] {
        var entries: [String] = []
        for piece in part.split(separator: ",", omittingEmptySubsequences: false) {
            let entry = piece.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let column = line.distance(from: line.startIndex, to: piece.startIndex) + 1
            let words = Tokenizer.words(in: entry).count
            guard words > 0 else {
                throw place.wrong(
                    entry.isEmpty ? "an entry is missing" : "\"\(entry)\" has no word in it",
                    at: column)
            }
            guard words <= maximumWords else {
                throw place.wrong(
                    "\"\(entry)\" has \(words) words, an entry has at most \(maximumWords)",
                    at: column)
            }
            if !entries.contains(entry) { entries.append(entry) }
        }
        guard entries.count <= maximumEntries else {
            throw place.wrong(
                "the rule has \(entries.count) entries, at most \(maximumEntries) are allowed")
        }
        return entries
    }
}

extension Synonyms {
    /// The rules of the file that the settings name, which lies in the archive's folder unless its
    /// path is absolute; none where they name no file.
    ///
    /// - Throws: `settings` with the file, and the line at fault where it can be read.
    public static func load(
        _ folder: ArchiveFolder, _ settings: Settings
    ) throws(ArchiveError) -> Synonyms {
        guard !settings.synonyms.isEmpty else { return Synonyms() }
        let path =
            settings.synonyms.hasPrefix("/")
            ? settings.synonyms : folder.path + "/" + settings.synonyms
        guard let text = try YAMLFile.read(path) else {
            throw .settings(
                file: path, line: nil, column: nil,
                reason: "there is no such file, which `synonyms` in \(folder.settings) names")
        }
        return try parse(text, file: path)
    }
}
