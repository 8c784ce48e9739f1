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


def lodged_at(kind, level):
    if kind == "V" or level in ("SP", "TA"):
        return "mixed"
    if level in ("IN", "EO") or (kind == "N" and level in ("FI", "NA", "FA")):
        return "first_instance"
    by_level = {"AR": "appeal", "JR": "judicial_review", "RA": "repeat_application"}
    if level in by_level:
        return by_level[level]
    return {"R": "repeat_application", "RA": "repeat_application", "A": "appeal"}.get(kind, "mixed") if level == "FI" else "mixed"


def unhcr_applications():
    figures, years, named = (collections.Counter() for _ in range(3))
    with gzip.open(f"{folder}/unhcr/asylum_applications.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            unit, stage = {"P": "persons", "C": "cases"}[row["app_pc"]], lodged_at(row["app_type"], row["dec_level"])
            figures[f"{unit}, {stage}"] += int(row["applied"])
            if (unit, stage) == ("persons", "first_instance"):
                years[row["year"]] += int(row["applied"])
            if (row["coo_iso"], row["coa_iso"]) == ("RUS", "DEU") and row["app_type"] + row["dec_level"] == "NFI":
                named[f"RUS in DEU, {row['year']}"] += int(row["applied"])
            if row["coa_iso"] == "USA" and row["year"] == "2023":
                named[f"USA 2023, {row['dec_level']}"] += int(row["applied"])
    for title, counted in (("", figures), (", first instance, persons", years), ("", named)):
        show(f"unhcr applications{title}", counted)


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


def explorer_number(text):
    return None if text == ":" else int(text.replace(",", ""))


def eurostat_decisions():
    with open(f"{folder}/eurostat/migr_asydcfsta_2017-04-26.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kept = [row for row in rows if row["CITIZEN"] != "Extra-EU-28"]
    print(f"eurostat asydcfsta: {len(rows):,} read, {len(kept):,} loaded, {len(rows) - len(kept):,} excluded")
    for row in kept:
        if row["GEO"].startswith("Germany") and row["TIME"] == "2015":
            print(f"eurostat asydcfsta, Germany 2015, {row['DECISION']}: {row['Value']}")


def eurostat_returns():
    path = f"{folder}/eurostat/migr_eirtn_Data_allcitizens.csv.gz"
    with gzip.open(path, "rt", encoding="latin-1", newline="") as file:
        rows = list(csv.DictReader(file))
    kept = [row for row in rows if not row["GEO"].startswith("European Union")]
    print(f"eurostat eirtn: {len(rows):,} read, {len(rows) - len(kept):,} of EU28")
    eurostat_open_country(rows)
    for title, chosen in (
        ("named citizenships", lambda name: name != "Total"),
        ("citizen Total", lambda name: name == "Total"),
        ("Russia", lambda name: name == "Russia"),
    ):
        figures = [explorer_number(row["Value"]) for row in kept if chosen(row["CITIZEN"])]
        told = [figure for figure in figures if figure is not None]
        print(f"eurostat eirtn, {title}: {len(told):,} figures, sum {sum(told):,}, {len(figures) - len(told):,} not reported")


def eurostat_open_country(rows):
    """Citizenship and year with the country left open: the figures of EU28, and those of countries outside it."""
    outside = ("Iceland", "Liechtenstein", "Norway", "Switzerland")
    cells = {}
    for row in rows:
        if row["CITIZEN"] != "Total":
            cell = cells.setdefault((row["CITIZEN"], row["TIME"]), {})
            cell[row["GEO"]] = explorer_number(row["Value"])
    union = "European Union (28 countries)"
    whole = [cell for cell in cells.values() if None not in [cell.get(geo) for geo in {row["GEO"] for row in rows} - {union}]]
    told = [cell for cell in cells.values() if cell not in whole and cell.get(union) is not None]
    beyond = sum(cell.get(geo) or 0 for cell in told for geo in outside)
    print(
        f"eurostat eirtn, country open: {len(cells):,} cells, {len(whole):,} told by all countries, {len(told):,} of EU28 summing to "
        f"{sum(cell[union] for cell in told):,}, countries outside it {beyond:,}"
    )


def irb():
    with open(f"{folder}/ca-irb/rpd_claims_by_country_excerpt.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            columns = ("accepted", "rejected", "abandoned", "withdrawn_and_other", "finalized_total")
            print(f"ca-irb {row['period']} {row['country_of_alleged_persecution']}: {' · '.join(row[name] for name in columns)}")


GB_OUTCOMES = {
    "refugee": ("Refugee Permission", "Temporary Refugee Permission"),
    "subsidiary": ("Humanitarian Protection",),
    "humanitarian": (
        "Exceptional Leave to Remain", "Discretionary Leave", "UASC Leave", "Calais Leave", "Other Grants",
    ),
    "rejected": ("Other Refusals", "Certified Refusal", "Non-Compliance Refusal"),
    "rejected_inadmissible": ("3rd Country Refusal",),
    "withdrawn": ("Explicit Withdrawal",),
    "abandoned": ("Implicit Withdrawal", "Non-Substantiated Withdrawal"),
    "otherwise_closed": ("Other Withdrawal", "Total (pre-2010)"),
    "closed_administratively": ("Admin - Void", "Admin - Suspended"),
    "closed_other": ("Admin - Other", "Admin - Deceased"),
}


def home_office(name):
    path = f"{folder}/gb-home-office/{name}.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def gb_decisions():
    becomes = {label: outcome for outcome, labels in GB_OUTCOMES.items() for label in labels}
    persons, main = collections.Counter(), collections.Counter()
    for row in home_office("decisions_resettlement"):
        number = int(row["Decisions"])
        if row["Case type"] == "Resettlement Case":
            persons["excluded resettlement"] += number
            continue
        outcome = becomes[row["Case outcome"]]
        persons[outcome] += number
        if row["Applicant type"] == "Main applicant":
            main[outcome] += number
    show("gb-asylum-decisions, persons", persons)
    show("gb-asylum-decisions, main applicants", main)


def gb_returns():
    for name, place, title in (
        ("returns", "Nationality", "Russians to their home country"),
        ("returns_by_destination", "Return destination", "to Russia"),
    ):
        every, russia, keys, rows = (collections.Counter() for _ in range(4))
        for row in home_office(name):
            number, group = int(row.pop("Number of returns")), row["Return type group"].split(" ")[0].lower()
            every[group] += number
            home = row.get("Return destination group", "home country").lower() == "home country"
            if row[place] == "Russia" and home:
                russia[group] += number
            keys[tuple(row.values())] += 1
            rows["rows"] += 1
        repeated = [times for times in keys.values() if times > 1]
        show(f"gb-returns, {name}", every + rows)
        print(f"gb-returns, {name}: {len(repeated)} keys repeated by {sum(repeated) - len(repeated)} rows")
        show(f"gb-returns, {title}", russia)


counted = (unhcr, site_download, credible_fear, asylum_office, eurostat_decisions, eurostat_returns, irb)
counted += (gb_decisions, gb_returns, unhcr_applications)
for count in counted:
    count()
