import Articles
import Testing

@testable import Daemon

@Suite struct AuthorCandidatesTests {
    private func reason(_ one: String, _ other: String) -> String? {
        func words(_ name: String) -> [String] {
            Identifier.slug(name).split(separator: "-").map(String.init)
        }
        let there = AuthorCandidates.reason(words(one), words(other))
        let back = AuthorCandidates.reason(words(other), words(one))
        #expect(there == back)
        return there
    }

    @Test(
        "names that may be one person's say why",
        arguments: [
            ("M. Rubin", "Michael Rubin", "initials"),
            ("J. R. Smith", "John Smith", "initials"),
            ("Michael J. Rubin", "Michael Rubin", "a middle name"),
            ("Ann Marie Poe", "Ann Poe", "a middle name"),
            ("Rubin Michael", "Michael Rubin", "another order"),
            ("Mary-Ann Poe", "Maryann Poe", "spaces"),
            ("Micheal Rubin", "Michael Rubin", "one letter"),
            ("Michael Rubins", "Michael Rubin", "one letter"),
        ])
    func reasons(one: String, other: String, reason: String) {
        #expect(self.reason(one, other) == reason)
    }

    @Test(
        "other names say nothing",
        arguments: [
            ("Michael Rubin", "Michael Robinson"), ("M. Rubin", "John Rubin"),
            ("Ann Poe", "Jan Poe"), ("John Smith", "Jane Smith"), ("Jane Doe", "Max Roe"),
            ("Ann Lee Poe", "Ann Kay Poe"),
        ])
    func different(one: String, other: String) {
        #expect(reason(one, other) == nil)
    }
}
