#include "CData.h"

/* #embed is of C23; clang offers it in C17 with a warning that nothing else would silence. */
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char authority[] = {
#embed "authority.tsv"
};
const unsigned char *const byline_authority = authority;
const unsigned long byline_authority_size = sizeof authority;

static const unsigned char words[] = {
#embed "words.txt"
};
const unsigned char *const byline_words = words;
const unsigned long byline_words_size = sizeof words;

static const unsigned char names[] = {
#embed "names.model"
};
const unsigned char *const byline_names = names;
const unsigned long byline_names_size = sizeof names;
