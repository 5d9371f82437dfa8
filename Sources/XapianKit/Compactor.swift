import CXapian

/// Operations on whole databases.
public enum Compactor {
    /// Merges databases into a new one, in the order given.
    ///
    /// The ids of a source move up by the highest ids of all sources before it, less the unused
    /// ids before its own first document. Of metadata under the same key the first wins. The
    /// sources must not be written to meanwhile.
    ///
    /// - Parameters:
    ///   - sources: The folders of the sources, at least one.
    ///   - destination: The folder of the new database.
    ///   - blockSize: A power of 2 from 2048 to 65536.
    ///   - fuller: Packs tighter a database that will never be written again.
    /// - Throws: `alreadyExists` where the destination has a database; `notFound` and the like for
    ///   the sources; `inputOutput`.
    public static func compact(
        _ sources: [String], into destination: String, blockSize: Int? = nil, fuller: Bool = false
    ) throws(XapianError) {
        try withBytes(of: sources) { pieces throws(XapianError) in
            try withBytes(destination) { target throws(XapianError) in
                var none = bx_bytes()
                try call("compact databases", path: destination) { error in
                    withUnsafePointer(to: &none) { none in
                        bx_compact(
                            pieces.baseAddress ?? none, pieces.count, target, fuller,
                            UInt32(clamping: blockSize ?? 0), error)
                    }
                }
            }
        }
    }

    /// Reads a whole database and counts the faults found.
    ///
    /// The format has no checksums, so none found is no proof; and some damage ends the process:
    /// run it in a child process.
    ///
    /// - Throws: `notFound`, `openingFailed`, `corrupt` where it cannot be read at all.
    public static func check(_ path: String) throws(XapianError) -> Int {
        var faults = 0
        try withBytes(path) { bytes throws(XapianError) in
            try call("check the database", path: path) { bx_check(bytes, &faults, $0) }
        }
        return faults
    }
}
