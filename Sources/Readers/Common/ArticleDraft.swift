import Articles

/// What a reader found, before ids, date and counts are settled.
struct ArticleDraft {
    var url: String?
    var site: String?
    var title = ""
    var subtitle: String?
    var section: String?
    var language: String?
    var authors: [Author] = []
    /// The paragraphs of the body, clean.
    var paragraphs: [String] = []
    /// A body that stands as it is, in place of ``paragraphs``.
    var wholeBody: String?
    var captions: [String] = []
    var corrections: [String] = []
    /// What speaks for a date of publication.
    var candidates: [DateEvidence] = []
    /// A date that is chosen already; candidates in ``candidates`` join its evidence.
    var date: PublicationDate?
    /// EDTF of the last change.
    var modified: String?
    /// Whom the source says it is about.
    var actors: [Actor] = []
    var warnings: [String] = []
    /// Until when the source wants it unseen.
    var embargoedUntil: Moment?

    /// The article; the id is the given one, else of the canonical URL, else of the place.
    func article(givenID: String?, place: String) -> Article {
        let canonical = url.flatMap(CanonicalURL.normalised)
        let body = wholeBody ?? paragraphs.joined(separator: "\n\n")
        var article = Article(
            id: Self.id(url: url, givenID: givenID, place: place), title: title, body: body)
        article.url = canonical ?? url
        article.site = site ?? canonical.flatMap(CanonicalURL.host)
        article.subtitle = subtitle
        article.section = section
        article.language =
            StatedFields.language(language) ?? LanguageDetection.detect(title + "\n" + body)
        article.authors = authors
        article.date = settledDate(language: article.language)
        article.actors = actors
        article.captions = captions
        article.corrections = corrections
        article.warnings = warnings
        article.embargoedUntil = embargoedUntil
        return article
    }

    /// The id of an article: the given one, else of the canonical URL, else of the place.
    static func id(url: String?, givenID: String?, place: String) -> String {
        givenID ?? ArticleID.hashed(url.flatMap(CanonicalURL.normalised) ?? place)
    }

    /// The date by all candidates; those that the text itself gives join where there are no others.
    ///
    /// A body that stands as it is given is not read for dates.
    private func settledDate(language: String?) -> PublicationDate {
        if let date, candidates.isEmpty {
            var date = date
            date.modified = modified ?? date.modified
            return date
        }
        var all = candidates + (date?.evidence ?? [])
        if all.isEmpty, wholeBody == nil {
            all = DateInference.infer(
                title: title, paragraphs: paragraphs, language: language, notAfter: nil)
        }
        return DateChoice.choose(all, modified: modified)
    }
}
