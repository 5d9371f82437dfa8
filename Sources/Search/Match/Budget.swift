import XapianKit

/// How long a search may go on.
struct Budget: Sendable {
    let deadline: Deadline
    let milliseconds: Int

    init(milliseconds: Int) {
        self.milliseconds = milliseconds
        deadline = Deadline(after: .milliseconds(milliseconds))
    }

    /// - Throws: `query_too_costly` once the time is over.
    func check() throws(SearchError) {
        guard deadline.hasPassed else { return }
        throw exceeded
    }

    var exceeded: SearchError {
        SearchError(
            .queryTooCostly, "the search took longer than its budget of \(milliseconds) ms",
            param: "budget_ms", hint: "narrow it by filters, or give it more time")
    }
}
