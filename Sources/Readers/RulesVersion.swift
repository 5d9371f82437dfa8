extension Formats {
    /// Counts changes of the rules by which articles are read.
    ///
    /// Kept in each generation's manifest: one made by other rules is served, and a reindex
    /// recommended. History: 1, the first; 2, headlines, bylines and days of
    /// web pages by what several sources agree on.
    public static let rulesVersion = 2
}
