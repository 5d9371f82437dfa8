// bx.h: a C face for the part of libxapian 1.4 that a search service needs. This header is the
// manual, and so long because of it: what each call does, who owns what it hands out, how long
// that lives, and what the caller does about each way in which it can fail.
//
// Ownership
//   Handles (bx_database, bx_writer, bx_query, bx_stemmer, bx_terms, bx_flag) are opaque. Who got
//   one from a call here frees it with the function of its name that ends in _free, once. Freeing
//   NULL does nothing. No handle keeps another one alive that its caller can see: a query may be
//   freed right after it was combined or run, a database while its results live on.
//   Memory that a call allocates for its caller is a bx_text or a bx_blob; it is freed with
//   bx_text_free and bx_blob_free. Everything that a caller passes in stays the caller's and is
//   not looked at after the call returned.
//
// Errors
//   A call that can fail returns a bx_status. With any status but BX_OK the out-parameters keep
//   what they held, except where the call says otherwise, and *error is a text that the caller
//   frees with bx_text_free, or NULL where even that memory was missing. With BX_OK *error is
//   NULL. `error` itself may be NULL: then no text is made. No exception leaves this library,
//   nothing is printed, and no call back into the caller's code is ever made.
//
// The thread rule
//   libxapian counts references with plain integers and shares them between objects that were
//   made from one another. So: one handle is used by one thread at a time, and a query that is
//   run on a database belongs to that database's thread for as long as the call lasts. Different
//   handles may be used by different threads at the same time, even on the same files. A handle
//   may wander from thread to thread if the caller orders the uses (a lock, a queue). The one
//   exception is bx_flag, which any thread may raise at any time.
//
// Numbers
//   Document ids start at 1. In a database opened from n paths ("shards") the id g stands for
//   document (g - 1) / n + 1 of shard (g - 1) % n. In a bitset bit i of word w stands for the
//   document id 64 * w + i + 1 of one shard.

#ifndef BX_H
#define BX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Closed enums let a compiler see that a switch over one has all its cases.
#define BX_CLOSED_ENUM __attribute__((enum_extensibility(closed)))

#if defined(__cplusplus)
extern "C" {
#endif

// What came of a call, told apart by what the caller does next.
typedef enum BX_CLOSED_ENUM bx_status {
    // Done.
    BX_OK = 0,
    // A writer has committed since this database was opened and blocks that were needed are gone.
    // bx_database_reopen, then the same call again. Until then the handle answers BX_MODIFIED.
    BX_MODIFIED = 1,
    // Another writer, in this process or another, holds the database. Wait or give up.
    BX_LOCKED = 2,
    // There is no database at the path, or no document with the id.
    BX_NOT_FOUND = 3,
    // There is a database already where a new one was to be made.
    BX_EXISTS = 4,
    // What is on the disk is not what a writer left there. Rebuild it from the sources.
    BX_CORRUPT = 5,
    // The files were written in a format that this libxapian does not read. Rebuild them.
    BX_WRONG_VERSION = 6,
    // The files could not be opened or made, or are not a database: look at path and permissions.
    BX_OPENING_FAILED = 7,
    // The system refused to read or write: disk full, file size limit, a failing disk.
    BX_IO = 8,
    // The caller asked for something that cannot be; the text says what. Nothing was changed.
    BX_INVALID = 9,
    // The handle was closed, or a change through it failed before. Only _free is left.
    BX_CLOSED = 10,
    // The deadline of the match passed before it was done.
    BX_DEADLINE = 11,
    // The flag of the match was raised before it was done.
    BX_CANCELLED = 12,
    // No memory.
    BX_NO_MEMORY = 13,
    // libxapian failed in a way that it says cannot happen, or this shim did.
    BX_INTERNAL = 14,
} bx_status;

// A piece of the caller's memory. `bytes` may be NULL where count is 0.
typedef struct bx_bytes {
    const uint8_t *_Nullable bytes;
    size_t count;
} bx_bytes;

// Memory of this library's making. `bytes` is NULL where count is 0.
typedef struct bx_blob {
    uint8_t *_Nullable bytes;
    size_t count;
} bx_blob;

// A text of this library's making: UTF-8 as libxapian gave it, ended by a NUL.
typedef char bx_text;

typedef struct bx_database bx_database;
typedef struct bx_writer bx_writer;
typedef struct bx_query bx_query;
typedef struct bx_stemmer bx_stemmer;
typedef struct bx_terms bx_terms;
typedef struct bx_flag bx_flag;

#pragma clang assume_nonnull begin

// Frees a text.
void bx_text_free(bx_text *_Nullable text);

// Frees what a blob holds and makes it empty.
void bx_blob_free(bx_blob *blob);

// The version of libxapian that is running, as "1.4.22". Lives as long as the process.
const char *bx_library_version(void);

// ---------------------------------------------------------------------------------- Databases

// Opens 1 or more databases for reading, as one. Each path is the folder of one glass database;
// stub files and remote databases are refused. What is read is the last commit before the call.
//
// BX_NOT_FOUND, BX_OPENING_FAILED, BX_WRONG_VERSION, BX_CORRUPT: as they say. BX_INVALID: no path
// was given, or one that is empty or holds a NUL.
bx_status bx_database_open(const bx_bytes *paths, size_t count,
                           bx_database *_Nullable *_Nonnull database,
                           bx_text *_Nullable *_Nullable error);

// Closes the files and frees the handle.
void bx_database_free(bx_database *_Nullable database);

// Closes the files but keeps the handle, which then answers BX_CLOSED to everything.
bx_status bx_database_close(bx_database *database, bx_text *_Nullable *_Nullable error);

// Moves on to the last commit. `changed` says whether there was a newer one.
//
// A handle must never be reopened after a path of it was made to name another database (by a
// symbolic link or a rename): libxapian compares revision numbers alone, and where these happen
// to agree it goes on with a silent mixture of both. Open a new handle instead.
bx_status bx_database_reopen(bx_database *database, bool *changed,
                             bx_text *_Nullable *_Nullable error);

// How many paths the database was opened from.
size_t bx_database_shards(const bx_database *database);

// The size of a database.
typedef struct bx_counts {
    // Documents that it holds.
    uint32_t documents;
    // The highest document id that was ever used. With several shards it is the highest possible
    // global id, so that ids below it may be unused.
    uint32_t last_document;
    // Sum of the wdf of all terms of a document, on average; 0 without documents.
    double average_length;
} bx_counts;

bx_status bx_database_counts(bx_database *database, bx_counts *counts,
                             bx_text *_Nullable *_Nullable error);

// The number of the commit that is read. Several shards have none: BX_INVALID.
bx_status bx_database_revision(bx_database *database, uint64_t *revision,
                               bx_text *_Nullable *_Nullable error);

// The identifier that a database got when it was made; those of several shards with ':' between.
bx_status bx_database_uuid(bx_database *database, bx_text *_Nullable *_Nonnull uuid,
                           bx_text *_Nullable *_Nullable error);

// The metadata of a key, empty where there is none. Of several shards the first is asked.
bx_status bx_database_metadata(bx_database *database, bx_bytes key, bx_blob *value,
                               bx_text *_Nullable *_Nullable error);

// The data of a document. BX_NOT_FOUND where there is no such document.
bx_status bx_database_document_data(bx_database *database, uint32_t document, bx_blob *data,
                                    bx_text *_Nullable *_Nullable error);

// How many documents hold a term, and the sum of its wdf in them. 0 and 0 for an unknown term.
// The empty term is in every document.
bx_status bx_database_frequencies(bx_database *database, bx_bytes term, uint32_t *documents,
                                  uint64_t *occurrences, bx_text *_Nullable *_Nullable error);

// The wdf of a term in a document and whether the document holds it; a term may be in a document
// with a wdf of 0. A document that does not exist holds no term.
bx_status bx_database_wdf(bx_database *database, bx_bytes term, uint32_t document, bool *present,
                          uint32_t *wdf, bx_text *_Nullable *_Nullable error);

// -------------------------------------------------------------------------------- Term lists

// What a list of terms holds, as memory of the list: valid until bx_terms_free. Term i is the
// bytes offsets[i] to offsets[i + 1]. `offsets` has count + 1 places, the others count.
typedef struct bx_terms_view {
    size_t count;
    const uint8_t *_Nullable bytes;
    const uint32_t *offsets;
    // Documents that hold the term, or its wdf, as the call that made the list says.
    const uint32_t *_Nullable frequencies;
    // Weights, where the call that made the list says so, or else zeros.
    const double *_Nullable weights;
} bx_terms_view;

// The terms that begin with a prefix, in the order of their bytes, at most `limit` of them, with
// the number of documents that hold each. The empty prefix gives all terms. BX_INVALID where
// the terms together have 4 GiB or more.
bx_status bx_database_terms(bx_database *database, bx_bytes prefix, size_t limit,
                            bx_terms *_Nullable *_Nonnull terms,
                            bx_text *_Nullable *_Nullable error);

// The terms of a document in the order of their bytes, with their wdf.
bx_status bx_database_document_terms(bx_database *database, uint32_t document,
                                     bx_terms *_Nullable *_Nonnull terms,
                                     bx_text *_Nullable *_Nullable error);

bx_terms_view bx_terms_look(const bx_terms *terms);
void bx_terms_free(bx_terms *_Nullable terms);

// ----------------------------------------------------------------------------- Posting lists
//
// These walk the list of the documents that hold a term, in the order of their ids, straight into
// the caller's memory. They want a database of one shard, else BX_INVALID; ids are those of the
// shard. An unknown term has an empty list. The empty term has all documents. A bitset is
// (bit_count + 63) / 64 words; documents with an id over bit_count are left out. `walked` is how
// many postings were looked at. After an error the bitset is neither the old nor the new one.

// Sets the bits of the documents that hold the term.
bx_status bx_postings_union(bx_database *database, bx_bytes term, uint64_t *_Nullable words,
                            size_t bit_count, uint64_t *walked,
                            bx_text *_Nullable *_Nullable error);

// Clears the bits of the documents that do not hold the term. Where the bitset has few bits for
// the length of the list it jumps from bit to bit and does not walk the list.
bx_status bx_postings_intersect(bx_database *database, bx_bytes term, uint64_t *_Nullable words,
                                size_t bit_count, uint64_t *walked,
                                bx_text *_Nullable *_Nullable error);

// Clears the bits of the documents that hold the term; jumps as bx_postings_intersect does.
bx_status bx_postings_subtract(bx_database *database, bx_bytes term, uint64_t *_Nullable words,
                               size_t bit_count, uint64_t *walked,
                               bx_text *_Nullable *_Nullable error);

// Writes ids and, where wdfs is not NULL, wdfs of the documents that hold the term. `needed` is
// the length of the list; no more than `capacity` places are written. With a capacity of 0 nothing
// is walked.
bx_status bx_postings_fill(bx_database *database, bx_bytes term, uint32_t *_Nullable documents,
                           uint32_t *_Nullable wdfs, size_t capacity, size_t *needed,
                           bx_text *_Nullable *_Nullable error);

// ------------------------------------------------------------------------------------ Queries
//
// A query is a tree. Combining copies: the parts stay the caller's to free, at once or later.

typedef enum BX_CLOSED_ENUM bx_operator {
    // Documents that match all parts; their weights are added.
    BX_AND = 0,
    // Documents that match any part; the weights of those that match are added.
    BX_OR = 1,
    // Documents that match the first part and none of the others.
    BX_AND_NOT = 2,
    // Documents that match all parts, weighted by the first alone.
    BX_FILTER = 3,
    // Documents that match the first part; the others only add weight.
    BX_MAYBE = 4,
    // Documents that match any part, weighted as if the parts were one term.
    BX_SYNONYM = 5,
    // Documents that match any part, weighted by the part that gives most.
    BX_MAXIMUM = 6,
} bx_operator;

// Documents that hold a term. `wqf` is how often the query names it. An empty term gives all
// documents.
bx_status bx_query_term(bx_bytes term, uint32_t wqf, bx_query *_Nullable *_Nonnull query,
                        bx_text *_Nullable *_Nullable error);

// All documents, or none; without weight.
bx_status bx_query_all(bx_query *_Nullable *_Nonnull query, bx_text *_Nullable *_Nullable error);
bx_status bx_query_none(bx_query *_Nullable *_Nonnull query, bx_text *_Nullable *_Nullable error);

// Joins 1 or more queries. Many parts stay one level: libxapian then balances them by their
// frequencies, and the depth grows by 1. BX_INVALID: no part, or a depth over BX_MAXIMUM_DEPTH.
bx_status bx_query_combine(bx_operator operation, const bx_query *const _Nonnull *_Nonnull parts,
                           size_t count, bx_query *_Nullable *_Nonnull query,
                           bx_text *_Nullable *_Nullable error);

// A query with its weights multiplied by a factor that is finite and not negative.
bx_status bx_query_scale(const bx_query *part, double factor,
                         bx_query *_Nullable *_Nonnull query,
                         bx_text *_Nullable *_Nullable error);

// libxapian walks a query by recursion; some thousand levels end a thread with a small stack.
enum { BX_MAXIMUM_DEPTH = 256 };

// libxapian's own words for a query, for people who look for faults.
bx_status bx_query_describe(const bx_query *query, bx_text *_Nullable *_Nonnull text,
                            bx_text *_Nullable *_Nullable error);

void bx_query_free(bx_query *_Nullable query);

// ------------------------------------------------------------------------------------ Matches

typedef enum BX_CLOSED_ENUM bx_scheme {
    // No weights: all documents count the same.
    BX_BOOLEAN = 0,
    BX_BM25 = 1,
    // BM25 with a lower bound on what a term adds, `delta`.
    BX_BM25_PLUS = 2,
} bx_scheme;

// How documents are weighted; BX_BOOLEAN looks at no number, BX_BM25 not at delta. The numbers
// are those of Xapian::BM25Weight and are not negative.
typedef struct bx_weighting {
    bx_scheme scheme;
    double k1, k2, k3, b, min_normlen, delta;
} bx_weighting;

// What comes first among documents of the same weight.
typedef enum BX_CLOSED_ENUM bx_order {
    // The lower id. A match without weights then ends as soon as it has enough.
    BX_ASCENDING = 0,
    // The higher id.
    BX_DESCENDING = 1,
    // Whatever is cheapest.
    BX_ANY_ORDER = 2,
} bx_order;

// Documents of one shard, as a bitset; an id over bit_count is not in it.
typedef struct bx_set {
    const uint64_t *_Nullable words;
    size_t bit_count;
} bx_set;

// A flag that any thread may raise while another one runs a match. Make it before, free it after.
bx_flag *_Nullable bx_flag_create(void);
void bx_flag_raise(bx_flag *flag);
bool bx_flag_is_raised(const bx_flag *flag);
void bx_flag_free(bx_flag *_Nullable flag);

typedef struct bx_options {
    bx_weighting weighting;
    bx_order order;
    // The rank of the first document wanted, and how many.
    uint32_t first, limit;
    // Look at this many matching documents at least, if there are as many, so that the totals are
    // better; from the number of documents on they are exact. 0 leaves the most to pruning.
    uint32_t check_at_least;
    // The only documents that may match: one set a shard, in the order of the paths. NULL: all.
    // Statistics, and so the weights, stay those of the whole database.
    const bx_set *_Nullable allowed;
    // CLOCK_MONOTONIC in nanoseconds; 0: none. Clock and flag are looked at every 256 documents
    // that the match looks at; the expansion of a query with very many terms comes before that.
    uint64_t deadline;
    const bx_flag *_Nullable flag;
} bx_options;

// What a match found. The caller gives two arrays with room for `limit` places.
typedef struct bx_result {
    uint32_t *_Nullable documents;
    double *_Nullable weights;
    // Places that were filled.
    uint32_t count;
    // Bounds and an estimate of how many documents match in all.
    uint32_t lower_bound, estimate, upper_bound;
    // The greatest weight that any document has, whether it was asked for or not.
    double maximum_weight;
} bx_result;

// Runs a query: the best `limit` documents from rank `first` on, the best first.
//
// BX_MODIFIED: reopen and run again. BX_DEADLINE, BX_CANCELLED: there is no partial result.
bx_status bx_match(bx_database *database, const bx_query *query, const bx_options *options,
                   bx_result *result, bx_text *_Nullable *_Nullable error);

// The weight that a query gives to one document, with the statistics of the whole database;
// `matches` says whether it matches at all. BX_NOT_FOUND where there is no such document.
bx_status bx_weight(bx_database *database, const bx_query *query, const bx_weighting *weighting,
                    uint32_t document, bool *matches, double *weight,
                    bx_text *_Nullable *_Nullable error);

typedef enum BX_CLOSED_ENUM bx_expansion {
    // Bose-Einstein statistics (divergence from randomness).
    BX_BO1 = 0,
    // The older probabilistic formula, with its constant k at 1.
    BX_TRADITIONAL = 1,
} bx_expansion;

// The terms that set some documents apart from the rest, the best first, at most `limit`: weights
// are filled, frequencies are the documents that hold the term. `first_bytes` is a bitset over
// the 256 values of a byte: only terms that begin with such a byte are taken.
bx_status bx_expand(bx_database *database, const uint32_t *_Nullable documents, size_t count,
                    bx_expansion expansion, const uint64_t *first_bytes, uint32_t limit,
                    bx_terms *_Nullable *_Nonnull terms, bx_text *_Nullable *_Nullable error);

// ------------------------------------------------------------------------------------ Writing
//
// All changes between two commits are one transaction: after a crash, or when the handle goes
// without a commit, either all of them or none are there. What a writer has not committed is seen
// by no reader.
//
// A change or commit that fails with any status but BX_INVALID or BX_NOT_FOUND spends the handle:
// libxapian has dropped what was pending, and would answer BX_OK to a second commit. From then on
// everything is BX_CLOSED. Free the handle, open a new one and replay from what was last
// acknowledged.

typedef enum BX_CLOSED_ENUM bx_mode {
    // Make a database; BX_EXISTS where there is one.
    BX_CREATE = 0,
    // Make a database, in the place of one that may be there.
    BX_CREATE_OR_OVERWRITE = 1,
    // Open a database; BX_NOT_FOUND where there is none.
    BX_OPEN = 2,
    // Open a database, or make it where there is none.
    BX_CREATE_OR_OPEN = 3,
} bx_mode;

// Opens a database for writing; at most one handle anywhere can. Only the last folder of the path
// is made. `synced` false leaves it to the system when a commit reaches the disk. `block_size` is
// a power of 2 from 2048 to 65536, or 0 for 8192; it counts only for a new database.
//
// BX_LOCKED comes at once.
bx_status bx_writer_open(bx_bytes path, bx_mode mode, bool synced, uint32_t block_size,
                         bx_writer *_Nullable *_Nonnull writer,
                         bx_text *_Nullable *_Nullable error);

// Drops what is not committed, closes and frees.
void bx_writer_free(bx_writer *_Nullable writer);

// A document: term i is the bytes offsets[i] to offsets[i + 1] of `terms` and occurs wdfs[i]
// times; a wdf of 0 makes a term that only filters. `offsets` has count + 1 places. A term
// that comes twice counts the sum. The order is free; sorted is a little faster.
//
// BX_INVALID, before anything was changed: offsets that fall, an empty term, or one over 245
// bytes (a NUL in it counts as two).
typedef struct bx_packed {
    const uint8_t *_Nullable terms;
    const uint32_t *offsets;
    const uint32_t *_Nullable wdfs;
    size_t count;
    bx_bytes data;
} bx_packed;

// Adds a document under the next unused id.
bx_status bx_writer_add(bx_writer *writer, const bx_packed *packed, uint32_t *document,
                        bx_text *_Nullable *_Nullable error);

// Puts a document under an id, in the place of the one that may be there.
bx_status bx_writer_replace(bx_writer *writer, uint32_t document, const bx_packed *packed,
                            bx_text *_Nullable *_Nullable error);

// Deletes a document. BX_NOT_FOUND: there is none; the handle stays usable.
bx_status bx_writer_delete(bx_writer *writer, uint32_t document,
                           bx_text *_Nullable *_Nullable error);

// Sets the metadata of a key; an empty value removes it. BX_INVALID: an empty key.
bx_status bx_writer_set_metadata(bx_writer *writer, bx_bytes key, bx_bytes value,
                                 bx_text *_Nullable *_Nullable error);

// The size with what is pending.
bx_status bx_writer_counts(bx_writer *writer, bx_counts *counts,
                           bx_text *_Nullable *_Nullable error);

// Makes what is pending durable and visible, all of it or nothing.
bx_status bx_writer_commit(bx_writer *writer, bx_text *_Nullable *_Nullable error);

// Drops what is pending since the last commit. A failure spends the handle.
bx_status bx_writer_cancel(bx_writer *writer, bx_text *_Nullable *_Nullable error);

// ------------------------------------------------------------------------- Whole databases

// Merges databases into a new one, in the order given. The ids of a source are moved up by the
// highest id of all sources before it, less what is unused before its first document. Where a
// metadata key is in several sources, the first wins. `fuller` packs tighter a database that will
// never be written again. `block_size` as for bx_writer_open. The sources must not be written to
// meanwhile. BX_EXISTS where the destination has a database.
bx_status bx_compact(const bx_bytes *sources, size_t count, bx_bytes destination, bool fuller,
                     uint32_t block_size, bx_text *_Nullable *_Nullable error);

// Reads a whole database and counts the faults found. The format has no checksums: no fault found
// is no proof, and some damage ends the process, so run it in one that may end.
bx_status bx_check(bx_bytes path, size_t *faults, bx_text *_Nullable *_Nullable error);

// ----------------------------------------------------------------------------------- Stemming

// A stemmer for a language, by English name or two-letter code; "none" changes nothing.
// BX_INVALID: unknown language.
bx_status bx_stemmer_open(bx_bytes language, bx_stemmer *_Nullable *_Nonnull stemmer,
                          bx_text *_Nullable *_Nullable error);

// The English names of all languages, with spaces between.
bx_status bx_stemmer_languages(bx_text *_Nullable *_Nonnull names,
                               bx_text *_Nullable *_Nullable error);

// Stems a word of UTF-8 in lower case. `needed` is the length of the stem; no more than
// `capacity` bytes of it are written. A stem may be longer than its word.
bx_status bx_stemmer_stem(bx_stemmer *stemmer, bx_bytes word, uint8_t *_Nullable stem,
                          size_t capacity, size_t *needed,
                          bx_text *_Nullable *_Nullable error);

void bx_stemmer_free(bx_stemmer *_Nullable stemmer);

#pragma clang assume_nonnull end

#if defined(__cplusplus)
}
#endif

#endif
