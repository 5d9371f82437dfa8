import Foundation

/// A process that reads articles (``ExtractionService``), seen from the one that started it.
///
/// One socket leads to it and back. Not Sendable: one thread at a time.
final class ExtractionProcess {
    /// What waiting for an answer gives.
    enum Outcome {
        case answer(ExtractionAnswer)
        /// Everything that was asked is under way, and there is room for more.
        case idle
        /// The process is gone; with the reason in words.
        case died(String)
    }

    private static let usualBuffer = 1 << 18

    private let pid: pid_t
    private let descriptor: Int32
    private let limits: ExtractionLimits
    private var outgoing: [UInt8] = []
    private var sent = 0
    private var incoming = FrameBuffer()
    private var isReaped = false

    /// Starts `executable reader`; nil where the system refuses.
    init?(executable: String, limits: ExtractionLimits) {
        self.limits = limits
        var ends: [Int32] = [-1, -1]
        guard
            socketpair(
                AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0
        else { return nil }
        defer { close(ends[1]) }
        descriptor = ends[0]
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        // What a dying process prints is said better by who knows the article.
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        // Threads of a pool block signals, and a child inherits that: the limit of processor time
        // would not end it.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var environment = ProcessInfo.processInfo.environment
        environment["SWIFT_BACKTRACE"] = "enable=no"
        var words: [UnsafeMutablePointer<CChar>?] = []
        for word in [executable, "reader"] { words.append(strdup(word)) }
        var variables = environment.map { strdup("\($0)=\($1)") }
        words.append(nil)
        variables.append(nil)
        defer { for word in words + variables { free(word) } }
        var child: pid_t = 0
        guard posix_spawn(&child, executable, &actions, &attributes, words, variables) == 0 else {
            close(ends[0])
            return nil
        }
        pid = child
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    deinit {
        if !isReaped { kill(pid, SIGKILL) }
        end()
    }

    /// Whether more can be asked before something is read.
    var hasRoom: Bool { outgoing.count - sent < Self.usualBuffer }

    /// Asks; goes out while answers are waited for.
    func ask(_ request: ExtractionRequest) {
        if sent == outgoing.count {
            outgoing.removeAll(keepingCapacity: true)
            sent = 0
        }
        outgoing += request.frame
    }

    /// Sends what is to be sent and waits for an answer.
    ///
    /// - Parameter waits: false to return as soon as all is sent.
    func next(waits: Bool = true) -> Outcome {
        let deadline = ContinuousClock.now + .seconds(limits.seconds)
        while true {
            if let frame = incoming.next() {
                guard let answer = try? ExtractionAnswer(frame) else {
                    kill(pid, SIGKILL)
                    end()
                    return .died("its reader answered what nobody understands")
                }
                return .answer(answer)
            }
            if !waits && sent == outgoing.count { return .idle }
            let left = deadline - ContinuousClock.now
            guard left > .zero else {
                kill(pid, SIGKILL)
                end()
                return .died("reading it took more than \(limits.seconds) s")
            }
            var poll = pollfd(
                fd: descriptor,
                events: Int16(POLLIN) | (sent < outgoing.count ? Int16(POLLOUT) : 0), revents: 0)
            let milliseconds = Int32(clamping: left.components.seconds * 1_000 + 1_000)
            guard Glibc.poll(&poll, 1, milliseconds) >= 0 || errno == EINTR else {
                return .died("its reader cannot be waited for")
            }
            if poll.revents & Int16(POLLOUT) != 0 { send() }
            if poll.revents & (Int16(POLLIN) | Int16(POLLHUP) | Int16(POLLERR)) != 0, !receive() {
                return .died(end())
            }
        }
    }

    private func send() {
        let count = outgoing.withUnsafeBytes { bytes in
            Glibc.send(
                descriptor, bytes.baseAddress?.advanced(by: sent), bytes.count - sent,
                Int32(MSG_NOSIGNAL))
        }
        // An end is seen by the next read.
        if count > 0 { sent += count }
    }

    /// Reads what is there; false where the process closed its end and no answer is left.
    private func receive() -> Bool {
        var isOpen = true
        withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 8) { space in
            while true {
                let count = read(descriptor, space.baseAddress, space.count)
                if count > 0 {
                    incoming.append(UnsafeRawBufferPointer(rebasing: space[..<count]))
                    if count < space.count { break }
                } else if count < 0 && errno == EINTR {
                    continue
                } else {
                    isOpen = count < 0 && errno == EAGAIN
                    break
                }
            }
        }
        return isOpen || incoming.holdsFrame
    }

    /// Ends the process where it runs, and says what became of it.
    @discardableResult
    private func end() -> String {
        guard !isReaped else { return "its reader is gone" }
        isReaped = true
        close(descriptor)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7F
        switch signal {
        case SIGXCPU:
            return "reading it took more than \(limits.processorSeconds) s of processor time"
        case 0 where status == 0: return "its reader ended early"
        default:
            let how = signal == 0 ? "status \(status >> 8 & 0xFF)" : "signal \(signal)"
            return "reading it ended its reader with \(how); "
                + "it may take \(limits.memoryBytes >> 20) MB of memory"
        }
    }
}
