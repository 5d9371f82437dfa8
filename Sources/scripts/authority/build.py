#!/usr/bin/env python3
"""Builds the authority records that ship in the binary.

    build.py --data FOLDER --output CShim/Data/authority.tsv

FOLDER holds the public sets named in README.md (factbook, congress-legislators,
world-leaders-2021). The tables in facts/ are the repository's own. The output is the snapshot format
of Actors (AuthoritySnapshot.swift): deterministic, sorted by id.
"""
import argparse
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import factbook  # noqa: E402
import public_sets  # noqa: E402
import tables  # noqa: E402
from records import Records  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="the folder with the public sets")
    parser.add_argument("--output", required=True, help="the file to write")
    parser.add_argument("--shared", action="store_true", help="list the names that several records claim")
    options = parser.parse_args()
    facts = os.path.join(os.path.dirname(os.path.abspath(__file__)), "facts")
    records = Records()
    tables.read(facts, records)
    public_sets.read(options.data, records)
    factbook.read(options.data, records)
    if options.shared:
        for name, ids in sorted(records.shared().items()):
            print(name, *ids, file=sys.stderr)
    records.mark_shared()
    records.check()
    with open(options.output, "w", encoding="utf-8", newline="\n") as out:
        out.write(records.text())
    print(records.summary(), file=sys.stderr)


if __name__ == "__main__":
    main()
