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

    /// A recogniser with those records and, where a file is given, with that model of names.
    static func recogniser(archive: String? = nil, model: String? = nil) throws -> ActorRecogniser {
        let records = try load(archive: archive)
        guard let model else { return ActorRecogniser(records: records) }
        if model == "none" { return ActorRecogniser(records: records, model: nil) }
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: model))
        } catch {
            throw Failure(
                status: 2, "cannot read \(Printable.line(model))",
                hint: "--model wants a file that make model wrote")
        }
        do throws(AuthorityError) {
            return ActorRecogniser(records: records, model: try NameModel(data, file: model))
        } catch {
            throw Failure(error)
        }
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
