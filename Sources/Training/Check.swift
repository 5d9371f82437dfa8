import Actors
import Articles
import Foundation

/// Counts how many names of a set are found: spans and types, and links where the set has them.
enum Check {
    /// Prints the counts of a file.
    ///
    /// Of `part` K/N only every Nth text from the Kth on counts. With `failures` prints what is
    /// missed (-) and wrong (+), with what stands around it.
    static func run(
        _ path: String, _ recogniser: ActorRecogniser, part: String?, failures: Bool
    ) throws {
        let numbers = part?.split(separator: "/").compactMap { Int($0) } ?? []
        var all = Counts()
        var span = Counts()
        var byType: [String: Counts] = [:]
        for (at, gold) in try GoldText.read(path).enumerated() {
            if numbers.count == 2, at % numbers[1] != numbers[0] { continue }
            let found = recogniser.mentions(in: gold.text)
                .filter { $0.kind == .name || $0.kind == .alias }
            let have = Set(
                found.map {
                    "\($0.start) \($0.end) \($0.type == .state ? "place" : $0.type.rawValue)"
                })
            let must = Set(gold.mentions.map { "\($0.start) \($0.end) \($0.type ?? "")" })
            if failures { show(gold.text, have, must) }
            all.add(have, must)
            span.add(
                Set(found.map { "\($0.start) \($0.end)" }),
                Set(gold.mentions.map { "\($0.start) \($0.end)" }))
            for type in ["person", "organisation", "place"] {
                byType[type, default: Counts()].add(
                    have.filter { $0.hasSuffix(type) }, must.filter { $0.hasSuffix(type) })
            }
        }
        let types = byType.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        print(URL(filePath: path).lastPathComponent, "all \(all) span \(span)", types)
    }

    private static func show(_ text: String, _ have: Set<String>, _ must: Set<String>) {
        let scalars = Array(text.unicodeScalars)
        let wrong = have.symmetricDifference(must).map { name -> (Int, String) in
            let parts = name.split(separator: " ")
            let start = Int(parts[0]) ?? 0
            let end = Int(parts[1]) ?? 0
            func piece(_ range: Range<Int>) -> String {
                var view = String.UnicodeScalarView()
                view.append(contentsOf: scalars[range])
                return String(view).replacing("\n", with: "|")
            }
            let before = piece(max(0, start - 30)..<start)
            let after = piece(end..<min(scalars.count, end + 25))
            return (
                start,
                "\(have.contains(name) ? "+" : "-") \(parts[2].prefix(3)) \(before)[[\(piece(start..<end))]]\(after)"
            )
        }
        for (_, line) in wrong.sorted(by: { $0.0 < $1.0 }) { print(line) }
    }

    /// Right, wrong and missed.
    struct Counts: CustomStringConvertible {
        var right = 0
        var found = 0
        var wanted = 0

        mutating func add(_ have: Set<String>, _ must: Set<String>) {
            right += have.intersection(must).count
            found += have.count
            wanted += must.count
        }

        var description: String {
            let precision = Double(right) / Double(max(1, found))
            let recall = Double(right) / Double(max(1, wanted))
            let measure = right == 0 ? 0 : 2 * precision * recall / (precision + recall)
            func text(_ value: Double) -> String { String(format: "%.4f", value) }
            return "p \(text(precision)) r \(text(recall)) f1 \(text(measure))"
        }
    }
}
