/// An attribute that extraction reads; all others are left out before the parser.
enum HTMLAttribute: UInt8, CaseIterable {
    case type, `class`, id, itemprop, itemtype, itemscope, rel, href, name, property, content
    case datetime, title, role, style, hidden, lang, typeof, pubdate, src
    case ariaHidden, ariaLabel, httpEquiv, charset, resource
    case dataTestid, dataComponent, dataQa, dataTest, dataTimestamp, dataDate, dataDatetime
    case dataTime, dataPublished, dataBlockName, dataAuthor, cite, value, xmlLang

    /// As it stands in markup.
    var name: [UInt8] { Self.names[Int(rawValue)] }

    private static let names: [[UInt8]] = allCases.map { attribute in
        if attribute == .xmlLang { return Array("xml:lang".utf8) }
        var name: [UInt8] = []
        for byte in "\(attribute)".utf8 {
            // dataTestid is data-testid.
            if byte &- 0x41 < 26 {
                name.append(0x2D)
                name.append(byte | 0x20)
            } else {
                name.append(byte)
            }
        }
        return name
    }

    private static let byHash: [UInt64: HTMLAttribute] = {
        var table: [UInt64: HTMLAttribute] = [:]
        for attribute in allCases {
            table[attribute.name.withUnsafeBufferPointer(HTMLTag.hash)] = attribute
        }
        return table
    }()

    /// The attribute of that name; nil for one that is not read.
    init?(name: UnsafeBufferPointer<UInt8>) {
        guard let attribute = Self.byHash[HTMLTag.hash(name)] else { return nil }
        self = attribute
    }
}
