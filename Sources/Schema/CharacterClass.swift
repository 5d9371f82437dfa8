/// What a code point is to the tokenizer.
enum CharacterClass: UInt8 {
    /// Neither letter nor digit: separates words.
    case separator
    /// A letter, digit or combining mark: continues a word.
    case word
    /// An ideograph or kana: a word of its own, since such scripts write no spaces.
    case ideograph

    /// The class of every code point of the Basic Multilingual Plane, one byte each.
    ///
    /// Asking Unicode's tables for each character costs 30 ns; this costs a load.
    private static let plane: [UInt8] = (0..<0x10000).map { value in
        guard let scalar = Unicode.Scalar(UInt32(value)) else { return separator.rawValue }
        return classify(scalar).rawValue
    }

    /// The class of a code point.
    static func of(_ scalar: UInt32) -> CharacterClass {
        if scalar < 0x10000 {
            return CharacterClass(rawValue: plane[Int(scalar)]) ?? .separator
        }
        guard let scalar = Unicode.Scalar(scalar) else { return .separator }
        return classify(scalar)
    }

    private static func classify(_ scalar: Unicode.Scalar) -> CharacterClass {
        switch scalar.value {
        case 0x0E00...0x0E7F, 0x2E80...0x2FDF, 0x3005...0x3007, 0x3040...0x30FF, 0x3400...0x4DBF,
            0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF:
            return scalar.properties.isAlphabetic ? .ideograph : .separator
        default: break
        }
        if scalar.properties.isAlphabetic { return .word }
        switch scalar.properties.generalCategory {
        case .decimalNumber, .nonspacingMark, .spacingMark: return .word
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .enclosingMark, .letterNumber, .otherNumber, .connectorPunctuation, .dashPunctuation,
            .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
            .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol,
            .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format, .surrogate,
            .privateUse, .unassigned:
            return .separator
        @unknown default: return .separator
        }
    }
}
