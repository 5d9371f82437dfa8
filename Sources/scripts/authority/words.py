#!/usr/bin/env python3
"""Lists the English words that running text writes in small letters.

    words.py TEXT.jsonl... --output CShim/Data/words.txt

The texts are the State of the Union addresses (works of the United States government, in the public
domain): rows of JSON Lines with "body" or "text". A word is listed when it stands in small letters
at least twice, and in at least a third of its uses that do not open a sentence.
"""
import argparse
import collections
import json
import re


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+")
    parser.add_argument("--output", required=True)
    options = parser.parse_args()
    small, capital = collections.Counter(), collections.Counter()
    for path in options.texts:
        for line in open(path, encoding="utf-8"):
            row = json.loads(line)
            text = row.get("body") or row.get("text") or ""
            for match in re.finditer(r"(?<![\w'’-])(?:(?<=[a-z,;] )|(?<=^))[A-Za-z]+(?![\w-])", text):
                word = match[0]
                if word.islower():
                    small[word] += 1
                elif word[0].isupper():
                    capital[word.lower()] += 1
    words = sorted(w for w, n in small.items() if n >= 2 and n * 2 >= capital[w])
    with open(options.output, "w", encoding="utf-8", newline="\n") as out:
        out.write("\n".join(words) + "\n")
    print(len(words), "words")


if __name__ == "__main__":
    main()
