import Foundation
import TestSupport
import Testing

@testable import Archive

@Suite struct AnnotationCacheTests {
    @Test("what a helper found is there when the cache is opened again, the later answer")
    func keeps() throws {
        let folder = try TemporaryFolder()
        let archive = ArchiveFolder(folder.path("archive"))
        try archive.create()
        #expect(try AnnotationCache.existing(archive) == nil)
        let cache = try AnnotationCache(archive)
        try cache.put([([1, 2], [3]), ([4], [5, 6])], helper: "one")
        try cache.put([([1, 2], [7])], helper: "two")
        let again = try #require(try AnnotationCache.existing(archive))
        let first = try #require(try again.mentions([1, 2]))
        #expect(first.helper == "two" && first.mentions == [7])
        let second = try #require(try again.mentions([4]))
        #expect(second.helper == "one" && second.mentions == [5, 6])
        #expect(try again.mentions([9]) == nil)
    }

    @Test("a file that is no database is an error that names it")
    func damaged() throws {
        let folder = try TemporaryFolder()
        let archive = ArchiveFolder(folder.path("archive"))
        try archive.create()
        try Data("not a database, but long enough to be taken for one".utf8).write(
            to: URL(filePath: archive.annotations))
        let error = #expect(throws: ArchiveError.self) { try AnnotationCache(archive) }
        #expect(error?.description.contains("annotations.sqlite") == true)
    }
}
