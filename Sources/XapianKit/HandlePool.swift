import Synchronization

/// A pool of handles that any thread may use: each of them serves one thread at a time.
///
/// Handles are made when all others are busy, and kept. A body that throws leaves its handle out of
/// the pool, since what it was doing may have left the handle in any state.
///
///     let pool = HandlePool { () throws(XapianError) in try Database(path: folder) }
///     let count = try pool.with { database in try database.documentCount() }
public final class HandlePool<Handle>: Sendable {
    // Invariant: a handle is either in `idle` or in the one running call of `with` that took it
    // out under the lock; `make` gives it disconnected from everything else, and the result of a
    // body is `sending`, so no body can hand it on.
    private struct Idle: @unchecked Sendable {
        let handle: Handle
    }

    private struct State {
        var idle: [Idle] = []
        // Counts the calls of `removeAll`, so that handles from before do not come back.
        var epoch = 0
    }

    private let state = Mutex(State())
    private let make: @Sendable () throws -> sending Handle

    /// An empty pool.
    ///
    /// - Parameter make: Makes a handle that nothing else refers to.
    public init(make: @escaping @Sendable () throws -> sending Handle) {
        self.make = make
    }

    /// Runs a body with a handle that nobody else uses meanwhile.
    public func with<R>(_ body: (Handle) throws -> sending R) throws -> sending R {
        let (epoch, waiting) = state.withLock { ($0.epoch, $0.idle.popLast()) }
        let handle = try waiting?.handle ?? make()
        let result = try body(handle)
        let used = Idle(handle: handle)
        state.withLock { state in
            if state.epoch == epoch { state.idle.append(used) }
        }
        return result
    }

    /// Drops the handles; those in use go when their body is done.
    public func removeAll() {
        state.withLock { state in
            state.epoch += 1
            state.idle.removeAll()
        }
    }
}
