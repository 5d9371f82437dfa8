/// Compares a generation with its manifest, byte by byte and article by article.
///
/// Reads everything. It opens no Xapian database: that is for a child process to check, since a
/// damaged one may kill the process that looks at it.
public enum Verification {
    /// What is wrong with a generation; empty where nothing is.
    public static func verify(_ folder: ArchiveFolder, generation name: String) -> [ArchiveError] {
        do {
            let manifest = try folder.manifest(name)
            let damages = files(folder, manifest)
            // With a damaged file the digest can only say the same once more.
            return damages.isEmpty ? try articles(folder, manifest) : damages
        } catch {
            return [error]
        }
    }

    /// Compares length and hash of every file.
    static func files(_ folder: ArchiveFolder, _ manifest: Manifest) -> [ArchiveError] {
        var damages: [ArchiveError] = []
        for (name, stamp) in manifest.files.sorted(by: { $0.key < $1.key }) {
            let path = folder.generation(manifest.name) + "/" + name
            do {
                let found = try Digest.ofFile(path)
                guard found != stamp else { continue }
                let reason =
                    found.bytes == stamp.bytes
                    ? "its SHA-256 is not that of the manifest"
                    : "it has \(found.bytes) bytes, the manifest says \(stamp.bytes)"
                damages.append(
                    .damaged(file: path, offset: nil, reason: reason, command: folder.mending))
            } catch {
                damages.append(error)
            }
        }
        return damages
    }

    private static func articles(
        _ folder: ArchiveFolder, _ manifest: Manifest
    ) throws(ArchiveError) -> [ArchiveError] {
        let base = try Base(folder, manifest.name, copies: false)
        var digest = ArticlesDigest()
        for index in 0..<base.part.count { digest.add(try base.part.hash(index)) }
        if digest.hexadecimal == manifest.digest { return [] }
        return [
            .damaged(
                file: folder.manifestPath(manifest.name), offset: nil,
                reason: "the digest of its articles is another", command: folder.mending)
        ]
    }
}
