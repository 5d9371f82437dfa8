import XapianKit

/// Everything that one request sees: one base and one published delta that belong together.
///
/// Nothing in it ever changes. It keeps its memory and its mapped files for as long as it lives,
/// whatever happens to the generation meanwhile.
public struct ArchiveSnapshot: Sendable {
    /// The dead documents of both parts: replaced or deleted.
    public struct Tombstones: Sendable {
        /// Bit i is document i + 1 of the base; nil where none is dead.
        public let base: Bitset?
        /// Bit i is document i + 1 of the delta; nil where none is dead.
        public let delta: Bitset?
    }

    /// Name of the generation.
    public let generation: String
    /// Rises with every publication of the generation.
    public let revision: UInt64
    /// The snapshot holds every change of the source store up to this one.
    public let sourceRevision: UInt64
    /// What is known of the base.
    public let manifest: Manifest
    /// The large, immutable part.
    public let base: Part
    /// The small part with live writes; nil where it has no documents.
    public let delta: Part?
    /// Who wrote.
    public let authors: Labels
    /// Whom it is about.
    public let actors: Labels
    /// Rubrics; ids are slugs, labels as first printed.
    public let sections: Labels
    /// ISO 639-1 codes.
    public let languages: Labels
    /// Sites.
    public let sites: Labels
    /// Stems of the token streams.
    public let stems: StemDictionary
    /// Words as printed.
    public let words: WordList
    /// Dead documents.
    public let tombstones: Tombstones
    /// Languages of articles that have one, sorted.
    public let languagesInUse: [String]
    /// The authority snapshot in force, as the indexing side gave it: that of the base, or the one
    /// of the last retagging.
    public let authority: [UInt8]
    /// Changes within the generation when ``authority`` does.
    public let authorityName: String

    init(
        _ base: Base, delta: (rows: DeltaRows, part: Part, published: PublishedDelta)?,
        authority: (name: String, bytes: [UInt8])? = nil
    ) {
        self.authority = authority?.bytes ?? base.authority
        authorityName = authority?.name ?? "authority.bin"
        generation = base.manifest.name
        manifest = base.manifest
        self.base =
            delta?.rows.baseStories.map { Part(base.part, stories: $0.buffer, owner: $0) }
            ?? base.part
        revision = delta?.published.revision ?? base.manifest.revision
        sourceRevision = delta?.published.sourceRevision ?? base.manifest.sourceRevision
        self.delta = delta.flatMap { $0.part.count > 0 ? $0.part : nil }
        func labels(_ field: LabelField) -> Labels {
            Labels(base: base.labels(field), layers: delta?.rows.labelLayers[field] ?? [])
        }
        authors = labels(.author)
        actors = labels(.actor)
        sections = labels(.section)
        let languages = labels(.language)
        self.languages = languages
        sites = labels(.site)
        stems = StemDictionary(base: base.stems, layers: delta?.rows.stemLayers ?? [])
        words = WordList(base: base.words, layers: delta?.rows.wordLayers ?? [])
        let late = delta?.rows.languages.map { languages.id($0) } ?? []
        languagesInUse = Set(base.manifest.languages + late).sorted()
        var deadInDelta: Bitset?
        if let delta, !delta.rows.deadInDelta.isEmpty {
            deadInDelta = Bitset(bitCount: delta.part.count, delta.rows.deadInDelta)
        }
        let deadInBase = delta.flatMap { $0.rows.deadInBase.isEmpty ? nil : $0.rows.deadInBase }
        tombstones = Tombstones(base: deadInBase, delta: deadInDelta)
    }

    /// The base, then the delta where it has documents.
    public var parts: [Part] {
        delta.map { [base, $0] } ?? [base]
    }

    /// Living articles.
    public var articles: Int {
        base.count - (tombstones.base?.count ?? 0) + (delta?.count ?? 0)
            - (tombstones.delta?.count ?? 0)
    }

    /// The dead documents of a part; nil where none is dead.
    public func tombstones(of kind: Part.Kind) -> Bitset? {
        switch kind {
        case .base: tombstones.base
        case .delta: tombstones.delta
        }
    }

    /// One number over all living articles, as ``Manifest/digest``; reads all of them.
    ///
    /// - Throws: `damaged` where an article cannot be read.
    public func digest() throws(ArchiveError) -> String {
        var digest = ArticlesDigest()
        for part in parts {
            let dead = tombstones(of: part.kind)
            for index in 0..<part.count where dead?.contains(index) != true {
                digest.add(try part.hash(index))
            }
        }
        return digest.hexadecimal
    }
}
