import Articles
import Schema

/// The values of one facet field: ordinals, ids, labels and types.
///
/// Ordinals of the base come first, the most frequent first; those that only the delta has follow
/// in the order in which they came. An ordinal keeps its meaning within a generation.
public struct Labels: Sendable {
    /// Ordinals from 0 up to this.
    public let count: Int
    let base: LabelTable
    let layers: [LabelLayer]

    init(base: LabelTable, layers: [LabelLayer] = []) {
        self.base = base
        self.layers = layers
        count = layers.last.map { Int($0.first) + $0.labels.count } ?? base.count
    }

    /// The id, as `author/jane-doe`; empty for an ordinal that there is not.
    public func id(_ ordinal: UInt32) -> String {
        if Int(ordinal) < base.count { return base.id(Int(ordinal)) }
        return late(ordinal)?.id ?? ""
    }

    /// What is shown; empty for an ordinal that there is not.
    public func label(_ ordinal: UInt32) -> String {
        if Int(ordinal) < base.count { return base.label(Int(ordinal)) }
        return late(ordinal)?.label ?? ""
    }

    /// What kind of actor it is; nil for other fields.
    public func type(_ ordinal: UInt32) -> ActorType? {
        if Int(ordinal) < base.count { return base.type(Int(ordinal)) }
        return late(ordinal)?.type
    }

    /// The ordinal of an id; O(log n).
    public func ordinal(id: String) -> UInt32? {
        if let ordinal = base.ordinal(id: id) { return ordinal }
        for layer in layers {
            if let ordinal = layer.byID[id] { return ordinal }
        }
        return nil
    }

    /// The values whose label starts so, case and accents apart, by folded label, then ordinal.
    ///
    /// - Parameters:
    ///   - foldedLabelPrefix: as typed; it is folded here. Empty: all values.
    ///   - atWordStarts: whether any word of the label may start so (`putin` finds Vladimir Putin).
    ///   - limit: how many at most.
    public func ordinals(
        foldedLabelPrefix prefix: String, atWordStarts: Bool = false, limit: Int = .max
    ) -> [UInt32] {
        let key = Array(WordFolding.key(prefix).utf8)
        var found = base.ordinals(startingWith: key, atWordStarts: atWordStarts)
        for layer in layers {
            found += layer.ordinals(startingWith: key, atWordStarts: atWordStarts)
        }
        var seen: Set<UInt32> = []
        let distinct = found.filter { seen.insert($0.ordinal).inserted }
        return distinct.sorted { left, right in
            if left.label == right.label { return left.ordinal < right.ordinal }
            return left.label.lexicographicallyPrecedes(right.label)
        }.prefix(limit).map(\.ordinal)
    }

    /// The values whose whole label is that, case and accents apart, by ordinal.
    public func ordinals(foldedLabel: String) -> [UInt32] {
        let key = Array(WordFolding.key(foldedLabel).utf8)
        var found = base.ordinals(startingWith: key, atWordStarts: false)
        for layer in layers { found += layer.ordinals(startingWith: key, atWordStarts: false) }
        return found.filter { $0.label == key }.map(\.ordinal).sorted()
    }

    private func late(_ ordinal: UInt32) -> FacetLabel? {
        for layer in layers.reversed() where ordinal >= layer.first {
            let index = Int(ordinal - layer.first)
            return index < layer.labels.count ? layer.labels[index] : nil
        }
        return nil
    }
}

/// Values that came with one or several commits of a delta; never changed once made.
final class LabelLayer: Sendable {
    let first: UInt32
    let labels: [FacetLabel]
    let byID: [String: UInt32]
    private let folded: [(label: [UInt8], ordinal: UInt32)]

    init(first: UInt32, labels: [FacetLabel]) {
        self.first = first
        self.labels = labels
        var byID: [String: UInt32] = [:]
        for (index, label) in labels.enumerated() where byID[label.id] == nil {
            byID[label.id] = first + UInt32(index)
        }
        self.byID = byID
        folded = labels.enumerated().map { index, label in
            (Array(WordFolding.key(label.label).utf8), first + UInt32(index))
        }
    }

    func ordinals(
        startingWith key: [UInt8], atWordStarts: Bool
    ) -> [(label: [UInt8], ordinal: UInt32)] {
        folded.filter { row in
            row.label.starts(with: key)
                || atWordStarts
                    && LabelTable.wordStarts(row.label).contains { start in
                        row.label[start...].starts(with: key)
                    }
        }
    }
}

/// Keeps layers few: a new one is merged with those before it that are not much larger.
///
/// With n commits there are about log n layers, and every value is copied about log n times.
enum Layers {
    static func adding<Layer>(
        _ new: Layer, to layers: [Layer], size: (Layer) -> Int,
        merge: (Layer, Layer) -> Layer
    ) -> [Layer] {
        var layers = layers
        var new = new
        while let last = layers.last, size(last) <= 2 * size(new) {
            new = merge(last, new)
            layers.removeLast()
        }
        layers.append(new)
        return layers
    }
}
