import Glibc

/// A program of the system that reads a format for us.
enum ExternalProgram {
    /// Why there is no output.
    enum Failure: Error, Equatable {
        /// It gave more than was asked for.
        case tooLarge
        /// What it said on standard error, or how it ended.
        case failed(String)
    }

    /// Processor time and address space of a run, by which the kernel ends it.
    private static let processorSeconds = 10
    private static let memoryBytes = 1 << 30
    /// What is kept of its complaints.
    private static let complaintBytes = 400

    /// The path of a program in the folders of `PATH`; nil where there is none.
    static func find(_ name: String) -> String? {
        let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        for folder in folders.split(separator: ":") where folder.hasPrefix("/") {
            let path = folder + "/" + name
            if access(path, X_OK) == 0 { return path }
        }
        return nil
    }

    /// Runs a program with bytes as its input.
    ///
    /// - Returns: its output.
    /// - Throws: ``Failure`` where it ends with another status than 0, or gives too much.
    static func run(
        _ program: String, _ arguments: [String], input: [UInt8], atMost limit: Int
    ) throws(Failure) -> [UInt8] {
        var run = ProgramRun()
        // The shell sets the limits and is replaced by the program.
        let limited =
            "ulimit -t \(processorSeconds) && ulimit -v \(memoryBytes >> 10) && exec \"$0\" \"$@\""
        guard run.start("/bin/sh", ["-c", limited, program] + arguments) else {
            throw .failed("it cannot be started")
        }
        let (output, complaints, isTooLarge) = run.exchange(input, atMost: limit)
        let status = run.finish(kills: isTooLarge)
        if isTooLarge { throw .tooLarge }
        guard status == 0 else {
            let words = CleanText.line(
                String(decoding: complaints.prefix(complaintBytes), as: UTF8.self))
            let signal = status & 0x7F
            throw .failed(
                signal != 0
                    ? "it was ended by signal \(signal)"
                    : words.isEmpty ? "it ended with status \(status >> 8 & 0xFF)" : words)
        }
        return output
    }
}

/// One running program and the ways to it.
///
/// Sockets and not pipes, since only of them the system makes both ends such that no other program
/// that is started meanwhile keeps one open.
private struct ProgramRun {
    private var pid: pid_t = 0
    private var input: Int32 = -1
    private var output: Int32 = -1
    private var errors: Int32 = -1

    mutating func start(_ program: String, _ arguments: [String]) -> Bool {
        var pairs: [[Int32]] = []
        for _ in 0..<3 {
            var ends: [Int32] = [-1, -1]
            let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
            guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
                for end in pairs.joined() { close(end) }
                return false
            }
            pairs.append(ends)
        }
        (input, output, errors) = (pairs[0][0], pairs[1][0], pairs[2][0])
        let theirs = pairs.map { $0[1] }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        for (target, end) in theirs.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, end, Int32(target))
        }
        // Threads of a pool block signals, and a child inherits that: limits would not end it.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
        words.append(nil)
        let variables: [UnsafeMutablePointer<CChar>?] = [strdup("LC_ALL=C.UTF-8"), nil]
        let code = posix_spawn(&pid, program, &actions, &attributes, words, variables)
        for word in words + variables { free(word) }
        posix_spawn_file_actions_destroy(&actions)
        posix_spawnattr_destroy(&attributes)
        for end in theirs { close(end) }
        guard code == 0 else {
            for end in [input, output, errors] { close(end) }
            return false
        }
        for end in [input, output, errors] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
        return true
    }

    /// Writes and reads until the program closes its ends.
    mutating func exchange(
        _ bytes: [UInt8], atMost limit: Int
    ) -> (output: [UInt8], errors: [UInt8], isTooLarge: Bool) {
        var (got, complaints): ([UInt8], [UInt8]) = ([], [])
        var sent = 0
        while output >= 0 || errors >= 0 {
            if sent == bytes.count, input >= 0 {
                close(input)
                input = -1
            }
            var waits = [
                pollfd(fd: input, events: Int16(POLLOUT), revents: 0),
                pollfd(fd: output, events: Int16(POLLIN), revents: 0),
                pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&waits, 3, -1) >= 0 || errno == EINTR else { break }
            if waits[0].revents != 0 {
                let count = bytes.withUnsafeBytes { bytes in
                    // A program that ends before it has read all must not end this one.
                    send(
                        input, bytes.baseAddress?.advanced(by: sent), bytes.count - sent,
                        Int32(MSG_NOSIGNAL))
                }
                if count > 0 { sent += count } else if errno != EAGAIN { sent = bytes.count }
            }
            if waits[1].revents != 0, !Self.read(&output, into: &got) { continue }
            if waits[2].revents != 0 { _ = Self.read(&errors, into: &complaints) }
            if got.count > limit { return ([], [], true) }
        }
        return (got, complaints, false)
    }

    /// Closes what is open and waits for the end.
    func finish(kills: Bool) -> Int32 {
        for end in [input, output, errors] where end >= 0 { close(end) }
        if kills { kill(pid, SIGKILL) }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        return status
    }

    /// Reads what is there; closes the descriptor at its end, and says false then.
    private static func read(_ descriptor: inout Int32, into bytes: inout [UInt8]) -> Bool {
        let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { space, count in
            count = max(0, Glibc.read(descriptor, space.baseAddress, space.count))
        }
        if chunk.isEmpty {
            if errno == EAGAIN { return true }
            close(descriptor)
            descriptor = -1
            return false
        }
        bytes += chunk
        return true
    }
}
