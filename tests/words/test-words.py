#!/usr/bin/env python3
# test-words.py - every sentence that users see can be translated, and is; the Chinese keeps the house's ways
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-words.py SOURCE_ROOT: prints TAP."""
import ast
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

# Properties and attributes of ui files that hold words.
SPOKEN = {'label', 'title', 'subtitle', 'description', 'heading', 'body', 'tooltip-text', 'placeholder-text', 'text', 'help-text', 'tooltip'}
HAN = '[\u4e00-\u9fff]'


def messages(path):
    """A dictionary for each entry of a po file, with its line number and flags."""
    entry, key = {}, None
    with open(path, encoding='utf-8') as source:
        for number, line in enumerate([*source, '\n'], 1):
            line = line.rstrip('\n')
            if not line:
                if 'msgid' in entry:
                    yield entry
                entry, key = {}, None
            elif line.startswith('#'):
                entry['flags'] = entry.get('flags', '') + (line if line.startswith('#,') else '')
            else:
                found = re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) (?=")', line)
                if found:
                    key, line = found[1], line[found.end():]
                    entry.setdefault('line', number)
                entry[key] = entry.get(key, '') + ast.literal_eval(line)


def translations(root):
    for entry in messages(os.path.join(root, 'po', 'zh_CN.po')):
        for key, text in entry.items():
            if key.startswith('msgstr') and entry['msgid']:
                yield entry, text


def complete(root):
    """Nothing is left untranslated or doubtful, and directives are kept."""
    checked = subprocess.run(['msgfmt', '--check', '--output-file=' + os.devnull, os.path.join(root, 'po', 'zh_CN.po')],
                             capture_output=True, text=True, check=False)
    if checked.returncode != 0:
        yield checked.stderr
    for entry, text in translations(root):
        if not text or 'fuzzy' in entry.get('flags', ''):
            yield f'po/zh_CN.po:{entry["line"]}: {entry["msgid"]!r} is {"not translated" if not text else "fuzzy"}'


def listed(root):
    """po/POTFILES.in is what scripts/update-po would write."""
    wanted = subprocess.run([os.path.join(root, 'scripts', 'update-po'), '--list'], capture_output=True, text=True, check=True).stdout.split()
    with open(os.path.join(root, 'po', 'POTFILES.in'), encoding='utf-8') as source:
        have = [line.strip() for line in source if line.strip() and not line.startswith('#')]
    for name in sorted(set(wanted) - set(have)):
        yield f'po/POTFILES.in: {name} is missing; run scripts/update-po'
    for name in sorted(set(have) - set(wanted)):
        yield f'po/POTFILES.in: {name} has no sentences; run scripts/update-po'


def marked(root):
    """Words in ui files are marked for translation."""
    folder = os.path.join(root, 'ui')
    for name in sorted(os.listdir(folder)):
        if not name.endswith('.ui'):
            continue
        for element in ET.parse(os.path.join(folder, name)).iter():
            text = (element.text or '').strip()
            if (element.tag in ('property', 'attribute', 'item') and element.get('translatable') is None
                    and (element.tag == 'item' or element.get('name', '').replace('_', '-') in SPOKEN)
                    and len(element) == 0 and re.search(r'[A-Za-z]{2}', text) and element.get('bind-source') is None):
                yield f'ui/{name}: {text!r} has no translatable="yes"'


def chinese(root):
    """Spaces and marks as in print: none between Han and numbers, one beside Latin, full-width marks."""
    faults = [
        (rf'{HAN} +[0-9]|[0-9] +{HAN}|{HAN} +{HAN}', 'a space beside Han'),
        (rf'{HAN}[,;:!?()]|[,;:!?]{HAN}', 'a half-width mark beside Han'),
        (rf'{HAN}[A-Za-z]|[A-Za-z]{HAN}', 'no space between Han and Latin'),
        (r'"', 'a straight quotation mark'),
    ]
    for entry, text in translations(root):
        if re.search(r';$|^-o |PATH…$|%Y', entry['msgid']):
            continue # keywords, a synopsis, a date
        plain = re.sub(r'\[[^]]*\]|\(_[A-Za-z0-9]\)|&C&9', '', text)
        plain = re.sub(r'%(?:\d\$)?(?:[ud]|\.\d+f)|&[PN]', '0', plain)
        plain = re.sub(r'%(?:\d\$)?s', '_', plain) # may be anything
        plain = re.sub(r'[A-Za-z][A-Za-z0-9-]*(?: \d+(?![\d.%]))?', 'A', plain) # Word 97 is one name
        for pattern, words in faults:
            found = re.search(pattern, plain)
            if found:
                yield f'po/zh_CN.po:{entry["line"]}: {words}: {text!r}'


def mnemonics(root):
    """A letter to press with Alt stands in brackets behind the words."""
    for entry, text in translations(root):
        found = re.search(r'(?:^| )_([A-Za-z])|[A-Z]_([a-z])', entry['msgid'])
        wanted = f'(_{(found[1] or found[2]).upper()})' if found else ''
        if wanted not in text:
            yield f'po/zh_CN.po:{entry["line"]}: {wanted} is missing: {text!r}'


def main(root):
    cases = [complete, listed, marked, chinese, mnemonics]
    failed = 0
    print(f'1..{len(cases)}')
    for number, case in enumerate(cases, 1):
        broken = list(case(root))
        failed += bool(broken)
        print(f'{"not ok" if broken else "ok"} {number} {case.__name__}')
        print(''.join(f'# {line}\n' for text in broken[:40] for line in text.splitlines()), end='')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
