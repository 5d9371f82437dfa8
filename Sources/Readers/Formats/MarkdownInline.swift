/// One paragraph of Markdown, read into plain text.
struct MarkdownInline {
    /// The texts of the pictures in it, in order; known once ``plain()`` has run.
    private(set) var pictures: [String] = []

    private let characters: [Character]
    private var position = 0
    /// The title of the last link or picture: `[text](target "title")`.
    private var linkTitle: String?

    /// A paragraph as written, on one line.
    init(_ text: String) {
        characters = Array(text)
    }

    /// The text without its marks.
    mutating func plain() -> String {
        position = 0
        pictures = []
        let text = read(until: characters.count, depth: 0)
        return CleanText.line(HTMLEntities.decoded(text))
    }

    /// How deep links and pictures may nest before their marks count as text.
    private static let maximumDepth = 8

    private mutating func read(until end: Int, depth: Int) -> String {
        var text = ""
        while position < end {
            let character = characters[position]
            switch character {
            case "\\" where position + 1 < end && isMark(characters[position + 1]):
                text.append(characters[position + 1])
                position += 2
            case "!" where position + 1 < end && characters[position + 1] == "[":
                if depth < Self.maximumDepth, let picture = link(at: position + 1, end, depth) {
                    pictures.append(CleanText.line(linkTitle ?? picture))
                } else {
                    text.append(character)
                    position += 1
                }
            case "[":
                if depth < Self.maximumDepth, let inner = link(at: position, end, depth) {
                    text += inner
                } else {
                    text.append(character)
                    position += 1
                }
            case "`": text += code(until: end)
            case "<": text += tag(until: end)
            case "{" where isShortcode(until: end): skipShortcode(until: end)
            case "*", "_", "~":
                if !isEmphasis(at: position, end) { text.append(character) }
                position += 1
            default:
                text.append(character)
                position += 1
            }
        }
        return text
    }

    private func isMark(_ character: Character) -> Bool {
        "\\`*_{}[]()#+-.!<>|~&\"'$%,/:;=?@^".contains(character)
    }

    /// Whether a mark opens or closes emphasis: it touches a word on one side only, or is one of
    /// several; an underscore within a word is a letter of it.
    private func isEmphasis(at index: Int, _ end: Int) -> Bool {
        let mark = characters[index]
        var first = index
        while first > 0, characters[first - 1] == mark { first -= 1 }
        var last = index
        while last + 1 < end, characters[last + 1] == mark { last += 1 }
        let before = first > 0 ? characters[first - 1] : " "
        let after = last + 1 < end ? characters[last + 1] : " "
        if before.isWhitespace && after.isWhitespace { return false }
        if mark == "~" { return last - first == 1 }
        if mark == "_", before.isLetter || before.isNumber, after.isLetter || after.isNumber {
            return false
        }
        return true
    }

    /// The text of `[text](target)`, `[text][label]` or `[^1]`, with the position behind it; nil,
    /// with the position as it was, where no link begins.
    private mutating func link(at open: Int, _ end: Int, _ depth: Int) -> String? {
        let start = position
        guard let close = closing(of: open, "[", "]", end) else { return nil }
        if open + 1 < end, characters[open + 1] == "^" {
            position = close + 1
            return ""
        }
        position = open + 1
        let text = read(until: close, depth: depth + 1)
        position = close + 1
        linkTitle = nil
        if position < end, characters[position] == "(" {
            guard let last = closing(of: position, "(", ")", end) else {
                position = start
                return nil
            }
            linkTitle = title(in: characters[(position + 1)..<last])
            position = last + 1
            return text
        }
        if position < end, characters[position] == "[",
            let last = closing(of: position, "[", "]", end)
        {
            position = last + 1
            return text
        }
        // Brackets alone are an insertion of an editor: "Commission [now Organization]".
        position = start
        return nil
    }

    /// The title behind the target of a link, without its quotation marks.
    private func title(in target: ArraySlice<Character>) -> String? {
        guard let quote = target.last, quote == "\"" || quote == "'",
            let open = target.firstIndex(of: quote), open < target.endIndex - 1,
            open > target.startIndex, target[open - 1] == " "
        else { return nil }
        return CleanText.optionalLine(String(target[(open + 1)..<(target.endIndex - 1)]))
    }

    /// The longest way looked ahead for a closing bracket: keeps a row of open ones linear.
    private static let reach = 4_000

    private func closing(
        of open: Int, _ left: Character, _ right: Character, _ end: Int
    ) -> Int? {
        var depth = 0
        for index in open..<min(end, open + Self.reach) {
            if characters[index] == "\\" { continue }
            if characters[index] == left { depth += 1 }
            if characters[index] == right {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }

    private mutating func code(until end: Int) -> String {
        let start = position
        while position < end, characters[position] == "`" { position += 1 }
        let ticks = position - start
        let begin = position
        var run = 0
        for index in begin..<end {
            run = characters[index] == "`" ? run + 1 : 0
            let ends = index + 1 >= end || characters[index + 1] != "`"
            if run == ticks && ends {
                position = index + 1
                return String(characters[begin...(index - ticks)])
            }
        }
        return String(characters[start..<begin])
    }

    /// An HTML tag as nothing, an autolink as its address.
    private mutating func tag(until end: Int) -> String {
        guard position + 1 < end else {
            position += 1
            return "<"
        }
        let next = characters[position + 1]
        guard next.isLetter || next == "/" || next == "!",
            let close = characters[position..<min(end, position + 500)].firstIndex(of: ">")
        else {
            position += 1
            return "<"
        }
        let inside = String(characters[(position + 1)..<close])
        position = close + 1
        let isAddress = !inside.contains(" ") && (inside.contains("://") || inside.contains("@"))
        if isAddress, !inside.hasPrefix("/") { return inside }
        return inside.hasPrefix("br") || inside.hasPrefix("/p") ? " " : ""
    }

    private func isShortcode(until end: Int) -> Bool {
        guard position + 1 < end else { return false }
        return characters[position + 1] == "{" || characters[position + 1] == "%"
    }

    /// `{{< figure >}}`, `{{ x }}`, `{% x %}`.
    private mutating func skipShortcode(until end: Int) {
        for index in (position + 2)..<max(position + 2, min(end - 1, position + Self.reach))
        where characters[index + 1] == "}" && (characters[index] == "}" || characters[index] == "%")
        {
            position = index + 2
            return
        }
        position += 2
    }
}
