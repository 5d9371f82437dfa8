import Hummingbird
import Indexing
import Schema
import Search

/// How `POST /v1/retag` is to be done.
struct RetagOptions: Sendable, Equatable {
    /// Whether nothing is written.
    var dryRun = false
    /// Articles listed in the answer.
    var limit = 1_000

    init(_ items: [(name: String, value: String)]) throws(SearchError) {
        for (name, value) in items {
            switch name {
            case "dry_run": dryRun = try DeskParameter.flag(name, value)
            case "limit":
                limit = try DeskParameter.number(
                    name, value, 0...DeskService.ListRequest.maximumLimit)
            default: throw DeskParameter.unknown(name, ["dry_run", "limit"])
            }
        }
    }
}

/// The answer of `POST /v1/retag`: what was done, and the first articles that it touched.
public struct RetagAnswer: Codable, Sendable, Equatable {
    /// What was done.
    public var report: RetagReport
    /// What each gains and loses, in the order of the index.
    public var articles: [RetagChange]

    /// What was done, to which articles.
    public init(report: RetagReport, articles: [RetagChange]) {
        self.report = report
        self.articles = articles
    }
}

extension WriterGate {
    /// Brings the index in line with the desk's records.
    func retag(_ options: RetagOptions) async throws -> Response {
        let outcome: Result<RetagAnswer, IndexingError> = await withWriter {
            (writer) throws(IndexingError) in
            var articles: [RetagChange] = []
            let report = try writer.retag(dryRun: options.dryRun) { change in
                if articles.count < options.limit { articles.append(change) }
            }
            return RetagAnswer(report: report, articles: articles)
        }
        switch outcome {
        case .success(let answer): return JSONResponse.make(answer)
        case .failure(let error):
            throw RequestProblem(error.problem, error.detail, hint: error.hint)
        }
    }
}
