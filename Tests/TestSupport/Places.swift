import Foundation

/// Where tests find the repository and the real data beside it.
public enum Places {
    /// The root of the repository.
    public static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The sample commentary of the repository.
    public static let corpus = repository.appending(path: "Corpus")

    /// The folder `shared` beside the repository; nil where it does not lie.
    public static let shared: URL? = {
        let folder = repository.deletingLastPathComponent().appending(path: "shared")
        let seed = folder.appending(path: "seed.txt").path(percentEncoded: false)
        return FileManager.default.fileExists(atPath: seed) ? folder : nil
    }()

    /// Why a test that needs `shared` is disabled elsewhere.
    public static let sharedIsMissing: String = "the folder shared does not lie beside the clone"
}

/// A folder of its own for one test, removed with the value.
public final class TemporaryFolder: Sendable {
    /// The folder.
    public let url: URL

    /// Makes the folder below the system's temporary folder.
    public init() throws {
        url = FileManager.default.temporaryDirectory
            .appending(path: "byline-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// The path of a file or folder in it.
    public func path(_ name: String) -> String {
        url.appending(path: name).path(percentEncoded: false)
    }
}
