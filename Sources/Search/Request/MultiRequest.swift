/// Several searches of one snapshot: `POST /v1/multi`.
///
///     {"searches": [{"q": "gas"}, {"q": "oil", "limit": 3}]}
///
/// Each element is a request of `POST /v1/search`.
public struct MultiRequest: Sendable, Equatable {
    /// The most searches of one request.
    public static let maximumSearches = 50

    /// In the order of the answers; one that cannot be read has its error instead.
    public var searches: [Result<SearchRequest, SearchError>]

    /// A request for the answers of some searches.
    public init(_ searches: [SearchRequest]) {
        self.searches = searches.map(Result.success)
    }

    /// The request of a JSON object.
    ///
    /// What is wrong with one search is that search's answer, not the end of the others.
    ///
    /// - Throws: `bad_json`, `unknown_parameter`, and `bad_parameter` for no searches or too many.
    public init(json: [UInt8]) throws(SearchError) {
        let value = try RequestValue(json: json)
        searches = []
        for (key, member) in try value.members() {
            guard key == "searches" else { throw member.unknown(["searches"]) }
            for search in try member.elements() {
                do throws(SearchError) {
                    searches.append(.success(try SearchRequest(value: search.value)))
                } catch {
                    searches.append(.failure(error))
                }
            }
        }
        guard (1...Self.maximumSearches).contains(searches.count) else {
            throw SearchError(
                .badParameter,
                "searches has \(searches.count) searches, it must have from 1 to"
                    + " \(Self.maximumSearches)", param: "searches",
                hint: "send them in several requests")
        }
    }

    /// The request as JSON; searches that could not be read are left out.
    public func json() -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.key("searches")
            json.array { json in
                for case .success(let search) in searches { search.write(into: &json) }
            }
        }
        return json.bytes
    }
}
