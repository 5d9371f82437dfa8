"""Reads the repository's own tables of facts."""
import os
import re

from records import slug

OFFICES = {"P": "President", "PM": "Prime Minister", "C": "Chancellor", "FM": "Foreign Minister", "DM": "Defence Minister", "K": "King",
           "Q": "Queen", "VP": "Vice President", "SP": "Spokesperson", "L": "Leader", "G": "Governor"}


def rows(folder, name, fields):
    path = os.path.join(folder, name)
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.rstrip("\n")
        if not line or line.startswith("#"):
            continue
        if line.startswith("@"):
            yield number, [line]
            continue
        cells = line.split("|")
        if not fields[0] <= len(cells) <= fields[1]:
            raise SystemExit(f"{path}:{number}: {len(cells)} columns: {line}")
        yield number, [c.strip() for c in cells] + [""] * (fields[1] - len(cells))


def listed(cell):
    """(text, ambiguous) of a list."""
    return [(t.strip().rstrip("?"), t.strip().endswith("?")) for t in cell.split(";") if t.strip()]


def read(folder, records):
    read_states(folder, records)
    read_places(folder, records)
    read_organisations(folder, records)
    for name in sorted(os.listdir(folder)):
        if name.startswith("people"):
            read_people(folder, name, records)
    read_us_places(folder, records)
    read_foreign(folder, records)
    for number, (id, words) in rows(folder, "context.tsv", (2, 2)):
        if id not in records.by_id:
            raise SystemExit(f"context.tsv:{number}: no record {id}")
        records.by_id[id].context = [w.strip() for w in words.split(",")]


def read_states(folder, records):
    capitals = []
    for _, (iso2, iso3, label, others, demonyms, capital, metonyms, wikipedia) in rows(folder, "states.tsv", (8, 8)):
        ambiguous = label.endswith("?")
        label = label.rstrip("?")
        record = records.add("state", iso2, label)
        record.name("name", label, ambiguous)
        for kind, cell in (("alias", others), ("demonym", demonyms), ("metonym", metonyms)):
            for text, unsure in listed(cell):
                short = kind == "alias" and re.fullmatch(r"[A-Z.]{2,7}", text)
                record.name("abbreviation" if short else kind, re.sub(r"^the ", "", text), unsure)
        for text, _ in listed(capital):
            record.name("metonym", text, True)
        record.wikipedia = wikipedia
        capitals.append((iso2, listed(capital)))
        records.index(record)
    for iso2, names in capitals:
        if names:
            add_place(records, names[0][0], [(t, a) for t, a in names[1:]], [], f"state/{iso2}", "", names[0][1])


def add_place(records, label, aliases, demonyms, parent, wikipedia, ambiguous):
    record = records.add("place", slug(label), label)
    record.name("name", label, ambiguous)
    for text, unsure in aliases:
        record.name("alias", text, unsure)
    for text, unsure in demonyms:
        record.name("demonym", text, unsure)
    if parent:
        record.parents.append(parent)
    record.wikipedia = wikipedia
    records.index(record)
    return record


def read_places(folder, records):
    parent = ""
    for number, line in enumerate(open(os.path.join(folder, "places.tsv"), encoding="utf-8"), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("@"):
            parent = f"state/{line[1:]}" if line[1:] else ""
            continue
        for entry in line.split(";"):
            match = re.fullmatch(r"([^=~^]+)(?:=([^~^]*))?(?:~([^^]*))?(?:\^(.*))?", entry.strip())
            if not match:
                raise SystemExit(f"places.tsv:{number}: {entry}")
            label, aliases, demonyms, wikipedia = (g or "" for g in match.groups())
            ambiguous = label.endswith("?")
            label = label.rstrip("?")
            same = [records.by_id[i] for i in records.find(label, "place/")]
            same = [r for r in same if parent in r.parents or (not parent and not r.parents)]
            if same:
                record = same[0]
                record.wikipedia = wikipedia or record.wikipedia
            else:
                record = add_place(records, label, [], [], parent, wikipedia, ambiguous)
            for text, unsure in listed(aliases.replace(",", ";")):
                record.name("alias", text, unsure)
            for text, unsure in listed(demonyms.replace(",", ";")):
                record.name("demonym", text, unsure)
            records.index(record)


def read_organisations(folder, records):
    found = list(rows(folder, "organisations.tsv", (5, 6)))
    stripped = [re.sub(r" \([^)]*\)$", "", cells[1]) for _, cells in found]
    for _, (stem, label, short, others, parents, wikipedia) in found:
        ambiguous = label.endswith("?")
        label = label.rstrip("?")
        base = re.sub(r" \([^)]*\)$", "", label)
        if base != label:
            wikipedia = wikipedia or label
            # Only where no other organisation has the name does it go without what tells it apart.
            label = base if stripped.count(base) == 1 and len(base.split()) == 1 else label
        record = records.add("org", stem, label)
        named = {t for t, _ in listed(others)} | {t for t, _ in listed(short)}
        if "(" not in label and label not in named:
            record.name("name", label, ambiguous)
        for text, unsure in listed(short):
            if text == label:
                record.name("name", text, unsure)
            record.name("abbreviation", text, unsure)
        for text, unsure in listed(others):
            record.name("alias", re.sub(r"^the ", "", text), unsure)
        record.parents = parents.split()
        record.wikipedia = wikipedia
        records.index(record)


def years(text):
    """(first, last) of each span of "2000-2008,2012-"; last is None where the office is still held."""
    for span in text.split(","):
        if "-" in span:
            first, last = span.split("-")
            yield int(first), int(last) if last else None
        else:
            yield int(span), int(span)


def read_people(folder, name, records):
    parent = ""
    for number, cells in rows(folder, name, (5, 5)):
        if len(cells) == 1:
            parent = cells[0][1:]
            parent = parent if "/" in parent else f"state/{parent}"
            continue
        label, offices, aliases, surnames, wikipedia = cells
        record = records.person(label, [s for s in surnames.split(";") if s], [a for a in aliases.split(";") if a])
        record.parents.append(parent)
        record.wikipedia = wikipedia
        for office in filter(None, offices.split(";")):
            match = re.fullmatch(r"(.*?)(?: (\d{4}[-\d,]*))?", office.strip())
            title = OFFICES.get(match[1], match[1])
            if match[2]:
                for first, last in years(match[2]):
                    record.office(title, first, last)
            else:
                record.office(title[:1].upper() + title[1:], None, None)


def read_us_places(folder, records):
    """Titles of American cities, and abbreviations of states."""
    for number, (label, state, wikipedia) in rows(folder, "us-cities.tsv", (3, 3)):
        found = [i for i in records.find(label, "place/") if "state/us" in records.by_id[i].parents]
        if found:
            record = records.by_id[found[0]]
        else:
            record = add_place(records, label.rstrip("?"), [], [], "state/us", "", label.endswith("?"))
        record.wikipedia = wikipedia or f"{record.label}, {state}"
        records.index(record)
    for number, (label, short) in rows(folder, "us-states.tsv", (2, 2)):
        record = records.by_id[records.find(label, "place/")[0]]
        for text, unsure in listed(short):
            record.name("abbreviation", text, unsure)


def read_foreign(folder, records):
    """Names in German and French."""
    for number, (id, german, french) in rows(folder, "foreign.tsv", (3, 3)):
        if id not in records.by_id:
            raise SystemExit(f"foreign.tsv:{number}: no record {id}")
        record = records.by_id[id]
        for cell in (german, french):
            names, _, peoples = cell.partition("~")
            for name in filter(None, names.split(",")):
                record.name("alias", name)
            for people in filter(None, peoples.split(",")):
                for ending in ("e", "en", "er", "es", "em") if people.endswith("-") else ("",):
                    record.name("demonym", people.rstrip("-") + ending)
        records.index(record)
