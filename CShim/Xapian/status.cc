// Exceptions into statuses, and memory for the caller.

#include "handles.hh"

#include <cstdlib>
#include <new>

namespace bx {

namespace {

std::string described(const Xapian::Error &error) {
    std::string text = error.get_msg();
    const char *system = error.get_error_string();
    if (system) {
        text += " (";
        text += system;
        text += ")";
    }
    return text;
}

bx_status told(bx_status status, bx_text **error, const char *text) noexcept {
    if (error) {
        const size_t size = std::strlen(text) + 1;
        *error = static_cast<char *>(std::malloc(size));
        if (*error) {
            std::memcpy(*error, text, size);
        }
    }
    return status;
}

// Runs inside the handler of the exception; what it throws itself is caught by translate.
bx_status sorted(bx_text **error) {
    try {
        throw;
    } catch (const Failure &failure) {
        return told(failure.status, error, failure.text.c_str());
    } catch (const Xapian::DatabaseModifiedError &e) {
        return told(BX_MODIFIED, error, described(e).c_str());
    } catch (const Xapian::DatabaseLockError &e) {
        return told(BX_LOCKED, error, described(e).c_str());
    } catch (const Xapian::DatabaseNotFoundError &e) {
        return told(BX_NOT_FOUND, error, described(e).c_str());
    } catch (const Xapian::DocNotFoundError &e) {
        return told(BX_NOT_FOUND, error, described(e).c_str());
    } catch (const Xapian::DatabaseCreateError &e) {
        // libxapian has one class for "there is one already" and for a mkdir that failed; only
        // the second has an error of the system.
        return told(e.get_error_string() ? BX_OPENING_FAILED : BX_EXISTS, error,
                    described(e).c_str());
    } catch (const Xapian::DatabaseVersionError &e) {
        return told(BX_WRONG_VERSION, error, described(e).c_str());
    } catch (const Xapian::DatabaseOpeningError &e) {
        return told(BX_OPENING_FAILED, error, described(e).c_str());
    } catch (const Xapian::DatabaseCorruptError &e) {
        return told(BX_CORRUPT, error, described(e).c_str());
    } catch (const Xapian::DatabaseClosedError &e) {
        return told(BX_CLOSED, error, described(e).c_str());
    } catch (const Xapian::DatabaseError &e) {
        return told(BX_IO, error, described(e).c_str());
    } catch (const Xapian::NetworkError &e) {
        return told(BX_IO, error, described(e).c_str());
    } catch (const Xapian::SerialisationError &e) {
        return told(BX_CORRUPT, error, described(e).c_str());
    } catch (const Xapian::RangeError &e) {
        // Decoding a number from a block that holds none of its size.
        return told(BX_CORRUPT, error, described(e).c_str());
    } catch (const Xapian::InvalidArgumentError &e) {
        return told(BX_INVALID, error, described(e).c_str());
    } catch (const Xapian::InvalidOperationError &e) {
        return told(BX_INVALID, error, described(e).c_str());
    } catch (const Xapian::UnimplementedError &e) {
        return told(BX_INVALID, error, described(e).c_str());
    } catch (const Xapian::Error &e) {
        return told(BX_INTERNAL, error, described(e).c_str());
    } catch (const std::bad_alloc &) {
        return told(BX_NO_MEMORY, error, "no memory");
    } catch (const std::exception &e) {
        return told(BX_INTERNAL, error, e.what());
    }
}

} // namespace

bx_status translate(bx_text **error) noexcept {
    try {
        return sorted(error);
    } catch (const std::bad_alloc &) {
        return told(BX_NO_MEMORY, error, "no memory to tell an error");
    } catch (...) {
        return told(BX_INTERNAL, error, "an exception of unknown type");
    }
}

size_t key_length(const uint8_t *bytes, size_t count) {
    size_t length = count;
    for (size_t i = 0; i < count; ++i) {
        length += bytes[i] == 0;
    }
    return length;
}

std::string path(bx_bytes bytes) {
    std::string text = string(bytes);
    if (text.empty()) {
        throw Failure{BX_INVALID, "the path is empty"};
    }
    if (text.find('\0') != std::string::npos) {
        throw Failure{BX_INVALID, "the path holds a NUL"};
    }
    return text;
}

bx_text *copy(const std::string &text) {
    auto *memory = static_cast<char *>(std::malloc(text.size() + 1));
    if (!memory) {
        throw std::bad_alloc();
    }
    std::memcpy(memory, text.c_str(), text.size() + 1);
    return memory;
}

bx_blob blob(const std::string &bytes) {
    if (bytes.empty()) {
        return {nullptr, 0};
    }
    auto *memory = static_cast<uint8_t *>(std::malloc(bytes.size()));
    if (!memory) {
        throw std::bad_alloc();
    }
    std::memcpy(memory, bytes.data(), bytes.size());
    return {memory, bytes.size()};
}

} // namespace bx

void bx_text_free(bx_text *text) { std::free(text); }

void bx_blob_free(bx_blob *blob) {
    std::free(blob->bytes);
    *blob = {nullptr, 0};
}

const char *bx_library_version(void) { return Xapian::version_string(); }
