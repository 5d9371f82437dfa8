// Posting lists into bitsets and arrays.

#include "handles.hh"

namespace {

// The posting list of a term in the only shard of a database.
class PostingList {
    Xapian::Database &database;
    std::string term;
    bool possible;

public:
    PostingList(Xapian::Database &db, bx_bytes name)
        : database(db), term(bx::string(name)),
          possible(bx::key_length(name.bytes, name.count) <= bx::maximum_term_length) {
        if (database.internal.size() != 1) {
            throw bx::Failure{BX_INVALID, "posting lists are those of one shard; this database "
                                          "was opened from several"};
        }
    }

    uint64_t count() const { return possible ? database.get_termfreq(term) : 0; }

    Xapian::PostingIterator begin() const {
        return possible ? database.postlist_begin(term) : Xapian::PostingIterator();
    }

    Xapian::PostingIterator end() const { return Xapian::PostingIterator(); }
};

uint64_t popcount(const uint64_t *words, size_t count) {
    uint64_t bits = 0;
    for (size_t i = 0; i < count; ++i) {
        bits += static_cast<uint64_t>(__builtin_popcountll(words[i]));
    }
    return bits;
}

// Whether jumping from bit to bit is faster than walking the list. A jump costs what a step does,
// and nothing for the postings that it passes within a chunk: with 42,240 postings, walking took
// 0.56 ms, jumping 0.52 ms for 22,600 bits, 0.16 ms for 2,800 and 0.05 ms for 88 (2-core Debian
// 12).
bool sparse(const PostingList &list, const uint64_t *words, size_t word_count) {
    return popcount(words, word_count) < list.count();
}

// Jumps from set bit to set bit and keeps those whose being in the list is `wanted`.
uint64_t keep_by_jumping(const PostingList &list, uint64_t *words, size_t word_count, bool wanted) {
    uint64_t walked = 0;
    auto posting = list.begin();
    const auto end = list.end();
    for (size_t w = 0; w < word_count; ++w) {
        uint64_t kept = 0;
        for (uint64_t left = words[w]; left != 0; left &= left - 1) {
            const auto document = static_cast<Xapian::docid>(
                64 * w + static_cast<unsigned>(__builtin_ctzll(left)) + 1);
            if (posting != end && *posting < document) {
                posting.skip_to(document);
                ++walked;
            }
            const bool present = posting != end && *posting == document;
            if (present == wanted) {
                kept |= left & (~left + 1);
            }
        }
        words[w] = kept;
    }
    return walked;
}

} // namespace

bx_status bx_postings_union(bx_database *database, bx_bytes term, uint64_t *words, size_t bit_count,
                            uint64_t *walked, bx_text **error) {
    return bx::reading(database, error, [&](Xapian::Database &db) {
        const PostingList list(db, term);
        uint64_t steps = 0;
        for (auto p = list.begin(), end = list.end(); p != end; ++p, ++steps) {
            const size_t bit = *p - 1;
            if (bit >= bit_count) {
                break;
            }
            words[bit / 64] |= uint64_t{1} << (bit % 64);
        }
        *walked = steps;
    });
}

bx_status bx_postings_intersect(bx_database *database, bx_bytes term, uint64_t *words,
                                size_t bit_count, uint64_t *walked, bx_text **error) {
    return bx::reading(database, error, [&](Xapian::Database &db) {
        const PostingList list(db, term);
        const size_t word_count = (bit_count + 63) / 64;
        if (sparse(list, words, word_count)) {
            *walked = keep_by_jumping(list, words, word_count, true);
            return;
        }
        uint64_t steps = 0;
        size_t at = 0;
        uint64_t mask = 0;
        for (auto p = list.begin(), end = list.end(); p != end; ++p, ++steps) {
            const size_t bit = *p - 1;
            if (bit >= bit_count) {
                break;
            }
            if (bit / 64 != at) {
                words[at] &= mask;
                std::memset(words + at + 1, 0, (bit / 64 - at - 1) * sizeof(uint64_t));
                at = bit / 64;
                mask = 0;
            }
            mask |= uint64_t{1} << (bit % 64);
        }
        if (word_count > 0) {
            words[at] &= mask;
            std::memset(words + at + 1, 0, (word_count - at - 1) * sizeof(uint64_t));
        }
        *walked = steps;
    });
}

bx_status bx_postings_subtract(bx_database *database, bx_bytes term, uint64_t *words,
                               size_t bit_count, uint64_t *walked, bx_text **error) {
    return bx::reading(database, error, [&](Xapian::Database &db) {
        const PostingList list(db, term);
        const size_t word_count = (bit_count + 63) / 64;
        if (sparse(list, words, word_count)) {
            *walked = keep_by_jumping(list, words, word_count, false);
            return;
        }
        uint64_t steps = 0;
        for (auto p = list.begin(), end = list.end(); p != end; ++p, ++steps) {
            const size_t bit = *p - 1;
            if (bit >= bit_count) {
                break;
            }
            words[bit / 64] &= ~(uint64_t{1} << (bit % 64));
        }
        *walked = steps;
    });
}

bx_status bx_postings_fill(bx_database *database, bx_bytes term, uint32_t *documents,
                           uint32_t *wdfs, size_t capacity, size_t *needed, bx_text **error) {
    return bx::reading(database, error, [&](Xapian::Database &db) {
        const PostingList list(db, term);
        *needed = list.count();
        if (capacity == 0) {
            return;
        }
        size_t i = 0;
        for (auto p = list.begin(), end = list.end(); p != end && i < capacity; ++p, ++i) {
            documents[i] = *p;
            if (wdfs) {
                wdfs[i] = p.get_wdf();
            }
        }
    });
}
