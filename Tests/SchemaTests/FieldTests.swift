import Schema
import Testing

@Suite struct FieldTests {
    @Test("names and prefixes stand once in the table")
    func unique() {
        #expect(Field.table.map(\.name) == Field.Name.allCases)
        let prefixes = Field.table.compactMap(\.prefix)
        #expect(Set(prefixes).count == prefixes.count)
    }

    @Test("no prefix is lower case, where stems are")
    func upperCase() {
        for field in Field.table {
            #expect(field.prefix?.utf8.allSatisfy { (0x41...0x5A).contains($0) } ?? true)
        }
    }

    @Test("flags belong to flag fields alone")
    func flags() {
        for field in Field.table { #expect((field.query == .flag) == !field.flags.isEmpty) }
    }

    @Test("every field has an example that names it")
    func examples() {
        for field in Field.table { #expect(field.example.hasPrefix(field.name.rawValue + ":")) }
    }

    @Test("every problem has a status that fits its kind")
    func problems() {
        for problem in Problem.allCases {
            #expect((400..<600).contains(problem.httpStatus))
            #expect(problem.exitStatus != 0)
        }
    }
}
