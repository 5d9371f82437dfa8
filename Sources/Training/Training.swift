import Actors
import Foundation

/// Trains the model of names that ships in `CShim/Data/names.model`.
///
///     Training words --texts TEXTS.jsonl --lists FOLDER --output FILE
///     Training model --words FILE --gold A.jsonl,B.jsonl --texts TEXTS.jsonl --output FILE
///                    [--weights 1,0.3,0.1] [--leave-out K/N]
///     Training check --model FILE [--part K/N] [--show all] SET.jsonl…
///
/// `words` sorts the words of unlabelled texts into clusters and joins them with lists of names;
/// `model` trains the weights; `check` counts right names. The same input gives the same bytes.
/// Built only on request (`make model`): nobody else waits for it.
@main
struct Training {
    static func main() throws {
        var options = Options(Array(CommandLine.arguments.dropFirst()))
        switch options.command {
        case "words":
            try WordClasses.make(
                texts: try options.need("texts"), lists: try options.need("lists"),
                output: try options.need("output"))
        case "model":
            try train(&options)
        case "check":
            let model = try options["model"].map(NameModel.init(file:))
            let recogniser = ActorRecogniser(records: try .builtIn(), model: model)
            for path in options.files {
                try Check.run(
                    path, recogniser, part: options["part"], failures: options["show"] == "all")
            }
        default:
            throw Options.Wrong("usage: Training words|model|check; see Training.swift")
        }
    }

    private static func train(_ options: inout Options) throws {
        let words = try NameModel(file: try options.need("words"))
        var settings = Settings()
        for (name, path) in [
            ("silver", \Settings.silverTexts), ("passes", \.passes), ("features", \.features),
        ] {
            if let text = options[name], let value = Int(text) { settings[keyPath: path] = value }
        }
        if let text = options["silver-weight"], let value = Float(text) {
            settings.silverWeight = value
        }
        if let text = options["dropout"], let value = Float(text) { settings.dropout = value }
        if let text = options["bold"], let value = Float(text) { settings.boldness = value }
        if let text = options["decay"], let value = Float(text) { settings.decay = value }
        if let text = options["rate"], let value = Float(text) { settings.rate = value }
        let recogniser = ActorRecogniser(records: try .builtIn(), model: nil)
        var gold: [(texts: [GoldText], weight: Float)] = []
        for (number, path) in try options.need("gold").split(separator: ",").enumerated() {
            var texts = try GoldText.read(String(path))
            // Only the first set is left out of in part: cross-validation is over one set.
            if number == 0, let part = options["leave-out"] {
                let numbers = part.split(separator: "/").compactMap { Int($0) }
                guard numbers.count == 2 else { throw Options.Wrong("--leave-out wants K/N") }
                texts = texts.enumerated().filter { $0.offset % numbers[1] != numbers[0] }
                    .map(\.element)
            }
            let weights = options["weights"]?.split(separator: ",").compactMap { Float($0) } ?? []
            gold.append((texts, number < weights.count ? weights[number] : 1))
        }
        let model = try Trainer(recogniser: recogniser, words: words, settings: settings)
            .model(gold: gold, texts: try options.need("texts"))
        try Data(model).write(to: URL(filePath: try options.need("output")))
    }
}

/// The words of a command line.
struct Options {
    let command: String
    private(set) var files: [String] = []
    private var values: [String: String] = [:]

    struct Wrong: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }

    init(_ arguments: [String]) {
        command = arguments.first ?? ""
        var at = 1
        while at < arguments.count {
            if arguments[at].hasPrefix("--"), at + 1 < arguments.count {
                values[String(arguments[at].dropFirst(2))] = arguments[at + 1]
                at += 2
            } else {
                files.append(arguments[at])
                at += 1
            }
        }
    }

    subscript(name: String) -> String? { values[name] }

    func need(_ name: String) throws -> String {
        guard let value = values[name] else { throw Wrong("--\(name) is missing") }
        return value
    }
}

extension NameModel {
    /// The model of a file.
    init(file path: String) throws {
        try self.init(try Data(contentsOf: URL(filePath: path)), file: path)
    }
}
