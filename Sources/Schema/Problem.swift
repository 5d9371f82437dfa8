/// What can go wrong with a request or an archive: one row each.
///
/// The daemon answers with the row's HTTP status and code (RFC 9457), the command ends with its
/// exit status. The raw value is the `code` of the contract.
public enum Problem: String, Sendable, CaseIterable, Codable {
    case querySyntax = "query_syntax"
    case queryTooLong = "query_too_long"
    case queryTooDeep = "query_too_deep"
    case queryTooManyTerms = "query_too_many_terms"
    case queryTooBroad = "query_too_broad"
    case unknownField = "unknown_field"
    case badValue = "bad_value"
    case badRange = "bad_range"
    case unknownParameter = "unknown_parameter"
    case badParameter = "bad_parameter"
    case badJSON = "bad_json"
    case badCursor = "bad_cursor"
    case cursorExpired = "cursor_expired"
    case pageTooDeep = "page_too_deep"
    case queryTooCostly = "query_too_costly"
    case notFound = "not_found"
    case noRoute = "no_route"
    case methodNotAllowed = "method_not_allowed"
    case bodyTooLarge = "body_too_large"
    case unsupportedMediaType = "unsupported_media_type"
    case forbidden = "forbidden"
    case overloaded = "overloaded"
    case shuttingDown = "shutting_down"
    case archiveMissing = "archive_missing"
    case archiveLocked = "archive_locked"
    case archiveSchema = "archive_schema"
    case archiveDamaged = "archive_damaged"
    case cannotWrite = "cannot_write"
    case internalError = "internal_error"

    /// The HTTP status, the exit status of the command, and the title.
    private var row: (http: Int, exit: Int32, title: String) {
        switch self {
        case .querySyntax: (400, 2, "The query cannot be read")
        case .queryTooLong: (400, 2, "The query is too long")
        case .queryTooDeep: (400, 2, "The query is nested too deeply")
        case .queryTooManyTerms: (400, 2, "The query has too many words")
        case .queryTooBroad: (422, 2, "A wildcard stands for too many words")
        case .unknownField: (400, 2, "There is no such field")
        case .badValue: (400, 2, "The value does not fit the field")
        case .badRange: (400, 2, "The range ends before it starts")
        case .unknownParameter: (400, 2, "There is no such parameter")
        case .badParameter: (400, 2, "The parameter's value cannot be used")
        case .badJSON: (400, 2, "The request is not the JSON that it should be")
        case .badCursor: (400, 2, "The cursor cannot be read")
        case .cursorExpired: (410, 2, "The cursor belongs to an earlier generation")
        case .pageTooDeep: (422, 2, "The page lies too deep")
        case .queryTooCostly: (503, 124, "The query took longer than its budget")
        case .notFound: (404, 1, "There is no such thing in the archive")
        case .noRoute: (404, 2, "There is no such route")
        case .methodNotAllowed: (405, 2, "The route does not take this method")
        case .bodyTooLarge: (413, 2, "The request is too large")
        case .unsupportedMediaType: (415, 2, "The request has the wrong media type")
        case .forbidden: (403, 77, "The caller may not do this")
        case .overloaded: (503, 75, "Too many requests wait")
        case .shuttingDown: (503, 75, "The daemon is going down")
        case .archiveMissing: (503, 69, "There is no archive")
        case .archiveLocked: (503, 75, "Another process writes to the archive")
        case .archiveSchema: (503, 69, "The archive was made by another version")
        case .archiveDamaged: (503, 69, "The archive is damaged")
        case .cannotWrite: (507, 73, "The archive cannot be written")
        case .internalError: (500, 70, "Something went wrong inside")
        }
    }

    /// The status of the HTTP answer.
    public var httpStatus: Int { row.http }
    /// The status with which the command ends.
    public var exitStatus: Int32 { row.exit }
    /// A short sentence that is the same for every occurrence.
    public var title: String { row.title }
    /// The URN that names the kind of problem.
    public var type: String { "urn:byline:problem:" + rawValue }
}
