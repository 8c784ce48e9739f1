#!/usr/bin/env python3
"""Counts the check figures from the published files, with nothing but Python's csv.

An independent second opinion: it shares no code with the importer. Run it from the project's root:
    python3 test/independent/check-figures.py [folder of the published files, ../shared/data by default]
"""
import collections
import csv
import gzip
import sys

folder = sys.argv[1] if len(sys.argv) > 1 else "../shared/data"

STAGE = {
    "FI": "first_instance", "NA": "first_instance", "IN": "first_instance", "EO": "first_instance",
    "RA": "repeat_application", "AR": "appeal", "JR": "judicial_review",
    "FA": "mixed", "BL": "mixed", "SP": "mixed", "TA": "mixed", "TP": "mixed", "TR": "mixed", "CA": "mixed",
}
BESIDE = {"TA": "temporary", "TP": "temporary", "TR": "temporary", "SP": "subsidiary", "CA": "humanitarian"}


def show(title, figures):
    print(title + ": " + " · ".join(f"{name} {figures[name]:,}" for name in sorted(figures)))


def unhcr():
    figures = collections.defaultdict(lambda: collections.Counter())
    totals = collections.Counter()
    rows = 0
    with gzip.open(f"{folder}/unhcr/asylum_decisions.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows += 1
            level, unit = row["dec_level"], {"P": "persons", "C": "cases"}[row["dec_pc"]]
            recognized, other = int(row["dec_recognized"]), int(row["dec_other"])
            into = figures[(unit, STAGE[level])]
            if level in BESIDE:
                into[BESIDE[level]] += recognized + other
            else:
                into["refugee"] += recognized
                into["complementary"] += other
            into["denied_or_referred" if level == "IN" else "rejected"] += int(row["dec_rejected"])
            into["closed"] += int(row["dec_closed"])
            totals[(unit, STAGE[level])] += int(row["dec_total"])
            if (row["coo_iso"], row["coa_iso"]) == ("RUS", "DEU") and row["year"] in ("2021", "2025"):
                if level in ("FI", "RA"):
                    parts = [row[f"dec_{name}"] for name in ("recognized", "other", "rejected", "closed")]
                    print(f"unhcr, RUS in DEU, {level} {row['year']}: {' · '.join(parts)}")
    print(f"unhcr rows {rows:,}")
    for (unit, stage), counted in sorted(figures.items()):
        show(f"unhcr, {unit}, {stage}", counted + collections.Counter(published_total=totals[(unit, stage)]))


def site_download():
    path = f"{folder}/unhcr/site-download-asylum-decisions.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    keys = {(row[0], row[2], row[4]) for row in rows}
    print(f"unhcr site download: {len(rows):,} rows on {len(keys):,} keys")


def credible_fear():
    with open(f"{folder}/us-credible-fear/DoHSdata.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    years, columns = rows[1], rows[3]
    for row in rows:
        if row[0] == "TOTAL":
            for year in ("2016", "2021"):
                cells = [row[at].strip() for at in range(1, len(row)) if years[at] == year]
                print(f"us-credible-fear FY{year} TOTAL: {' · '.join(cells)}")
    completed = [at for at in range(1, len(columns)) if years[at] == "2016" and columns[at] == "Completed"][0]
    named = 0
    for row in rows[5:]:
        text = row[completed].strip().replace(",", "") if len(row) > completed else ""
        named += int(text) if text.isdigit() else 0
    print(f"us-credible-fear FY2016 completed, named rows and others: {named:,}")


def asylum_office():
    path = f"{folder}/us-uscis-asylum-office/COW2021001887-I589Data_first999rows.csv"
    with open(path, encoding="utf-8", newline="") as file:
        show("us-uscis-asylum-office", collections.Counter(row["case_outcome"] for row in csv.DictReader(file)))


for count in (unhcr, site_download, credible_fear, asylum_office):
    count()
