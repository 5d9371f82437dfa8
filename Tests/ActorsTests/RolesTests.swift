import Articles
import Testing

@testable import Actors

@Suite struct RolesTests {
    /// Persons and the roles that an article gives them.
    private func roles(_ body: String) -> [String] {
        var article = Article(id: "a", title: "Talks", body: body)
        article.language = "en"
        return BuiltIn.recogniser.explain(article).filter { $0.mention.type == .person }.map {
            "\($0.text) | \($0.role ?? "-")"
        }
    }

    @Test(
        "a role beside a name is kept as it stands there",
        arguments: [
            (
                "Russian Foreign Minister Sergey Lavrov met them.",
                ["Sergey Lavrov | Russian Foreign Minister"]
            ),
            (
                "Sergey Lavrov, the Russian foreign minister, met them.",
                ["Sergey Lavrov | Russian foreign minister"]
            ),
            (
                "Andrzej Duda, president of Poland, spoke.",
                ["Andrzej Duda | president of Poland"]
            ),
            (
                "They met former President Bill Clinton in Oslo.",
                ["Bill Clinton | former President"]
            ),
            ("They met Mr Bill Clinton, who left.", ["Bill Clinton | -"]),
            ("Angela Merkel spoke, and the chancellor left.", ["Angela Merkel | -"]),
        ])
    func beside(body: String, expected: [String]) {
        #expect(roles(body) == expected)
    }
}
