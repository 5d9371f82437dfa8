import Foundation

/// Threads that work on a stream of inputs, with the results in the order of the inputs.
///
/// One thread submits and consumes; each of `jobs` threads has a worker of its own, made on it, so
/// that a worker may hold what is not Sendable (a vocabulary, a stemmer, database handles). At
/// most `jobs * 2` inputs wait or are worked on, which bounds memory.
///
///     let workers = OrderedWorkers(jobs: 2) { { (chunk: [Int]) in chunk.reduce(0, +) } }
///     for chunk in chunks { for sum in workers.submit(chunk) { total += sum } }
///     for sum in workers.finish() { total += sum }
final class OrderedWorkers<Input: Sendable, Output: Sendable>: @unchecked Sendable {
    // Invariant: every stored `var` is read and written with `condition` locked, by this file.
    private let condition = NSCondition()
    private var waiting: [(index: Int, input: Input)] = []
    private var finished: [Int: Output] = [:]
    private var submitted = 0
    private var delivered = 0
    private var isClosed = false
    private var running: Int
    private let limit: Int

    /// Starts the threads.
    ///
    /// - Parameter makeWorker: called once on each thread.
    init(jobs: Int, makeWorker: @escaping @Sendable () -> (Input) -> Output) {
        let jobs = max(1, jobs)
        limit = jobs * 2
        running = jobs
        for number in 1...jobs {
            let thread = Thread { [self] in work(makeWorker()) }
            thread.name = "worker \(number)"
            // Readers walk trees iteratively, but Foundation's decoders recurse.
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    /// Gives one input to the workers, and takes the results that are due.
    ///
    /// Blocks while too many inputs are under way.
    ///
    /// - Returns: results that follow those returned before, in order; often none.
    func submit(_ input: Input) -> [Output] {
        condition.lock()
        defer { condition.unlock() }
        waiting.append((submitted, input))
        submitted += 1
        condition.broadcast()
        while submitted - delivered - ready() >= limit { condition.wait() }
        return take()
    }

    /// Waits for everything that is under way, and ends the threads.
    func finish() -> [Output] {
        condition.lock()
        defer { condition.unlock() }
        isClosed = true
        condition.broadcast()
        while running > 0 { condition.wait() }
        return take()
    }

    /// How many results could be delivered now.
    private func ready() -> Int {
        var count = 0
        while finished[delivered + count] != nil { count += 1 }
        return count
    }

    private func take() -> [Output] {
        var outputs: [Output] = []
        while let output = finished.removeValue(forKey: delivered) {
            outputs.append(output)
            delivered += 1
        }
        return outputs
    }

    private func work(_ process: (Input) -> Output) {
        condition.lock()
        while true {
            if waiting.isEmpty {
                if isClosed { break }
                condition.wait()
                continue
            }
            let (index, input) = waiting.removeFirst()
            condition.unlock()
            let output = process(input)
            condition.lock()
            finished[index] = output
            condition.broadcast()
        }
        running -= 1
        condition.broadcast()
        condition.unlock()
    }
}
