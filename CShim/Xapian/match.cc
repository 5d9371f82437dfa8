// Running queries: ranking, single weights, expansion.

#include "handles.hh"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <limits>
#include <memory>

namespace {

std::unique_ptr<Xapian::Weight> weight_of(const bx_weighting &w) {
    for (const double number : {w.k1, w.k2, w.k3, w.b, w.min_normlen, w.delta}) {
        if (!std::isfinite(number) || number < 0) {
            throw bx::Failure{BX_INVALID, "the numbers of a weighting are finite and at least 0"};
        }
    }
    switch (w.scheme) {
    case BX_BOOLEAN:
        return std::make_unique<Xapian::BoolWeight>();
    case BX_BM25:
        return std::make_unique<Xapian::BM25Weight>(w.k1, w.k2, w.k3, w.b, w.min_normlen);
    case BX_BM25_PLUS:
        return std::make_unique<Xapian::BM25PlusWeight>(w.k1, w.k2, w.k3, w.b, w.min_normlen,
                                                        w.delta);
    }
    throw bx::Failure{BX_INVALID, "no such weighting"};
}

Xapian::Enquire::docid_order order_of(bx_order order) {
    switch (order) {
    case BX_ASCENDING:
        return Xapian::Enquire::ASCENDING;
    case BX_DESCENDING:
        return Xapian::Enquire::DESCENDING;
    case BX_ANY_ORDER:
        return Xapian::Enquire::DONT_CARE;
    }
    throw bx::Failure{BX_INVALID, "no such order"};
}

// Ends a match whose time is over by throwing through it.
class Limit {
    uint64_t deadline;
    const bx_flag *flag;
    uint32_t documents = 0;

public:
    Limit(uint64_t at, const bx_flag *raised) : deadline(at), flag(raised) {}

    bool exists() const { return deadline != 0 || flag; }

    void look() const {
        if (flag && flag->raised.load(std::memory_order_relaxed)) {
            throw bx::Failure{BX_CANCELLED, "the match was cancelled"};
        }
        if (deadline != 0) {
            timespec now;
            clock_gettime(CLOCK_MONOTONIC, &now);
            if (static_cast<uint64_t>(now.tv_sec) * 1000000000u +
                    static_cast<uint64_t>(now.tv_nsec) >=
                deadline) {
                throw bx::Failure{BX_DEADLINE, "the match took longer than it may"};
            }
        }
    }

    void count() {
        if ((++documents & 255) == 0) {
            look();
        }
    }
};

// The documents of a shard that may match, as a list that goes beside the query under OP_FILTER.
//
// A MatchDecider cannot do this: in a database of several shards it is shown the id within a
// shard and not which shard (libxapian 1.4.22). A PostingSource is told the shard's own database
// and also spares the match what the set leaves out.
class AllowedSource final : public Xapian::PostingSource {
    const Xapian::Database &whole;
    // One a shard; nullptr where all documents may match.
    const bx_set *sets;
    Limit &limit;
    bx_set set{nullptr, 0};
    uint64_t last = 0;
    uint64_t current = 0;
    Xapian::doccount least = 0, most = 0;

    bool holds(uint64_t document) const {
        const uint64_t bit = document - 1;
        return !sets || (bit < set.bit_count && (set.words[bit / 64] >> (bit % 64) & 1));
    }

    // Goes to the first document from `document` on.
    void seek(uint64_t document) {
        current = document;
        if (!sets || current > last) {
            return;
        }
        size_t w = (current - 1) / 64;
        const size_t words = (last + 63) / 64;
        uint64_t bits = set.words[w] & (~uint64_t{0} << ((current - 1) % 64));
        while (bits == 0) {
            if (++w >= words) {
                current = last + 1;
                return;
            }
            bits = set.words[w];
        }
        current = 64 * w + static_cast<unsigned>(__builtin_ctzll(bits)) + 1;
    }

public:
    AllowedSource(const Xapian::Database &database, const bx_set *allowed, Limit &bound)
        : whole(database), sets(allowed), limit(bound) {}

    PostingSource *clone() const override { return new AllowedSource(whole, sets, limit); }

    void init(const Xapian::Database &shard) override {
        current = 0;
        const Xapian::doccount all = shard.get_doccount();
        last = shard.get_lastdocid();
        least = most = all;
        if (!sets) {
            return;
        }
        size_t s = 0;
        while (s < whole.internal.size() && whole.internal[s].get() != shard.internal[0].get()) {
            ++s;
        }
        if (s == whole.internal.size()) {
            throw bx::Failure{BX_INTERNAL, "a match asked for a shard that it does not have"};
        }
        set = sets[s];
        last = std::min<uint64_t>(last, set.bit_count);
        uint64_t bits = 0;
        for (size_t w = 0; w < (last + 63) / 64; ++w) {
            bits += static_cast<uint64_t>(__builtin_popcountll(set.words[w]));
        }
        // Bits of ids that no document has may be among them.
        const uint64_t unused = shard.get_lastdocid() - all;
        most = static_cast<Xapian::doccount>(std::min<uint64_t>(bits, all));
        least = static_cast<Xapian::doccount>(bits > unused ? std::min<uint64_t>(bits - unused, all)
                                                            : 0);
    }

    Xapian::doccount get_termfreq_min() const override { return least; }
    Xapian::doccount get_termfreq_est() const override { return most; }
    Xapian::doccount get_termfreq_max() const override { return most; }
    Xapian::docid get_docid() const override { return static_cast<Xapian::docid>(current); }
    bool at_end() const override { return current > last; }

    void next(double) override {
        limit.count();
        seek(current + 1);
    }

    void skip_to(Xapian::docid document, double) override {
        limit.count();
        if (document > current) {
            seek(document);
        }
    }

    bool check(Xapian::docid document, double) override {
        limit.count();
        if (document <= current) {
            return true;
        }
        current = document;
        return document > last || holds(document);
    }
};

} // namespace

bx_flag *bx_flag_create(void) { return new (std::nothrow) bx_flag; }
void bx_flag_raise(bx_flag *flag) { flag->raised.store(true, std::memory_order_relaxed); }
bool bx_flag_is_raised(const bx_flag *flag) { return flag->raised.load(std::memory_order_relaxed); }
void bx_flag_free(bx_flag *flag) { delete flag; }

bx_status bx_match(bx_database *database, const bx_query *query, const bx_options *options,
                   bx_result *result, bx_text **error) {
    return bx::reading(database, error, [&](Xapian::Database &db) {
        const auto weight = weight_of(options->weighting);
        Limit limit(options->deadline, options->flag);
        limit.look();
        Xapian::Enquire enquire(db);
        enquire.set_weighting_scheme(*weight);
        enquire.set_docid_order(order_of(options->order));
        AllowedSource source(db, options->allowed, limit);
        const bool filtered = options->allowed || limit.exists();
        enquire.set_query(
            filtered ? Xapian::Query(Xapian::Query::OP_FILTER, query->query, Xapian::Query(&source))
                     : query->query);
        const Xapian::MSet found =
            enquire.get_mset(options->first, options->limit, options->check_at_least);
        result->count = std::min<uint32_t>(found.size(), options->limit);
        uint32_t i = 0;
        for (auto m = found.begin(); i < result->count; ++m, ++i) {
            result->documents[i] = *m;
            result->weights[i] = m.get_weight();
        }
        result->lower_bound = found.get_matches_lower_bound();
        result->estimate = found.get_matches_estimated();
        result->upper_bound = found.get_matches_upper_bound();
        result->maximum_weight = found.get_max_attained();
    });
}

bx_status bx_weight(bx_database *database, const bx_query *query, const bx_weighting *weighting,
                    uint32_t document, bool *matches, double *weight, bx_text **error) {
    return bx::reading(database, error, [&](Xapian::Database &db) {
        if (document == 0) {
            throw bx::Failure{BX_NOT_FOUND, "document ids start at 1"};
        }
        // Throws where there is no such document.
        db.get_doclength(document);
        const auto shards = static_cast<uint32_t>(db.internal.size());
        const uint32_t bit = (document - 1) / shards;
        std::vector<uint64_t> words(bit / 64 + 1, 0);
        words[bit / 64] = uint64_t{1} << (bit % 64);
        std::vector<bx_set> sets(shards, bx_set{nullptr, 0});
        sets[(document - 1) % shards] = {words.data(), bit + size_t{1}};

        const auto scheme = weight_of(*weighting);
        Limit limit(0, nullptr);
        AllowedSource source(db, sets.data(), limit);
        Xapian::Enquire enquire(db);
        enquire.set_weighting_scheme(*scheme);
        enquire.set_query(
            Xapian::Query(Xapian::Query::OP_FILTER, query->query, Xapian::Query(&source)));
        const Xapian::MSet found = enquire.get_mset(0, 1);
        *matches = !found.empty();
        *weight = found.empty() ? 0 : found.begin().get_weight();
    });
}

namespace {

class FirstByte final : public Xapian::ExpandDecider {
    const uint64_t *bytes;

public:
    explicit FirstByte(const uint64_t *set) : bytes(set) {}

    bool operator()(const std::string &term) const override {
        if (term.empty()) {
            return false;
        }
        const auto byte = static_cast<uint8_t>(term[0]);
        return bytes[byte / 64] >> (byte % 64) & 1;
    }
};

} // namespace

bx_status bx_expand(bx_database *database, const uint32_t *documents, size_t count,
                    bx_expansion expansion, const uint64_t *first_bytes, uint32_t limit,
                    bx_terms **terms, bx_text **error) {
    return bx::reading(database, error, [&](Xapian::Database &db) {
        Xapian::RSet relevant;
        for (size_t i = 0; i < count; ++i) {
            if (documents[i] == 0) {
                throw bx::Failure{BX_NOT_FOUND, "document ids start at 1"};
            }
            relevant.add_document(documents[i]);
        }
        Xapian::Enquire enquire(db);
        switch (expansion) {
        case BX_BO1:
            enquire.set_expansion_scheme("bo1");
            break;
        case BX_TRADITIONAL:
            enquire.set_expansion_scheme("trad");
            break;
        }
        const FirstByte decider(first_bytes);
        const Xapian::ESet found =
            enquire.get_eset(limit, relevant, Xapian::Enquire::INCLUDE_QUERY_TERMS, &decider, 0.0);
        auto list = std::make_unique<bx_terms>();
        for (auto i = found.begin(); i != found.end(); ++i) {
            list->append(*i, db.get_termfreq(*i), i.get_weight());
        }
        *terms = list.release();
    });
}
