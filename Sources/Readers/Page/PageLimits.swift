/// What one page may cost.
///
/// libxml2 2.9.14 is quadratic in the attributes of a tag (50,000: 5.5 s) and stops at a depth of
/// 256 unless told to be lenient; the scan before the parser keeps pages within these bounds.
enum PageLimits {
    /// Bytes of a whole page; a longer one is refused.
    static let pageBytes = 20 << 20
    /// Elements that are open at the same time; deeper ones vanish, their text stays.
    static let depth = 2_000
    /// Attributes of a tag that are looked at.
    static let attributesPerTag = 256
    /// Bytes of a tag that are looked at; attributes behind them are left out.
    static let tagBytes = 64 << 10
    /// Elements of a page; later ones vanish, their text stays.
    static let elements = 1_000_000
    /// Bytes of `application/ld+json` that are read.
    static let linkedDataBytes = 4 << 20
    /// Depth of JSON that is read.
    static let jsonDepth = 64
}
