import Foundation
import Indexing

/// Progress of a run as one line that is written over, on a terminal.
final class ProgressLine {
    private let isShown: Bool
    private var lastShown = ContinuousClock.now - .seconds(1)

    init(isQuiet: Bool) {
        isShown = !isQuiet && Terminal.showsProgress
    }

    /// Shows how far the run is, at most ten times a second.
    func show(_ progress: IndexingProgress) {
        guard isShown, ContinuousClock.now - lastShown >= .milliseconds(100) else { return }
        lastShown = ContinuousClock.now
        standardErrorPart("\r\u{1B}[K" + Self.text(progress))
    }

    /// Clears the line, so that other lines can be written.
    func clear() {
        if isShown { standardErrorPart("\r\u{1B}[K") }
    }

    /// `indexing  12,000 of 45,315 (26 %)  3.1 MB/s  0:14 left  2 rejected`.
    static func text(_ progress: IndexingProgress) -> String {
        var text = progress.phase.rawValue + "  " + grouped(progress.articles)
        let rate = progress.seconds > 0 ? Double(progress.articles) / progress.seconds : 0
        if let total = progress.total, total > 0 {
            text += " of \(grouped(total)) (\(progress.articles * 100 / total) %)"
        }
        text += " articles"
        if progress.seconds > 0.5, progress.bytes > 0 {
            let megabytes = Double(progress.bytes) / 1e6 / progress.seconds
            text += String(format: "  %.1f MB/s", megabytes)
        }
        if let total = progress.total, rate > 0, progress.articles < total {
            let left = Int(Double(total - progress.articles) / rate)
            text += String(format: "  %d:%02d left", left / 60, left % 60)
        }
        if progress.rejected > 0 { text += "  \(grouped(progress.rejected)) rejected" }
        return text
    }

    /// `45,315`.
    static func grouped(_ number: Int) -> String {
        let digits = String(number)
        var result = ""
        for (offset, digit) in digits.enumerated() {
            if offset > 0, (digits.count - offset) % 3 == 0 { result += "," }
            result.append(digit)
        }
        return result
    }

    private func standardErrorPart(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
