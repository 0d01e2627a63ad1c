#!/usr/bin/env python3
# bench-baseline.py - what a good script would do in our place: the yardstick of scripts/bench
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench-baseline.py FOLDER

Reads the tables of reports (.txt, .html, .docx, .xlsx) with lxml and openpyxl and prints each number with the heads of its row and
column, a JSON object a line. The table part only: no prose, no recognition of agency, year and form, no catalogue, no
addresses, no checks. It takes the quick ways that these libraries have (a parser in C, one compiled path an expression, openpyxl's
read-only mode, one process for all files).
"""
import io
import json
import os
import re
import sys
import zipfile

from lxml import etree, html
from openpyxl import load_workbook

NUMBER = re.compile(r'-?\d[\d,，]*(?:\.\d+)?')
WIDE = {ord('０') + i: str(i) for i in range(10)} | {ord('．'): '.', ord('，'): ',', 0x3000: ' ', 0xa0: ' '}
W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
TEXTS = etree.XPath('string()')
TABLES = etree.XPath('//table[not(.//table)]')


def decode(data):
    for name in ('utf-8-sig', 'gb18030'):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            pass
    return data.decode('utf-8', 'replace')


def spread(rows):
    """Cells with spans, as a grid."""
    grid = []
    hanging = {}
    for r, row in enumerate(rows):
        line, c = [], 0
        for text, down, across in row:
            while hanging.get((r, c)) is not None:
                line.append(hanging.pop((r, c)))
                c += 1
            for i in range(across):
                line.append(text)
                for j in range(1, down):
                    hanging[r + j, c + i] = text
            c += across
        while hanging.get((r, c)) is not None:
            line.append(hanging.pop((r, c)))
            c += 1
        grid.append(line)
    return grid


def clean(text):
    return ' '.join(text.translate(WIDE).split())


def span(cell, name):
    value = cell.get(name)
    return min(int(value), 1000) if value is not None and value.isdigit() and value != '0' else 1


def read_html(data):
    tree = html.document_fromstring(decode(data))
    for table in TABLES(tree):
        yield spread([[(clean(TEXTS(cell)), span(cell, 'rowspan'), span(cell, 'colspan')) for cell in row.iterchildren('td', 'th')]
                      for row in table.iter('tr')])


def read_docx(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        tree = etree.fromstring(archive.read('word/document.xml'))
    for table in tree.iter(W + 'tbl'):
        grid = []
        for row in table.iterchildren(W + 'tr'):
            line = []
            for cell in row.iterchildren(W + 'tc'):
                text = clean(''.join(t.text or '' for t in cell.iter(W + 't')))
                properties = cell.find(W + 'tcPr')
                across, merged = 1, False
                if properties is not None:
                    wide = properties.find(W + 'gridSpan')
                    across = int(wide.get(W + 'val')) if wide is not None else 1
                    down = properties.find(W + 'vMerge')
                    merged = down is not None and down.get(W + 'val') != 'restart'
                if merged and grid and len(grid[-1]) > len(line):
                    text = grid[-1][len(line)]
                line.extend([text] * across)
            grid.append(line)
        yield grid


def read_xlsx(data):
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    for sheet in book.worksheets:
        yield [['' if value is None else clean(str(value)) for value in row] for row in sheet.iter_rows(values_only=True)]
    book.close()


def read_text(data):
    text = decode(data)
    if text.count('|') > 20:
        yield [[clean(cell) for cell in line.strip().strip('|').split('|')] for line in text.splitlines() if '|' in line]
        return
    row, grid = [], []
    for line in text.splitlines():
        if line.startswith('\t'):
            row.append(clean(line))
        elif row:
            grid.append(row)
            row = []
    if row:
        grid.append(row)
    yield grid


READERS = {'.html': read_html, '.docx': read_docx, '.xlsx': read_xlsx, '.txt': read_text}


def facts(grid):
    """Each number with the words at the left of it and above it."""
    heads = []
    for line in grid:
        words = [cell for cell in line if cell and not NUMBER.fullmatch(cell)]
        if len(words) == len([cell for cell in line if cell]):
            heads.append(line)
            del heads[:-3]
            continue
        label = ' / '.join(dict.fromkeys(words))
        for c, cell in enumerate(line):
            found = NUMBER.match(cell)
            if found is None or c == 0:
                continue
            above = dict.fromkeys(head[c] for head in heads if c < len(head) and head[c])
            yield {'label': label, 'column': ' / '.join(above), 'value': found.group().replace(',', ''), 'quote': cell}


def main():
    out = sys.stdout
    for folder, _, names in sorted(os.walk(sys.argv[1])):
        for name in sorted(names):
            reader = READERS.get(os.path.splitext(name)[1])
            if reader is None:
                continue
            path = os.path.join(folder, name)
            with open(path, 'rb') as file:
                data = file.read()
            for grid in reader(data):
                for fact in facts(grid):
                    fact['file'] = path
                    out.write(json.dumps(fact, ensure_ascii=False) + '\n')


main()
