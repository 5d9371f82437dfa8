/// Counts words the way the `words` of an article are counted.
public enum WordCount {
    /// The number of runs of characters between white space; bytes are looked at, not characters,
    /// since every white space that separates words in practice is ASCII or U+00A0.
    public static func words(in text: String) -> Int {
        var count = 0
        var inWord = false
        var previous: UInt8 = 0
        for byte in text.utf8 {
            let isNoBreakSpace = previous == 0xC2 && byte == 0xA0
            let isSpace = byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) || isNoBreakSpace
            if isSpace {
                inWord = false
            } else if !inWord && byte != 0xC2 {
                inWord = true
                count += 1
            }
            previous = byte
        }
        return count
    }
}
