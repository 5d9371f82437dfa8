import ArgumentParser

/// `byline completion SHELL`.
struct CompletionCommand: ParsableCommand {
    /// The shells that are known.
    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish
    }

    static let configuration = CommandConfiguration(
        commandName: "completion", abstract: "Print a script that completes commands and flags.",
        discussion: """
            bash: byline completion bash > ~/.local/share/bash-completion/completions/byline
            zsh:  byline completion zsh > a folder of $fpath, as _byline
            fish: byline completion fish > ~/.config/fish/completions/byline.fish
            """)

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell

    func run() {
        let known: CompletionShell =
            switch shell {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        print(Byline.completionScript(for: known))
    }
}
