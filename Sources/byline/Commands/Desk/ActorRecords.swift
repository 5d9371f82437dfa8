import Actors
import Foundation

/// The authority records as commands use them.
enum ActorRecords {
    /// Built-in records and, with an archive, those of its desk.
    static func load(archive: String? = nil) throws -> AuthorityRecords {
        do throws(AuthorityError) {
            let records = try AuthorityRecords.builtIn()
            guard let archive else { return records }
            return try records.adding(deskFolder: deskFolder(of: archive))
        } catch {
            throw Failure(error)
        }
    }

    /// The archive of the environment; nil where it names none.
    static var usualArchive: String? {
        let path = ProcessInfo.processInfo.environment["BYLINE_ARCHIVE"]
        return path.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A recogniser with those records.
    static func recogniser(archive: String? = nil) throws -> ActorRecogniser {
        ActorRecogniser(records: try load(archive: archive))
    }

    /// Where an archive has the desk's own records.
    static func deskFolder(of archive: String) -> URL {
        URL(filePath: archive).appending(path: "authority")
    }
}

extension Failure {
    /// What is wrong with authority records; the place is part of the message.
    init(_ error: AuthorityError) {
        var place = error.file ?? "authority records"
        if let line = error.line { place += ":\(line)" }
        if let column = error.column { place += ":\(column)" }
        self.init(status: 2, "\(place): \(error.reason)", hint: error.hint)
    }
}
