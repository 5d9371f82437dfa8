import CXapian
import Glibc

/// A moment by which a match must be done, on the system's monotonic clock.
public struct Deadline: Sendable, Equatable {
    /// Nanoseconds of `CLOCK_MONOTONIC`; never 0.
    public let monotonicNanoseconds: UInt64

    /// A moment of the monotonic clock.
    public init(monotonicNanoseconds: UInt64) {
        // 0 stands for no deadline in the shim.
        self.monotonicNanoseconds = max(1, monotonicNanoseconds)
    }

    /// A moment so long from now; a negative time has passed already.
    public init(after duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (total, overflow2) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000)
        guard !overflow, !overflow2 else {
            self.init(monotonicNanoseconds: seconds > 0 ? .max : 1)
            return
        }
        let now = Deadline.now
        if total < 0 {
            let back = total.magnitude
            self.init(monotonicNanoseconds: back < now ? now - back : 1)
        } else {
            let (later, overflow) = now.addingReportingOverflow(UInt64(total))
            self.init(monotonicNanoseconds: overflow ? .max : later)
        }
    }

    /// Whether the moment is over.
    public var hasPassed: Bool {
        Deadline.now >= monotonicNanoseconds
    }

    private static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

/// A flag that ends matches from another thread: give it to ``Enquire`` and raise it when wanted.
public final class Cancellation: Sendable {
    // Invariant: set once at the start, freed at the end by deinit alone; the flag behind it is
    // atomic, and bx.h lets any thread raise and read it.
    nonisolated(unsafe) let handle: OpaquePointer?

    /// A flag that is not raised.
    public init() {
        handle = bx_flag_create()
    }

    deinit {
        bx_flag_free(handle)
    }

    /// Ends the matches that have this flag, and those that will get it.
    public func cancel() {
        if let handle { bx_flag_raise(handle) }
    }

    /// Whether it was raised.
    public var isCancelled: Bool {
        handle.map { bx_flag_is_raised($0) } ?? false
    }
}
