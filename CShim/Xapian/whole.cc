// Operations on whole databases.

#include "handles.hh"

#include <cerrno>
#include <sys/stat.h>

bx_status bx_compact(const bx_bytes *sources, size_t count, bx_bytes destination, bool fuller,
                     uint32_t block_size, bx_text **error) {
    return bx::guarded(error, [&] {
        if (count == 0) {
            throw bx::Failure{BX_INVALID, "there is no database to compact"};
        }
        const std::string target = bx::path(destination);
        // libxapian would write over the database that is there.
        struct stat status;
        if (stat((target + "/iamglass").c_str(), &status) == 0) {
            throw bx::Failure{BX_EXISTS, "there is a database at '" + target + "' already"};
        }
        Xapian::Database merged;
        for (size_t i = 0; i < count; ++i) {
            merged.add_database(Xapian::Database(bx::path(sources[i]), Xapian::DB_BACKEND_GLASS));
        }
        // It would name a folder that cannot be made as a failure to write.
        if (mkdir(target.c_str(), 0777) != 0 && errno != EEXIST) {
            throw bx::Failure{BX_OPENING_FAILED,
                              "the folder cannot be made: " + std::string(std::strerror(errno))};
        }
        merged.compact(target, fuller ? Xapian::Compactor::FULLER : Xapian::Compactor::FULL,
                       static_cast<int>(block_size));
    });
}

bx_status bx_check(bx_bytes path, size_t *faults, bx_text **error) {
    return bx::guarded(error, [&] { *faults = Xapian::Database::check(bx::path(path)); });
}
