import Articles
import Dispatch
import Foundation
import HTTPTypes
import Hummingbird
import Indexing
import Schema
import Synchronization

/// How `POST /v1/documents` is to be done.
struct WriteOptions: Sendable, Equatable {
    var actors: ActorsMode?
    var wait = DocumentsRequest.Wait.durable

    init(_ items: [(name: String, value: String)]) throws {
        for (name, value) in items {
            switch name {
            case "actors":
                guard let mode = ActorsMode(rawValue: value) else {
                    throw Self.refused(name, ActorsMode.allCases.map(\.rawValue))
                }
                actors = mode
            case "wait":
                guard let wait = DocumentsRequest.Wait(rawValue: value) else {
                    throw Self.refused(name, DocumentsRequest.Wait.allCases.map(\.rawValue))
                }
                self.wait = wait
            default:
                throw RequestProblem(
                    .unknownParameter, "/v1/documents has no parameter \(name)", param: name,
                    hint: "it has actors and wait")
            }
        }
    }

    private static func refused(_ name: String, _ values: [String]) -> RequestProblem {
        RequestProblem(
            .badParameter, "\(name) takes \(values.joined(separator: ", "))", param: name)
    }
}

/// The daemon's way to the writer process: one request at a time, started when first needed.
///
/// Where the process dies, the request that it was at fails and the next one starts another.
final class WriterGate: Sendable {
    private let archive: String
    private let queue = DispatchQueue(label: "byline.writer")
    private let process: Mutex<ProcessBox>

    /// A process that is only touched on `queue`.
    private struct ProcessBox: ~Copyable {
        var process: WriterProcess?
    }

    init(archive: String) {
        self.archive = archive
        process = Mutex(ProcessBox(process: nil))
    }

    /// Takes in the rows of a body, and answers a line for each.
    func documents(_ body: [UInt8], _ options: WriteOptions) async throws -> Response {
        var lines: [DocumentsRequest.Line] = []
        var invalid: [DocumentResult] = []
        for (index, bytes) in body.split(separator: 0x0A, omittingEmptySubsequences: false)
            .enumerated()
        {
            if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
            if let text = String(validating: bytes, as: UTF8.self) {
                lines.append(DocumentsRequest.Line(number: index + 1, text: text))
            } else {
                invalid.append(
                    DocumentResult(
                        line: index + 1, id: nil, status: .rejected,
                        error: "the line is not UTF-8"))
            }
        }
        let request = DocumentsRequest(lines: lines, actors: options.actors, wait: options.wait)
        let outcome: Result<[DocumentResult], IndexingError> = await onQueue { gate in
            gate.ask(request)
        }
        switch outcome {
        case .success(let results):
            let all = (results + invalid).sorted { $0.line < $1.line }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.withoutEscapingSlashes]
            var text: [UInt8] = []
            for result in all { text += try encoder.encode(result) + [0x0A] }
            return Response(
                status: .ok, headers: [.contentType: "application/x-ndjson"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: text)))
        case .failure(let error):
            throw RequestProblem(error.problem, error.detail, hint: error.hint)
        }
    }

    /// Ends the writer process cleanly.
    func close() async {
        await onQueue { gate in
            gate.process.withLock { box in
                box.process?.close()
                box.process = nil
            }
        }
    }

    private func ask(_ request: DocumentsRequest) -> Result<[DocumentResult], IndexingError> {
        ask { (writer) throws(IndexingError) in try writer.documents(request).results }
    }

    /// Asks the writer process for something when it is free.
    func withWriter<Value: Sendable>(
        _ work: @escaping @Sendable (WriterProcess) throws(IndexingError) -> Value
    ) async -> Result<Value, IndexingError> {
        await onQueue { gate in gate.ask(work) }
    }

    private func ask<Value: Sendable>(
        _ work: (WriterProcess) throws(IndexingError) -> Value
    ) -> Result<Value, IndexingError> {
        process.withLock { box in
            do throws(IndexingError) {
                let writer: WriterProcess
                if let running = box.process {
                    writer = running
                } else {
                    writer = try WriterProcess(archive: archive)
                }
                box.process = writer
                return .success(try work(writer))
            } catch {
                if box.process?.isRunning == false { box.process = nil }
                return .failure(error)
            }
        }
    }

    private func onQueue<Value: Sendable>(
        _ work: @escaping @Sendable (WriterGate) -> Value
    ) async -> Value {
        await withUnsafeContinuation { continuation in
            queue.async { continuation.resume(returning: work(self)) }
        }
    }
}
