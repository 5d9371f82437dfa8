import Foundation
import GRDB

/// A row of the store, read with errors where GRDB's own subscripts trap.
///
/// SQLite checks a page's structure and not the type of what is in it: a flipped bit can make a
/// number of what was a text.
struct SourceRow {
    /// A column holds something of another type than was written.
    struct Mismatch: Error {
        let column: Int
    }

    private let row: Row

    init(_ row: Row) {
        self.row = row
    }

    func optionalInteger(_ column: Int) throws(Mismatch) -> Int64? {
        switch storage(column) {
        case .null: nil
        case .int64(let value): value
        case .double, .string, .blob: throw Mismatch(column: column)
        }
    }

    func integer(_ column: Int) throws(Mismatch) -> Int64 {
        guard let value = try optionalInteger(column) else { throw Mismatch(column: column) }
        return value
    }

    func optionalInt(_ column: Int) throws(Mismatch) -> Int? {
        guard let value = try optionalInteger(column) else { return nil }
        guard let number = Int(exactly: value) else { throw Mismatch(column: column) }
        return number
    }

    func int(_ column: Int) throws(Mismatch) -> Int {
        guard let value = try optionalInt(column) else { throw Mismatch(column: column) }
        return value
    }

    func revision(_ column: Int) throws(Mismatch) -> UInt64 {
        guard let value = UInt64(exactly: try integer(column)) else {
            throw Mismatch(column: column)
        }
        return value
    }

    func optionalText(_ column: Int) throws(Mismatch) -> String? {
        switch storage(column) {
        case .null: nil
        case .string(let value): value
        case .int64, .double, .blob: throw Mismatch(column: column)
        }
    }

    func text(_ column: Int) throws(Mismatch) -> String {
        guard let value = try optionalText(column) else { throw Mismatch(column: column) }
        return value
    }

    func optionalData(_ column: Int) throws(Mismatch) -> Data? {
        switch storage(column) {
        case .null: nil
        case .blob(let value): value
        case .int64, .double, .string: throw Mismatch(column: column)
        }
    }

    func data(_ column: Int) throws(Mismatch) -> Data {
        guard let value = try optionalData(column) else { throw Mismatch(column: column) }
        return value
    }

    /// A moment given in milliseconds since 1970.
    func date(_ column: Int) throws(Mismatch) -> Date {
        Date(timeIntervalSince1970: Double(try integer(column)) / 1_000)
    }

    private func storage(_ column: Int) -> DatabaseValue.Storage {
        guard column < row.count else { return .null }
        let value: DatabaseValue = row[column]
        return value.storage
    }
}
