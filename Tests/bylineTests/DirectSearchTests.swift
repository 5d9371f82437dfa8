import Foundation
import TestSupport
import Testing

/// Searches that are answered on the connection's own thread, beside those that are not.
@Suite(.serialized) struct DirectSearchTests {
    /// Sends requests on one connection, the last of which ends it; the answers in their order.
    private static func answers(
        _ daemon: RunningDaemon, _ requests: [(head: String, body: String)]
    ) throws -> [(status: String, headers: [String], body: String)] {
        var bytes: [UInt8] = []
        for (index, request) in requests.enumerated() {
            var lines = [request.head + " HTTP/1.1", "Host: localhost"]
            if !request.body.isEmpty { lines.append("Content-Length: \(request.body.utf8.count)") }
            if index == requests.count - 1 { lines.append("Connection: close") }
            bytes += Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + request.body).utf8)
        }
        let raw = String(decoding: try daemon.exchange(bytes, path: daemon.socket), as: UTF8.self)
        return raw.components(separatedBy: "HTTP/1.1 ").dropFirst().map { answer in
            let parts = answer.components(separatedBy: "\r\n\r\n")
            let lines = parts[0].components(separatedBy: "\r\n")
            return (lines[0], lines.dropFirst().map { $0.lowercased() }.sorted(), parts[1])
        }
    }

    private static func withoutTime(_ body: String) -> NSDictionary {
        var object =
            (try? JSONSerialization.jsonObject(with: Data(body.utf8))) as? [String: Any] ?? [:]
        object["took_ms"] = nil
        return object as NSDictionary
    }

    @Test("both ways answer alike, errors too")
    func alike() throws {
        let daemon = try RunningDaemon(archive: CommandTests.archive())
        for request in [
            (head: "POST /v1/search", body: #"{"q":"treaty","facets":{"author":{}}}"#),
            (head: "GET /v1/search?q=treaty%20OR%20gas&limit=3", body: ""),
            (head: "GET /v1/search", body: ""),
            (head: "POST /v1/search", body: #"{"q":"(treaty"}"#),
            (head: "POST /v1/search", body: #"{"nonsense":1}"#),
            (head: "POST /v1/search", body: "no JSON"),
            (head: "GET /v1/search?q=%zz", body: ""),
        ] {
            // The last one of a connection takes the long way.
            let both = try Self.answers(daemon, [request, request])
            #expect(both.count == 2)
            #expect(both.first?.status == both.last?.status, "\(request)")
            let (one, two) = (both.first?.body ?? "", both.last?.body ?? "")
            #expect(Self.withoutTime(one) == Self.withoutTime(two), "\(request)")
            let names = both.map { answer in
                answer.headers.filter { $0.hasPrefix("content-type") || $0.hasPrefix("server") }
            }
            #expect(names.first == names.last, "\(request)")
        }
    }

    @Test("answers come in the order of their requests, whichever way these take")
    func order() throws {
        let daemon = try RunningDaemon(archive: CommandTests.archive())
        let requests = [
            (head: "GET /v1/search?q=treaty&limit=1", body: ""),
            (head: "GET /healthz", body: ""),
            (head: "GET /v1/search?q=gas&limit=1", body: ""),
            (head: "GET /v1/status", body: ""),
            (head: "POST /v1/search", body: #"{"q":"oil","limit":1}"#),
            (head: "GET /healthz", body: ""),
        ]
        let answers = try Self.answers(daemon, requests)
        #expect(answers.map(\.status) == Array(repeating: "200 OK", count: 6))
        let echoes = answers.map { answer -> String in
            if answer.body == "ok\n" { return "health" }
            let object = Self.withoutTime(answer.body)
            return (object["query"] as? [String: Any])?["q"] as? String ?? "status"
        }
        #expect(echoes == ["treaty", "health", "gas", "status", "oil", "health"])
    }
}
