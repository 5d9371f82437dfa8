import Archive
import Articles
import QueryLanguage
import Schema

/// Finds the values of a field that an id, a name or an alias means.
struct ValueResolver {
    let snapshot: ArchiveSnapshot
    let options: SearchOptions

    /// The labels of a facet field; nil of fields without.
    static func labels(of field: Field.Name, in snapshot: ArchiveSnapshot) -> Labels? {
        switch field {
        case .author: snapshot.authors
        case .actor: snapshot.actors
        case .section: snapshot.sections
        case .language: snapshot.languages
        case .site: snapshot.sites
        case .text, .title, .date, .basis, .id, .url, .is, .has: nil
        }
    }

    /// The ids that a value means; empty where the archive has none.
    func ids(_ field: Field.Name, _ value: String) -> [String] {
        guard let labels = Self.labels(of: field, in: snapshot) else {
            switch field {
            case .basis:
                let basis = value.lowercased()
                return DateBasis(rawValue: basis) == nil ? [] : [basis]
            case .text, .title, .author, .actor, .date, .section, .language, .site, .id, .url, .is,
                .has:
                return [value]
            }
        }
        guard field == .author || field == .actor else {
            return found(field, value, labels)
        }
        // A label may be that of an id whose articles have moved on to another.
        let value = options.redirect(snapshot, value)
        var ids: [String] = []
        for id in found(field, value, labels) {
            let current = options.redirect(snapshot, id)
            if !ids.contains(current), labels.ordinal(id: current) != nil { ids.append(current) }
        }
        return ids.isEmpty ? recordIDs(value).filter { labels.ordinal(id: $0) != nil } : ids
    }

    /// The ids of authority records that bear a name, whether the archive has them or not.
    func recordIDs(_ value: String) -> [String] { options.resolveAlias(snapshot, value) }

    /// What the labels of the archive know under an id or a name.
    private func found(_ field: Field.Name, _ value: String, _ labels: Labels) -> [String] {
        if labels.ordinal(id: value) != nil { return [value] }
        let named = labels.ordinals(foldedLabel: value).map(labels.id)
        if !named.isEmpty { return named }
        for candidate in candidates(field, value) where labels.ordinal(id: candidate) != nil {
            return [candidate]
        }
        return []
    }

    /// What else the id could be.
    private func candidates(_ field: Field.Name, _ value: String) -> [String] {
        switch field {
        case .author: [Identifier.author(named: value)]
        case .actor: [Identifier.unrecorded(named: value)]
        case .section: [Term.sectionID(value)]
        case .language, .site: [value.lowercased()]
        case .text, .title, .date, .basis, .id, .url, .is, .has: []
        }
    }

    /// What to tell where the archive has no such value: that, and the name nearest to it.
    func warning(_ field: Field.Name, _ value: String) -> String {
        let nearest = nearest(field, value).map { "; did you mean \"\($0)\"?" }
        return Self.missing(field, value) + (nearest ?? "")
    }

    /// The label with the fewest edits to a text, of equally near ones the most frequent; looks at
    /// every label, which takes about 1 µs each.
    private func nearest(_ field: Field.Name, _ value: String) -> String? {
        let letters = Array(WordFolding.key(value).unicodeScalars)
        guard let labels = Self.labels(of: field, in: snapshot), letters.count > 3,
            let pattern = FuzzyPattern(letters)
        else { return nil }
        let allowed = Expansion.usualEdits(letters.count)
        var best: (edits: Int, label: String)?
        for ordinal in 0..<UInt32(labels.count) {
            let label = labels.label(ordinal)
            let key = Array(WordFolding.key(label).utf8)
            let edits = key.withUnsafeBufferPointer { pattern.distance(to: $0, limit: allowed) }
            if let edits, edits < best?.edits ?? .max { best = (edits, label) }
        }
        return best?.label
    }

    private static func missing(_ field: Field.Name, _ value: String) -> String {
        switch field {
        case .author: "nobody called \"\(value)\" has written in this archive"
        case .actor: "no article of this archive is about \"\(value)\""
        case .basis:
            "there is no basis \"\(value)\"; one of "
                + DateBasis.allCases.map(\.rawValue).joined(separator: ", ")
        case .text, .title, .date, .section, .language, .site, .id, .url, .is, .has:
            "no article of this archive has the \(field.rawValue) \"\(value)\""
        }
    }
}
