// What the opaque handles of bx.h are made of, and the one place where exceptions end.

#ifndef BX_HANDLES_HH
#define BX_HANDLES_HH

#include "bx.h"

#include <xapian.h>

#include <atomic>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

struct bx_database {
    Xapian::Database database;
    bool closed = false;
    // A call ended with BX_MODIFIED. Until it is reopened libxapian 1.4.22 may answer from blocks
    // of two commits: a document that is there was seen as not found.
    bool stale = false;
};

struct bx_writer {
    Xapian::WritableDatabase database;
    // A change or commit failed: see "Writing" in bx.h.
    bool spent = false;
};

struct bx_query {
    Xapian::Query query;
    unsigned depth = 1;
};

struct bx_stemmer {
    Xapian::Stem stem;
    // Kept so that words do not each allocate one.
    std::string word;
};

struct bx_terms {
    std::string bytes;
    std::vector<uint32_t> offsets{0};
    std::vector<uint32_t> frequencies;
    std::vector<double> weights;

    // Takes one more term; throws where 32 bits do not reach any more.
    void append(const std::string &term, uint32_t frequency, double weight);
};

struct bx_flag {
    std::atomic<bool> raised{false};
};

namespace bx {

// A failure that this shim finds by itself.
struct Failure {
    bx_status status;
    std::string text;
};

// The status and text of the exception that is being handled. The only catch site.
bx_status translate(bx_text **error) noexcept;

// Runs a body and turns whatever it throws into a status.
template <typename Body> bx_status guarded(bx_text **error, Body &&body) noexcept {
    if (error) {
        *error = nullptr;
    }
    try {
        std::forward<Body>(body)();
        return BX_OK;
    } catch (...) {
        return translate(error);
    }
}

// The longest key of a glass table that libxapian lets terms have (MAX_SAFE_TERM_LENGTH).
constexpr size_t maximum_term_length = 245;

// How much of a key some bytes take: glass writes a NUL as two bytes.
size_t key_length(const uint8_t *bytes, size_t count);

inline std::string string(bx_bytes bytes) {
    return bytes.count ? std::string(reinterpret_cast<const char *>(bytes.bytes), bytes.count)
                       : std::string();
}

// A path as libxapian wants it; throws where it is empty or holds a NUL.
std::string path(bx_bytes bytes);

// A NUL-terminated copy of a text, to be freed with bx_text_free.
bx_text *copy(const std::string &text);

// A copy of some bytes, to be freed with bx_blob_free.
bx_blob blob(const std::string &bytes);

// The database of a handle that can be read; throws where it was closed or must be reopened.
Xapian::Database &readable(bx_database *database);

// Runs a body that reads a database, and remembers if a writer's commit got in its way.
template <typename Body>
bx_status reading(bx_database *database, bx_text **error, Body &&body) noexcept {
    const bx_status status = guarded(error, [&] { body(readable(database)); });
    if (status == BX_MODIFIED) {
        database->stale = true;
    }
    return status;
}

bx_counts counts(const Xapian::Database &database);

} // namespace bx

#endif
