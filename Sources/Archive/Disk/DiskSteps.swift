import Glibc
import Synchronization

/// Counts the steps that change the disk, and can end the process at one of them.
///
/// Every write, fsync, rename, link and unlink of this module, every commit of the source store
/// and of the delta's database passes through `step()` just before it happens. A test of the
/// commit protocol starts the writer with `BYLINE_CRASH_AT_STEP=n`: the process then gets SIGKILL
/// in front of the n-th step (counted from 1), as if the machine's out-of-memory killer had struck
/// there. Trying every n from 1 until a run ends by itself tries every state that the disk can
/// be in. Nobody but the writer process reads the variable.
public final class DiskSteps: Sendable {
    private let taken = Atomic<Int>(0)
    private let crashAt: Int?

    /// Counts only, or ends the process in front of the given step.
    public init(crashAt: Int? = nil) {
        self.crashAt = crashAt
    }

    /// As the environment variable `BYLINE_CRASH_AT_STEP` says; counts only where it is not set.
    public static func fromEnvironment() -> DiskSteps {
        DiskSteps(crashAt: getenv("BYLINE_CRASH_AT_STEP").flatMap { Int(String(cString: $0)) })
    }

    /// How many steps were taken.
    public var count: Int { taken.load(ordering: .relaxed) }

    /// To be called in front of each change of the disk.
    public func step() {
        let number = taken.wrappingAdd(1, ordering: .relaxed).newValue
        if number == crashAt { kill(getpid(), SIGKILL) }
    }
}
