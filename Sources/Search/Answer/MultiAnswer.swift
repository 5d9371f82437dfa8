/// The answers to several searches of one snapshot.
///
///     {"answers": [{"query": …, "total": …, …}, {"error": {"code": "query_syntax", …}}],
///      "took_ms": 2.1}
public struct MultiAnswer: Sendable, Equatable {
    /// In the order of the request; the error of one stands in its place.
    public var answers: [Result<SearchAnswer, SearchError>]
    /// How long all of them took.
    public var tookMilliseconds: Double

    /// The answer as JSON.
    public func json() -> [UInt8] {
        var json = JSONWriter(capacity: 4096)
        json.object { json in
            json.key("answers")
            json.array { json in
                for answer in answers { Self.write(answer, into: &json) }
            }
            json.field("took_ms", tookMilliseconds)
        }
        return json.bytes
    }

    /// One of the answers as JSON.
    public static func json(of answer: Result<SearchAnswer, SearchError>) -> [UInt8] {
        var json = JSONWriter(capacity: 4096)
        write(answer, into: &json)
        return json.bytes
    }

    private static func write(
        _ answer: Result<SearchAnswer, SearchError>, into json: inout JSONWriter
    ) {
        json.object { json in
            switch answer {
            case .success(let answer): answer.write(into: &json)
            case .failure(let error):
                json.key("error")
                json.object { error.write(into: &$0) }
            }
        }
    }
}

extension MultiAnswer: Decodable {
    private enum CodingKeys: String, CodingKey {
        case answers
        case tookMilliseconds = "took_ms"
    }

    private struct Element: Decodable {
        let result: Result<SearchAnswer, SearchError>

        enum CodingKeys: String, CodingKey { case error }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            if let error = try container.decodeIfPresent(SearchError.self, forKey: .error) {
                result = .failure(error)
            } else {
                result = .success(try SearchAnswer(from: decoder))
            }
        }
    }

    /// Reads what ``json()`` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        answers = try container.decode([Element].self, forKey: .answers).map(\.result)
        tookMilliseconds = try container.decode(Double.self, forKey: .tookMilliseconds)
    }
}
