import Articles
import Foundation
import Readers
import TestSupport
import Testing

@testable import Indexing

/// Reading in processes that may die, with the real program and with scripts in its place.
@Suite struct ArticleReaderTests {
    private func page(_ number: Int) -> RawItem {
        let html =
            "<html><head><title>Title \(number)</title></head><body><h1>Title \(number)</h1>"
            + "<p>The cost of cheap gas is \(number) and rising, as everybody knew.</p></body></html>"
        return RawItem(bytes: Array(html.utf8), format: "html", path: "\(number).html")
    }

    private func row(_ number: Int) -> RawItem {
        RawItem(
            bytes: Array("{\"title\": \"Row \(number)\"}".utf8), format: "jsonl", path: "r.jsonl",
            line: number)
    }

    /// A program in place of the reader: what the shell does with its input.
    private func script(_ text: String, _ folder: TemporaryFolder) throws -> String {
        let path = folder.path("reader.sh")
        try Data("#!/bin/sh\n\(text)\n".utf8).write(to: URL(filePath: path))
        chmod(path, 0o755)
        return path
    }

    private let program = ExtractionPlace.processes(executable: Executable.byline)

    @Test("articles read in a process are those read here, in order, rows and pages mixed")
    func same() throws {
        let items =
            (0..<400).map { $0 % 3 == 0 ? row($0) : page($0) }
            + [
                RawItem(bytes: Array("{".utf8), format: "json", path: "bad.json"),
                RawItem(bytes: [], format: "nothing", path: "x"),
            ]
        let there = ArticleReader(program).parse(items)
        let here = ArticleReader(.here).parse(items)
        #expect(there == here)
        #expect(try there[1].get().article.title == "Title 1")
    }

    @Test("only what libraries in C read, and rows that hold pages, go to a process")
    func isolated() {
        #expect(!ArticleReader.isIsolated(row(1)))
        #expect(ArticleReader.isIsolated(page(1)))
        let rows = [
            "{\"html\": \"<p>x</p>\"}", "{\"html\": \"<p>x<\\/p>\"}", "{\"body\": \"a < b\"}", "<",
        ]
        let items = rows.map { RawItem(bytes: Array($0.utf8), format: "jsonl", path: "r") }
        #expect(items.map(ArticleReader.isIsolated) == [true, true, false, false])
        #expect(ArticleReader.isIsolated(RawItem(bytes: [], format: "markdown", path: "m")))
        #expect(!ArticleReader.isIsolated(RawItem(bytes: [], format: "text", path: "t")))
    }

    @Test("an article that kills its reader is told with the reason, and the others are read")
    func killed() throws {
        let folder = try TemporaryFolder()
        // Dies of the second article it gets: the first answer comes from the real reader.
        let path = try script(
            "if mkdir \(folder.path("once")) 2>/dev/null; then kill -SEGV $$; fi\n"
                + "exec \(Executable.byline) reader", folder)
        let items = (0..<5).map(page)
        let results = ArticleReader(.processes(executable: path)).parse(items)
        #expect(
            results.first
                == .failure(
                    ReadError(
                        "reading it ended its reader with signal 11; it may take 1024 MB of memory",
                        kind: .tooLarge, path: "0.html",
                        hint: "look at it by itself with `byline extract`")))
        #expect(
            results.dropFirst().map { try? $0.get().article.title }
                == (1..<5).map { "Title \($0)" })
    }

    @Test("a reader that takes too long or says nonsense costs one article")
    func hanging() throws {
        let folder = try TemporaryFolder()
        var limits = ExtractionLimits()
        limits.seconds = 1
        let path = try script(
            "if mkdir \(folder.path("once")) 2>/dev/null; then exec sleep 60; fi\n"
                + "if mkdir \(folder.path("twice")) 2>/dev/null; then printf '\\001\\000\\000\\000x'; fi\n"
                + "exec \(Executable.byline) reader", folder)
        let results = ArticleReader(.processes(executable: path), limits: limits)
            .parse((0..<3).map(page))
        let reasons = results.map { result -> String in
            switch result {
            case .success(let read): read.article.title
            case .failure(let error): error.what
            }
        }
        #expect(
            reasons == [
                "reading it took more than 1 s", "its reader answered what nobody understands",
                "Title 2",
            ])
    }

    @Test("an article that takes processor time or memory without end is ended")
    func limits() throws {
        let folder = try TemporaryFolder()
        var limits = ExtractionLimits()
        limits.processorSeconds = 1
        limits.memoryBytes = 200 << 20
        // The shell sets the limits that the reader sets itself, and then does not stop.
        let path = try script("ulimit -t 1; while :; do :; done", folder)
        let results = ArticleReader(.processes(executable: path), limits: limits).parse([page(1)])
        guard case .failure(let error)? = results.first else {
            Issue.record("it was read")
            return
        }
        #expect(
            [
                "reading it took more than 1 s of processor time",
                "reading it ended its reader with signal 9; it may take 200 MB of memory",
            ]
            .contains(error.what))
    }

    @Test("a program that cannot be started is told for each article")
    func absent() throws {
        let results = ArticleReader(.processes(executable: "/nonexistent/byline"))
            .parse([row(1), page(2)])
        #expect(try results[0].get().article.title == "Row 1")
        #expect(
            results[1]
                == .failure(
                    ReadError(
                        "the process that reads articles cannot be started", kind: .unreadable,
                        path: "2.html")))
    }

    @Test("a file is split in a process as it is here, however long it is")
    func splitting() throws {
        let entries = (0..<300).map { number in
            "<entry><title>T\(number)</title><id>i\(number)</id><content>"
                + String(repeating: "word ", count: 1_000) + "</content></entry>"
        }.joined()
        for end in ["</feed>", ""] {
            let feed = "<feed xmlns=\"http://www.w3.org/2005/Atom\">" + entries + end
            func read(_ reader: ArticleReader) throws -> [ReadEvent] {
                let folder = try TemporaryFolder()
                try Data(feed.utf8).write(to: URL(filePath: folder.path("feed.atom")))
                var events: [ReadEvent] = []
                try Reading.items(
                    paths: [folder.url.path(percentEncoded: false)],
                    splitting: { try reader.split($0, emit: $1) }
                ) { event in
                    guard case .rejected(var rejection) = event else { return events.append(event) }
                    rejection.path = "feed.atom"
                    events.append(.rejected(rejection))
                }
                return events
            }
            let there = try read(ArticleReader(program))
            #expect(there.count == 300)
            #expect(there == (try read(ArticleReader(.here))))
        }
    }

    @Test("every file of a folder of all formats is split and read in processes as it is here")
    func allFormats() throws {
        let folder = Places.repository.appending(path: "Tests/Formats").path(percentEncoded: false)
        var options = ReadingOptions()
        options.exclude += ["*.golden.json"]
        func read(_ reader: ArticleReader) throws -> [Result<ReadArticle, ReadError>] {
            var items: [RawItem] = []
            try Reading.items(
                paths: [folder], options: options,
                splitting: { try reader.split($0, emit: $1) }
            ) { event in
                guard case .item(let item) = event else {
                    Issue.record("\(event)")
                    return
                }
                items.append(item)
            }
            return reader.parse(items)
        }
        let there = try read(ArticleReader(program))
        #expect(there.count == 21)
        #expect(there == (try read(ArticleReader(.here))))
    }

    @Test("a file whose splitting kills the process is one rejection")
    func splittingKilled() throws {
        let folder = try TemporaryFolder()
        let path = try script("kill -ABRT $$", folder)
        let reader = ArticleReader(.processes(executable: path))
        let file = OpenedFile(name: "f.rss", location: "f.rss", format: "rss") { $0 = [] }
        #expect(
            throws: ReadError(
                "reading it ended its reader with signal 6; it may take 1024 MB of memory",
                kind: .tooLarge, hint: "look at it by itself with `byline extract`")
        ) { try reader.split(file) { _ in } }
    }
}
