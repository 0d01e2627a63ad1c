#!/usr/bin/env python3
# tally.py - closes a run with "N passed, N failed, N skipped"
# SPDX-License-Identifier: GPL-3.0-or-later
"""tally.py [--steps FILE] TESTLOG...

TESTLOG is meson's testlog.json: one test program a line, with what it printed. A program that speaks TAP counts with
its cases; one that crashed or ran out of time before it could say so counts as a failure. FILE holds the steps of
scripts/test, an exit status and a name divided by a tab in each line.
"""
import json
import re
import sys

CASE = re.compile(r'^(not ok|ok)\b(.*)$', re.M)
DIRECTIVE = re.compile(r'#\s*(skip|todo)\b', re.I)


def count_cases(stdout):
    """Cases of one program: passed, failed, skipped."""
    passed = failed = skipped = 0
    for word, rest in CASE.findall(stdout):
        directive = DIRECTIVE.search(rest)
        if directive and directive.group(1).lower() == 'skip':
            skipped += 1
        elif word == 'ok' or directive:
            passed += 1
        else:
            failed += 1
    return passed, failed, skipped


def count_program(entry):
    passed, failed, skipped = count_cases(entry.get('stdout') or '')
    result = entry['result']
    if result == 'SKIP':
        return passed, failed, max(skipped, 1)
    if result in ('OK', 'EXPECTEDFAIL'):
        return (passed, failed, skipped) if passed + failed + skipped else (1, 0, 0)
    if failed == 0:
        print(f"{entry['name']}: {result}")
        failed = 1
    return passed, failed, skipped


def main(arguments):
    totals = [0, 0, 0]
    if arguments[:1] == ['--steps']:
        with open(arguments[1], encoding='utf-8') as steps:
            for line in steps:
                status, name = line.rstrip('\n').split('\t', 1)
                totals[0 if status == '0' else 1] += 1
                if status != '0':
                    print(f'{name}: FAILED')
        arguments = arguments[2:]
    for path in arguments:
        try:
            with open(path, encoding='utf-8') as log:
                for line in log:
                    totals = [a + b for a, b in zip(totals, count_program(json.loads(line)))]
        except OSError as error:
            print(f'{path}: no test has run: {error.strerror}')
            totals[1] += 1
    passed, failed, skipped = totals
    print(f'{passed} passed, {failed} failed, {skipped} skipped')
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
