@testable import Actors

/// The built-in records and their recogniser, built once for all tests.
enum BuiltIn {
    static let records: AuthorityRecords = {
        do {
            return try AuthorityRecords.builtIn()
        } catch {
            fatalError("the built-in records cannot be read: \(error)")
        }
    }()

    static let recogniser = ActorRecogniser(records: records)

    /// The mentions of a text in short: the words, the kind, the record or "-".
    static func found(in text: String) -> [String] {
        let scalars = Array(text.unicodeScalars)
        return recogniser.mentions(in: text).map { mention in
            var words = String.UnicodeScalarView()
            words.append(contentsOf: scalars[mention.start..<mention.end])
            return "\(String(words)) | \(mention.kind.rawValue) | \(mention.actor ?? "-")"
        }
    }
}
