// Writing.

#include "handles.hh"

#include <memory>

namespace {

int flags_of(bx_mode mode) {
    switch (mode) {
    case BX_CREATE:
        return Xapian::DB_CREATE;
    case BX_CREATE_OR_OVERWRITE:
        return Xapian::DB_CREATE_OR_OVERWRITE;
    case BX_OPEN:
        return Xapian::DB_OPEN;
    case BX_CREATE_OR_OPEN:
        return Xapian::DB_CREATE_OR_OPEN;
    }
    throw bx::Failure{BX_INVALID, "no such mode"};
}

void require_usable(const bx_writer *writer) {
    if (writer->spent) {
        throw bx::Failure{BX_CLOSED, "an earlier change or commit through this handle failed, and "
                                     "what was pending is lost"};
    }
}

// Marks a handle as spent unless all went well.
class Change {
    bx_writer *writer;

public:
    explicit Change(bx_writer *handle) : writer(handle) { writer->spent = true; }
    void succeeded() { writer->spent = false; }
};

// Checked here although libxapian does too: it would drop all that is pending before it throws.
Xapian::Document document_of(const bx_packed *packed) {
    Xapian::Document document;
    std::string term;
    for (size_t i = 0; i < packed->count; ++i) {
        const uint32_t start = packed->offsets[i], end = packed->offsets[i + 1];
        if (end < start) {
            throw bx::Failure{BX_INVALID, "the offsets of term " + std::to_string(i) + " fall"};
        }
        if (end == start) {
            throw bx::Failure{BX_INVALID, "term " + std::to_string(i) + " is empty"};
        }
        const size_t length = end - start;
        const size_t key = bx::key_length(packed->terms + start, length);
        if (key > bx::maximum_term_length) {
            throw bx::Failure{BX_INVALID, "term " + std::to_string(i) + " has " +
                                              std::to_string(key) + " bytes, at most " +
                                              std::to_string(bx::maximum_term_length) +
                                              " are possible"};
        }
        term.assign(reinterpret_cast<const char *>(packed->terms + start), length);
        document.add_term(term, packed->wdfs[i]);
    }
    if (packed->data.count) {
        document.set_data(bx::string(packed->data));
    }
    return document;
}

} // namespace

bx_status bx_writer_open(bx_bytes path, bx_mode mode, bool synced, uint32_t block_size,
                         bx_writer **writer, bx_text **error) {
    return bx::guarded(error, [&] {
        auto handle = std::make_unique<bx_writer>();
        const int flags =
            flags_of(mode) | Xapian::DB_BACKEND_GLASS | (synced ? 0 : Xapian::DB_NO_SYNC);
        handle->database =
            Xapian::WritableDatabase(bx::path(path), flags, static_cast<int>(block_size));
        // Within a transaction libxapian never commits by itself, neither after so many changes
        // nor when the handle goes.
        handle->database.begin_transaction();
        *writer = handle.release();
    });
}

void bx_writer_free(bx_writer *writer) {
    if (!writer) {
        return;
    }
    // Without this the destructor of a spent handle could commit what is left of a batch.
    bx::guarded(nullptr, [&] { writer->database.cancel_transaction(); });
    bx::guarded(nullptr, [&] { writer->database.close(); });
    delete writer;
}

bx_status bx_writer_add(bx_writer *writer, const bx_packed *packed, uint32_t *document,
                        bx_text **error) {
    return bx::guarded(error, [&] {
        require_usable(writer);
        const Xapian::Document content = document_of(packed);
        Change change(writer);
        *document = writer->database.add_document(content);
        change.succeeded();
    });
}

bx_status bx_writer_replace(bx_writer *writer, uint32_t document, const bx_packed *packed,
                            bx_text **error) {
    return bx::guarded(error, [&] {
        require_usable(writer);
        if (document == 0) {
            throw bx::Failure{BX_INVALID, "document ids start at 1"};
        }
        const Xapian::Document content = document_of(packed);
        Change change(writer);
        writer->database.replace_document(document, content);
        change.succeeded();
    });
}

bx_status bx_writer_delete(bx_writer *writer, uint32_t document, bx_text **error) {
    return bx::guarded(error, [&] {
        require_usable(writer);
        if (document == 0) {
            throw bx::Failure{BX_NOT_FOUND, "document ids start at 1"};
        }
        // Throws where there is no such document; deleting it would drop what is pending first.
        writer->database.get_doclength(document);
        Change change(writer);
        writer->database.delete_document(document);
        change.succeeded();
    });
}

bx_status bx_writer_set_metadata(bx_writer *writer, bx_bytes key, bx_bytes value, bx_text **error) {
    return bx::guarded(error, [&] {
        require_usable(writer);
        if (key.count == 0 || bx::key_length(key.bytes, key.count) > bx::maximum_term_length) {
            throw bx::Failure{BX_INVALID, "a metadata key has 1 to 245 bytes"};
        }
        Change change(writer);
        writer->database.set_metadata(bx::string(key), bx::string(value));
        change.succeeded();
    });
}

bx_status bx_writer_counts(bx_writer *writer, bx_counts *counts, bx_text **error) {
    return bx::guarded(error, [&] {
        require_usable(writer);
        *counts = bx::counts(writer->database);
    });
}

bx_status bx_writer_commit(bx_writer *writer, bx_text **error) {
    return bx::guarded(error, [&] {
        require_usable(writer);
        Change change(writer);
        writer->database.commit_transaction();
        writer->database.begin_transaction();
        change.succeeded();
    });
}

bx_status bx_writer_cancel(bx_writer *writer, bx_text **error) {
    return bx::guarded(error, [&] {
        require_usable(writer);
        Change change(writer);
        writer->database.cancel_transaction();
        writer->database.begin_transaction();
        change.succeeded();
    });
}
