import QueryLanguage
import Schema

/// A stem as the index knows it.
struct Stem: Hashable, Sendable {
    /// In token streams.
    let ordinal: UInt32
    /// In Xapian, with the field's prefix.
    let term: String
    /// How often the query names it.
    var frequency = 1
}

/// Stems next to each other: any of the sequences, one for each language.
struct Sequences: Hashable, Sendable {
    let field: Field.Name
    let sequences: [[Stem]]
}

/// Words near each other; an operand is any of its sequences.
struct Proximity: Hashable, Sendable {
    let field: Field.Name
    let operands: [[[Stem]]]
    let distance: Int
    let isOrdered: Bool
}

/// What an article must be to match, in terms of one snapshot: a tree with its words looked up.
indirect enum Condition: Hashable, Sendable {
    case everything
    case nothing
    /// Any of the stems; of an expansion they count as one word when ranked.
    case stems([Stem], isExpansion: Bool)
    /// Any of the terms without weight.
    case terms([String])
    case phrase(Sequences)
    /// A phrase whose text is looked for in what is left.
    case verbatim(Sequences, text: String)
    case near(Proximity)
    case days(DateSpan)
    case isDated
    case hasAuthor
    case hasActor
    /// Any of the bits of `DocumentFlags`.
    case flagged(UInt8)
    case mentioned(ActorMentions)
    case all([Condition])
    case any([Condition])
    case not(Condition)

    /// The conjunction, simplified.
    static func conjunction(_ conditions: [Condition]) -> Condition {
        var flat: [Condition] = []
        for condition in conditions {
            switch condition {
            case .everything: continue
            case .nothing: return .nothing
            case .all(let children): flat += children
            case .stems, .terms, .phrase, .verbatim, .near, .days, .isDated, .hasAuthor, .hasActor,
                .flagged, .mentioned, .any, .not:
                flat.append(condition)
            }
        }
        return flat.count > 1 ? .all(flat) : flat.first ?? .everything
    }

    /// The disjunction, simplified; nothing of none.
    static func disjunction(_ conditions: [Condition]) -> Condition {
        var flat: [Condition] = []
        for condition in conditions {
            switch condition {
            case .everything: return .everything
            case .nothing: continue
            case .any(let children): flat += children
            case .stems, .terms, .phrase, .verbatim, .near, .days, .isDated, .hasAuthor, .hasActor,
                .flagged, .mentioned, .all, .not:
                flat.append(condition)
            }
        }
        return flat.count > 1 ? .any(flat) : flat.first ?? .nothing
    }

    /// The negation, simplified.
    static func negation(_ condition: Condition) -> Condition {
        switch condition {
        case .everything: .nothing
        case .nothing: .everything
        case .not(let child): child
        case .stems, .terms, .phrase, .verbatim, .near, .days, .isDated, .hasAuthor, .hasActor,
            .flagged, .mentioned, .all, .any:
            .not(condition)
        }
    }
}
