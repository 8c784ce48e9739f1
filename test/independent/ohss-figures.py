#!/usr/bin/env python3
"""Counts the check figures of OHSS's monthly workbook with nothing but the standard library, from its XML parts.

python3 test/independent/ohss-figures.py <workbook.xlsx>

Prints, of each sheet that is read, the row of each fiscal year, then some months, and over all sheets how many cells
below the headers have a text, how many of the numbers are no multiple of ten, and what else stands in them.
"""
import re
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter

N = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
R = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}'
READ = [
    'Nationwide CF by Result', 'SWB CF Completed by Result', 'DHS Repats by Type', 'DHS Removals by Citizenship',
    'DHS Enf Returns by Citizenship', 'DHS Adm Returns by Citizens', 'ICE ERO R&R by Citizenship',
    'Nationwide CF Filed by Citp', 'SWB CF Filed by Citp',
]


def texts(archive):
    for item in ET.fromstring(archive.read('xl/sharedStrings.xml')):
        runs = item.findall(N + 'r')
        if not runs:
            yield item.find(N + 't').text or ''
            continue
        out = ''
        for run in runs:
            mark = run.find(f'{N}rPr/{N}vertAlign')
            if mark is None or mark.get('val') != 'superscript':
                out += run.find(N + 't').text or ''
        yield out


def sheets(path):
    archive = zipfile.ZipFile(path)
    shared = list(texts(archive))
    targets = {r.get('Id'): r.get('Target') for r in ET.fromstring(archive.read('xl/_rels/workbook.xml.rels'))}
    for sheet in ET.fromstring(archive.read('xl/workbook.xml')).find(N + 'sheets'):
        rows = []
        for row in ET.fromstring(archive.read('xl/' + targets[sheet.get(R + 'id')])).find(N + 'sheetData'):
            cells = {}
            for cell in row:
                value = cell.find(N + 'v')
                if value is not None:
                    column = re.match('[A-Z]+', cell.get('r')).group()
                    cells[column] = shared[int(value.text)] if cell.get('t') == 's' else value.text
            rows.append(cells)
        yield sheet.get('name'), rows


def order(column):
    return (len(column), column)


cells, odd, marks = 0, 0, Counter()
for name, rows in sheets(sys.argv[1]):
    start = next((i for i, row in enumerate(rows) if row.get('A', '').strip() == 'Fiscal Year'), None)
    if start is None:
        continue
    if name in READ:
        print(f'\n{name}')
        print('  ', {c: t.strip() for c, t in rows[start].items()})
    year = None
    for row in rows[start + 1:]:
        if 'A' in row and 'B' not in row:
            break
        year = row.get('A', year)
        figures = [row[c] for c in sorted((c for c in row if c not in ('A', 'B')), key=order)]
        cells += len(figures)
        odd += sum(1 for f in figures if re.fullmatch(r'-?[\d.]+', f) and float(f) % 10)
        marks.update(f for f in figures if not re.fullmatch(r'\d+', f))
        if name in READ and (row.get('B') == 'Total' or (year or '').startswith('2024') or year == '2023'):
            print('  ', year, row.get('B'), *figures)
print(f'\n{cells} figures, {odd} that are no multiple of ten, {dict(marks)}')
