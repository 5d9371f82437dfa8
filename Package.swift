// swift-tools-version: 6.2
import Foundation
import PackageDescription

// Benchmarks are part of the package only on request, so that nobody else builds them.
let withBenchmarks = ProcessInfo.processInfo.environment["BYLINE_BENCHMARKS"] == "1"

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]
let strictC: [CSetting] = [.treatAllWarnings(as: .error)]
let strictCXX: [CXXSetting] = [.treatAllWarnings(as: .error)]

func module(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies,
        swiftSettings: strict)
}

extension Target.Dependency {
    /// The name of a target of this package; nil for a product of another one.
    var ownName: String? {
        switch self {
        case .byNameItem(let name, _), .targetItem(let name, _): name
        default: nil
        }
    }
}

var targets: [Target] = [
    // C and C++ behind one folder; XapianKit alone sees the shim.
    .target(
        name: "CXapian", path: "CShim/Xapian", cxxSettings: strictCXX,
        linkerSettings: [.linkedLibrary("xapian")]),
    .target(name: "CData", path: "CShim/Data", cSettings: strictC),
    .systemLibrary(
        name: "CLibxml2", path: "CShim/libxml2", pkgConfig: "libxml-2.0",
        providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZstd", path: "CShim/zstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CZlib", path: "CShim/zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CCrypto", path: "CShim/crypto", providers: [.apt(["libssl-dev"])]),

    // The house, in the direction in which data flows.
    module("Articles", ["CCrypto"]),
    module("XapianKit", ["CXapian"]),
    module(
        "Readers",
        ["Articles", "CLibxml2", "CZstd", "CZlib", .product(name: "Yams", package: "Yams")]),
    module("Actors", ["Articles", "CData", "CZstd", .product(name: "Yams", package: "Yams")]),
    module("Schema", ["Articles"]),
    module(
        "Archive",
        [
            "Articles", "Schema", "XapianKit", "CZstd", "CCrypto",
            .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Yams", package: "Yams"),
        ]),
    module("Indexing", ["Readers", "Actors", "Archive", "Schema", "XapianKit"]),
    module("QueryLanguage", ["Schema"]),
    module("Search", ["QueryLanguage", "Archive", "Schema", "XapianKit"]),
    module(
        "Daemon",
        [
            "Search", "Indexing",
            .product(name: "Hummingbird", package: "hummingbird"),
            .product(name: "Logging", package: "swift-log"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        ]),
    .executableTarget(
        name: "byline",
        dependencies: [
            "Daemon", "Search", "Indexing", "Readers", "Actors",
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ], swiftSettings: strict),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    tests("Articles", []),
    tests("XapianKit", ["CXapian"]),
    tests("Readers", ["CZlib"]),
    tests("Actors", ["Readers"]),
    tests("Schema", []),
    tests("Archive", ["XapianKit"]),
    tests("Indexing", ["Archive"]),
    tests("QueryLanguage", []),
    tests("Search", ["Indexing"]),
    tests("Daemon", ["Indexing"]),
    tests("byline", ["Readers", "Actors", "Search"]),
]

if withBenchmarks {
    targets.append(
        .executableTarget(
            name: "Benchmarks", dependencies: ["Search", "Actors", "Schema", "Archive"],
            swiftSettings: strict))
}

// The fuzzer needs a library of the sanitizer at its link: it is there on request only.
if ProcessInfo.processInfo.environment["BYLINE_FUZZ"] == "1" {
    targets.append(.systemLibrary(name: "CFuzzer", path: "CShim/fuzzer"))
    targets.append(
        .executableTarget(
            name: "ReaderFuzz", dependencies: ["CFuzzer", "Readers"], swiftSettings: strict))
}

// So is the training of the model of names: BYLINE_TRAINING=1, see the Makefile.
if ProcessInfo.processInfo.environment["BYLINE_TRAINING"] == "1" {
    targets.append(
        .executableTarget(
            name: "Training", dependencies: ["Actors", "Articles"], swiftSettings: strict))
}

// BYLINE_TESTS=Readers,Actors leaves only the tests of these modules and what they need, so that
// who works on one module does not build the others.
if let names = ProcessInfo.processInfo.environment["BYLINE_TESTS"] {
    var wanted = Set(names.split(separator: ",").map { "\($0)Tests" })
    while true {
        let needed = targets.filter { wanted.contains($0.name) }.flatMap(\.dependencies)
        let more = wanted.union(needed.compactMap(\.ownName))
        if more == wanted { break }
        wanted = more
    }
    targets.removeAll { !wanted.contains($0.name) }
}

let package = Package(
    name: "byline",
    products: targets.contains { $0.name == "byline" }
        ? [.executable(name: "byline", targets: ["byline"])] : [],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: targets,
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c17,
    cxxLanguageStandard: .cxx17
)
