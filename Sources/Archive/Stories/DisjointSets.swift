/// Sets of numbers that only ever grow together (union by size, paths halved).
struct DisjointSets {
    private var parent: [UInt32]
    private var size: [UInt32]

    /// Every number below `count` alone.
    init(count: Int) {
        parent = (0..<count).map { UInt32($0) }
        size = [UInt32](repeating: 1, count: count)
    }

    /// One and the same member of the set for all members.
    mutating func root(_ number: Int) -> Int {
        var at = number
        while parent[at] != UInt32(at) {
            parent[at] = parent[Int(parent[at])]
            at = Int(parent[at])
        }
        return at
    }

    /// Makes one set of two.
    mutating func join(_ left: Int, _ right: Int) {
        var (large, small) = (root(left), root(right))
        if large == small { return }
        if size[large] < size[small] { swap(&large, &small) }
        parent[small] = UInt32(large)
        size[large] += size[small]
    }

    /// For each number the set that it is in, from 1 in the order of the sets' first members; 0
    /// where it is alone.
    mutating func numbered() -> [UInt32] {
        var next: UInt32 = 0
        var names = [UInt32](repeating: 0, count: parent.count)
        return parent.indices.map { number in
            let root = root(number)
            if size[root] == 1 { return 0 }
            if names[root] == 0 {
                next += 1
                names[root] = next
            }
            return names[root]
        }
    }
}
