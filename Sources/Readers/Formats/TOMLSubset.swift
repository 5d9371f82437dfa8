/// The part of TOML 1.0 (https://toml.io/en/v1.0.0) that front matter uses.
///
///     title = "Cheap gas"              basic and literal strings, of one line or several
///     date = 2022-03-04                dates and times stay text
///     weight = 3                       numbers, booleans
///     authors = ["Jane", "John"]       arrays, over several lines too; inline tables
///     [taxonomies]                     tables, dotted keys and names
///     [[links]]                        arrays of tables
///
/// Values are checked less strictly than the specification asks: a word without quotes is text.
enum TOMLSubset {
    /// The table that a text holds.
    ///
    /// - Throws: ``ReadError`` with the line of the file (front matter begins on line 2).
    static func table(_ text: String) throws(ReadError) -> JSONValue {
        var parser = Parser(characters: Array(text))
        return try parser.document()
    }

    private struct Parser {
        /// Arrays and inline tables within each other.
        static let maximumDepth = 32

        let characters: [Character]
        var position = 0

        init(characters: [Character]) {
            self.characters = characters
        }

        mutating func document() throws(ReadError) -> JSONValue {
            var root = JSONValue.object([])
            var path: [String] = []
            while true {
                skipBlank()
                guard let next = peek() else { return root }
                if next == "[" {
                    path = try header(&root)
                } else {
                    let (keys, value) = try pair(depth: 0)
                    Self.set(value, at: path + keys, in: &root)
                }
                try endOfLine()
            }
        }

        private func fault(_ what: String) -> ReadError {
            let line = characters[..<min(position, characters.count)].count { $0 == "\n" }
            return ReadError("front matter is not TOML: " + what, line: line + 2)
        }

        private func peek(_ ahead: Int = 0) -> Character? {
            position + ahead < characters.count ? characters[position + ahead] : nil
        }

        /// `[name]` or `[[name]]`.
        private mutating func header(_ root: inout JSONValue) throws(ReadError) -> [String] {
            position += 1
            let isArray = peek() == "["
            if isArray { position += 1 }
            let keys = try keys()
            for _ in 0..<(isArray ? 2 : 1) {
                guard peek() == "]" else { throw fault("a bracket should close the table's name") }
                position += 1
            }
            if isArray {
                Self.append(at: keys, in: &root)
            } else {
                Self.set(nil, at: keys, in: &root)
            }
            return keys
        }

        private mutating func pair(depth: Int) throws(ReadError) -> ([String], JSONValue) {
            let keys = try keys()
            guard peek() == "=" else { throw fault("an equals sign should follow the key") }
            position += 1
            skipSpace()
            return (keys, try value(depth: depth))
        }

        private mutating func keys() throws(ReadError) -> [String] {
            var keys: [String] = []
            while true {
                skipSpace()
                if peek() == "\"" || peek() == "'" {
                    keys.append(try string())
                } else {
                    let start = position
                    while let next = peek(), next.isLetter || next.isNumber || "-_".contains(next) {
                        position += 1
                    }
                    guard position > start else { throw fault("a key should be here") }
                    keys.append(String(characters[start..<position]))
                }
                skipSpace()
                guard peek() == "." else { return keys }
                position += 1
                guard keys.count < Self.maximumDepth else { throw fault("a key of too many parts") }
            }
        }

        private mutating func value(depth: Int) throws(ReadError) -> JSONValue {
            guard depth < Self.maximumDepth else { throw fault("nested too deeply") }
            switch peek() {
            case "\"", "'": return .string(try string())
            case "[": return try array(depth: depth)
            case "{": return try inlineTable(depth: depth)
            case nil, "\n": throw fault("a value should be here")
            default: return bare()
            }
        }

        private mutating func bare() -> JSONValue {
            let start = position
            while let next = peek(), !",]}#\n".contains(next) { position += 1 }
            let text = CleanText.line(String(characters[start..<position]))
            switch text {
            case "true": return .bool(true)
            case "false": return .bool(false)
            default: return .string(text)
            }
        }

        private mutating func array(depth: Int) throws(ReadError) -> JSONValue {
            position += 1
            var values: [JSONValue] = []
            while true {
                skipBlank()
                if peek() == "]" { break }
                values.append(try value(depth: depth + 1))
                skipBlank()
                if peek() == "," {
                    position += 1
                } else if peek() != "]" {
                    throw fault("a comma or a bracket should follow the value")
                }
            }
            position += 1
            return .array(values)
        }

        private mutating func inlineTable(depth: Int) throws(ReadError) -> JSONValue {
            position += 1
            var table = JSONValue.object([])
            while true {
                skipBlank()
                if peek() == "}" { break }
                let (keys, value) = try pair(depth: depth + 1)
                TOMLSubset.Parser.set(value, at: keys, in: &table)
                skipBlank()
                if peek() == "," {
                    position += 1
                } else if peek() != "}" {
                    throw fault("a comma or a brace should follow the value")
                }
            }
            position += 1
            return table
        }

        // MARK: Strings

        private mutating func string() throws(ReadError) -> String {
            guard let quote = peek() else { throw fault("a string should be here") }
            let isLong = peek(1) == quote && peek(2) == quote
            position += isLong ? 3 : 1
            if isLong, peek() == "\n" { position += 1 }
            var text = ""
            while let next = peek() {
                if next == quote, !isLong || (peek(1) == quote && peek(2) == quote) {
                    position += isLong ? 3 : 1
                    return text
                }
                if next == "\n", !isLong { break }
                if next == "\\", quote == "\"" {
                    try escape(into: &text)
                } else {
                    text.append(next)
                    position += 1
                }
            }
            throw fault("a string is not closed")
        }

        private mutating func escape(into text: inout String) throws(ReadError) {
            position += 1
            guard let letter = peek() else { throw fault("a string is not closed") }
            position += 1
            switch letter {
            case "n": text.append("\n")
            case "t": text.append("\t")
            case "r": text.append("\r")
            case "b", "f": text.append(" ")
            case "\"", "\\", "/": text.append(letter)
            case "\n": skipBlank()
            case "u", "U":
                let count = letter == "u" ? 4 : 8
                guard position + count <= characters.count,
                    let code = UInt32(String(characters[position..<position + count]), radix: 16),
                    let scalar = Unicode.Scalar(code)
                else { throw fault("no such character") }
                text.unicodeScalars.append(scalar)
                position += count
            default: throw fault("no such escape: \\\(letter)")
            }
        }

        // MARK: Space

        private mutating func skipSpace() {
            while peek() == " " || peek() == "\t" { position += 1 }
        }

        /// White space, line ends and comments.
        private mutating func skipBlank() {
            while let next = peek() {
                if next == "#" {
                    while let inside = peek(), inside != "\n" { position += 1 }
                } else if next.isWhitespace {
                    position += 1
                } else {
                    return
                }
            }
        }

        private mutating func endOfLine() throws(ReadError) {
            skipSpace()
            if peek() == "#" { while let next = peek(), next != "\n" { position += 1 } }
            guard let next = peek() else { return }
            guard next == "\n" else { throw fault("more on the line than a value") }
            position += 1
        }

        // MARK: Tables

        /// Puts a value at a path; nil only makes the tables of the path.
        private static func set(_ value: JSONValue?, at path: [String], in table: inout JSONValue) {
            // A name below an array of tables means its last table.
            if case .array(var items) = table, var last = items.popLast() {
                set(value, at: path, in: &last)
                table = .array(items + [last])
                return
            }
            guard let key = path.first else { return }
            var members: [JSONValue.Member] = []
            if case .object(let present) = table { members = present }
            let place = members.firstIndex { $0.key == key }
            if path.count == 1, let value {
                if let place {
                    members[place].value = value
                } else {
                    members.append(JSONValue.Member(key: key, value: value))
                }
            } else {
                var inner = place.map { members[$0].value } ?? .object([])
                set(value, at: Array(path.dropFirst()), in: &inner)
                if let place {
                    members[place].value = inner
                } else {
                    members.append(JSONValue.Member(key: key, value: inner))
                }
            }
            table = .object(members)
        }

        private static func append(at path: [String], in root: inout JSONValue) {
            var values: [JSONValue] = []
            if case .array(let present) = value(at: path, in: root) { values = present }
            replace(.array(values + [.object([])]), at: path, in: &root)
        }

        private static func replace(
            _ value: JSONValue, at path: [String], in root: inout JSONValue
        ) {
            set(value, at: path, in: &root)
        }

        private static func value(at path: [String], in root: JSONValue) -> JSONValue? {
            var value: JSONValue? = root
            for key in path { value = value?[key] }
            return value
        }
    }
}
