// Queries.

#include "handles.hh"

#include <algorithm>
#include <cmath>
#include <memory>

namespace {

bx_query *made(Xapian::Query query, unsigned depth) {
    auto handle = std::make_unique<bx_query>();
    handle->query = std::move(query);
    handle->depth = depth;
    return handle.release();
}

Xapian::Query::op operation_of(bx_operator operation) {
    switch (operation) {
    case BX_AND:
        return Xapian::Query::OP_AND;
    case BX_OR:
        return Xapian::Query::OP_OR;
    case BX_AND_NOT:
        return Xapian::Query::OP_AND_NOT;
    case BX_FILTER:
        return Xapian::Query::OP_FILTER;
    case BX_MAYBE:
        return Xapian::Query::OP_AND_MAYBE;
    case BX_SYNONYM:
        return Xapian::Query::OP_SYNONYM;
    case BX_MAXIMUM:
        return Xapian::Query::OP_MAX;
    }
    throw bx::Failure{BX_INVALID, "no such operator"};
}

unsigned deeper(unsigned depth) {
    if (depth >= BX_MAXIMUM_DEPTH) {
        throw bx::Failure{BX_INVALID, "the query is nested too deeply"};
    }
    return depth + 1;
}

} // namespace

bx_status bx_query_term(bx_bytes term, uint32_t wqf, bx_query **query, bx_text **error) {
    return bx::guarded(error, [&] { *query = made(Xapian::Query(bx::string(term), wqf), 1); });
}

bx_status bx_query_all(bx_query **query, bx_text **error) {
    // Not Query::MatchAll: that is one object for the whole process, and its count of references
    // is not safe between threads.
    return bx::guarded(error, [&] { *query = made(Xapian::Query(std::string()), 1); });
}

bx_status bx_query_none(bx_query **query, bx_text **error) {
    return bx::guarded(error, [&] { *query = made(Xapian::Query(), 1); });
}

bx_status bx_query_combine(bx_operator operation, const bx_query *const *parts, size_t count,
                           bx_query **query, bx_text **error) {
    return bx::guarded(error, [&] {
        if (count == 0) {
            throw bx::Failure{BX_INVALID, "there is no query to combine"};
        }
        std::vector<Xapian::Query> queries;
        queries.reserve(count);
        unsigned depth = 0;
        for (size_t i = 0; i < count; ++i) {
            queries.push_back(parts[i]->query);
            depth = std::max(depth, parts[i]->depth);
        }
        *query = made(Xapian::Query(operation_of(operation), queries.begin(), queries.end()),
                      deeper(depth));
    });
}

bx_status bx_query_scale(const bx_query *part, double factor, bx_query **query, bx_text **error) {
    return bx::guarded(error, [&] {
        if (!std::isfinite(factor) || factor < 0) {
            throw bx::Failure{BX_INVALID, "a weight is scaled by a finite factor from 0 on"};
        }
        *query = made(Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, part->query, factor),
                      deeper(part->depth));
    });
}

bx_status bx_query_describe(const bx_query *query, bx_text **text, bx_text **error) {
    return bx::guarded(error, [&] { *text = bx::copy(query->query.get_description()); });
}

void bx_query_free(bx_query *query) { delete query; }
