import Articles
import Foundation
import Schema
import TestSupport
import XapianKit

@testable import Archive

/// An archive in a temporary folder, with what writing it needs.
struct TestArchive {
    let temporary: TemporaryFolder
    let folder: ArchiveFolder
    let lock: WriterLock

    init() throws {
        temporary = try TemporaryFolder()
        folder = ArchiveFolder(temporary.path("archive"))
        try folder.create()
        lock = try WriterLock(folder)
    }

    /// Builds a base of the articles, in segments of so many, and makes it current.
    @discardableResult
    func build(
        _ articles: [Article], segmentSize: Int = 50, sourceRevision: UInt64 = 0,
        steps: DiskSteps = DiskSteps(), activates: Bool = true
    ) throws -> Manifest {
        let builder = try GenerationBuilder(
            folder, lock: lock, rules: "test", previous: try folder.currentGeneration(),
            steps: steps)
        let dictionary = GenerationBuilder.trainDictionary(articles)
        let database = try WritableDatabase(path: builder.xapianPath, mode: .create)
        var packed = PackedDocument()
        for (number, start) in stride(from: 0, to: articles.count, by: segmentSize).enumerated() {
            // A maker for each segment: what a worker met before must not show.
            let maker = makeDraftMaker()
            let segment = try SegmentWriter(
                path: builder.workPath + "/segment-\(number)", dictionary: dictionary)
            for article in articles[start..<min(start + segmentSize, articles.count)] {
                let draft = maker.draft(of: article)
                try segment.append(draft, maker.vocabulary)
                draft.pack(maker.vocabulary, into: &packed)
                _ = try database.add(packed)
            }
            try builder.add(try segment.finish())
            builder.add(words: maker.vocabulary)
        }
        try database.commit()
        database.close()
        let manifest = try builder.finish(
            sourceRevision: sourceRevision, authority: Array("authority".utf8))
        if activates { try folder.activate(manifest.name, steps: steps) }
        return manifest
    }

    func reader() throws -> ArchiveReader { try ArchiveReader(folder) }

    func deltaWriter(steps: DiskSteps = DiskSteps()) throws -> DeltaWriter {
        let name = try folder.currentGeneration() ?? ""
        return try DeltaWriter(folder, generation: name, lock: lock, steps: steps)
    }

    /// All files of the current generation, by their paths.
    func generationFiles() throws -> [String] {
        let generation = folder.generation(try folder.currentGeneration() ?? "")
        return try Disk.filesBelow(generation).map { generation + "/" + $0 }
    }
}

/// Everything that a snapshot says of one document, read the plain way.
struct DocumentView: Equatable {
    var article: Article
    var body: String
    var stored: StoredFields
    var days: [Int32]
    var precision: DatePrecision?
    var basis: DateBasis
    var authors: [String]
    var actors: [String]
    var section: String?
    var language: String?
    var site: String?
    var words: UInt32
    var flags: UInt8
    var title: [String]
    var text: [String]

    /// What the snapshot's files say.
    init(_ snapshot: ArchiveSnapshot, _ part: Part, _ index: Int) throws {
        article = try part.article(index)
        body = try part.body(index)
        stored = part.stored(index)
        days = [part.firstDay[index], part.lastDay[index]]
        precision = part.precision(index)
        basis = part.basis(index)
        authors = part.authors[index].map {
            snapshot.authors.id($0) + "|" + snapshot.authors.label($0)
        }
        actors = part.actors.range(index).map { position in
            let ordinal = part.actors.ordinals[position]
            let flags = part.actorFlags[position]
            return "\(snapshot.actors.id(ordinal))|\(part.actorMentions[position])|"
                + "\(flags & ActorFlags.inTitle)|\(flags & ActorFlags.inLead)|"
                + ActorFlags.kinds(flags).map(\.rawValue).joined(separator: ",")
        }
        func label(_ value: UInt32, _ labels: Labels) -> String? {
            value == 0 ? nil : labels.id(value - 1)
        }
        section = label(part.section[index], snapshot.sections)
        language = label(part.language[index], snapshot.languages)
        site = label(part.site[index], snapshot.sites)
        words = part.words[index]
        flags = part.flags[index]
        let stems = part.tokens(index).stems()
        title = stems.title.map { snapshot.stems.stem($0) }
        text = stems.body.map { snapshot.stems.stem($0) }
    }

    /// What they should say, worked out from the article with loops, naive on purpose.
    ///
    /// - Parameter labels: labels of authors by id, as first seen.
    init(expecting article: Article, authorLabels: [String: String]) {
        self.article = article
        body = article.body
        stored = StoredFields(id: article.id, title: article.title, url: article.url)
        let first = article.date.value?.daysSince1970 ?? Part.undated
        days = [first, article.date.lastDay?.daysSince1970 ?? first]
        precision = article.date.precision
        basis = article.date.basis
        authors = []
        for author in article.authors {
            let row = author.id + "|" + (authorLabels[author.id] ?? "")
            if !authors.contains(row) { authors.append(row) }
        }
        actors = []
        var seen: [String] = []
        for actor in article.actors where !seen.contains(actor.id) {
            seen.append(actor.id)
            let same = article.actors.filter { $0.id == actor.id }
            let mentions = min(65_535, same.reduce(0) { $0 + min(65_535, $1.mentions) })
            let kinds = MentionKind.allCases.filter { kind in
                same.contains { $0.kinds.contains(kind) }
            }
            actors.append(
                "\(actor.id)|\(mentions)|\(same.contains(where: \.inTitle) ? 1 : 0)|"
                    + "\(same.contains(where: \.inLead) ? 2 : 0)|"
                    + kinds.map(\.rawValue).joined(separator: ","))
        }
        section = article.section.map(Term.sectionID)
        language = article.language
        site = article.site
        words = UInt32(article.words)
        flags =
            (article.corrections.isEmpty ? 0 : 1) + (article.date.conflict ? 2 : 0)
            + (article.captions.isEmpty ? 0 : 4) + (article.url == nil ? 0 : 8)
            + (article.authors.contains { $0.bio != nil } ? 16 : 0)
        let maker = makeDraftMaker()
        let draft = maker.draft(of: article)
        func texts(_ ordinals: [UInt32]) -> [String] {
            ordinals.map { String(decoding: maker.vocabulary.stems[Int($0)], as: UTF8.self) }
        }
        title = texts(draft.titleStems)
        text = texts(draft.bodyStems)
    }

    /// Labels of authors by id, as first seen.
    static func authorLabels(_ articles: [Article]) -> [String: String] {
        var labels: [String: String] = [:]
        for author in articles.flatMap(\.authors) where labels[author.id] == nil {
            labels[author.id] = author.label
        }
        return labels
    }
}
