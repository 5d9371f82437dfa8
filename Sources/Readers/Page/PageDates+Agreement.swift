import Articles

/// What the candidates of a page say together: none of them is right alone.
extension PageDates {
    /// A plain `date` that is the day of the last change gives way to a day that the page labels
    /// as that of publication.
    mutating func leaveChanges() {
        guard let best = published.max(by: { $0.trust < $1.trust }), best.trust <= 0.82,
            let day = EDTF(best.value)?.first,
            modified.contains(where: { EDTF($0.value)?.first == day }),
            let label = published.firstIndex(where: { candidate in
                candidate.trust == Self.labelTrust
                    && EDTF(candidate.value).map { $0.first < day } ?? false
            })
        else { return }
        published[label].trust = best.trust + 0.01
    }

    // MARK: order of day and month

    /// Where the order of day and month was a guess and a sure date is the other reading, it is
    /// that one.
    mutating func settleOrders() {
        guard !ambiguous.isEmpty else { return }
        let sure = Set(
            published.filter { !ambiguous.contains($0.raw) }.compactMap { candidate in
                EDTF(candidate.value).flatMap { $0.precision == .month ? nil : $0.first }
            })
        for index in published.indices where ambiguous.contains(published[index].raw) {
            guard let read = EDTF(published[index].value), !sure.contains(read.first) else {
                continue
            }
            let (year, month, day) = read.first.components
            guard let other = CalendarDay(year: year, month: day, day: month),
                sure.contains(other)
            else { continue }
            let time = published[index].value.dropFirst(read.first.description.utf8.count)
            published[index].value = other.description + time
        }
    }

    // MARK: agreement

    /// A day that the meta elements give and the page prints outweighs one that only linked data
    /// has, or only one meta element.
    mutating func preferAgreement() {
        guard let best = published.max(by: { $0.trust < $1.trust }), best.trust >= 0.7,
            let day = EDTF(best.value)?.first
        else { return }
        var bases: [CalendarDay: Set<DateBasis>] = [:]
        for candidate in published where candidate.trust >= 0.7 {
            guard let own = EDTF(candidate.value), own.precision == .day || own.precision == .time
            else { continue }
            // What a page prints in an element or in a line is one source.
            let basis = candidate.source == .time ? DateBasis.byline : candidate.source
            bases[own.first, default: []].insert(basis)
        }
        guard let own = bases[day], own.count == 1 else { return }
        // Published before modified: the minute (or, without a time, the day) of a change is none
        // of publication.
        let changes = Set(modified.map { $0.value.prefix(16) })
        let changed = Set(
            published.filter { changes.contains($0.value.prefix(16)) }
                .compactMap { EDTF($0.value)?.first })
        let rival = bases.filter {
            $0.key != day && !changed.contains($0.key) && $0.value.isSuperset(of: [.meta, .byline])
        }
        guard rival.count == 1, let other = rival.first?.key,
            let index = published.indices.filter({ EDTF(published[$0].value)?.first == other })
                .max(by: { published[$0].trust < published[$1].trust })
        else { return }
        published[index].trust = min(1, best.trust + 0.01)
    }

    // MARK: zones

    /// A time in UTC and a printed day beside it are one date: the day is that of the site's zone.
    ///
    /// `2022-05-04T00:44Z` and a printed 3 May are an evening in America.
    mutating func preferPrintedDay() {
        guard let best = published.max(by: { $0.trust < $1.trust }), best.trust >= 0.7,
            let day = EDTF(best.value), day.precision == .time,
            best.value.hasSuffix("Z") || best.value.hasSuffix("+00:00"),
            let mark = best.value.firstIndex(of: "T"),
            let hour = Int(best.value[best.value.index(after: mark)...].prefix(2))
        else { return }
        let expected = day.first.adding(days: hour < 12 ? -1 : 1)
        let printed = published.indices.filter {
            let candidate = published[$0]
            return (candidate.source == .byline || candidate.source == .time)
                && candidate.trust >= 0.7 && !candidate.value.hasSuffix("Z")
                // A site's own paths have its own days.
                || candidate.source == .url && EDTF(candidate.value)?.precision == .day
        }
        let days = Set(printed.compactMap { EDTF(published[$0].value)?.first })
        // A printed day that agrees, or two that differ, decide nothing.
        guard days == [expected], let index = printed.first else { return }
        published[index].trust = min(1, best.trust + 0.01)
    }
}
