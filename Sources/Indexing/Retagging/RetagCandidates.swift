import Actors
import Archive
import Articles
import Schema
import XapianKit

/// The articles that changed authority records can touch, found by the index.
///
/// At least all of them: words are looked up as printed, in every language of the archive, so that
/// accents and endings do not matter. Which of them do change is seen when they are read again.
struct RetagCandidates {
    /// One document of a part.
    struct Place {
        let part: Int
        let index: Int
        /// Whether it can change only if its file gave it actors.
        let onlyIfGiven: Bool
    }

    private let snapshot: ArchiveSnapshot
    private let databases: [Database]
    private let stemming = Stemming()
    private let languages: [String]

    init(_ snapshot: ArchiveSnapshot, unknownLanguage: String) throws(XapianError) {
        self.snapshot = snapshot
        var databases: [Database] = []
        for part in snapshot.parts { databases.append(try Database(path: part.xapianPath)) }
        self.databases = databases
        languages = Array(Set(snapshot.languagesInUse + [unknownLanguage, ""])).sorted()
    }

    /// The living documents, those of the base first.
    func places(
        _ difference: RecordsDifference, corrected: [String]
    ) throws(XapianError) -> [Place] {
        var places: [Place] = []
        let names = Set(difference.names.flatMap(Self.words))
        for (number, part) in snapshot.parts.enumerated() {
            let database = databases[number]
            var set = Bitset(bitCount: part.count)
            for words in names {
                set.formUnion(try documents(all: words, part, database))
            }
            for word in difference.words {
                set.formUnion(try documents(all: [word], part, database))
            }
            for id in difference.actors {
                try database.union(Term.of(.actor, id), into: &set)
            }
            for id in difference.authors {
                try database.union(Term.of(.author, id), into: &set)
            }
            for id in corrected { try database.union(Term.of(.id, id), into: &set) }
            var given = Bitset(bitCount: part.count)
            for id in difference.givenActors {
                try database.union(Term.of(.actor, id), into: &given)
            }
            if let dead = snapshot.tombstones(of: part.kind) {
                set.subtract(dead)
                given.subtract(dead)
            }
            let all = set.union(given)
            all.forEach { index in
                places.append(
                    Place(part: number, index: index, onlyIfGiven: !set.contains(index)))
            }
        }
        return places
    }

    /// The documents that hold every one of some folded words, wherever they stand.
    private func documents(
        all words: [String], _ part: Part, _ database: Database
    ) throws(XapianError) -> Bitset {
        var result = Bitset(allOnes: words.isEmpty ? 0 : part.count).resized(to: part.count)
        for word in words {
            var set = try documents(of: word, part, database)
            // A name without its apostrophe, O'Brien as OBrien, is two words of the index in one.
            for cut in word.indices.dropFirst() {
                let (head, tail) = (String(word[..<cut]), String(word[cut...]))
                guard isPrinted(head), isPrinted(tail) else { continue }
                var both = try documents(of: head, part, database)
                both.formIntersection(try documents(of: tail, part, database))
                set.formUnion(both)
            }
            result.formIntersection(set)
            if result.isEmpty { break }
        }
        return result
    }

    private func isPrinted(_ word: String) -> Bool { !snapshot.words.words(equal: word).isEmpty }

    private func documents(
        of word: String, _ part: Part, _ database: Database
    ) throws(XapianError) -> Bitset {
        var set = Bitset(bitCount: part.count)
        for stem in stems(of: word) { try database.union(Term.of(.text, stem), into: &set) }
        return set
    }

    /// The stems under which a word may have been indexed.
    private func stems(of word: String) -> Set<String> {
        var stems = Set(snapshot.words.words(equal: word).map { snapshot.stems.stem($0.stem) })
        for language in languages {
            let stem = WordFolding.folded(stemming.stem(Array(word.utf8), language))
            stems.insert(String(decoding: stem, as: UTF8.self))
        }
        return stems
    }

    /// The folded words of a name, as the index cuts it, and joined where a mark may be left out.
    private static func words(of name: String) -> [[String]] {
        func cut(_ text: String) -> [String] {
            var text = text
            var words: [String] = []
            text.withUTF8 { bytes in
                Tokenizer.forEachWord(in: bytes) { range, isAbbreviation in
                    let word = WordFolding.lowercased(
                        UnsafeBufferPointer(rebasing: bytes[range]), dropsDots: isAbbreviation)
                    words.append(String(decoding: WordFolding.folded(word), as: UTF8.self))
                }
            }
            return Array(Set(words)).sorted()
        }
        let joined = name.filter { !"'’ʼ`.".contains($0) }
        return joined == name ? [cut(name)] : [cut(name), cut(joined)]
    }
}
