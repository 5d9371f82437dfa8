import Glibc

/// What reading one article may take.
///
/// Figures of the largest articles that are no attack: a page of 20 MB takes 1.5 s and 300 MB.
public struct ExtractionLimits: Sendable, Equatable {
    /// Address space of the process that reads, in bytes.
    public var memoryBytes = 1 << 30
    /// Processor time for one article.
    public var processorSeconds = 10
    /// Time on the clock for one article: reading that waits for something is ended, too.
    public var seconds = 60

    /// The usual limits.
    public init() {}

    /// Limits the memory of this process for good.
    func limitMemory() {
        var limit = rlimit(rlim_cur: rlim_t(memoryBytes), rlim_max: rlim_t(memoryBytes))
        setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
        // A core of a gigabyte for every bad article would fill the disk.
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }

    /// Gives this process so much processor time from now on; the kernel ends it after that.
    func restartClock() {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        let used = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + 1
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limit)
        limit.rlim_cur = min(rlim_t(used + processorSeconds), limit.rlim_max)
        setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limit)
    }
}
