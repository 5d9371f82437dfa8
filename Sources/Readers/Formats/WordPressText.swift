import Articles

/// The text of a post as WordPress stores it: HTML with block comments and shortcodes, of which
/// line ends mean breaks where no block editor wrote it.
///
///     Text of the [abbr title="x"]first[/abbr] paragraph.
///
///     [caption id="a"]<img src="p.jpg"> A harbour.[/caption]      -> <figcaption>A harbour.
///     [gallery ids="1,2"]  [embed]https://…[/embed]               -> nothing
///     <!-- wp:paragraph --><p>…</p><!-- /wp:paragraph -->         -> <p>…</p>
enum WordPressText {
    /// What the status of a post means.
    ///
    /// - Parameter date: when it is to appear, for one that is scheduled.
    static func publication(
        status: String?, date: String?, hasPassword: Bool
    ) -> Withholding.Publication {
        if hasPassword { return .withheld("it has a password") }
        // A status that a plugin made up is not the one of what all may see.
        guard let status, status != "publish" else { return .open }
        if status == "future", let date, let end = Moment(date) { return .embargoed(end) }
        return .withheld("its status is \(status)")
    }

    /// The paragraphs and captions of a post.
    static func fragment(_ content: String) throws(ReadError) -> HTMLFragment {
        let bytes = Array(CleanText.normalised(content).utf8)
        let isBlocks = ByteText.find(Array("<!-- wp:".utf8), in: bytes, from: 0) != nil
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 8)
        var reader = Reader(bytes: bytes, isBlocks: isBlocks)
        reader.run(into: &output)
        return try HTMLFragment(output)
    }

    /// One pass over a text.
    private struct Reader {
        let bytes: [UInt8]
        let isBlocks: Bool
        var index = 0
        /// Inside of `<pre>`, where line ends are kept by themselves.
        var isPreformatted = false
        /// Where shortcodes end, by name: found once, as a text may hold any number of brackets.
        private var ends: [String: [Int]] = [:]

        init(bytes: [UInt8], isBlocks: Bool) {
            self.bytes = bytes
            self.isBlocks = isBlocks
            var start = 0
            while let found = ByteText.find([0x5B, 0x2F], in: bytes, from: start) {
                start = found + 2
                if let code = Shortcode(in: bytes, at: found) {
                    ends[code.name, default: []].append(code.end)
                }
            }
        }

        /// Where the first end tag of that name at or behind an offset ends.
        private func contentEnd(_ code: Shortcode) -> Int? {
            guard let ends = ends[code.name] else { return nil }
            var low = 0
            var high = ends.count
            while low < high {
                let middle = (low + high) / 2
                if ends[middle] <= code.end { low = middle + 1 } else { high = middle }
            }
            return low < ends.count ? ends[low] : nil
        }

        mutating func run(into output: inout [UInt8]) {
            while index < bytes.count {
                switch bytes[index] {
                case 0x3C: tag(into: &output)
                case 0x5B: bracket(into: &output)
                case 0x0A where !isBlocks && !isPreformatted:
                    output.append(contentsOf: "<br>\n".utf8)
                    index += 1
                default:
                    output.append(bytes[index])
                    index += 1
                }
            }
        }

        /// Copies a tag as it is: line ends inside of it are none of the text.
        private mutating func tag(into output: inout [UInt8]) {
            let rest = bytes[index...]
            let isComment = rest.starts(with: "<!--".utf8)
            let close: [UInt8] = isComment ? Array("-->".utf8) : [0x3E]
            guard let found = ByteText.find(close, in: bytes, from: index) else {
                output.append(contentsOf: rest)
                index = bytes.count
                return
            }
            let end = found + close.count
            let name = ByteText.lowercased(bytes[index..<min(index + 5, end)])
            if name.starts(with: "<pre".utf8) { isPreformatted = true }
            if name.starts(with: "</pre".utf8) { isPreformatted = false }
            if !isComment { output.append(contentsOf: bytes[index..<end]) }
            index = end
        }

        /// Leaves out a shortcode, with what is inside where that is no text.
        private mutating func bracket(into output: inout [UInt8]) {
            guard let code = Shortcode(in: bytes, at: index),
                !code.isWord || contentEnd(code) != nil
            else {
                output.append(0x5B)
                index += 1
                return
            }
            if code.name == "caption" || code.name == "wp_caption" {
                output.append(
                    contentsOf: code.isEnd
                        ? "</figcaption></figure>".utf8 : "<figure><figcaption>".utf8)
            } else if !code.isEnd, Shortcode.silent.contains(code.name),
                let end = contentEnd(code)
            {
                index = end
                return
            }
            index = code.end
        }
    }

    /// `[name attribute="value"]`, `[/name]`, `[name /]`.
    private struct Shortcode {
        var name: String
        var isEnd: Bool
        /// Whether it is a bare word in brackets, which is text unless an end tag follows.
        var isWord = false
        /// Behind the bracket.
        var end: Int

        /// Shortcodes of which the content is an address, a script or a list of files.
        static let silent: Set<String> = [
            "embed", "audio", "video", "playlist", "gallery", "youtube", "vimeo", "tweet",
            "instagram", "iframe", "contact-form", "contact-form-7", "googlemaps", "googlevideo",
            "soundcloud", "polldaddy", "slideshow", "dailymotion", "wpvideo",
        ]

        /// Shortcodes without attributes whose end tag may be missing.
        private static let bare: Set<String> = [
            "gallery", "embed", "audio", "video", "playlist", "more", "caption", "wp_caption",
            "contact-form", "slideshow", "sitemap", "archives", "recent_posts", "toc",
        ]

        /// The shortcode at an offset; nil where what is in brackets is text, as `[sic]` is.
        init?(in bytes: [UInt8], at start: Int) {
            var index = start + 1
            isEnd = index < bytes.count && bytes[index] == 0x2F
            if isEnd { index += 1 }
            let nameStart = index
            while index < bytes.count, Self.isNameByte(bytes[index]) { index += 1 }
            guard index > nameStart, bytes[nameStart] | 0x20 &- 0x61 < 26,
                let close = Self.close(in: bytes, from: index)
            else { return nil }
            name = String(decoding: bytes[nameStart..<index], as: UTF8.self)
            end = close + 1
            let inside = bytes[index..<close]
            guard inside.isEmpty || ByteText.isSpace(bytes[index]) || bytes[index] == 0x2F,
                !isEnd || inside.isEmpty
            else { return nil }
            let hasAttributes = inside.contains(0x3D) || inside.last == 0x2F
            guard !isEnd, !hasAttributes, !Self.bare.contains(name) else { return }
            guard inside.isEmpty else { return nil }
            isWord = true
        }

        private static func isNameByte(_ byte: UInt8) -> Bool {
            byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2D || byte == 0x5F
        }

        /// The bracket that closes, outside of quotation marks and within a line or so.
        private static func close(in bytes: [UInt8], from start: Int) -> Int? {
            var index = start
            var quote: UInt8 = 0
            while index < bytes.count, index - start < 4_096 {
                let byte = bytes[index]
                if quote != 0 {
                    if byte == quote { quote = 0 }
                } else if byte == 0x5D {
                    return index
                } else if byte == 0x5B || byte == 0x3C {
                    return nil
                } else if byte == 0x22 || byte == 0x27, bytes[index - 1] == 0x3D {
                    quote = byte
                }
                index += 1
            }
            return nil
        }
    }
}
