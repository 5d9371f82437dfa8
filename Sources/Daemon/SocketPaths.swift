import Foundation

/// Where the daemon listens and clients look.
public struct SocketPaths: Sendable, Equatable {
    /// The read-only socket.
    public let query: String
    /// The socket for writes.
    public let admin: String

    /// The paths from flags, environment and the user's runtime folder, in that order.
    ///
    /// Without its own flag or variable the admin socket is `admin.sock` beside the query socket.
    public init(query: String?, admin: String?, environment: [String: String]) {
        let runtime = environment["XDG_RUNTIME_DIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/run"
        let given = query ?? environment["BYLINE_SOCKET"].flatMap { $0.isEmpty ? nil : $0 }
        let querySocket = given ?? runtime + "/byline/query.sock"
        self.query = querySocket
        let folder = (querySocket as NSString).deletingLastPathComponent
        self.admin =
            admin
            ?? (query == nil
                ? environment["BYLINE_ADMIN_SOCKET"].flatMap { $0.isEmpty ? nil : $0 } : nil)
            ?? (folder.isEmpty ? "admin.sock" : folder + "/admin.sock")
    }
}
