import Foundation
import Search

/// Queries from standard input, one a line: a query's text, or a request as JSON.
///
/// Lines that are there are answered together, up to fifty on one snapshot; none is held back while
/// the other side waits for its answer, so that a program can ask, read and ask again.
struct QueryBatch {
    /// A line with what was answered.
    struct Row {
        /// From 1.
        let line: Int
        /// The query, or the line where it could not be read.
        let query: String
        let result: Result<SearchAnswer, SearchError>
    }

    let backend: Backend
    /// What holds for lines that are a query's text alone.
    let base: SearchRequest

    /// Answers all lines; gives the exit status.
    ///
    /// 0 when anything was found, 1 when nothing was, 2 when a line could not be answered.
    func run(_ print: ([Row]) throws -> Void) throws -> Int32 {
        let lines = StandardInputLines()
        var number = 0
        var status: Int32 = 1
        while let first = lines.next() {
            var texts = [first]
            while texts.count < MultiRequest.maximumSearches, let line = lines.nextIfReady() {
                texts.append(line)
            }
            let rows = try answer(texts, after: number)
            number += texts.count
            try print(rows)
            for row in rows {
                switch row.result {
                case .failure(let error):
                    status = 2
                    let failure = Failure(error, query: row.query)
                    standardError("byline: line \(row.line): " + Printable.line(failure.message))
                    for detail in failure.details { standardError("  " + detail) }
                case .success(let answer):
                    if status == 1, answer.total?.articles ?? answer.hits.count > 0 { status = 0 }
                }
            }
        }
        return status
    }

    private func answer(_ texts: [String], after number: Int) throws -> [Row] {
        let requests: [Result<SearchRequest, SearchError>] = texts.map(request)
        // What is no request has its error already and is not sent.
        let sent = MultiRequest(
            requests.compactMap { if case .success(let request) = $0 { request } else { nil } })
        var answers = sent.searches.isEmpty ? [] : try backend.multi(sent).answers
        answers.reverse()
        return zip(texts, requests).enumerated().map { index, pair in
            let (text, request) = pair
            let line = number + index + 1
            switch request {
            case .failure(let error):
                return Row(line: line, query: text, result: .failure(error))
            case .success(let request):
                let missing = SearchError(.internalError, "the daemon left a search out")
                return Row(
                    line: line, query: request.q,
                    result: answers.popLast() ?? .failure(missing))
            }
        }
    }

    private func request(_ text: String) -> Result<SearchRequest, SearchError> {
        guard text.first == "{" else {
            var request = base
            request.q = text
            return .success(request)
        }
        return Result { () throws(SearchError) in try SearchRequest(json: Array(text.utf8)) }
    }
}

/// The lines of standard input, without their ends.
final class StandardInputLines {
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    /// The next line, waited for; nil at the end.
    func next() -> String? {
        while true {
            if let line = buffered() { return line }
            guard !isAtEnd else { return rest() }
            fill()
        }
    }

    /// The next line if it is there already.
    func nextIfReady() -> String? {
        while true {
            if let line = buffered() { return line }
            guard !isAtEnd else { return rest() }
            var state = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            guard poll(&state, 1, 0) > 0 else { return nil }
            fill()
        }
    }

    private func buffered() -> String? {
        guard let end = buffer[start...].firstIndex(of: 0x0A) else { return nil }
        defer { start = end + 1 }
        return Self.text(buffer[start..<end])
    }

    /// A last line without an end.
    private func rest() -> String? {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        return Self.text(buffer[start...])
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.last == 0x0D ? bytes.dropLast() : bytes, as: UTF8.self)
    }

    private func fill() {
        buffer.removeFirst(start)
        start = 0
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(STDIN_FILENO, &piece, piece.count)
        if count < 0 && errno == EINTR { return }
        if count <= 0 { isAtEnd = true } else { buffer += piece[..<count] }
    }
}
