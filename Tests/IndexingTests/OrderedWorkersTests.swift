import Foundation
import TestSupport
import Testing

@testable import Indexing

@Suite struct OrderedWorkersTests {
    @Test("results come in the order of the inputs", arguments: [1, 2, 7])
    func order(jobs: Int) {
        let workers = OrderedWorkers<Int, Int>(jobs: jobs) {
            { number in
                // Uneven work, so that threads overtake each other.
                var sum = number
                for step in 0..<(number % 5) * 10_000 { sum = (sum &* 31) ^ step }
                return sum == .min ? -1 : number
            }
        }
        var results: [Int] = []
        for number in 0..<500 { results += workers.submit(number) }
        results += workers.finish()
        #expect(results == Array(0..<500))
    }

    @Test("what is under way is bounded")
    func bounded() {
        let workers = OrderedWorkers<Int, Int>(jobs: 2) { { $0 } }
        var delivered = 0
        for number in 0..<100 {
            delivered += workers.submit(number).count
            #expect(number + 1 - delivered <= 4)
        }
        delivered += workers.finish().count
        #expect(delivered == 100)
    }

    @Test("each thread has a worker of its own")
    func workers() {
        let workers = OrderedWorkers<Int, Int>(jobs: 3) {
            var mine = 0
            return { _ in
                mine += 1
                return mine
            }
        }
        var results: [Int] = []
        for number in 0..<60 { results += workers.submit(number) }
        results += workers.finish()
        // Each worker counts from 1 without gaps, so the counts are up to three runs of 1, 2, 3 …
        let tally = Dictionary(grouping: results, by: { $0 }).mapValues(\.count)
        for (number, count) in tally where number > 1 {
            #expect(count <= tally[number - 1] ?? 0)
        }
        #expect(results.count == 60)
    }

    @Test("without inputs there are no results")
    func empty() {
        #expect(OrderedWorkers<Int, Int>(jobs: 2) { { $0 } }.finish().isEmpty)
    }
}
