import Articles

/// Whether an article may be seen, by what its source says.
///
/// Statuses as ninjs (`pubstatus`), NewsML-G2 (`stat:`, or a URI that ends so), NITF
/// (`management-status`), WordPress, Atom and front matter say it. What is withheld is an error of
/// the kind ``ReadError/Kind/withheld`` with the id of the article: an archive takes it in as a
/// version that is in no answer, so that a story that was killed goes and one that is released comes.
/// What is embargoed is read, and carries the moment until which it stays out of answers.
enum Withholding {
    /// What is to be seen, and from when on.
    enum Publication: Equatable {
        case open
        case embargoed(Moment)
        /// Never, as far as is known; with the reason.
        case withheld(String)
    }

    /// What a status means; unknown words hold nothing back.
    static func publication(status: String?) -> Publication {
        guard let status = CleanText.optionalLine(status)?.lowercased() else { return .open }
        // `stat:canceled`, `http://cv.iptc.org/newscodes/pubstatusg2/canceled`.
        let word = status.split { $0 == ":" || $0 == "/" }.last.map(String.init) ?? status
        return switch word {
        case "canceled", "cancelled", "killed", "kill", "retracted", "deleted":
            .withheld("it is canceled")
        case "withheld", "hold", "embargoed": .withheld("it is withheld")
        case "draft", "auto-draft", "pending", "private", "future", "trash", "inherit", "hidden":
            .withheld("its status is \(word)")
        default: .open
        }
    }

    /// What an embargo means.
    ///
    /// - Parameter raw: the date as stated; an empty one is an embargo without end (NewsML-G2).
    static func publication(embargo raw: String?) -> Publication {
        guard let raw else { return .open }
        let text = CleanText.line(raw)
        guard !text.isEmpty else { return .withheld("it is embargoed until further notice") }
        guard let end = StatedFields.edtf(text, language: nil).flatMap({ Moment($0) }) else {
            return .withheld("it is embargoed until \"\(text.prefix(60))\", which is no date")
        }
        return .embargoed(end)
    }

    /// Lets through what is published, now or once its embargo ends.
    ///
    /// - Parameters:
    ///   - publications: what the source says at several places; one that withholds decides, else
    ///     the latest end.
    ///   - id: of the article, for the archive that had it before.
    /// - Returns: the end of the embargo; nil for none.
    /// - Throws: ``ReadError`` for what is withheld.
    static func check(
        _ publications: Publication..., id: @autoclosure () -> String
    ) throws(ReadError) -> Moment? {
        var end: Moment?
        for publication in publications {
            switch publication {
            case .open: continue
            case .embargoed(let moment): end = max(end ?? moment, moment)
            case .withheld(let reason):
                var error = ReadError(
                    "withheld: " + reason, kind: .withheld,
                    hint: "it is read once its source says otherwise")
                error.articleID = id()
                throw error
            }
        }
        return end
    }
}
