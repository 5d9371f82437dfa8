import Foundation

/// A text with the names that people marked in it.
struct GoldText: Decodable {
    struct Name: Decodable {
        /// Code points, end exclusive.
        var start: Int
        var end: Int
        /// `person`, `organisation` or `place`; nil where only a link is known.
        var type: String?
        /// The title of the Wikipedia article that the name means.
        var link: String?
    }

    var id: String
    var text: String
    var mentions: [Name]

    /// The rows of a file of JSON Lines.
    static func read(_ path: String) throws -> [GoldText] {
        let decoder = JSONDecoder()
        return try JSONLines.rows(path).map { try decoder.decode(GoldText.self, from: $0) }
    }
}

/// An article without marks.
struct PlainText: Decodable {
    var title: String?
    var body: String

    /// At most `count` rows of a file of JSON Lines, evenly spread over it.
    static func read(_ path: String, count: Int) throws -> [PlainText] {
        let rows = try JSONLines.rows(path)
        let step = max(1, rows.count / max(1, count))
        let decoder = JSONDecoder()
        return try stride(from: 0, to: rows.count, by: step).prefix(count).map {
            try decoder.decode(PlainText.self, from: rows[$0])
        }
    }
}

/// Lines of a file.
enum JSONLines {
    static func rows(_ path: String) throws -> [Data] {
        try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
            .split(separator: UInt8(ascii: "\n"))
    }
}

/// A source of numbers that is the same at every run (SplitMix64, Steele and others 2014).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
