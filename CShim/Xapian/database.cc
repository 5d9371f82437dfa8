// Databases opened for reading, and the terms in them.

#include "handles.hh"

#include <limits>
#include <memory>

namespace bx {

Xapian::Database &readable(bx_database *database) {
    if (database->closed) {
        throw Failure{BX_CLOSED, "the database was closed"};
    }
    if (database->stale) {
        throw Failure{BX_MODIFIED, "the database was changed and not reopened since"};
    }
    return database->database;
}

bx_counts counts(const Xapian::Database &database) {
    return {database.get_doccount(), database.get_lastdocid(), database.get_avlength()};
}

} // namespace bx

void bx_terms::append(const std::string &term, uint32_t frequency, double weight) {
    if (bytes.size() + term.size() > std::numeric_limits<uint32_t>::max()) {
        throw bx::Failure{BX_INVALID, "the terms together have 4 GiB or more"};
    }
    bytes += term;
    offsets.push_back(static_cast<uint32_t>(bytes.size()));
    frequencies.push_back(frequency);
    weights.push_back(weight);
}

bx_status bx_database_open(const bx_bytes *paths, size_t count, bx_database **database,
                           bx_text **error) {
    return bx::guarded(error, [&] {
        if (count == 0) {
            throw bx::Failure{BX_INVALID, "no path was given"};
        }
        auto handle = std::make_unique<bx_database>();
        for (size_t i = 0; i < count; ++i) {
            // Naming the backend keeps out stub files, which can name anything.
            handle->database.add_database(
                Xapian::Database(bx::path(paths[i]), Xapian::DB_BACKEND_GLASS));
        }
        *database = handle.release();
    });
}

void bx_database_free(bx_database *database) { delete database; }

bx_status bx_database_close(bx_database *database, bx_text **error) {
    return bx::guarded(error, [&] {
        database->closed = true;
        database->database.close();
    });
}

bx_status bx_database_reopen(bx_database *database, bool *changed, bx_text **error) {
    return bx::guarded(error, [&] {
        if (database->closed) {
            throw bx::Failure{BX_CLOSED, "the database was closed"};
        }
        *changed = database->database.reopen();
        database->stale = false;
    });
}

size_t bx_database_shards(const bx_database *database) {
    return database->database.internal.size();
}

bx_status bx_database_counts(bx_database *database, bx_counts *counts, bx_text **error) {
    return bx::reading(database, error, [&](Xapian::Database &db) { *counts = bx::counts(db); });
}

bx_status bx_database_revision(bx_database *database, uint64_t *revision, bx_text **error) {
    return bx::reading(database, error,
                       [&](Xapian::Database &db) { *revision = db.get_revision(); });
}

bx_status bx_database_uuid(bx_database *database, bx_text **uuid, bx_text **error) {
    return bx::reading(database, error,
                       [&](Xapian::Database &db) { *uuid = bx::copy(db.get_uuid()); });
}

bx_status bx_database_metadata(bx_database *database, bx_bytes key, bx_blob *value,
                               bx_text **error) {
    return bx::reading(database, error, [&](Xapian::Database &db) {
        const bool possible =
            key.count && bx::key_length(key.bytes, key.count) <= bx::maximum_term_length;
        *value = possible ? bx::blob(db.get_metadata(bx::string(key))) : bx_blob{nullptr, 0};
    });
}

bx_status bx_database_document_data(bx_database *database, uint32_t document, bx_blob *data,
                                    bx_text **error) {
    return bx::reading(database, error, [&](Xapian::Database &db) {
        if (document == 0) {
            throw bx::Failure{BX_NOT_FOUND, "document ids start at 1"};
        }
        *data = bx::blob(db.get_document(document).get_data());
    });
}

bx_status bx_database_frequencies(bx_database *database, bx_bytes term, uint32_t *documents,
                                  uint64_t *occurrences, bx_text **error) {
    return bx::reading(database, error, [&](Xapian::Database &db) {
        const std::string name = bx::string(term);
        *documents = db.get_termfreq(name);
        *occurrences = db.get_collection_freq(name);
    });
}

bx_status bx_database_wdf(bx_database *database, bx_bytes term, uint32_t document, bool *present,
                          uint32_t *wdf, bx_text **error) {
    return bx::reading(database, error, [&](Xapian::Database &db) {
        const std::string name = bx::string(term);
        *present = false;
        *wdf = 0;
        if (document == 0 || !db.term_exists(name)) {
            return;
        }
        auto posting = db.postlist_begin(name);
        posting.skip_to(document);
        if (posting != db.postlist_end(name) && *posting == document) {
            *present = true;
            *wdf = posting.get_wdf();
        }
    });
}

bx_status bx_database_terms(bx_database *database, bx_bytes prefix, size_t limit, bx_terms **terms,
                            bx_text **error) {
    return bx::reading(database, error, [&](Xapian::Database &db) {
        auto list = std::make_unique<bx_terms>();
        if (bx::key_length(prefix.bytes, prefix.count) <= bx::maximum_term_length) {
            const std::string start = bx::string(prefix);
            const auto end = db.allterms_end(start);
            for (auto i = db.allterms_begin(start); i != end && limit > 0; ++i, --limit) {
                list->append(*i, i.get_termfreq(), 0);
            }
        }
        *terms = list.release();
    });
}

bx_status bx_database_document_terms(bx_database *database, uint32_t document, bx_terms **terms,
                                     bx_text **error) {
    return bx::reading(database, error, [&](Xapian::Database &db) {
        if (document == 0) {
            throw bx::Failure{BX_NOT_FOUND, "document ids start at 1"};
        }
        auto list = std::make_unique<bx_terms>();
        const auto end = db.termlist_end(document);
        for (auto i = db.termlist_begin(document); i != end; ++i) {
            list->append(*i, i.get_wdf(), 0);
        }
        *terms = list.release();
    });
}

bx_terms_view bx_terms_look(const bx_terms *terms) {
    return {terms->frequencies.size(), reinterpret_cast<const uint8_t *>(terms->bytes.data()),
            terms->offsets.data(), terms->frequencies.data(), terms->weights.data()};
}

void bx_terms_free(bx_terms *terms) { delete terms; }
