import Schema
import XapianKit

extension Draft {
    /// Makes the Xapian document of the draft: the same for segments and for deltas.
    ///
    /// Stems of title and body without a prefix, stems of the title with theirs, and the boolean
    /// terms with a within-document frequency of 0, so that they weigh nothing.
    public func pack(_ vocabulary: Vocabulary, into document: inout PackedDocument) {
        document.reset()
        let stems = vocabulary.stems
        for stem in weights {
            stems[Int(stem.ordinal)].withUnsafeBufferPointer { bytes in
                guard Self.isTerm(bytes) else { return }
                document.append(term: bytes, wdf: Int(stem.wdf))
            }
        }
        let prefix = Field.row(.title).prefix ?? ""
        for stem in titleWeights {
            stems[Int(stem.ordinal)].withUnsafeBufferPointer { bytes in
                guard Self.isTerm(bytes) else { return }
                document.append(prefix: prefix, term: bytes, wdf: Int(stem.wdf))
            }
        }
        for term in booleanTerms { document.append(term: term, wdf: 0) }
    }

    /// Runs of letters that no reader would call a word are not searched for: Xapian refuses them.
    private static func isTerm(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        !bytes.isEmpty && bytes.count <= Term.maximumLengthInBytes
    }
}
