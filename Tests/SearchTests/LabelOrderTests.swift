import Articles
import Schema
import Testing

@testable import Search

@Suite struct LabelOrderTests {
    @Test("labels that come with commits stand in their places among the others")
    func merges() throws {
        func article(_ id: String, _ authors: [String]) -> Article {
            Samples.article(id, "Gas", "gas", date: "2022-01-01", authors: authors)
        }
        let archive = try TestArchive([article("a", ["Mia M", "Ben B", "Zoe Z"])])
        let engine = try archive.engine()
        defer { withExtendedLifetime(archive) {} }
        func labels() throws -> [String] {
            let request = SearchRequest { $0.facets = [FacetRequest(.author)] }
            guard case .values(let counts) = try engine.search(request).facets[0].counts else {
                return []
            }
            return counts.values.map(\.label)
        }
        #expect(try labels() == ["Ben B", "Mia M", "Zoe Z"])
        try archive.put([article("b", ["Ann A", "Öle O", "Max M"])])
        #expect(try labels() == ["Ann A", "Ben B", "Max M", "Mia M", "Öle O", "Zoe Z"])
        try archive.put([article("c", ["Zzz Z", "Mib M"])])
        #expect(
            try labels() == [
                "Ann A", "Ben B", "Max M", "Mia M", "Mib M", "Öle O", "Zoe Z", "Zzz Z",
            ])
    }
}
