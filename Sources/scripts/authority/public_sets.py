"""Takes facts from congress-legislators (CC0) and from an extract of Wikidata (CC0)."""
import csv
import os
import re

from records import folded

CHAMBERS = {"sen": "Senator", "rep": "Representative", "prez": "President", "viceprez": "Vice President"}


def read(data, records):
    for name in ("executive.yaml", "legislators-current.yaml"):
        for person in people(os.path.join(data, "congress-legislators", name)):
            add_legislator(records, person)
    read_wikidata(os.path.join(data, "world-leaders-2021", "data", "wikidata.csv"), records)


def people(path):
    """The few keys wanted of each person; the files are regular enough to be read by line."""
    person, block = None, ""
    for line in open(path, encoding="utf-8"):
        if line.startswith("- id:"):
            if person:
                yield person
            person, block = {"terms": []}, "id"
            continue
        if re.match(r"  \w+:\s*$", line):
            block = line.strip().rstrip(":")
            continue
        match = re.match(r"\s+(- )?(\w+): (.*)$", line)
        if not person or not match:
            continue
        value = match[3].strip().strip("'\"")
        if block == "terms":
            if line.startswith("  - type:"):
                person["terms"].append({})
            # Deeper lists (changes of party within a term) are passed over by setdefault.
            person["terms"][-1].setdefault(match[2], value)
        elif block in ("id", "name") and match[2] in ("wikipedia", "wikidata", "first", "last", "middle", "nickname", "official_full", "suffix"):
            person[match[2]] = value
    if person:
        yield person


def add_legislator(records, person):
    first, last = person["first"], person["last"]
    title = person.get("wikipedia", "")
    label = re.sub(r" \([^)]*\)$", "", title) or person.get("official_full") or f"{first} {last}"
    common = [person.get("official_full", ""), f"{first} {last}", f"{person.get('nickname', '')} {last}" if person.get("nickname") else ""]
    common = [c for c in common if len(c.split()) > 1]
    same = [i for n in [label, *common] for i in records.find(n, "person/") if "state/us" in records.by_id[i].parents]
    if same:
        record = records.by_id[same[0]]
    else:
        record = records.person(label, [last])
        record.parents.append("state/us")
        record.wikipedia = title
        for alias in common:
            # A short form of a name can be someone else's: it needs support in the text.
            if folded(alias) != folded(label):
                record.name("alias", alias, bool(records.find(alias, "person/")))
        records.index(record)
    record.wikidata = record.wikidata or person.get("wikidata", "")
    if same and record.offices and not any(t["type"] in ("sen", "rep") for t in person["terms"]):
        return
    merged = []
    for term in person["terms"]:
        office, start, end = CHAMBERS[term["type"]], int(term["start"][:4]), int(term["end"][:4])
        if merged and merged[-1][0] == office and start <= merged[-1][2] + 1:
            merged[-1][2] = max(end, merged[-1][2])
        else:
            merged.append([office, start, end])
    for office, start, end in merged:
        if not any(o[0] in ("President", "Vice President") and o[0] == office for o in record.offices):
            record.office(office, start, None if end >= 2027 else end)


def read_wikidata(path, records):
    for row in csv.DictReader(open(path, encoding="utf-8")):
        label = re.sub(r" \([^)]*\)$", "", row["officeholderLabel"]).strip()
        states = records.find(row["country"], "state/")
        if not label or re.fullmatch(r"Q\d+", label) or not states:
            continue
        state = records.by_id[states[0]]
        state.wikidata = state.wikidata or row["countryid"]
        same = [i for i in records.find(label, "person/") if states[0] in records.by_id[i].parents]
        position = re.match(r"(?i)(president|prime minister|chancellor)\b", row["positionLabel"])
        if same:
            records.by_id[same[0]].wikidata = records.by_id[same[0]].wikidata or row["officeholder"]
        elif len(label.split()) > 1 and position and not records.find(label, "person/"):
            record = records.person(label)
            record.parents.append(states[0])
            record.wikidata = row["officeholder"]
            record.office(position[1].title(), int(row["start_year"] or 0) or None, int(row["end_year"]) if row["end_year"] else None)
