import Foundation

/// What the make targets tell the tests.
public enum Environment {
    /// A number of the environment, nil where it is not set or none.
    public static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }
}
