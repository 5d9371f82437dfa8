import Foundation

/// Lower case and accents off, on UTF-8.
public enum WordFolding {
    /// The word in lower case, accents kept: what a stemmer expects.
    ///
    /// - Parameter dropsDots: whether dots are taken out, as of `U.S.`.
    public static func lowercased(_ word: UnsafeBufferPointer<UInt8>, dropsDots: Bool) -> [UInt8] {
        var isASCII = true
        var result: [UInt8] = []
        result.reserveCapacity(word.count)
        for byte in word {
            if byte >= 0x80 { isASCII = false }
            if dropsDots && byte == 0x2E { continue }
            result.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
        }
        if isASCII { return result }
        let text = String(decoding: result, as: UTF8.self).precomposedStringWithCanonicalMapping
        return Array(text.lowercased().utf8)
    }

    /// The word without accents and other marks, `ß` as `ss`, `ø` as `o`, `ł` as `l`, `æ` as `ae`.
    ///
    /// Lower-case input stays lower case. ASCII comes back as it is.
    public static func folded(_ word: [UInt8]) -> [UInt8] {
        if word.allSatisfy({ $0 < 0x80 }) { return word }
        let text = String(decoding: word, as: UTF8.self)
        var result: [UInt8] = []
        for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format: continue
            default: break
            }
            if let plain = undecomposed[scalar] {
                result += plain
            } else {
                result += Array(String(scalar).utf8)
            }
        }
        return result
    }

    /// The folded form of a whole text in lower case: for comparing names and labels.
    public static func key(_ text: String) -> String {
        var text = text
        let lower = text.withUTF8 { lowercased($0, dropsDots: false) }
        return String(decoding: folded(lower), as: UTF8.self)
    }

    /// Latin letters with a stroke or ligature that Unicode does not decompose.
    private static let undecomposed: [Unicode.Scalar: [UInt8]] = [
        "ß": Array("ss".utf8), "ø": Array("o".utf8), "Ø": Array("o".utf8), "ł": Array("l".utf8),
        "Ł": Array("l".utf8), "đ": Array("d".utf8), "Đ": Array("d".utf8), "æ": Array("ae".utf8),
        "Æ": Array("ae".utf8), "œ": Array("oe".utf8), "Œ": Array("oe".utf8), "ð": Array("d".utf8),
        "þ": Array("th".utf8), "ı": Array("i".utf8), "ħ": Array("h".utf8),
    ]
}
