import Articles
import Schema

@testable import Search

/// What articles say of actors, joined for roll-up by loops over plain articles, naive on purpose.
extension NaiveSearch {
    /// The actors of an article; rolled up, each with what its members bring.
    func actors(of article: Article, roll: Bool) -> [Actor] {
        var joined: [String: Actor] = [:]
        for actor in article.actors {
            for id in [actor.id] + (roll ? ancestors(of: actor.id) : []) {
                var whole =
                    joined[id]
                    ?? Actor(
                        id: id, label: label(of: id), type: type(of: id), mentions: 0, kinds: [])
                whole.mentions += actor.mentions
                whole.inTitle = whole.inTitle || actor.inTitle
                whole.inLead = whole.inLead || actor.inLead
                whole.kinds += actor.kinds
                joined[id] = whole
            }
        }
        return Array(joined.values)
    }

    /// The actors of an article that pass a request's options.
    func actors(of article: Article, _ options: ActorOptions) -> [Actor] {
        actors(of: article, roll: options.roll).filter { actor in
            (options.minimumMentions <= 1 || actor.mentions >= options.minimumMentions)
                && (options.kinds.isEmpty || actor.kinds.contains { options.kinds.contains($0) })
                && (!options.prominent || actor.inTitle || actor.inLead)
        }
    }

    /// The ids that a name or id means.
    func actorIDs(_ value: String, roll: Bool, type wanted: ActorType? = nil) -> [String] {
        let known = Set((articles + gone).flatMap(\.actors).map(\.id))
        let ids = known.union(roll ? known.flatMap(ancestors) : [])
        let key = WordFolding.key(value)
        return ids.filter { id in
            (id == value || WordFolding.key(label(of: id)) == key)
                && (wanted == nil || type(of: id) == wanted)
        }
    }

    /// Whether an article is about an actor as the options say.
    func isAbout(
        _ value: String, _ article: Article, _ options: ActorOptions, type: ActorType? = nil
    ) -> Bool {
        let ids = actorIDs(value, roll: options.roll, type: type)
        return actors(of: article, options).contains { ids.contains($0.id) }
    }

    private func ancestors(of id: String) -> [String] {
        lineages.first { $0.id == id }?.ancestors ?? []
    }

    private func label(of id: String) -> String {
        (articles + gone).flatMap(\.actors).first { $0.id == id }?.label
            ?? lineages.first { $0.id == id }?.label ?? ""
    }

    private func type(of id: String) -> ActorType {
        (articles + gone).flatMap(\.actors).first { $0.id == id }?.type
            ?? lineages.first { $0.id == id }?.type ?? .unknown
    }
}
