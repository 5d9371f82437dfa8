import Foundation
import TestSupport
import Testing

/// What the daemon answers to queries over its socket.
@Suite(.serialized) struct QueryDaemonTests {
    private func articles(_ answer: [String: Any]) -> Int? {
        (answer["total"] as? [String: Any])?["articles"] as? Int
    }

    @Test("several searches are one request, each with its answer or its error")
    func multi() throws {
        let daemon = try RunningDaemon(archive: CommandTests.archive())
        let answer = try daemon.request(
            "POST", "/v1/multi",
            body: #"{"searches":[{"q":"treaty","limit":1},{"q":"(open"},{"q":"zyzzyva"}]}"#)
        #expect(answer.status == 200)
        let answers = try #require(answer.object["answers"] as? [[String: Any]])
        #expect(answers.count == 3)
        let alone = try daemon.request("GET", "/v1/search?q=treaty&limit=1")
        #expect(articles(answers[0]) == articles(alone.object))
        #expect((answers[1]["error"] as? [String: Any])?["status"] as? Int == 400)
        #expect(articles(answers[2]) == 0)
        let many = Array(repeating: "{}", count: 51).joined(separator: ",")
        let refused = try daemon.request("POST", "/v1/multi", body: "{\"searches\":[\(many)]}")
        #expect(refused.status == 400)
        #expect(refused.object["param"] as? String == "searches")
    }

    @Test("articles like one come by a route of its own, narrowed by parameters")
    func similar() throws {
        let daemon = try RunningDaemon(archive: CommandTests.archive())
        let route = try daemon.request("GET", "/v1/articles/feed-000966/similar?limit=3&snippets=0")
        let like = try daemon.request("GET", "/v1/search?like=feed-000966&limit=3&snippets=0")
        #expect((route.object["hits"] as? NSArray) == (like.object["hits"] as? NSArray))
        #expect((route.object["hits"] as? [Any])?.count == 3)
        let narrowed = try daemon.request(
            "GET", "/v1/articles/feed-000966/similar?actor=state/ru&explain=true")
        let hits = try #require(narrowed.object["hits"] as? [[String: Any]])
        #expect(!hits.isEmpty)
        for hit in hits {
            let matched = (hit["explain"] as? [String: Any])?["matched"] as? [String]
            #expect(matched?.contains("actor:state/ru") == true)
        }
        #expect(try daemon.request("GET", "/v1/articles/nobody/similar").status == 404)
    }

    /// Targets of GET, each to be refused with a status from 400 to 499.
    static let hostile: [String] =
        [33, 200, 1_000].map { depth in
            "q=" + String(repeating: "(", count: depth) + "a"
                + String(repeating: ")", count: depth)
        }
        + [33, 2_000].map { "q=" + String(repeating: "-", count: $0) + "a" }
        + [
            "q=" + String(repeating: "a+OR+", count: 1_500) + "a",
            "q=" + String(repeating: "a+", count: 1_500), "q=a*+b*+c*", "q=*a", "q=%3Fas",
            "q=" + String(repeating: "NOT+", count: 900) + "a", "q=a+NEAR/0+b",
            "q=a+NEAR/99999999999+b", "q=NEAR", "q=gas~9", "q=date:1..0", "q=date:x",
            "q=title:", "q=%22", "q=)", "q=AND", "q=exact:gas", "q=nofield:x", "q=is:x",
            "offset=2147483648", "offset=-1", "offset=x", "offset=9223372036854775807",
            "offset=99999999999999999999", "limit=-1", "limit=100001", "limit=1e9",
            "snippets=1000", "budget_ms=0", "budget_ms=999999999", "cursor=x", "cursor=",
            "facet=x", "facet=author:99999999", "facet=author:x", "facet.author.min=-1",
            "facet.x.limit=1", "facet.author=1", "sort=up", "mode=x", "collapse=x", "undated=x",
            "date=2022..2021", "date=..", "from=2022&from=2023", "fields=x", "like=nobody",
            "total=maybe", "on_budget=x", "x=1", "q=%C3%28",
        ].filter { $0 != "cursor=" }

    @Test("forty and more hostile queries are refused, and the daemon lives")
    func refusals() throws {
        let daemon = try RunningDaemon(archive: CommandTests.archive())
        #expect(Self.hostile.count >= 40)
        for target in Self.hostile {
            let answer = try daemon.request("GET", "/v1/search?" + target)
            #expect((400..<500).contains(answer.status), "\(target.prefix(80)): \(answer.status)")
            #expect(answer.object["code"] is String, "\(target.prefix(80))")
        }
        let bodies = [
            "[" + String(repeating: "[", count: 5_000),
            "{\"q\":" + String(repeating: "{", count: 99),
            "{\"facets\":{\"author\":{\"limit\":1e99}}}", "{\"filters\":{\"author\":[]}}", "\0",
            "{\"filters\":{\"author\":{\"any\":["
                + Array(repeating: "\"a\"", count: 2_000).joined(separator: ",") + "]}}}",
        ]
        for body in bodies {
            let answer = try daemon.request("POST", "/v1/search", body: body)
            #expect((400..<500).contains(answer.status), "\(body.prefix(80)): \(answer.status)")
        }
        #expect(daemon.process.isRunning)
        #expect(try daemon.request("GET", "/v1/search?q=treaty").status == 200)
    }

    @Test("a text to be like may come in the body")
    func likeText() throws {
        let daemon = try RunningDaemon(archive: CommandTests.archive())
        let answer = try daemon.request(
            "POST", "/v1/search",
            body:
                #"{"like":{"text":"A treaty had abolished missiles. The treaty ends."},"limit":1}"#)
        let hits = try #require(answer.object["hits"] as? [[String: Any]])
        #expect(hits.first?["id"] as? String == "feed-000966")
    }
}
