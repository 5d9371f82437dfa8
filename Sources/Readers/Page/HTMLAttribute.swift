/// An attribute that extraction reads; all others are left out before the parser.
enum HTMLAttribute: UInt8, CaseIterable {
    case type, `class`, id, itemprop, rel, href, name, property, content, datetime, title, role
    case style, hidden, lang, pubdate, ariaHidden, httpEquiv, dataTestid, dataComponent, dataQa
    case dataTest, dataDate, dataDatetime, dataPublished, dataBlockName, value, xmlLang

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

    private static let byName = NameTable(allCases.map { ($0.name, $0.rawValue) })

    /// The attribute of that name; nil for one that is not read.
    init?(name: UnsafeBufferPointer<UInt8>) {
        guard let value = Self.byName.value(HTMLTag.hash(name)) else { return nil }
        self.init(rawValue: value)
    }
}
