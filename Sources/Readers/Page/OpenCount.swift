/// How many elements of each name are open.
///
/// Those that extraction tells apart are counted by number, all others by the hashes of their names.
struct OpenCount {
    private var known = [Int32](repeating: 0, count: 256)
    private var others: [UInt64: Int32] = [:]

    /// The count of one name; the hash tells those apart that share a tag.
    subscript(_ tag: HTMLTag, _ hash: UInt64) -> Int32 {
        get {
            tag == .other || tag == .custom
                ? others[hash, default: 0] : known[Int(tag.rawValue)]
        }
        set {
            if tag == .other || tag == .custom {
                others[hash] = newValue
            } else {
                known[Int(tag.rawValue)] = newValue
            }
        }
    }
}
