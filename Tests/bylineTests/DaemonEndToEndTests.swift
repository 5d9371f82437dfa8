import Foundation
import TestSupport
import Testing

/// The daemon over its real sockets, on an archive of the sample commentary.
@Suite(.serialized) struct DaemonEndToEndTests {
    @Test("GET and POST of the same search give the same answer")
    func getAndPost() throws {
        let daemon = try RunningDaemon(archive: CommandTests.archive())
        let get = try daemon.request(
            "GET", "/v1/search?q=treaty&facet=author:3,actor:3,date:month&limit=3")
        let post = try daemon.request(
            "POST", "/v1/search",
            body: """
                {"q":"treaty","limit":3,"facets":{"author":{"limit":3},"actor":{"limit":3},\
                "date":{"interval":"month"}}}
                """)
        #expect(get.status == 200 && post.status == 200)
        #expect(get.headers["content-type"] == "application/json")
        for key in ["hits", "facets", "total", "page", "query", "index"] {
            let (one, two) = (get.object[key], post.object[key])
            #expect(one != nil && (one as? NSObject) == (two as? NSObject), "\(key)")
        }
        #expect(
            Set(get.object.keys) == [
                "query", "total", "hits", "facets", "page", "index", "took_ms", "partial",
            ])
    }

    @Test("a facet counts what the same search without it finds")
    func drillDown() throws {
        let daemon = try RunningDaemon(archive: CommandTests.archive())
        let answer = try daemon.request("GET", "/v1/search?facet=author:100&limit=0")
        let facets = answer.object["facets"] as? [String: Any]
        let author = facets?["author"] as? [String: Any]
        let values = try #require(author?["values"] as? [[String: Any]])
        #expect(values.count == author?["distinct"] as? Int)
        for value in values {
            let id = try #require(value["id"] as? String)
            let filtered = try daemon.request("GET", "/v1/search?author=\(id)&limit=0")
            let total = filtered.object["total"] as? [String: Any]
            #expect(total?["articles"] as? Int == value["count"] as? Int, "\(id)")
        }
    }

    @Test("articles, facets, status and health answer")
    func routes() throws {
        let daemon = try RunningDaemon(archive: CommandTests.archive())
        let article = try daemon.request("GET", "/v1/articles/feed-000417")
        #expect(article.object["title"] as? String == "South Sudan’s first morning")
        #expect(
            try daemon.request("GET", "/v1/articles/feed-000417/text").body
                .hasPrefix("South Sudan’s first morning\n\n"))
        let facet = try daemon.request("GET", "/v1/facets/actor?prefix=put")
        let values = facet.object["values"] as? [[String: Any]]
        #expect(values?.map { $0["id"] as? String } == ["person/vladimir-putin"])
        #expect(try daemon.request("GET", "/healthz").body == "ok\n")
        let status = try daemon.request("GET", "/v1/status").object
        #expect((status["index"] as? [String: Any])?["articles"] as? Int == 54)
        #expect(status["pid"] as? Int32 == daemon.process.processIdentifier)
    }

    @Test(
        "what cannot be answered is a problem of RFC 9457 with code, place and hint",
        arguments: [
            ("GET", "/v1/search?q=%22open", 400, "query_syntax"),
            ("GET", "/v1/search?q=colour:red", 400, "unknown_field"),
            ("GET", "/v1/search?q=date:2023..2021", 400, "bad_range"),
            ("GET", "/v1/search?colour=red", 400, "unknown_parameter"),
            ("GET", "/v1/search?limit=many", 400, "bad_parameter"),
            ("GET", "/v1/search?q=%ff", 400, "bad_parameter"),
            ("GET", "/v1/search?cursor=zzzz", 400, "bad_cursor"),
            ("GET", "/v1/articles/no-such", 404, "not_found"),
            ("GET", "/v1/facets/colour", 404, "not_found"),
            ("GET", "/v1/nonsense", 404, "no_route"),
            ("DELETE", "/v1/search", 405, "method_not_allowed"),
            ("POST", "/v1/documents", 404, "no_route"),
        ])
    func problems(method: String, target: String, status: Int, code: String) throws {
        let daemon = try RunningDaemon(archive: CommandTests.archive())
        let answer = try daemon.request(method, target)
        #expect(answer.status == status)
        #expect(answer.headers["content-type"] == "application/problem+json")
        #expect(answer.object["code"] as? String == code)
        #expect(answer.object["status"] as? Int == status)
        #expect(answer.object["type"] as? String == "urn:byline:problem:\(code)")
        #expect((answer.object["detail"] as? String)?.isEmpty == false)
    }

    @Test("a body that is not the JSON asked for is refused, as is a request from a web page")
    func bodies() throws {
        let daemon = try RunningDaemon(archive: CommandTests.archive())
        let broken = try daemon.request("POST", "/v1/search", body: "{\"q\":")
        #expect(broken.status == 400 && broken.object["code"] as? String == "bad_json")
        let unknown = try daemon.request("POST", "/v1/search", body: "{\"colour\":1}")
        #expect(unknown.object["code"] as? String == "unknown_parameter")
        let page = try daemon.request("GET", "/v1/search", headers: ["Origin: https://example.org"])
        #expect(page.status == 403)
        let large = try daemon.request(
            "POST", "/v1/search", body: String(repeating: " ", count: 2 << 20))
        #expect(large.status == 413)
    }

    @Test("the query socket is for owner and group, the admin socket for the owner")
    func modes() throws {
        let daemon = try RunningDaemon(archive: CommandTests.archive())
        let mode = { (path: String) in
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(daemon.socket) == 0o660)
        #expect(try mode(daemon.adminSocket) == 0o600)
    }

    @Test("a second daemon on the socket ends with status 75, and the first goes on")
    func second() throws {
        let daemon = try RunningDaemon(archive: CommandTests.archive())
        let outcome = try Executable.run([
            "serve", "--archive", CommandTests.archive(), "--socket", daemon.socket,
        ])
        #expect(outcome.status == 75)
        #expect(outcome.errors.contains(String(daemon.process.processIdentifier)))
        #expect(try daemon.request("GET", "/healthz").status == 200)
    }

    @Test("after SIGKILL the next daemon takes the socket over; SIGTERM ends it with status 0")
    func stale() throws {
        let folder = try TemporaryFolder()
        let first = try RunningDaemon(archive: CommandTests.archive(), socketFolder: folder)
        kill(first.process.processIdentifier, SIGKILL)
        first.process.waitUntilExit()
        #expect(FileManager.default.fileExists(atPath: first.socket))
        let next = try RunningDaemon(archive: CommandTests.archive(), socketFolder: folder)
        #expect(try next.request("GET", "/readyz").status == 200)
        next.process.terminate()
        next.process.waitUntilExit()
        #expect(next.process.terminationStatus == 0)
        #expect(!FileManager.default.fileExists(atPath: next.socket))
    }

    @Test("a posted article is found at once, changed, and reported line by line")
    func documents() throws {
        let folder = try TemporaryFolder()
        let archive = folder.path("archive")
        #expect(
            try Executable.run([
                "index", "--archive", archive,
                Places.corpus.appending(path: "markdown").path(percentEncoded: false),
            ]).status == 0)
        let daemon = try RunningDaemon(archive: archive)
        let rows = """
            {"id":"p1","title":"Zyzzyva one","body":"NATO meets."}
            {"id":"p2","title":
            {"id":"p3","title":"Zyzzyva three","body":"Gas.","authors":"Jane Doe"}

            """
        let answer = try daemon.request(
            "POST", "/v1/documents?wait=searchable&actors=recognise", body: rows, admin: true)
        #expect(answer.status == 200)
        let results = try answer.body.split(separator: "\n").map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
        }
        #expect(results.map { $0["status"] as? String } == ["created", "rejected", "created"])
        #expect(results.map { $0["line"] as? Int } == [1, 2, 3])
        let found = try daemon.request("GET", "/v1/search?q=zyzzyva&sort=relevance")
        #expect((found.object["total"] as? [String: Any])?["articles"] as? Int == 2)
        let again = try daemon.request(
            "POST", "/v1/documents?wait=searchable&actors=recognise",
            body: "{\"id\":\"p1\",\"title\":\"Changed one\",\"body\":\"NATO meets.\"}", admin: true)
        #expect(again.body.contains("\"updated\""))
        let after = try daemon.request("GET", "/v1/search?q=zyzzyva")
        #expect((after.object["total"] as? [String: Any])?["articles"] as? Int == 1)
        let actor = try daemon.request("GET", "/v1/search?q=title:changed&actor=NATO")
        #expect((actor.object["total"] as? [String: Any])?["articles"] as? Int == 1)
    }
}
