import CXapian
import Foundation
import TestSupport
import Testing
import XapianKit

@Suite struct ShimTests {
    @Test("the shim exports just the functions that its header declares")
    func exports() throws {
        let header = try String(
            contentsOf: Places.repository.appending(path: "CShim/Xapian/include/bx.h"),
            encoding: .utf8)
        let code = header.split(separator: "\n").filter { !$0.hasPrefix("//") }.joined(
            separator: "\n")
        let declared = code.matches(of: /\b(bx_[a-z_]+)\(/).map { String($0.1) }
        #expect(declared.count == Set(declared).count && declared.count > 40)

        // The objects lie beside the test's own executable, where the build put both.
        let built = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "CXapian.build")
        let objects = try FileManager.default.contentsOfDirectory(
            at: built, includingPropertiesForKeys: nil
        ).filter { $0.pathExtension == "o" }
        #expect(objects.count > 5)
        var exported: [String] = []
        for object in objects {
            exported += try ELFSymbols(Data(contentsOf: object)).definedGlobals
        }
        // Names that begin with an underscore are those of C++ and of sanitizers.
        let plain = exported.filter { !$0.hasPrefix("_") && !$0.hasPrefix("DW.ref.") }
        #expect(plain.sorted() == declared.sorted())
    }

    @Test("a call without a place for the error text fails just the same")
    func noErrorText() {
        var database: OpaquePointer?
        var path = bx_bytes()
        #expect(bx_database_open(&path, 1, &database, nil) == .BX_INVALID)
        #expect(database == nil)
        bx_database_free(nil)
        bx_writer_free(nil)
        bx_query_free(nil)
        bx_terms_free(nil)
        bx_stemmer_free(nil)
        bx_flag_free(nil)
        bx_text_free(nil)
    }

    @Test("a query outlives the parts that it was made of")
    func ownership() throws {
        var (part, whole): (OpaquePointer?, OpaquePointer?) = (nil, nil)
        let term = Array("oil".utf8)
        term.withUnsafeBufferPointer {
            let bytes = bx_bytes(bytes: $0.baseAddress, count: $0.count)
            #expect(bx_query_term(bytes, 2, &part, nil) == .BX_OK)
        }
        let query = try #require(part)
        #expect(bx_query_combine(.BX_OR, [query, query], 2, &whole, nil) == .BX_OK)
        bx_query_free(query)
        var text: UnsafeMutablePointer<bx_text>?
        #expect(bx_query_describe(try #require(whole), &text, nil) == .BX_OK)
        #expect(String(cString: try #require(text)) == "Query((oil#2 OR oil#2))")
        bx_text_free(text)
        bx_query_free(whole)
    }

    @Test("a document whose offsets fall is refused")
    func offsets() throws {
        let folder = try TemporaryFolder()
        var writer: OpaquePointer?
        let path = Array(folder.path("db").utf8)
        path.withUnsafeBufferPointer {
            let bytes = bx_bytes(bytes: $0.baseAddress, count: $0.count)
            #expect(bx_writer_open(bytes, .BX_CREATE, false, 0, &writer, nil) == .BX_OK)
        }
        let handle = try #require(writer)
        defer { bx_writer_free(handle) }
        var text: UnsafeMutablePointer<bx_text>?
        var id: UInt32 = 0
        let (terms, offsets, wdfs) = (
            Array("gasoil".utf8), [0, 6, 3] as [UInt32], [1, 1] as [UInt32]
        )
        let status = terms.withUnsafeBufferPointer { terms in
            offsets.withUnsafeBufferPointer { offsets in
                wdfs.withUnsafeBufferPointer { wdfs -> bx_status in
                    guard let first = offsets.baseAddress else { return .BX_INTERNAL }
                    var packed = bx_packed(
                        terms: terms.baseAddress, offsets: first, wdfs: wdfs.baseAddress, count: 2,
                        data: bx_bytes())
                    return bx_writer_add(handle, &packed, &id, &text)
                }
            }
        }
        #expect(status == .BX_INVALID)
        #expect(text.map { String(cString: $0) } == "the offsets of term 1 fall")
        bx_text_free(text)
        #expect(bx_writer_commit(handle, nil) == .BX_OK)
    }

    @Test("the engine is of the series that the formats were chosen for")
    func version() {
        #expect(String(cString: bx_library_version()).hasPrefix("1.4."))
    }
}

/// The symbols that a 64-bit little-endian object file defines for others.
///
/// The layout is that of the System V ABI, "Object Files": a header with the offset (byte 40), the
/// size (58) and the number (60) of the section headers; a section of type 2 is a symbol table of
/// 24-byte entries (name 0, binding in the high half of byte 4, section 6), its names are in the
/// section that its link (byte 40) tells.
private struct ELFSymbols {
    var definedGlobals: [String] = []

    init(_ file: Data) throws {
        let bytes = [UInt8](file)
        func number(_ offset: Int, _ size: Int) -> Int {
            (0..<size).reversed().reduce(0) { $0 << 8 | Int(bytes[offset + $1]) }
        }
        try #require(bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]))
        let (table, size, count) = (number(40, 8), number(58, 2), number(60, 2))
        for section in 0..<count where number(table + section * size + 4, 4) == 2 {
            let header = table + section * size
            let names = number(table + number(header + 40, 4) * size + 24, 8)
            let start = number(header + 24, 8)
            for symbol in stride(from: start, to: start + number(header + 32, 8), by: 24) {
                guard bytes[symbol + 4] >> 4 == 1, number(symbol + 6, 2) != 0 else { continue }
                let name = bytes[(names + number(symbol, 4))...].prefix { $0 != 0 }
                definedGlobals.append(String(decoding: name, as: UTF8.self))
            }
        }
    }
}
