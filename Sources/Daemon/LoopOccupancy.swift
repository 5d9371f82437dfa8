import NIOCore
import Synchronization

/// How many connections and listening sockets each thread of the event loops has.
final class LoopOccupancy: Sendable {
    private let counts = Mutex<[ObjectIdentifier: Int]>([:])

    /// One more.
    func add(_ loop: any EventLoop) {
        counts.withLock { $0[ObjectIdentifier(loop), default: 0] += 1 }
    }

    /// One less.
    func remove(_ loop: any EventLoop) {
        counts.withLock { $0[ObjectIdentifier(loop), default: 1] -= 1 }
    }

    /// Whether a thread has no more than one.
    func isAlone(_ loop: any EventLoop) -> Bool {
        counts.withLock { $0[ObjectIdentifier(loop), default: 0] <= 1 }
    }
}
