import ArgumentParser
import Schema

/// `byline fields`.
struct FieldsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fields", abstract: "List the fields of queries and facets.")

    func run() throws {
        for field in Field.table where field.query != nil {
            let name = field.name.rawValue.padding(toLength: 10, withPad: " ", startingAt: 0)
            let facet = field.facet == nil ? "      " : "facet "
            print("\(name) \(facet) \(field.summary)  \(field.example)")
        }
    }
}
