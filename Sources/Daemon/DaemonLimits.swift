import NIOCore

/// What one request may cost.
struct DaemonLimits: Sendable {
    /// Body of a search request.
    var jsonBodyBytes = 1 << 20
    /// Body of one `POST /v1/documents`; larger imports come in several requests.
    var documentsBodyBytes = 64 << 20
    /// All header fields of a request together.
    var headerBytes = 16 << 10
    /// Header fields of a request.
    var headerFields = 64
    /// Threads on which connections are read and written.
    ///
    /// As many connections get their searches answered without a change of threads
    /// (``DirectSearch``); a waiting thread costs some 20 kB.
    var connectionThreads = 32
    /// How long a connection may do nothing.
    var idle: TimeAmount = .seconds(30)
    /// How long running requests may take after SIGTERM.
    var drain: Duration = .seconds(10)
}
