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
