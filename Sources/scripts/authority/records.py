"""Records while they are being built, and the text they are written as."""
import collections
import re
import unicodedata

# Letters that Unicode does not decompose.
PLAIN = str.maketrans({
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i", "ß": "ss", "æ": "ae",
    "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "TH", "ə": "a", "Ə": "A", "ħ": "h", "’": "'", "ʼ": "'", "‘": "'", "ʻ": "'",
})
PARTICLES = {"al", "el", "bin", "ibn", "ben", "de", "da", "di", "du", "del", "della", "von", "van", "der", "den", "ter", "zu",
             "la", "le", "dos", "das", "do", "al-", "abu", "ould", "arap"}
SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "v", "vi", "x", "xiv", "xvi", "xxiii", "xii"}
KINDS = {"name": "n", "alias": "a", "abbreviation": "b", "surname": "s", "demonym": "d", "metonym": "m", "title": "t"}


def plain(text):
    """Latin text without accents."""
    text = unicodedata.normalize("NFD", text.translate(PLAIN))
    return "".join(c for c in text if not unicodedata.combining(c))


def slug(text):
    """As Identifier.slug of the Articles module."""
    text = plain(text).replace("'", "").lower()
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-") or "x"


def folded(text):
    return re.sub(r"[^a-z0-9&+]+", " ", plain(text).replace("'", "").lower()).strip()


class Record:
    def __init__(self, id, label):
        self.id, self.label = id, label
        self.names = {}  # text -> (kind, ambiguous), in order
        self.parents, self.offices, self.context = [], [], []
        self.wikidata = self.wikipedia = ""

    def name(self, kind, text, ambiguous=False):
        text = " ".join(text.split())
        if text and text not in self.names:
            self.names[text] = (kind, ambiguous)

    def office(self, title, start, end):
        entry = (title, start, end)
        if entry not in self.offices:
            self.offices.append(entry)

    def line(self):
        names = "|".join(KINDS[k] + ("?" if a else "") + t for t, (k, a) in self.names.items())
        offices = ";".join(f"{t}@{s or ''}-{'' if e is None else e}" if s or e is not None else t for t, s, e in self.offices)
        wikipedia = "" if self.wikipedia == self.label else self.wikipedia
        fields = [self.id, self.label, " ".join(self.parents), offices, self.wikidata, wikipedia, names, ",".join(self.context)]
        return "\t".join(fields)


class Records:
    def __init__(self):
        self.by_id = {}
        self.names = collections.defaultdict(set)  # folded full name -> ids
        self.problems = []

    def add(self, prefix, stem, label):
        id = f"{prefix}/{stem}"
        number = 2
        while id in self.by_id:
            id = f"{prefix}/{stem}-{number}"
            number += 1
        record = self.by_id[id] = Record(id, label)
        return record

    def index(self, record):
        """Makes the full names of a record known for look-ups."""
        for text, (kind, _) in record.names.items():
            if kind != "surname":
                self.names[folded(text)].add(record.id)

    def find(self, name, prefix):
        return sorted(i for i in self.names.get(folded(name), ()) if i.startswith(prefix))

    def person(self, label, surnames=(), aliases=()):
        ambiguous = label.endswith("?")
        label = label.rstrip("?")
        record = self.add("person", slug(label), label)
        record.name("name", label, ambiguous)
        for alias in aliases:
            record.name("alias", alias.rstrip("?"), alias.endswith("?"))
        for variant in variants(label):
            record.name("alias", variant, ambiguous)
        for surname in surnames or default_surnames(label):
            record.name("surname", surname.rstrip("?"), surname.endswith("?"))
        self.index(record)
        return record

    def mark_shared(self):
        """A full name that several records claim for certain is ambiguous for each of them."""
        claims = collections.defaultdict(set)
        for record in self.by_id.values():
            for text, (kind, ambiguous) in record.names.items():
                if kind != "surname" and not ambiguous:
                    claims[folded(text)].add(record.id)
        for ids in [i for i in claims.values() if len(i) > 1]:
            for id in ids:
                names = self.by_id[id].names
                for text, (kind, ambiguous) in names.items():
                    if kind != "surname" and claims.get(folded(text)) is ids:
                        names[text] = (kind, True)

    def shared(self):
        """For the eye: what mark_shared will mark."""
        claims = collections.defaultdict(set)
        for record in self.by_id.values():
            for text, (kind, ambiguous) in record.names.items():
                if kind != "surname" and not ambiguous:
                    claims[folded(text)].add(record.id)
        return {k: sorted(v) for k, v in claims.items() if len(v) > 1}

    def check(self):
        for record in self.by_id.values():
            for parent in record.parents:
                if parent not in self.by_id:
                    self.problems.append(f"{record.id}: no such parent {parent}")
            if any(c in record.line().replace("\t", "") for c in "\n\r"):
                self.problems.append(f"{record.id}: a line break in a field")
        if self.problems:
            raise SystemExit("\n".join(self.problems))

    def text(self):
        lines = ["byline-authority 1"]
        lines += [self.by_id[id].line() for id in sorted(self.by_id)]
        return "\n".join(lines) + "\n"

    def summary(self):
        count = collections.Counter(i.split("/")[0] for i in self.by_id)
        names = sum(len(r.names) for r in self.by_id.values())
        return f"{len(self.by_id)} records, {names} names: " + ", ".join(f"{k} {v}" for k, v in sorted(count.items()))


def words_of(label):
    words = label.split()
    while len(words) > 1 and words[-1].lower().rstrip(",") in SUFFIXES:
        words.pop()
    return words


def default_surnames(label):
    """What a person is called after the first mention: the last word with its particles."""
    words = words_of(label)
    if len(words) < 2:
        return []
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    surnames = [" ".join(words[start:])]
    last = words[-1]
    if "-" in last and last.split("-", 1)[0].lower() in {"al", "el"}:
        surnames.append(last.split("-", 1)[1])
    return surnames


def variants(label):
    """Other spellings that rules give: no middle initials, no Arabic article, German umlauts written out."""
    words = words_of(label)
    without = [w for i, w in enumerate(words) if not (0 < i < len(words) - 1 and len(w) == 2 and w[1] == ".")]
    if len(without) >= 2 and len(without) != len(words):
        yield " ".join(without)
    last = words[-1].split("-", 1)
    if len(words) == 2 and len(last) == 2 and last[0].lower() in {"al", "el"}:
        yield words[0] + " " + last[1]
    for pairs in ((("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ö", "Oe"), ("Ü", "Ue")), (("ø", "oe"), ("å", "aa"))):
        other = label
        for a, b in pairs:
            other = other.replace(a, b)
        if other != label:
            yield other
