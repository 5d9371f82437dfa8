import Dispatch

/// Threads for searches, apart from the pool on which requests are read and answered.
///
/// A search reads memory-mapped files and so may wait for a disk; on the cooperative pool that
/// would hold up other requests. Depth of queries is limited to what a stack of 512 kB, which
/// these threads have, takes thirty times over.
struct SearchThreads: Sendable {
    private let queue = DispatchQueue(
        label: "byline.search", qos: .userInitiated, attributes: .concurrent)

    /// Runs `work` on one of the threads.
    func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
        await withUnsafeContinuation { continuation in
            queue.async { continuation.resume(returning: work()) }
        }
    }
}
