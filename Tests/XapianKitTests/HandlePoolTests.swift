import Synchronization
import TestSupport
import Testing
import XapianKit

@Suite struct HandlePoolTests {
    @Test("many tasks search at once, each with a handle of its own")
    func parallel() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("db")
        try SampleIndex(documents: 300, terms: 20, seed: 1).write(to: path)
        let made = Mutex(0)
        let pool = HandlePool<Database> {
            made.withLock { $0 += 1 }
            return try Database(path: path)
        }
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    try pool.with { try $0.search(.term("t1"), Enquire(limit: 300)).matches.count }
                }
            }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(counts.count == 1)
        #expect(made.withLock { $0 } <= 40)
    }

    @Test("a handle is kept after use, and dropped after an error or when all are removed")
    func keeping() throws {
        let made = Mutex(0)
        let pool = HandlePool<Int> {
            made.withLock {
                $0 += 1
                return $0
            }
        }
        #expect(try pool.with { $0 } == 1)
        #expect(try pool.with { $0 } == 1)
        #expect(try pool.with { outer in try pool.with { inner in [outer, inner] } } == [1, 2])
        #expect(throws: XapianError.self) {
            try pool.with { (_: Int) throws -> Int in
                throw XapianError(code: .corrupt, operation: "test", message: "test")
            }
        }
        #expect(try pool.with { $0 } == 2)
        try pool.with { _ in pool.removeAll() }
        #expect(try pool.with { $0 } == 3)
    }
}
