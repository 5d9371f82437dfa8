// What Readers uses of libxml2 and, since libxml2 needs it anyway, of iconv.
#include <iconv.h>
#include <string.h>

// Debian's libxml2 is built with ICU and would drag ICU's headers in, which declare what the ICU inside
// Foundation declares, too, a little differently. Nothing here needs them: handlers of encodings, the one
// structure that changes, are only ever pointers.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>
