import Articles

/// Why a mention was made; `byline explain` shows the text.
enum MentionRule: String, Sendable {
    case fullName = "name of a record"
    case supported = "ambiguous name, decided by the text around it"
    case unresolved = "ambiguous name, not decided: no record linked"
    case surname = "surname after the full name in the same article"
    case titledSurname = "surname after a title, office and years fit"
    case prominentSurname = "surname of a prominent person whose state the article names"
    case demonym = "name of a people or its adjective"
    case metonym = "seat of government for its state"
    case capital = "capital that speaks or wants, for its state"
    case boundAbbreviation = "abbreviation in brackets behind a full name"
    case personShape = "no record: given name and surname"
    case titledName = "no record: name behind a title or role"
    case organisationShape = "no record: capitalised words with a word for organisations"
    case placeShape = "no record: capitalised words with a word for places"
    case laterPart = "no record: part of a name met in full before"
    case team = "place as its team in a sports report: no record linked"
    case listed = "no record: name in a line of results"
    case model = "no record: name found by the trained model"

    /// A number for the features of the model: a model trained before does not fit when one changes.
    var order: UInt64 {
        switch self {
        case .fullName: 0
        case .supported: 1
        case .unresolved: 2
        case .surname: 3
        case .titledSurname: 4
        case .prominentSurname: 5
        case .demonym: 6
        case .metonym: 7
        case .capital: 8
        case .boundAbbreviation: 9
        case .personShape: 10
        case .titledName: 11
        case .organisationShape: 12
        case .placeShape: 13
        case .laterPart: 14
        case .team: 15
        case .model: 16
        case .listed: 17
        }
    }

    /// Whether a model may learn from mentions made by it.
    var isCertain: Bool {
        switch self {
        case .fullName, .surname, .titledSurname, .demonym, .boundAbbreviation, .personShape,
            .titledName, .laterPart, .team, .listed:
            true
        case .supported, .unresolved, .prominentSurname, .metonym, .capital, .organisationShape,
            .placeShape, .model:
            false
        }
    }
}

/// A mention while an article is read: words instead of offsets.
struct Found: Sendable {
    /// The first word and the one behind the last.
    var start: Int
    var end: Int
    /// Where the record stands in `AuthorityRecords.all`; -1 without one.
    var record: Int32
    /// Which of the article's own names it is; -1 with a record.
    var local: Int32
    var type: ActorType
    var kind: MentionKind
    var rule: MentionRule
    /// Whether the possessive ending of the last word belongs to the name: "Moody's".
    var endsInPossessive = false
}

/// A name without a record, as one article uses it.
struct LocalName: Sendable {
    /// As first met in full.
    var label: String
    var type: ActorType
}
