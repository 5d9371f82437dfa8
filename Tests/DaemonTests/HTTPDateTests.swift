import Foundation
import Testing

@testable import Daemon

@Suite struct HTTPDateTests {
    @Test("the date reads as RFC 9110 wants it, and is the date of now")
    func now() throws {
        let before = Date().timeIntervalSince1970.rounded(.down)
        var date = HTTPDate()
        let text = date.text
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        let read = try #require(formatter.date(from: text)).timeIntervalSince1970
        #expect(read >= before && read <= Date().timeIntervalSince1970)
    }
}
