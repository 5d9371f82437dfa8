import Archive
import Search

/// Says which file an article was indexed from, as the source store knows it.
///
/// The store lies in the archive's folder: where that is not known or not readable, as for a
/// daemon of somebody else, the URL or the id stands in.
final class SourcePlaces {
    /// A line of a file.
    struct Place: Equatable {
        let file: String
        /// From 1.
        let line: Int
    }

    private enum Store {
        case notOpened
        case none
        case opened(SourceStore)
    }

    private let archive: () -> String?
    private var store = Store.notOpened

    /// - Parameter archive: the folder of the archive; asked for only when a place is wanted.
    init(archive: @escaping () -> String?) {
        self.archive = archive
    }

    /// The file, relative to the folder that was indexed; else the URL or the id.
    func file(of hit: Hit) throws -> String { try place(of: hit).file }

    /// The file and the line in it at which the article begins.
    func place(of hit: Hit) throws -> Place {
        let id = hit.id ?? ""
        if let store = opened() {
            let source = try searching { () throws(SearchError) in
                do throws(ArchiveError) {
                    return try store.source(id)
                } catch {
                    throw SearchError(error)
                }
            }
            if let source, let path = source.path {
                return Place(file: path, line: source.line ?? 1)
            }
        }
        return Place(file: (hit.url ?? nil) ?? id, line: 1)
    }

    private func opened() -> SourceStore? {
        switch store {
        case .opened(let store): return store
        case .none: return nil
        case .notOpened:
            guard let path = archive(),
                let opened = try? SourceStore(ArchiveFolder(path), readOnly: true)
            else {
                store = .none
                return nil
            }
            store = .opened(opened)
            return opened
        }
    }
}
