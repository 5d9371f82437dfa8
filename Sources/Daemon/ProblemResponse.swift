import Foundation
import HTTPTypes
import Hummingbird
import Schema

/// An error as the contract spells it: RFC 9457 with `code`, `param`, `position` and `hint`.
struct ProblemDetails: Encodable, Sendable {
    let type: String
    let title: String
    let status: Int
    let code: Problem
    let detail: String
    let param: String?
    let position: Position?
    let hint: String?

    /// Where in the query, in code points, end exclusive.
    struct Position: Encodable, Sendable, Equatable {
        let start: Int
        let end: Int
    }

    /// A row of the table with what happened this time.
    init(
        _ problem: Problem, _ detail: String, param: String? = nil, position: Range<Int>? = nil,
        hint: String? = nil
    ) {
        type = problem.type
        title = problem.title
        status = problem.httpStatus
        code = problem
        self.detail = detail
        self.param = param
        self.position = position.map { Position(start: $0.lowerBound, end: $0.upperBound) }
        self.hint = hint
    }

    /// As JSON.
    func json() -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        // Texts and whole numbers only: nothing that the encoder could refuse.
        return Array((try? encoder.encode(self)) ?? Data())
    }

    /// The HTTP answer.
    func response(_ extra: HTTPFields = [:]) -> Response {
        var headers = extra
        headers[.contentType] = "application/problem+json"
        if code == .overloaded || code == .shuttingDown || code == .archiveLocked {
            headers[.retryAfter] = "1"
        }
        return JSONResponse.make(self, status: .init(code: status), headers: headers)
    }
}

/// Answers in JSON.
enum JSONResponse {
    /// Encodes a value; its keys are those of the contract.
    static func make(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) -> Response {
        var headers = headers
        if headers[.contentType] == nil { headers[.contentType] = "application/json" }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        do {
            let data = try encoder.encode(value)
            return Response(
                status: status, headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
        } catch {
            // Only a number that is not finite cannot be encoded, and none is ever put in.
            return Response(status: .internalServerError)
        }
    }
}
