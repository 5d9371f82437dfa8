import Archive
import Schema

/// Finds the passages of an article where words of the query stand closest together.
///
/// The token stream says where: position n of the stream is the nth word that the tokenizer finds
/// in the text, so that no word is stemmed again. Text beyond the caps is not looked at, since
/// reading on costs time with every hit.
struct PassageFinder {
    /// Words of a passage.
    static let width = 30
    /// Words before the first match of a passage.
    static let lead = 6
    /// Only so many words of an article are looked at.
    static let maximumWords = 6_000
    /// Only so many bytes of an article are looked at.
    static let maximumBytes = 64 * 1024

    private let highlights: [UInt32]
    private let large: Set<UInt32>

    init(highlights: [UInt32]) {
        self.highlights = highlights
        large = highlights.count > 8 ? Set(highlights) : []
    }

    private func isWanted(_ ordinal: UInt32) -> Bool {
        large.isEmpty ? highlights.contains(ordinal) : large.contains(ordinal)
    }

    /// A word of the query in the text.
    private struct Occurrence {
        let position: Int
        let ordinal: UInt32
    }

    /// Where words of the query stand in the title.
    func spans(inTitle title: String, _ tokens: TokenSlice) -> [[Int]] {
        let words = tokens.stems().title
        let found = words.indices.filter { isWanted(words[$0]) }
        guard !found.isEmpty else { return [] }
        let text = PassageText(title, wordLimit: .max)
        return text.passage(0..<words.count, marking: Set(found), field: "title").spans
    }

    /// The best passages of a body, in the order of the text.
    ///
    /// Without any word of the query, the beginning.
    func snippets(of body: String, _ tokens: TokenSlice, count: Int) -> [Snippet] {
        let (found, words) = occurrences(tokens)
        guard words > 0 else { return [] }
        let windows = windows(found, words: words, count: count)
        let text = PassageText(body, wordLimit: (windows.map(\.upperBound).max() ?? 0) + 1)
        let marked = Set(found.map(\.position))
        return windows.map { text.passage($0, marking: marked, field: "body") }
    }

    private func occurrences(_ tokens: TokenSlice) -> (found: [Occurrence], words: Int) {
        var found: [Occurrence] = []
        var titleWords = 0
        var words = 0
        var unit = 0
        tokens.forEachStem { position, ordinal in
            if unit < tokens.bodyStart {
                titleWords = position + 1
            } else if position - titleWords < Self.maximumWords {
                words = position - titleWords + 1
                if isWanted(ordinal) {
                    found.append(Occurrence(position: position - titleWords, ordinal: ordinal))
                }
            }
            unit += ordinal < TokenUnits.firstEscaped ? 1 : 3
        }
        return (found, words)
    }

    private func windows(
        _ found: [Occurrence], words: Int, count: Int
    ) -> [Range<Int>] {
        guard !found.isEmpty else { return [0..<min(words, Self.width)] }
        var candidates: [(window: Range<Int>, score: Int)] = []
        for (index, first) in found.enumerated() {
            let start = max(0, first.position - Self.lead)
            let end = min(words, start + Self.width)
            var distinct: [UInt32] = []
            var occurrences = 0
            for other in found[index...] {
                guard other.position < end else { break }
                occurrences += 1
                if !distinct.contains(other.ordinal) { distinct.append(other.ordinal) }
            }
            candidates.append((start..<end, distinct.count * Self.width + occurrences))
        }
        // The best first; of equal ones the earlier.
        let sorted = candidates.enumerated().sorted { left, right in
            left.element.score != right.element.score
                ? left.element.score > right.element.score : left.offset < right.offset
        }
        var chosen: [Range<Int>] = []
        for candidate in sorted.map(\.element.window)
        where !chosen.contains(where: { $0.overlaps(candidate) }) {
            chosen.append(candidate)
            if chosen.count == count { break }
        }
        return chosen.sorted { $0.lowerBound < $1.lowerBound }
    }
}

/// A text with the bytes of its words.
private struct PassageText {
    private let bytes: [UInt8]
    private var words: [Range<Int>] = []

    init(_ text: String, wordLimit: Int) {
        var text = text
        bytes = text.withUTF8 { Array($0.prefix(PassageFinder.maximumBytes)) }
        words = bytes.withUnsafeBufferPointer { bytes in
            var words: [Range<Int>] = []
            Tokenizer.forEachWord(in: bytes) { range, _ in
                if words.count <= wordLimit { words.append(range) }
            }
            return words
        }
    }

    /// The words of a window with what stands between them, white space and control characters as
    /// single spaces.
    func passage(_ window: Range<Int>, marking: Set<Int>, field: String) -> Snippet {
        let window = window.clamped(to: 0..<words.count)
        guard !window.isEmpty else { return Snippet(field: field, text: "", spans: []) }
        let isStart = window.lowerBound == 0
        let isEnd = window.upperBound == words.count && bytes.count < PassageFinder.maximumBytes
        let start = isStart ? 0 : words[window.lowerBound].lowerBound
        let end = isEnd ? bytes.count : punctuationEnd(after: words[window.upperBound - 1])
        var output = PassageOutput(startsCut: !isStart)
        var position = start
        for word in window where words[word].upperBound <= end {
            output.append(bytes[position..<words[word].lowerBound])
            let isMarked = marking.contains(word)
            if isMarked { output.openSpan() }
            output.append(bytes[words[word]])
            if isMarked { output.closeSpan() }
            position = words[word].upperBound
        }
        output.append(bytes[position..<max(position, end)])
        return output.snippet(field: field, endsCut: !isEnd)
    }

    /// Takes in a full stop, a closing quote and the like.
    private func punctuationEnd(after word: Range<Int>) -> Int {
        var end = word.upperBound
        while end < bytes.count, end < word.upperBound + 6, bytes[end] > 0x20,
            !words.contains(where: { $0.lowerBound == end })
        {
            end += 1
        }
        while end < bytes.count, end > word.upperBound, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return end
    }
}

/// Collects a passage and counts its code points.
private struct PassageOutput {
    private var text: [UInt8]
    private var codePoints: Int
    private var spans: [[Int]] = []
    private var gap = false
    private var isEmpty = true

    init(startsCut: Bool) {
        text = startsCut ? Array("… ".utf8) : []
        codePoints = startsCut ? 2 : 0
    }

    mutating func append(_ bytes: ArraySlice<UInt8>) {
        for byte in bytes {
            if byte <= 0x20 || byte == 0x7F {
                gap = !isEmpty
                continue
            }
            fillGap()
            text.append(byte)
            isEmpty = false
            if byte & 0xC0 != 0x80 { codePoints += 1 }
        }
    }

    private mutating func fillGap() {
        guard gap else { return }
        text.append(0x20)
        codePoints += 1
        gap = false
    }

    mutating func openSpan() {
        fillGap()
        spans.append([codePoints])
    }

    mutating func closeSpan() {
        spans[spans.count - 1].append(codePoints)
    }

    func snippet(field: String, endsCut: Bool) -> Snippet {
        Snippet(
            field: field, text: String(decoding: text, as: UTF8.self) + (endsCut ? " …" : ""),
            spans: spans)
    }
}
