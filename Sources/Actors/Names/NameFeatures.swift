/// The features of the words of a text: what the model knows by is the hashes made here.
///
/// A feature is a number of its kind (the template) mixed with what it looks at. Changing a template
/// makes every model trained before worthless: train again.
struct NameFeatures {
    private let views: [NameView]
    private let tokens: UnsafeBufferPointer<Token>
    private let text: UnsafeBufferPointer<UInt8>

    init(
        views: [NameView], tokens: UnsafeBufferPointer<Token>, text: UnsafeBufferPointer<UInt8>
    ) {
        self.views = views
        self.tokens = tokens
        self.text = text
    }

    /// Which different word with a capital each word is, -1 for all others.
    var entries: [Int32] { views.map(\.entry) }

    /// The stretches of words that can be names, in order: no name reaches from one into another.
    var stretches: [Range<Int>] {
        var stretches: [Range<Int>] = []
        var start = -1
        for at in 0..<views.count {
            let breaks =
                tokens[at].gap == .paragraph || tokens[at].gap == .bracket || opensSentence(at)
            if start >= 0 && (breaks || !views[at].isCandidate) {
                stretches.append(start..<at)
                start = -1
            }
            if start < 0 && views[at].isCandidate { start = at }
        }
        if start >= 0 { stretches.append(start..<views.count) }
        return stretches
    }

    /// Whether a sentence or a quotation begins at a word.
    ///
    /// Behind the point of an initial or a title none does.
    private func opensSentence(_ at: Int) -> Bool {
        guard at > 0, tokens[at].shape.contains(.opening) else { return false }
        let previous = tokens[at - 1]
        return tokens[at].gap != .point
            || previous.length > 3 && previous.shape.isDisjoint(with: [.initial, .pointed])
                && previous.classes.isDisjoint(with: [.title, .honorific, .suffix])
    }

    /// Calls `use` with the hash of every feature of a word of a stretch.
    @inline(__always)
    func visit(_ at: Int, in stretch: Range<Int>, _ use: (UInt64) -> Void) {
        let none = NameView()
        let here = views[at]
        let token = tokens[at]
        let opensText = token.gap == .paragraph
        let closesText = at + 1 >= views.count || tokens[at + 1].gap == .paragraph
        let left = opensText || at < 1 ? none : views[at - 1]
        let left2 =
            opensText || at < 2 || tokens[at - 1].gap == .paragraph ? none : views[at - 2]
        let right = closesText ? none : views[at + 1]
        let right2 =
            closesText || at + 2 >= views.count || tokens[at + 2].gap == .paragraph
            ? none : views[at + 2]
        var template: UInt64 = 0
        @inline(__always)
        func emit(_ a: UInt64, _ b: UInt64 = 0, _ c: UInt64 = 0) {
            template &+= 1
            use(
                NameModel.mixed(
                    a &+ template &* 0x9E37_79B9_7F4A_7C15,
                    b &* 0xD6E8_FEB8_6659_FD93 ^ c &* 0xA076_1D64_78BD_642F))
        }
        let head: UInt64 =
            (token.shape.contains(.opening) ? 1 : 0)
            | (token.shape.contains(.inTitleCase) ? 2 : 0)
            | (token.shape.contains(.inCapitals) ? 4 : 0) | (here.isInTable ? 8 : 0)
        emit(head)
        // Words and their neighbours.
        emit(here.form)
        emit(here.word)
        emit(left.form)
        emit(right.form)
        emit(left2.word)
        emit(right2.word)
        emit(left.word, here.word)
        emit(here.word, right.word)
        // Clusters.
        emit(here.cluster)
        emit(left.cluster)
        emit(right.cluster)
        emit(here.kind)
        emit(left.kind)
        emit(right.kind)
        emit(left.kind, here.kind)
        emit(here.kind, right.kind)
        emit(left2.kind, left.kind)
        emit(right.kind, right2.kind)
        emit(left.kind, here.shape, right.kind)
        // Shapes and gaps.
        emit(here.shape, head)
        emit(left.shape, here.shape, right.shape)
        emit(here.gap, right.gap, here.shape)
        emit(here.gap, left.shape)
        emit(left.gap, here.gap, right.gap)
        affixes(token, here.shape, emit: { emit($0, $1) })
        // Lists.
        emit(here.lists, here.shape)
        emit(left.lists)
        emit(right.lists)
        emit(left.lists, here.lists)
        emit(here.lists, right.lists)
        // Records and rules.
        emit(here.record)
        emit(here.rule)
        emit(here.record, here.rule)
        emit(here.rule, right.rule)
        emit(left.rule, here.rule)
        emit(here.rule, here.cluster)
        emit(here.rule, head)
        emit(here.record, left.kind)
        emit(here.record, right.kind)
        // The stretch: its length, and what stands around and at the ends of it.
        let length = UInt64(min(stretch.count, 6))
        let place = UInt64(min(at - stretch.lowerBound, 5))
        emit(length, place, head)
        let first = views[stretch.lowerBound]
        let last = views[stretch.upperBound - 1]
        let before =
            stretch.lowerBound > 0 && tokens[stretch.lowerBound].gap != .paragraph
            ? views[stretch.lowerBound - 1] : none
        let after =
            stretch.upperBound < views.count && tokens[stretch.upperBound].gap != .paragraph
            ? views[stretch.upperBound] : none
        emit(last.lists, length)
        emit(first.lists, length)
        emit(before.cluster, place)
        emit(after.cluster, length &- place)
        emit(before.word, after.word)
        emit(before.kind, after.kind, length)
        // What the text says it is: "… is a radio station", "…, a German company".
        template &+= 2
        for other in definition(behind: stretch.upperBound) {
            use(
                NameModel.mixed(views[other].word, template &* 0x9E37_79B9_7F4A_7C15))
            use(
                NameModel.mixed(
                    views[other].cluster, (template &+ 1) &* 0x9E37_79B9_7F4A_7C15))
        }
        // Other uses of the word.
        let uses = UInt64(here.uses.rawValue)
        emit(uses, head & 3)
        template &+= 1
        for bit in 0..<NameUses.known where uses >> UInt64(bit) & 1 == 1 {
            use(
                NameModel.mixed(
                    UInt64(bit) &+ template &* 0x9E37_79B9_7F4A_7C15, head & 3))
        }
        let kinds = uses & Self.kinds
        emit(kinds, here.shape)
        emit(UInt64(right.uses.rawValue) & Self.kinds, kinds)
        emit(UInt64(left.uses.rawValue) & Self.kinds, kinds)
    }

    private static let copulas = Set(["is", "was", "are", "were"].map { WordTable.hash($0.utf8) })
    private static let articles = Set(["a", "an", "the"].map { WordTable.hash($0.utf8) })

    /// The words that say what the name before a word is.
    ///
    /// At most five small words behind an article, which stands behind a comma, "is" or "was"; none
    /// in most places.
    @inline(__always)
    private func definition(behind at: Int) -> Range<Int> {
        guard at < tokens.count, !tokens[at].shape.contains(.capital) else { return 0..<0 }
        var start = at
        if tokens[at].gap != .comma {
            guard Self.copulas.contains(tokens[at].hash) else { return 0..<0 }
            start += 1
        }
        guard start < tokens.count, Self.articles.contains(tokens[start].hash) else { return 0..<0 }
        start += 1
        var end = start
        while end < tokens.count, end - start < 5, tokens[end].gap == .space,
            !tokens[end].shape.contains(.capital)
        {
            end += 1
        }
        return start..<end
    }

    /// The uses that speak for a type.
    private static let kinds = UInt64(
        NameUses([.inPerson, .inOrganisation, .inPlace, .afterTitle, .afterGivenName]).rawValue)

    /// The first and last letters of a word, in small letters as far as they are ASCII.
    @inline(__always)
    private func affixes(_ token: Token, _ shape: UInt64, emit: (UInt64, UInt64) -> Void) {
        let start = Int(token.start)
        let end = Int(token.end)
        var head: UInt64 = 0
        for offset in 0..<4 {
            let byte = start + offset < end ? UInt64(text[start + offset] | 0x20) : 0
            head = head << 8 | byte
            if offset >= 2 { emit(head, 0) }
        }
        var tail: UInt64 = 0
        for offset in 1...4 {
            let byte = end - offset >= start ? UInt64(text[end - offset] | 0x20) : 0
            tail = tail << 8 | byte
            if offset >= 2 { emit(tail, offset == 2 ? shape : 0) }
        }
    }
}
