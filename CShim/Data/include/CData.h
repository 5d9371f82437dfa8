/*
 * Data that ships in the binary.
 *
 * Each resource is a pointer to constant bytes and their number. The bytes live as long as the process,
 * are never written to and may be read from any thread. They do not end in a zero byte.
 *
 *   byline_authority   the built-in authority records: UTF-8 text in the snapshot format that
 *                      Sources/Actors/AuthoritySnapshot.swift describes. Written by
 *                      Sources/scripts/authority/build.py, never by hand.
 *   byline_words       English words that are written in small letters, one a line, sorted.
 *                      Written by Sources/scripts/authority/words.py.
 *   byline_names       the model of names: weights and word classes in the format that
 *                      Sources/Actors/Names/NameModel.swift describes. Written by make model.
 */
#ifndef BYLINE_CDATA_H
#define BYLINE_CDATA_H

extern const unsigned char *const byline_authority;
extern const unsigned long byline_authority_size;

extern const unsigned char *const byline_words;
extern const unsigned long byline_words_size;

extern const unsigned char *const byline_names;
extern const unsigned long byline_names_size;

#endif
