import Schema

/// Where a page ended, for the next one.
///
/// Opaque to callers: base64url of fields with `|` between.
///
///     1|GENERATION|FINGERPRINT|DELTA|r|RANK             by relevance: the rank of the next hit
///     1|GENERATION|FINGERPRINT|DELTA|d|DAY|PART|INDEX   by date: the last hit's place in the order
///
/// FINGERPRINT (hex) is a hash of what the request asks for, DELTA the number of documents that the
/// delta had: later ones are left out, so that pages fit together while articles come in.
struct Cursor: Equatable, Sendable {
    enum Position: Equatable, Sendable {
        case rank(Int)
        case date(DateOrder.Position)
    }

    let generation: String
    let fingerprint: UInt64
    let deltaCount: Int
    let position: Position

    var text: String {
        var fields = ["1", generation, String(fingerprint, radix: 16), String(deltaCount)]
        switch position {
        case .rank(let rank): fields += ["r", String(rank)]
        case .date(let date):
            fields += ["d", String(date.day), String(date.part), String(date.index)]
        }
        return Base64URL.encode(Array(fields.joined(separator: "|").utf8))
    }

    init(generation: String, fingerprint: UInt64, deltaCount: Int, position: Position) {
        self.generation = generation
        self.fingerprint = fingerprint
        self.deltaCount = deltaCount
        self.position = position
    }

    /// - Throws: `bad_cursor` for what no answer gave.
    init(_ text: String) throws(SearchError) {
        let bad = SearchError(
            .badCursor, "the cursor was not given by this archive", param: "cursor",
            hint: "start again without it")
        guard let bytes = Base64URL.decode(text),
            let plain = String(validating: bytes, as: UTF8.self)
        else { throw bad }
        let fields = plain.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard fields.count >= 6, fields[0] == "1", let print = UInt64(fields[2], radix: 16),
            let count = Int(fields[3]), count >= 0
        else { throw bad }
        generation = fields[1]
        fingerprint = print
        deltaCount = count
        switch (fields[4], fields.count) {
        case ("r", 6):
            guard let rank = Int(fields[5]), rank >= 0 else { throw bad }
            position = .rank(rank)
        case ("d", 8):
            guard let day = UInt32(fields[5]), let part = Int(fields[6]), (0...1).contains(part),
                let index = UInt32(fields[7])
            else { throw bad }
            position = .date(DateOrder.Position(day: day, part: part, index: index))
        case (_, _): throw bad
        }
    }
}

extension SearchRequest {
    /// A hash (FNV-1a, 64 bits) of all that decides which hits there are and in which order.
    var fingerprint: UInt64 {
        var essence = SearchRequest()
        essence.q = q
        essence.mode = mode
        essence.filters = filters
        essence.like = like
        essence.likeText = likeText
        essence.sort = sort
        essence.collapse = collapse
        essence.expand = expand
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in essence.json() {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return hash
    }
}

/// Base 64 with the alphabet for URLs and without padding (RFC 4648, section 5).
enum Base64URL {
    private static let digits = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var bits = 0
        var value: UInt32 = 0
        for byte in bytes {
            value = value << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(digits[Int(value >> UInt32(bits) & 63)])
            }
        }
        if bits > 0 { text.append(digits[Int(value << UInt32(6 - bits) & 63)]) }
        return String(decoding: text, as: UTF8.self)
    }

    static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits = 0
        var value: UInt32 = 0
        for byte in text.utf8 {
            guard let digit = digits.firstIndex(of: byte) else { return nil }
            value = value << 6 | UInt32(digit)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(bits)))
            }
        }
        let rest = value & ((1 << UInt32(bits)) - 1)
        return bits < 6 && rest == 0 ? bytes : nil
    }
}
