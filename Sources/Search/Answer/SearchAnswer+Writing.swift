extension SearchAnswer {
    /// The answer as JSON, keys in the order of the contract.
    public func json() -> [UInt8] {
        var json = JSONWriter(capacity: 1024 + hits.count * 1024)
        json.object { write(into: &$0) }
        return json.bytes
    }

    func write(into json: inout JSONWriter) {
        query.write(into: &json)
        json.key("total")
        if let total { total.write(into: &json) } else { json.null() }
        json.key("hits")
        json.array { json in
            for hit in hits { hit.write(into: &json) }
        }
        json.key("facets")
        json.object { json in
            for facet in facets {
                json.key(text: facet.facet.rawValue)
                facet.counts.write(into: &json)
            }
        }
        json.key("page")
        json.object { json in
            json.field("limit", page.limit)
            json.field("next", page.next)
        }
        index.write(into: &json)
        json.field("took_ms", tookMilliseconds)
        json.field("partial", partial)
    }
}

extension QueryEcho {
    func write(into json: inout JSONWriter) {
        json.key("query")
        json.object { json in
            json.field("q", q)
            json.field("parsed", parsed)
            json.field("suggestion", suggestion)
            json.field("warnings", warnings)
        }
    }
}

extension Total {
    func write(into json: inout JSONWriter) {
        json.object { json in
            json.field("articles", articles)
            json.field("stories", stories)
            json.field("exact", exact)
        }
    }
}

extension IndexState {
    func write(into json: inout JSONWriter) {
        json.key("index")
        json.object { json in
            json.field("generation", generation)
            json.field("revision", Int(clamping: revision))
            json.field("lag_ms", lagMilliseconds)
        }
    }
}

extension Hit {
    /// The hit as JSON, as it stands in an answer.
    public func json() -> [UInt8] {
        var json = JSONWriter(capacity: 1024)
        write(into: &json)
        return json.bytes
    }

    func write(into json: inout JSONWriter) {
        json.object { json in
            if let id { json.field("id", id) }
            if let title { json.field("title", title) }
            if let titleSpans { json.spans("title_spans", titleSpans) }
            if let url { json.field("url", url) }
            if let authors {
                json.key("authors")
                json.array { json in
                    for author in authors {
                        json.object { json in
                            json.field("id", author.id)
                            json.field("label", author.label)
                        }
                    }
                }
            }
            if let date {
                json.key("date")
                json.object { json in
                    json.field("value", date.value?.description)
                    json.field("precision", date.precision?.rawValue)
                    json.field("basis", date.basis.rawValue)
                }
            }
            if let section { json.field("section", section) }
            if let language { json.field("language", language) }
            if let site { json.field("site", site) }
            if let words { json.field("words", words) }
            if let score { json.field("score", score) }
            if let actors {
                json.key("actors")
                json.array { json in
                    for actor in actors { actor.write(into: &json) }
                }
            }
            if let snippets {
                json.key("snippets")
                json.array { json in
                    for snippet in snippets { snippet.write(into: &json) }
                }
            }
            if let copies {
                json.key("copies")
                json.object { $0.field("count", copies.count) }
            }
            if let explanation {
                json.key("explain")
                explanation.write(into: &json)
            }
        }
    }
}

extension Hit.Actor {
    fileprivate func write(into json: inout JSONWriter) {
        json.object { json in
            json.field("id", id)
            json.field("label", label)
            json.field("type", type.rawValue)
            json.field("mentions", mentions)
        }
    }
}

extension Explanation {
    fileprivate func write(into json: inout JSONWriter) {
        json.object { json in
            json.key("terms")
            json.array { json in
                for term in terms {
                    json.object { json in
                        json.field("id", term.id)
                        json.field("text", term.text)
                        json.field("title", term.title)
                        json.field("body", term.body)
                        if let weight = term.weight { json.field("weight", weight) }
                    }
                }
            }
            json.field("matched", matched)
            json.field("missed", missed)
        }
    }
}

extension Snippet {
    fileprivate func write(into json: inout JSONWriter) {
        json.object { json in
            json.field("field", field)
            json.field("text", text)
            json.spans("spans", spans)
        }
    }
}

extension JSONWriter {
    fileprivate mutating func spans(_ name: StaticString, _ spans: [[Int]]) {
        key(name)
        array { json in
            for span in spans {
                json.array { json in
                    for offset in span { json.value(offset) }
                }
            }
        }
    }
}

extension FacetAnswer.Counts {
    func write(into json: inout JSONWriter) {
        switch self {
        case .values(let counts):
            json.object { json in
                json.key("values")
                json.array { json in
                    for value in counts.values {
                        json.object { json in
                            json.field("id", value.id)
                            json.field("label", value.label)
                            json.field("count", value.count)
                            json.field("selected", value.selected)
                            if let lift = value.lift { json.field("lift", lift) }
                        }
                    }
                }
                json.field("distinct", counts.distinct)
                json.field("other", counts.other)
                json.field("missing", counts.missing)
                json.field("unit", counts.unit.rawValue)
                json.field("scope", counts.scope.rawValue)
                json.field("exact", counts.exact)
            }
        case .calendar(let counts):
            json.object { json in
                json.field("interval", counts.interval.rawValue)
                json.key("values")
                json.array { json in
                    for bucket in counts.values {
                        json.object { json in
                            json.field("from", bucket.from.description)
                            json.field("to", bucket.to.description)
                            json.field("count", bucket.count)
                        }
                    }
                }
                json.field("undated", counts.undated)
                json.field("coarse", counts.coarse)
                json.field("unit", counts.unit.rawValue)
                json.field("scope", counts.scope.rawValue)
                json.field("exact", counts.exact)
            }
        }
    }
}
