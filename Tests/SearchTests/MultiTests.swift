import Foundation
import Schema
import Testing

@testable import Search

@Suite struct MultiTests {
    let engine: SearchEngine

    init() throws {
        engine = try SampleEngine.shared.get().engine
    }

    @Test("each search has its answer, and a faulty one its error, in the order of the request")
    func answers() throws {
        let body = #"{"searches":[{"q":"gas"},{"q":"gas ("},{"limits":3},{"q":"oil","limit":1}]}"#
        let answer = try engine.multi(MultiRequest(json: Array(body.utf8)))
        let shown = answer.answers.map { result in
            switch result {
            case .success(let answer): "\(answer.total?.articles ?? 0) \(answer.hits.count)"
            case .failure(let error): error.problem.rawValue + " " + (error.param ?? "")
            }
        }
        #expect(shown == ["6 6", "query_syntax q", "unknown_parameter limits", "2 1"])
    }

    @Test("the answer comes back from its JSON")
    func roundTrip() throws {
        let answer = try engine.multi(
            MultiRequest([SearchRequest("gas"), SearchRequest("gas (")]))
        let read = try JSONDecoder().decode(MultiAnswer.self, from: Data(answer.json()))
        #expect(read.answers.count == 2)
        // Scores are written with four digits.
        #expect(
            try read.answers[0].get().hits.map(\.snippets)
                == answer.answers[0].get().hits.map(\.snippets))
        guard case .failure(let error) = read.answers[1] else {
            Issue.record("the faulty search was answered")
            return
        }
        #expect(error.problem == .querySyntax && error.position == 4..<5)
    }

    @Test(
        "no searches, too many, or something else are refused",
        arguments: [
            ("{}", Problem.badParameter), ("{\"searches\":[]}", .badParameter),
            ("{\"searches\":{}}", .badParameter), ("{\"queries\":[]}", .unknownParameter),
            ("[]", .badJSON), ("", .badJSON),
            (
                "{\"searches\":[" + Array(repeating: "{}", count: 51).joined(separator: ",") + "]}",
                .badParameter
            ),
        ])
    func refused(body: String, problem: Problem) {
        #expect {
            try MultiRequest(json: Array(body.utf8))
        } throws: { ($0 as? SearchError)?.problem == problem }
    }
}
