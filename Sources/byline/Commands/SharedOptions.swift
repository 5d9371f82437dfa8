import ArgumentParser
import Articles
import Foundation
import Schema
import Search

/// Which archive, and who answers.
struct ArchiveOptions: ParsableArguments {
    @Option(name: .long, help: "The archive's folder (default: $BYLINE_ARCHIVE).")
    var archive: String?

    @Option(name: .long, help: "The daemon's query socket (default: $BYLINE_SOCKET).")
    var socket: String?

    @Flag(name: .long, help: "Open the archive, even where a daemon answers.")
    var direct = false

    @Option(name: .customLong("timeout"), help: "Seconds to wait for an answer.")
    var timeoutSeconds = 60.0

    /// The folder from flag or environment; nil where neither names one.
    var path: String? {
        if let archive { return archive }
        let value = ProcessInfo.processInfo.environment["BYLINE_ARCHIVE"]
        return value.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// How long to wait for an answer.
    var timeout: Duration {
        .milliseconds(max(1, Int(min(timeoutSeconds, 86_400) * 1_000)))
    }

    /// The folder, which the command cannot do without.
    func requiredPath() throws -> String {
        guard let path else {
            throw Failure(
                status: 2, "no archive is named",
                hint: "name one with --archive DIR or $BYLINE_ARCHIVE")
        }
        return path
    }
}

/// How results are printed.
struct OutputOptions: ParsableArguments {
    @Option(name: .long, help: "text, json, jsonl, csv, tsv or vimgrep.")
    var format = OutputFormat.text

    @Option(name: .long, help: "summary, ids, urls, files, authors or actors.")
    var output = OutputKind.summary

    @Flag(name: .customShort("0"), help: "End records with NUL instead of a line end.")
    var null = false

    @Option(name: .long, help: "auto, always or never.")
    var color = ColorChoice.auto

    @Flag(name: [.short, .long], help: "Print nothing but results; errors still are.")
    var quiet = false
}

/// What an article must say of an actor to count, for --actor and for facets of actors.
struct MentionOptions: ParsableArguments {
    @Flag(name: .long, help: "Actors count for what they belong to: NATO's secretary for NATO.")
    var roll = false

    @Option(name: .long, help: "Only actors of this type: person, organisation, state or place.")
    var actorType: String?

    @Option(name: .long, help: "Only actors that the article mentions at least so often.")
    var minMentions: Int?

    @Option(
        name: .long,
        help: "Only actors named in one of these ways: name,alias,title,demonym,metonym,pronoun.")
    var kinds: String?

    @Flag(name: .long, help: "Only actors named in the title or the first paragraph.")
    var prominent = false

    @Option(name: .long, help: "In facets, count actors only where this one is named, too.")
    var with: [String] = []

    /// The request's parameters, under the names of the contract.
    var items: [(name: String, value: String)] {
        var items: [(name: String, value: String)] = []
        if roll { items.append(("actor.roll", "1")) }
        if let actorType { items.append(("actor.type", actorType)) }
        if let minMentions { items.append(("actor.min_mentions", String(minMentions))) }
        if let kinds { items.append(("actor.kinds", kinds)) }
        if prominent { items.append(("actor.prominent", "1")) }
        for actor in with { items.append(("facet.actor.with", actor)) }
        return items
    }
}

/// What narrows and orders the matches.
struct SelectionOptions: ParsableArguments {
    @Option(name: .long, help: "Only articles by this author: an id or a name. Several are any.")
    var author: [String] = []

    @Option(name: .long, help: "Only articles about this actor: an id, name or alias.")
    var actor: [String] = []

    @OptionGroup var mentions: MentionOptions

    @Option(name: .long, help: "Only articles of this section.")
    var section: [String] = []

    @Option(name: .long, help: "Only articles in this language (ISO 639-1).")
    var language: [String] = []

    @Option(name: .long, help: "Only articles of this site.")
    var site: [String] = []

    @Option(name: .long, help: "First day, month or year: 2022, 2022-03, 2022-03-04.")
    var from: String?

    @Option(name: .long, help: "Last day, month or year; the whole of it is included.")
    var to: String?

    @Option(name: .long, help: "Articles without a date: exclude, include or only.")
    var undated: String?

    @Option(name: .long, help: "Only articles whose date rests on this: jsonld, text, url, …")
    var basis: [String] = []

    @Option(name: .long, help: "Milliseconds that the search may take.")
    var budgetMs: Int?

    @Option(name: .long, help: "What comes when they are over: error or partial.")
    var onBudget: String?

    @Flag(name: .long, help: "Take the query as words, best match first, without operators.")
    var natural = false

    /// The request's parameters, under the names of the contract.
    func items(query: [String]) -> [(name: String, value: String)] {
        var items: [(name: String, value: String)] = []
        let text = query.joined(separator: " ")
        if !text.isEmpty { items.append(("q", text)) }
        if natural { items.append(("mode", "natural")) }
        for (name, values) in [
            ("author", author), ("actor", actor), ("section", section), ("language", language),
            ("site", site), ("basis", basis),
        ] {
            for value in values { items.append((name, value)) }
        }
        items += mentions.items
        if let from { items.append(("from", from)) }
        if let to { items.append(("to", to)) }
        if let undated { items.append(("undated", undated)) }
        if let budgetMs { items.append(("budget_ms", String(budgetMs))) }
        if let onBudget { items.append(("on_budget", onBudget)) }
        return items
    }
}

/// Which hits are shown, and what of them.
struct PageOptions: ParsableArguments {
    @Option(name: .long, help: "relevance, date (oldest first) or -date.")
    var sort: String?

    @Option(name: [.customShort("n"), .short, .long], help: "How many hits.")
    var limit = 20

    @Option(name: .long, help: "How many hits are passed over first.")
    var offset: Int?

    @Option(name: .long, help: "Go on where an earlier answer ended.")
    var cursor: String?

    @Option(name: .long, help: "none, or copies: one hit for a story with all its copies.")
    var collapse: String?

    @Option(name: .long, help: "Snippets of each hit.")
    var snippets = 1

    @Option(name: .long, help: "Parts of a hit, for json, jsonl, csv and tsv: id,title,date.")
    var fields: String?

    @Flag(name: .long, help: "Say of each hit which parts of the query it meets, and its weights.")
    var explain = false

    @Flag(name: .long, help: "Widen the query by words of its best hits.")
    var expand = false

    /// The request's parameters, under the names of the contract.
    ///
    /// - Parameter all: whether page follows page, which are larger then.
    func items(_ out: OutputOptions, all: Bool = false) -> [(name: String, value: String)] {
        var items = [("limit", String(all ? max(limit, 500) : limit))]
        let needsText = out.output == .summary && out.format != .vimgrep
        items.append(("snippets", needsText ? String(snippets) : "0"))
        if let sort { items.append(("sort", sort)) }
        if let offset { items.append(("offset", String(offset))) }
        if let cursor { items.append(("cursor", cursor)) }
        if let collapse { items.append(("collapse", collapse)) }
        if let fields { items.append(("fields", fields)) }
        if explain { items.append(("explain", "true")) }
        if expand { items.append(("expand", "true")) }
        return items.map { (name: $0.0, value: $0.1) }
    }
}

/// A request from parameters, or the failure that names the wrong one.
func searchRequest(_ items: [(name: String, value: String)]) throws -> SearchRequest {
    try searching { () throws(SearchError) in try SearchRequest(queryItems: items) }
}
