import Archive
import Articles
import Foundation
import Schema
import TestSupport
import XapianKit

@testable import Search

/// The day that the tests' queries call today.
let testDay = CalendarDay("2026-11-23") ?? CalendarDay(daysSince1970: 0)

/// An archive of articles given as values, in a folder of its own.
final class TestArchive {
    let folder: TemporaryFolder
    let archive: ArchiveFolder
    let generation: String
    private let lock: WriterLock
    private let maker: DraftMaker
    private let delta: DeltaWriter

    /// Builds a base of the articles and makes it current.
    ///
    /// - Parameter stories: number of the story of each article; nil where all stand alone.
    init(_ articles: [Article], stories: [UInt32]? = nil) throws {
        folder = try TemporaryFolder()
        archive = ArchiveFolder(folder.path("archive"))
        try archive.create()
        lock = try WriterLock(archive)
        maker = DraftMaker(vocabulary: TestStemming.vocabulary())
        let builder = try GenerationBuilder(archive, lock: lock, rules: "test", previous: nil)
        var databases: [String] = []
        for start in stride(from: 0, to: articles.count, by: 7) {
            let chunk = articles[start..<min(start + 7, articles.count)]
            let path = builder.workPath + "/segment-\(start)"
            let rows = try SegmentWriter(path: path + ".rows", dictionary: nil)
            let database = try WritableDatabase(path: path, mode: .create, synced: false)
            var packed = PackedDocument()
            for article in chunk {
                let draft = maker.draft(of: article)
                try rows.append(draft, maker.vocabulary)
                draft.pack(maker.vocabulary, into: &packed)
                _ = try database.add(packed)
            }
            try database.commit()
            database.close()
            try builder.add(rows.finish())
            databases.append(path)
        }
        builder.add(words: maker.vocabulary)
        if databases.isEmpty {
            let empty = try WritableDatabase(path: builder.xapianPath, mode: .create)
            try empty.commit()
            empty.close()
        } else {
            try Compactor.compact(databases, into: builder.xapianPath)
        }
        let manifest = try builder.finish(sourceRevision: 1, authority: [], stories: stories)
        generation = manifest.name
        try archive.activate(manifest.name)
        delta = try DeltaWriter(archive, generation: manifest.name, lock: lock)
    }

    /// Puts articles into the delta and commits.
    func put(_ articles: [Article], deleting ids: [String] = []) throws {
        for id in ids { _ = try delta.delete(id) }
        for article in articles { try delta.put(maker.draft(of: article), maker.vocabulary) }
        try delta.commit(sourceRevision: delta.sourceRevision + 1)
    }

    /// A new engine on it.
    func engine(_ change: (inout SearchOptions) -> Void = { _ in }) throws -> SearchEngine {
        var options = SearchOptions()
        options.today = { testDay }
        change(&options)
        return try SearchEngine(archive: archive, options: options)
    }
}

/// An engine on the sample articles, made once for all tests that only read.
final class SampleEngine: Sendable {
    static let shared = Result { try SampleEngine() }

    let engine: SearchEngine
    let archive: ArchiveFolder
    private let folder: TemporaryFolder

    private init() throws {
        let made = try TestArchive(Samples.articles)
        engine = try made.engine()
        archive = made.archive
        folder = made.folder
    }
}

/// Stems as the indexer does: by the article's language, not at all without one.
enum TestStemming {
    static func vocabulary() -> Vocabulary {
        var stemmers: [String: Stemmer] = [:]
        return Vocabulary { word, language in
            if language.isEmpty { return word }
            if stemmers[language] == nil { stemmers[language] = Stemmer(language: language) }
            guard let stemmer = stemmers[language] else { return word }
            return Array(stemmer.stem(String(decoding: word, as: UTF8.self)).utf8)
        }
    }
}

extension SearchRequest {
    /// A request with some things changed.
    init(_ q: String = "", _ change: (inout SearchRequest) -> Void = { _ in }) {
        self.init()
        self.q = q
        change(&self)
    }
}
