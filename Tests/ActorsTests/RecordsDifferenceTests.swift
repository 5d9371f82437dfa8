import Testing

@testable import Actors

@Suite struct RecordsDifferenceTests {
    private func difference(_ desk: String) throws -> RecordsDifference {
        let records = try BuiltIn.records.adding([DeskRecords(text: desk, file: "desk.yaml")])
        return RecordsDifference(from: BuiltIn.records, to: records)
    }

    @Test("the same records differ in nothing")
    func same() {
        #expect(RecordsDifference(from: BuiltIn.records, to: BuiltIn.records).isEmpty)
    }

    @Test("another name concerns articles with its words alone")
    func alias() throws {
        let difference = try difference("aliases: {org/nato: [Die Allianz]}")
        #expect(difference.ids == ["org/nato"])
        #expect(difference.names == ["Die Allianz"])
        #expect(difference.words.isSubset(of: ["die", "allianz"]))
        #expect(difference.actors == [])
        #expect(difference.givenActors == ["org/nato", "name/die-allianz"])
    }

    @Test("a person's given name and surname count alone where no other record has them")
    func person() throws {
        let difference = try difference("add: [{id: person/zorba-quist, label: Zorba Quist}]")
        #expect(difference.words == ["zorba", "quist"])
        #expect(difference.actors == ["person/zorba-quist"])
    }

    @Test("another label concerns all articles about the record")
    func label() throws {
        let difference = try difference("rename: {org/nato: Nato Alliance}")
        #expect(difference.actors == ["org/nato"])
        #expect(difference.names.isSuperset(of: ["Nato Alliance", "NATO"]))
    }

    @Test("authors concern the articles of both bylines")
    func authors() throws {
        let difference = try difference("merge: {author/j-doe: author/jane-doe}")
        #expect(difference.ids == ["author/j-doe"])
        #expect(difference.authors == ["author/j-doe", "author/jane-doe"])
        #expect(difference.names == [])
    }
}
