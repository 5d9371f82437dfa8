import TestSupport
import Testing

@testable import Actors

@Suite struct DeskFileTests {
    private func edited(
        _ text: String, _ change: (inout DeskFile) throws -> Void
    ) throws -> String {
        var file = try DeskFile(text: text, file: "authority/desk.yaml")
        try change(&file)
        return file.text
    }

    private static let alias = AuthorityAlias(text: "Die Allianz", kind: .alias)

    @Test("a file that is empty or not there yet gets a section")
    func empty() throws {
        let text = try edited("") { try $0.alias(Self.alias, of: "org/nato") }
        #expect(text == "aliases:\n  org/nato: [Die Allianz]\n")
    }

    @Test("comments, order and blank lines of a hand-written file stay as they are")
    func handwritten() throws {
        let text = """
            # The desk's names. Ask Maria before you change a merge.
            merge:
              org/csce: org/osce   # since 1995

            aliases:
              # Germans
              org/nato:
                - "Das Bündnis"
                # informal
                - Nato-Partner
              state/us: [the States]  # never "America"

            # people come last
            forbid: {state/us: [America]}

            """
        let added = try edited(text) {
            try $0.alias(Self.alias, of: "org/nato")
            try $0.alias(AuthorityAlias(text: "Uncle Sam", kind: .metonym), of: "state/us")
            try $0.alias(
                AuthorityAlias(text: "RF", kind: .abbreviation, ambiguous: true), of: "state/ru")
            try $0.forbid("Americas", of: "state/us")
            try $0.forbid("the Hexagon", of: "state/fr")
            try $0.merge("org/wto-pact", into: "org/warsaw-pact")
        }
        #expect(
            added == """
                # The desk's names. Ask Maria before you change a merge.
                merge:
                  org/csce: org/osce   # since 1995
                  org/wto-pact: org/warsaw-pact

                aliases:
                  # Germans
                  org/nato:
                    - "Das Bündnis"
                    # informal
                    - Nato-Partner
                    - Die Allianz
                  state/us: [the States, {text: Uncle Sam, kind: metonym}]  # never "America"
                  state/ru: [{text: RF, kind: abbreviation, ambiguous: true}]

                # people come last
                forbid: {state/us: [America, Americas], state/fr: [the Hexagon]}

                """)
    }

    @Test("records and pairs are added to lists in lines, in brackets and without indentation")
    func lists() throws {
        var record = AuthorityRecord(id: "person/ann-poe", label: "Ann Poe")
        record.aliases = [AuthorityAlias(text: "A. Poe: the \"critic\"", kind: .alias)]
        record.parents = ["org/nato"]
        record.offices = [AuthorityOffice(title: "President", from: 2001)]
        record.wikidata = "Q1"
        let text = try edited("add:\n- id: org/x\n  label: X\nnot_same: [[person/a, person/b]]\n") {
            try $0.add(DeskFile.NewRecord(record))
            try $0.keepApart("person/c", "person/d")
        }
        #expect(
            text == """
                add:
                - id: org/x
                  label: X
                - id: person/ann-poe
                  label: Ann Poe
                  aliases: ["A. Poe: the \\"critic\\""]
                  parents: [org/nato]
                  offices: [{title: President, from: 2001}]
                  wikidata: Q1
                not_same: [[person/a, person/b], [person/c, person/d]]

                """)
    }

    @Test("a label that was changed before is changed in its place")
    func rename() throws {
        let text = """
            rename:
              org/nato: 'Nato'  # the house style
              org/un: The UN # old
              org/eu: {label: EU}
            """
        let changed = try edited(text) {
            try $0.rename("org/nato", to: "NATO")
            try $0.rename("org/un", to: "#UN")
            try $0.rename("org/au", to: "African Union")
        }
        #expect(
            changed == """
                rename:
                  org/nato: NATO  # the house style
                  org/un: "#UN" # old
                  org/eu: {label: EU}
                  org/au: African Union

                """)
        let error = try #require(throws: AuthorityError.self) {
            try edited(text) { try $0.rename("org/eu", to: "European Union") }
        }
        #expect(error.line == 4)
    }

    @Test("line ends of other systems stay")
    func lineEnds() throws {
        let text = try edited("aliases:\r\n  org/nato: [A]\r\n") {
            try $0.alias(Self.alias, of: "org/nato")
            try $0.forbid("B", of: "org/nato")
        }
        #expect(
            text
                == "aliases:\r\n  org/nato: [A, Die Allianz]\r\n\r\nforbid:\r\n  org/nato: [B]\r\n")
    }

    @Test(
        "a layout that cannot be edited safely is left alone, and the error says what to write",
        arguments: [
            "{aliases: {org/nato: [A]}}\n", "aliases: &a\n  org/nato: &b [A]\n  org/un: *b\n",
        ])
    func refused(text: String) throws {
        var file = try DeskFile(text: text, file: "authority/desk.yaml")
        #expect(throws: AuthorityError.self) { try file.alias(Self.alias, of: "org/un") }
        #expect(file.text == text)
    }

    @Test("an empty section is filled, and a section in several lines of brackets, too")
    func sections() throws {
        let text = try edited("aliases:\nforbid: {\n  org/nato: [\n    A,\n  ]\n}\n") {
            try $0.alias(Self.alias, of: "org/nato")
            try $0.forbid("B", of: "org/nato")
        }
        #expect(
            text
                == "aliases:\n  org/nato: [Die Allianz]\nforbid: {\n  org/nato: [\n    A,\n  B]\n}\n"
        )
    }

    @Test(
        "whatever is said, reading the file again says it",
        arguments: [
            "Plain", "- dash", "a: b", "yes", "1984", "O'Neil", "L’Oréal", "\\\"", "#tag", "{x}",
            "Ба́х",
        ])
    func quoting(name: String) throws {
        let text = try edited("") {
            try $0.alias(AuthorityAlias(text: name, kind: .alias), of: "org/nato")
            try $0.rename("org/un", to: name)
        }
        let desk = try DeskRecords(text: text, file: "x")
        #expect(desk.aliases.map(\.alias.text) == [name])
        #expect(desk.renamed.map(\.label) == [name])
    }
}
