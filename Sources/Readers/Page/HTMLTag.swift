/// An element that extraction tells apart, or text.
///
/// Elements that are not listed are ``other``: they break lines only where they look like custom
/// elements (see ``HTMLTag/custom``).
enum HTMLTag: UInt8, CaseIterable {
    case text, other, custom
    case a, abbr, acronym, address, applet, area, article, aside, audio, b, base, bdi, bdo, big
    case blockquote, body, br, button, canvas, caption, center, cite, code, col, colgroup, data
    case datalist, dd, del, details, dfn, dialog, dir, div, dl, dt, em, embed, fieldset
    case figcaption, figure, font, footer, form, frame, frameset, h1, h2, h3, h4, h5, h6, head
    case header, hgroup, hr, html, i, iframe, img, input, ins, kbd, label, legend, li, link, main
    case map, mark, math, menu, meta, meter, nav, nobr, noframes, noscript, object, ol, optgroup
    case option, output, p, param, picture, plaintext, pre, progress, q, rp, rt, ruby, s, samp
    case script, section, select, small, source, span, strike, strong, style, sub, summary, sup
    case svg, table, tbody, td, template, textarea, tfoot, th, thead, time, title, tr, track, tt
    case u, ul, video, wbr, xmp
}

extension HTMLTag {
    /// A hash of a name without regard to case (FNV-1a, 64 bits).
    static func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in name {
            let lower = byte &- 0x41 < 26 ? byte | 0x20 : byte
            hash = (hash ^ UInt64(lower)) &* 0x100_0000_01b3
        }
        return hash
    }

    private static let byName = NameTable(
        allCases.filter { $0.rawValue > HTMLTag.custom.rawValue }
            .map { (Array("\($0)".utf8), $0.rawValue) })

    /// The element of that name; ``custom`` for a name with a hyphen, else ``other``.
    init(name: UnsafeBufferPointer<UInt8>) {
        self.init(name: name, hash: Self.hash(name))
    }

    /// The same where the hash of the name is known.
    init(name: UnsafeBufferPointer<UInt8>, hash: UInt64) {
        if let value = Self.byName.value(hash), let tag = HTMLTag(rawValue: value) {
            self = tag
        } else {
            self = name.contains(0x2D) ? .custom : .other
        }
    }
}

/// A set of elements, one bit each.
struct HTMLTagSet: Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    private var rest: UInt64 = 0

    /// A set of those elements.
    init(_ tags: [HTMLTag]) {
        for tag in tags {
            let bit = UInt64(1) << UInt64(tag.rawValue & 63)
            switch tag.rawValue >> 6 {
            case 0: low |= bit
            case 1: high |= bit
            default: rest |= bit
            }
        }
    }

    /// Whether the element belongs to the set.
    @inline(__always)
    func contains(_ tag: HTMLTag) -> Bool {
        let word = tag.rawValue < 64 ? low : tag.rawValue < 128 ? high : rest
        return word >> UInt64(tag.rawValue & 63) & 1 == 1
    }

    /// Elements without an end tag.
    static let void = HTMLTagSet([
        .area, .base, .br, .col, .embed, .frame, .hr, .img, .input, .link, .meta, .param, .source,
        .track, .wbr,
    ])

    /// Elements that begin and end a line of text.
    static let block = HTMLTagSet([
        .address, .article, .aside, .blockquote, .body, .caption, .center, .custom, .dd, .details,
        .dialog, .dir, .div, .dl, .dt, .fieldset, .figcaption, .figure, .footer, .form, .h1, .h2,
        .h3, .h4, .h5, .h6, .header, .hgroup, .hr, .html, .legend, .li, .main, .menu, .nav, .ol,
        .p, .pre, .section, .summary, .table, .tbody, .td, .tfoot, .th, .thead, .tr, .ul, .xmp,
        .option, .title,
    ])

    /// Headings.
    static let heading = HTMLTagSet([.h1, .h2, .h3, .h4, .h5, .h6])

    /// Elements whose text nobody reads as running text.
    static let silent = HTMLTagSet([
        .applet, .audio, .button, .canvas, .datalist, .embed, .frameset, .head, .iframe, .input,
        .map, .meter, .noframes, .noscript, .object, .optgroup, .option, .progress, .script,
        .select, .style, .svg, .template, .textarea, .title, .video,
    ])

    /// Elements whose end tag may be left out, so that a start tag of the same kind ends them.
    static let optionalEnd = HTMLTagSet([
        .dd, .dt, .li, .option, .p, .tbody, .td, .tfoot, .th, .thead, .tr,
    ])
}
