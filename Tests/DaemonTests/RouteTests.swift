import HTTPTypes
import Testing

@testable import Daemon

@Suite struct RouteTests {
    private func find(
        _ method: HTTPRequest.Method, _ path: String, admin: Bool = false
    ) -> RouteMatch.Outcome {
        RouteMatch.find(method: method, path: path, admin: admin)
    }

    @Test("a path leads to the route whose row has it")
    func paths() {
        #expect(
            find(.get, "/v1/search") == .found(RouteMatch(route: .search, parameters: [:])))
        #expect(
            find(.post, "/v1/search") == .found(RouteMatch(route: .search, parameters: [:])))
        #expect(
            find(.head, "/healthz") == .found(RouteMatch(route: .health, parameters: [:])))
    }

    @Test("a parameter is decoded, slashes included")
    func parameters() {
        #expect(
            find(.get, "/v1/articles/a%2Fb%20%C3%A9")
                == .found(RouteMatch(route: .article, parameters: ["id": "a/b é"])))
        #expect(
            find(.get, "/v1/articles/a7f3/text")
                == .found(RouteMatch(route: .articleText, parameters: ["id": "a7f3"])))
    }

    @Test(
        "other paths are unknown",
        arguments: [
            "/", "", "/v1", "/v1/search/", "/v1/articles/", "/v1/articles/%zz", "//v1/search",
        ])
    func unknown(path: String) {
        #expect(find(.get, path) == .unknown)
    }

    @Test("a known path with another method says which are taken")
    func methods() {
        #expect(find(.delete, "/v1/search") == .wrongMethod(allowed: ["GET", "POST"]))
    }

    @Test("writing routes exist on the admin socket only")
    func admin() {
        #expect(find(.post, "/v1/documents") == .unknown)
        #expect(
            find(.post, "/v1/documents", admin: true)
                == .found(RouteMatch(route: .documents, parameters: [:])))
    }

    @Test("every row has a path and method of its own")
    func unique() {
        let pairs = Route.allCases.flatMap { route in
            route.row.methods.map { "\($0.rawValue) \(route.row.path)" }
        }
        #expect(Set(pairs).count == pairs.count)
    }

    @Test("query strings decode with plus as a space, and broken escapes are refused")
    func queryStrings() {
        let items = PercentEncoding.queryItems("q=oil+%26+gas&facet=author%3A10&flag&x=1+1%2B1")
        #expect(items?.map(\.0) == ["q", "facet", "flag", "x"])
        #expect(items?.map(\.1) == ["oil & gas", "author:10", "", "1 1+1"])
        #expect(PercentEncoding.queryItems("q=%") == nil)
        #expect(PercentEncoding.queryItems("q=%f") == nil)
        #expect(PercentEncoding.queryItems("q=%ff") == nil)
    }
}
