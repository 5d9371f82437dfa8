import Articles

/// Dates at the edges of a page: before the first words, behind the last, in its scripts.
extension PageDates {
    /// A date that opens the first paragraph, or stands under a label behind the last.
    mutating func fromEdges(_ context: PageContext) {
        let blocks = context.body.blocks
        guard let first = context.body.firstBodyBlock, let last = context.body.lastBodyBlock else {
            return
        }
        for index in first..<min(first + 2, blocks.blocks.count) {
            let head = ByteText.string(blocks.bytes(blocks.blocks[index]).prefix(70))
            guard head.utf8.contains(where: Self.isDigit) else { continue }
            // `(21. November 2022) Prices rise …`
            if head.hasPrefix("("), let close = head.firstIndex(of: ")") {
                add(String(head[..<close]), .dateline, 0.45)
                continue
            }
            guard
                let mark = head.firstIndex(where: { "–—|„\"“:".contains($0) })
                    ?? head.find(" - ")?.lowerBound
            else { continue }
            add(String(head[..<mark]), .dateline, 0.45)
        }
        for index in 0..<min(blocks.blocks.count, last + 2_000) {
            let block = blocks.blocks[index]
            guard block.words <= 60, block.range.count < 500 else { continue }
            var bytes = blocks.bytes(block)
            var hasDigit = bytes.contains(where: Self.isDigit)
            var next: ArraySlice<UInt8> = []
            // A label with its date in the next line.
            if !hasDigit, index + 1 < blocks.blocks.count, block.words <= 4,
                blocks.blocks[index + 1].range.count < 60
            {
                next = blocks.bytes(blocks.blocks[index + 1])
                hasDigit = next.contains(where: Self.isDigit)
            }
            guard hasDigit else { continue }
            if !next.isEmpty { bytes = (bytes + [0x20] + next)[...] }
            let line = Array(bytes)
            let folded = FoldedText.bytes(line)
            for start in folded.indices {
                guard let length = Self.labels.length(at: start, of: folded) else { continue }
                let label = ByteText.string(folded[start..<start + length])
                let tail = ByteText.string(line[(start + length)...].prefix(50))
                let before = published.count + modified.count
                add(tail, .byline, Self.labelTrust, modified: PrintedDates.saysModified(label))
                if published.count + modified.count > before { break }
            }
        }
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// What a date behind a label is trusted, wherever on the page it stands.
    static let labelTrust = 0.44

    private static let labels = PhraseTable([
        "veröffentlicht am", "veröffentlicht:", "erschienen am", "erstellt am", "publiziert am",
        "datum:", "stand:", "published on", "published:", "posted on", "first published",
        "publié le", "mis en ligne le", "mise en ligne", "publicado el", "publicado em",
        "pubblicato il",
        "gepubliceerd op", "aktualisiert am", "letzte änderung", "zuletzt geändert",
        "zuletzt bearbeitet", "last updated", "last modified", "last edited", "wurde am",
    ])

    static func isMembership(_ line: String) -> Bool {
        let lower = line.lowercased()
        return ["registriert", "joined", "member since", "mitglied seit", "dabei seit"]
            .contains { lower.contains($0) }
    }

    // MARK: scripts

    private static let scriptKeys = [
        "datePublished", "publishedDate", "published_at", "publishDate", "publish_date",
        "datePublication", "publicationDate", "publishedAt", "firstPublished", "createdAt",
    ].map { Array(("\"" + $0 + "\"").utf8) }

    /// The first date that a script's data call one of publication.
    mutating func fromScripts(_ scripts: [ArraySlice<UInt8>]) {
        var left = 2 << 20
        for script in scripts where script.count <= left {
            left -= script.count
            let bytes = Array(script)
            for key in Self.scriptKeys {
                guard let found = ByteText.find(key, in: bytes, from: 0) else { continue }
                var index = found + key.count
                while index < bytes.count, index < found + key.count + 4, bytes[index] != 0x22 {
                    index += 1
                }
                guard index < bytes.count, bytes[index] == 0x22,
                    let end = bytes[(index + 1)...].firstIndex(of: 0x22), end - index < 60
                else { continue }
                let before = published.count
                add(ByteText.string(bytes[(index + 1)..<end]), .meta, 0.42)
                if published.count > before { return }
            }
        }
    }
}
