/// How much more frequent a value is among what is counted than in the whole archive.
struct Lift {
    private let counted: Double
    private let total: Double
    /// Counts of the values in the whole archive, by ordinal or code.
    private let archive: [UInt32]

    /// - Parameters:
    ///   - counted: how many units were counted.
    ///   - total: how many the archive has.
    init(counted: Int, of total: Int, archive: [UInt32]) {
        self.counted = Double(counted)
        self.total = Double(max(1, total))
        self.archive = archive
    }

    /// See ``ValueCounts/Value/lift``.
    func of(_ value: Int, count: Int) -> Double {
        let expected = value < archive.count ? Double(archive[value]) * counted / total : 0
        return Double(count + 1) / (expected + 1)
    }
}
