// Stemming.

#include "handles.hh"

#include <algorithm>
#include <memory>

bx_status bx_stemmer_open(bx_bytes language, bx_stemmer **stemmer, bx_text **error) {
    return bx::guarded(error, [&] {
        auto handle = std::make_unique<bx_stemmer>();
        handle->stem = Xapian::Stem(bx::string(language));
        *stemmer = handle.release();
    });
}

bx_status bx_stemmer_languages(bx_text **names, bx_text **error) {
    return bx::guarded(error, [&] { *names = bx::copy(Xapian::Stem::get_available_languages()); });
}

bx_status bx_stemmer_stem(bx_stemmer *stemmer, bx_bytes word, uint8_t *stem, size_t capacity,
                          size_t *needed, bx_text **error) {
    return bx::guarded(error, [&] {
        stemmer->word.assign(reinterpret_cast<const char *>(word.bytes), word.count);
        const std::string found = stemmer->stem(stemmer->word);
        *needed = found.size();
        std::copy_n(found.data(), std::min(capacity, found.size()), stem);
    });
}

void bx_stemmer_free(bx_stemmer *stemmer) { delete stemmer; }
