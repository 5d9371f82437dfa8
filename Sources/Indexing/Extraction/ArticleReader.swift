import Foundation
import Readers

/// Where articles are read whose reading may go wrong in ways that no error tells.
public enum ExtractionPlace: Sendable, Equatable {
    /// In processes of that program, started when first needed: `executable reader`.
    case processes(executable: String)
    /// In this process: for tests of what stands around it.
    case here

    /// In processes of the program that runs.
    public static var usual: ExtractionPlace {
        .processes(executable: WriterProcess.ownExecutable)
    }
}

/// Reads articles: plain rows in this process, all others in a process that may die.
///
/// A row of JSON Lines or CSV is split and decoded by our own code without recursion over what it
/// holds; to send it away and back would cost a tenth of the time of indexing it. Pages, XML, front
/// matter and documents go through libraries in C, and take milliseconds each.
///
/// Not Sendable: one for each thread, with a process of its own.
public final class ArticleReader {
    private let place: ExtractionPlace
    private let limits: ExtractionLimits
    private var process: ExtractionProcess?

    /// A reader that starts nothing before it is needed.
    public init(_ place: ExtractionPlace, limits: ExtractionLimits = ExtractionLimits()) {
        self.place = place
        self.limits = limits
    }

    /// The article of one item.
    public func parse(_ item: RawItem) throws(ReadError) -> ReadArticle {
        let results = parse([item])
        guard let result = results.first else { throw ReadError("it was not read") }
        return try result.get()
    }

    /// The articles of many items, in their order.
    ///
    /// An item that ends its process is a rejection; the next one gets another process.
    public func parse(_ items: [RawItem]) -> [Result<ReadArticle, ReadError>] {
        let isolated = items.indices.filter { Self.isIsolated(items[$0]) }
        guard case .processes(let executable) = place, !isolated.isEmpty else {
            return items.map(Self.parseHere)
        }
        var results = [Result<ReadArticle, ReadError>?](repeating: nil, count: items.count)
        var rest = isolated[...]
        while !rest.isEmpty {
            guard let process = process ?? ExtractionProcess(executable: executable, limits: limits)
            else {
                for index in rest { results[index] = .failure(Self.noProcess(items[index])) }
                break
            }
            self.process = process
            let finished = parse(items, rest, process) { index, result in
                results[index] = result
            }
            rest = rest.dropFirst(finished)
        }
        return zip(items, results).map { item, result in result ?? Self.parseHere(item) }
    }

    /// Has one process read items until all are read or it dies.
    ///
    /// - Returns: how many have a result; the last one may be what killed it.
    private func parse(
        _ items: [RawItem], _ indices: ArraySlice<Int>, _ process: ExtractionProcess,
        _ take: (Int, Result<ReadArticle, ReadError>) -> Void
    ) -> Int {
        var unasked = indices
        var finished = 0
        for index in indices {
            while let next = unasked.first, process.hasRoom {
                process.ask(.parse(items[next]))
                unasked.removeFirst()
            }
            let item = items[index]
            finished += 1
            switch process.next() {
            case .answer(.article(let read)): take(index, .success(read))
            case .answer(.failed(let error)): take(index, .failure(error))
            case .answer(.item), .answer(.rejected), .answer(.done), .idle:
                self.process = nil
                take(index, .failure(Self.fault("its reader answered out of turn", item)))
                return finished
            case .died(let reason):
                self.process = nil
                take(index, .failure(Self.fault(reason, item)))
                return finished
            }
        }
        return finished
    }

    /// Splits a file in a process of its own; false for formats that need none.
    ///
    /// - Throws: ``ReadError`` where the rest of the file cannot be read, or what `emit` throws.
    public func split(_ file: OpenedFile, emit: (ReadEvent) throws -> Void) throws -> Bool {
        guard case .processes(let executable) = place, Self.isIsolated(format: file.format) else {
            return false
        }
        guard let process = process ?? ExtractionProcess(executable: executable, limits: limits)
        else { throw ReadError(Self.cannotStart, kind: .unreadable) }
        // Whatever happens below, a process that is in the middle of a file is not asked again.
        self.process = nil
        process.ask(.split(format: file.format, name: file.name, location: file.location))
        var isAtEnd = false
        while true {
            if !isAtEnd && process.hasRoom {
                var chunk: [UInt8] = []
                try file.next(&chunk)
                isAtEnd = chunk.isEmpty
                process.ask(isAtEnd ? .end : .data(chunk))
            }
            switch process.next(waits: isAtEnd) {
            case .answer(.item(let item)): try emit(.item(item))
            case .answer(.rejected(let rejection)): try emit(.rejected(rejection))
            case .answer(.done):
                if isAtEnd { self.process = process }
                return true
            case .answer(.failed(let error)):
                if isAtEnd { self.process = process }
                throw error
            case .answer(.article): throw ReadError("its reader answered out of turn")
            case .idle: continue
            case .died(let reason):
                throw ReadError(reason, kind: .tooLarge, hint: Self.advice)
            }
        }
    }

    private static func parseHere(_ item: RawItem) -> Result<ReadArticle, ReadError> {
        do throws(ReadError) {
            return .success(try Reading.parse(item))
        } catch {
            return .failure(error)
        }
    }

    /// Whether an item is read in another process.
    static func isIsolated(_ item: RawItem) -> Bool {
        switch item.format {
        // Rows that hold pages.
        case "jsonl", "csv": holdsMarkup(item.bytes)
        case "text": false
        default: true
        }
    }

    /// Whether a file is split in another process.
    static func isIsolated(format: String) -> Bool {
        ["xml", "wxr", "rss", "atom", "nitf", "newsml-g2", "warc"].contains(format)
    }

    /// Whether there is a closing tag, as in every page.
    private static func holdsMarkup(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { bytes in
            guard let first = bytes.baseAddress else { return false }
            var start = 0
            while start + 1 < bytes.count,
                let found = memchr(first + start, 0x3C, bytes.count - start)
            {
                let index = UnsafeRawPointer(found) - first
                // JSON may write the slash as `\/`.
                if index + 1 < bytes.count, bytes[index + 1] == 0x2F || bytes[index + 1] == 0x5C {
                    return true
                }
                start = index + 1
            }
            return false
        }
    }

    private static let cannotStart = "the process that reads articles cannot be started"
    private static let advice = "look at it by itself with `byline extract`"

    private static func noProcess(_ item: RawItem) -> ReadError {
        ReadError(cannotStart, kind: .unreadable, path: item.path, line: item.line)
    }

    private static func fault(_ reason: String, _ item: RawItem) -> ReadError {
        ReadError(reason, kind: .tooLarge, path: item.path, line: item.line, hint: advice)
    }
}
