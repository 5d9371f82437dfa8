import Actors
import Archive
import Articles
import Foundation
import Readers

/// From an article as it came to the article as it is indexed: read, corrected, its actors found.
///
/// Immutable and shared by all workers of a run.
struct ArticlePipeline: Sendable {
    let settings: Settings
    let overrides: Overrides
    let records: AuthorityRecords
    let recogniser: ActorRecogniser
    /// What a helper program found in texts; nil where none was ever asked.
    let annotations: AnnotationCache?
    /// For embargoes.
    var now: @Sendable () -> Moment = { Moment(seconds: time(nil)) }

    /// Changes when an article would be read differently: kept in each generation's manifest.
    var rules: String {
        "readers \(Formats.rulesVersion), recognition \(ActorRecogniser.rulesVersion), "
            + "actors \(records.digest.prefix(16)), "
            + "overrides \(overrides.contentHash.prefix(16)), language \(unknownLanguage)"
    }

    /// Whose stemmer reads an article that has no language.
    var unknownLanguage: String { settings.languages.first ?? "" }

    /// Loads settings, corrections and authority records of an archive.
    init(_ folder: ArchiveFolder) throws(IndexingError) {
        do {
            settings = try Settings.load(folder)
            overrides = try Overrides.load(folder)
            annotations = try AnnotationCache.existing(folder)
        } catch {
            throw IndexingError(error)
        }
        do {
            records = try AuthorityRecords.builtIn()
                .adding(deskFolder: URL(filePath: folder.authority))
        } catch {
            throw IndexingError(.cannotWrite, error.description, hint: error.hint)
        }
        recogniser = ActorRecogniser(records: records)
    }

    /// The article of a version in the source store, complete.
    ///
    /// - Parameter read: what its bytes say.
    func article(of version: SourceVersion, _ read: ReadArticle) -> Article {
        complete(plain(version, read), version.actorsMode)
    }

    /// The same; nil where only an article that came with actors is wanted, and it did not.
    func article(of version: SourceVersion, _ read: ReadArticle, ifGiven: Bool) -> Article? {
        let article = plain(version, read)
        let isGiven = !article.actors.isEmpty && version.actorsMode != .recognise
        if ifGiven && !isGiven && helped(article) == nil { return nil }
        return complete(article, version.actorsMode)
    }

    /// As it was read.
    private func plain(_ version: SourceVersion, _ read: ReadArticle) -> Article {
        var article = read.article
        article.id = version.id
        article.versions = version.number
        // What is over need not be looked at with every search.
        if let end = article.embargoedUntil, end <= now() { article.embargoedUntil = nil }
        return article
    }

    /// With its actors, the editor's corrections and the desk's authors.
    private func complete(_ article: Article, _ mode: ActorsMode) -> Article {
        var article = article
        if let helped = helped(article) {
            recogniser.addActors(to: &article, mode: mode, helped: helped)
        } else {
            recogniser.addActors(to: &article, mode: mode)
        }
        overrides.apply(to: &article) { name in actor(named: name) }
        records.addAuthors(to: &article)
        return article
    }

    /// What a helper program found in the text; nil where it was not asked, or no longer fits.
    private func helped(_ article: Article) -> [HelperMention]? {
        guard let annotations else { return nil }
        let text = ActorRecogniser.helperText(of: article)
        // The cache may go at any time: without it the built-in result stands.
        guard let known = try? annotations.mentions(Self.textHash(text)),
            let mentions = try? JSONDecoder().decode(
                [HelperMention].self, from: Data(known.mentions))
        else { return nil }
        return mentions
    }

    /// Under what the cache of annotations keeps a text.
    static func textHash(_ text: String) -> [UInt8] {
        Array(ContentHash.sha256(text.utf8).bytes)
    }

    /// The actor that an editor names in a correction.
    private func actor(named name: String) -> Actor? {
        guard let id = records.resolve(name: name).first, let record = records[id] else {
            return nil
        }
        return Actor(id: record.id, label: record.label, type: record.type)
    }
}

extension RawItem {
    /// The item that a version of the source store was.
    init(_ version: SourceVersion) {
        self.init(
            bytes: version.bytes, format: version.format, path: version.path ?? "",
            line: version.line, byteOffset: version.byteOffset)
    }
}
