import Articles

/// What a word is within a text: outside of names, or a part of a name of one type.
///
/// Numbers from 0: outside; then for person, organisation and place each the first word of a name,
/// a word within, the last one, and a name of one word.
package struct NameLabel: Equatable, Sendable {
    /// The number of the label, below ``count``.
    package let number: Int

    /// How many labels there are.
    package static let count = 13
    /// No part of a name.
    package static let outside = NameLabel(number: 0)
    /// The types that names have, in the order of the labels.
    package static let types: [ActorType] = [.person, .organisation, .place]

    /// Which part of a name a word is.
    package enum Part: Int, Sendable {
        case first, within, last, whole
    }

    init(number: Int) {
        self.number = number
    }

    /// The label of a part of a name, nil for unknown types; a state is a place.
    package init?(_ part: Part, of type: ActorType) {
        let type = type == .state ? .place : type
        guard let at = Self.types.firstIndex(of: type) else { return nil }
        number = 1 + at * 4 + part.rawValue
    }

    /// Whether a name may begin, or the text go on outside of names, behind this label.
    package var isClosed: Bool { number == 0 || (number - 1) & 3 >= 2 }
    /// Whether the label needs a closed one before it.
    package var opens: Bool { number == 0 || (number - 1) & 3 == 0 || (number - 1) & 3 == 3 }

    /// The type of the name; nil outside.
    package var type: ActorType? { number == 0 ? nil : Self.types[(number - 1) >> 2] }

    /// Whether `next` may stand behind this label.
    package func allows(_ next: NameLabel) -> Bool {
        if isClosed { return next.opens }
        return !next.opens && (next.number - 1) >> 2 == (number - 1) >> 2
    }

    /// The labels that a label may follow, for each label.
    static let predecessors: [[Int]] = (0..<count).map { next in
        (0..<count).filter { NameLabel(number: $0).allows(NameLabel(number: next)) }
    }
}
