#!/usr/bin/env python3
"""Counts right names: score.py FOLDER FOLDS reads N.jsonl (what people marked) and N.out (annotate).

A name is right when its span and type are; a state counts as a place; demonyms, metonyms and titles
are no names.
"""
import json
import sys


def names(path, kinds):
    found = set()
    for line in open(path, encoding="utf-8"):
        row = json.loads(line)
        for mention in row["mentions"]:
            if mention.get("kind", "name") in kinds:
                kind = "place" if mention["type"] == "state" else mention["type"]
                found.add((row["id"], mention["start"], mention["end"], kind))
    return found


def scores(have, must):
    right = len(have & must)
    precision, recall = right / max(1, len(have)), right / max(1, len(must))
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return f"p {precision:.4f} r {recall:.4f} f1 {f1:.4f}"


def main():
    folder, folds = sys.argv[1], int(sys.argv[2])
    all_have, all_must = set(), set()
    for fold in range(folds):
        have, must = names(f"{folder}/{fold}.out", {"name", "alias"}), names(f"{folder}/{fold}.jsonl", {"name"})
        print(f"part {fold + 1}:", scores(have, must))
        all_have |= have
        all_must |= must
    for kind in ("person", "organisation", "place"):
        print(f"{kind}:", scores({n for n in all_have if n[3] == kind}, {n for n in all_must if n[3] == kind}))
    print("span:", scores({n[:3] for n in all_have}, {n[:3] for n in all_must}))
    print("all:", scores(all_have, all_must))


if __name__ == "__main__":
    main()
