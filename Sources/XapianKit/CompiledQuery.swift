import CXapian

/// A query as the engine wants it; freed with the value.
struct CompiledQuery: ~Copyable {
    let handle: OpaquePointer

    /// Builds the engine's tree of a query.
    init(_ query: Query) throws(XapianError) {
        handle = try CompiledQuery.built(query, depth: 1)
    }

    deinit {
        bx_query_free(handle)
    }

    private static let operation = "build the query"

    private static func built(_ query: Query, depth: Int) throws(XapianError) -> OpaquePointer {
        guard depth <= Query.maximumDepth else {
            throw XapianError(
                code: .invalidArgument, operation: operation,
                message: "it is nested more than \(Query.maximumDepth) levels deep")
        }
        switch query {
        case .all:
            return try made { bx_query_all(&$0, $1) }
        case .none:
            return try made { bx_query_none(&$0, $1) }
        case .term(let term, let wqf):
            return try withBytes(term) { term throws(XapianError) in
                try made { bx_query_term(term, UInt32(clamping: wqf), &$0, $1) }
            }
        case .and(let parts):
            return try parts.isEmpty
                ? built(.all, depth: depth) : combined(.BX_AND, parts, depth)
        case .or(let parts):
            return try parts.isEmpty ? built(.none, depth: depth) : combined(.BX_OR, parts, depth)
        case .synonym(let parts):
            return try parts.isEmpty
                ? built(.none, depth: depth) : combined(.BX_SYNONYM, parts, depth)
        case .maximum(let parts):
            return try parts.isEmpty
                ? built(.none, depth: depth) : combined(.BX_MAXIMUM, parts, depth)
        case .not(let query, let excluded):
            return try combined(.BX_AND_NOT, [query, excluded], depth)
        case .filter(let query, let filter):
            return try combined(.BX_FILTER, [query, filter], depth)
        case .maybe(let query, let optional):
            return try combined(.BX_MAYBE, [query, optional], depth)
        case .scaled(let query, let factor):
            let part = try built(query, depth: depth + 1)
            defer { bx_query_free(part) }
            return try made { bx_query_scale(part, factor, &$0, $1) }
        }
    }

    private static func combined(
        _ joint: bx_operator, _ parts: [Query], _ depth: Int
    ) throws(XapianError) -> OpaquePointer {
        var handles: [OpaquePointer] = []
        defer { handles.forEach { bx_query_free($0) } }
        for part in parts { handles.append(try built(part, depth: depth + 1)) }
        return try made { bx_query_combine(joint, handles, handles.count, &$0, $1) }
    }

    private static func made(
        _ body: (
            inout OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<bx_text>?>
        ) -> bx_status
    ) throws(XapianError) -> OpaquePointer {
        var handle: OpaquePointer?
        try call(operation) { body(&handle, $0) }
        guard let handle else {
            throw XapianError(
                code: .internal, operation: operation, message: "the engine gave no handle")
        }
        return handle
    }
}

extension Query {
    /// The engine's own words for the query, to look for faults.
    public func engineDescription() throws(XapianError) -> String {
        let compiled = try CompiledQuery(self)
        let handle = compiled.handle
        var text: UnsafeMutablePointer<bx_text>?
        try call("describe the query") { bx_query_describe(handle, &text, $0) }
        return taken(text)
    }
}
