#!/usr/bin/env python3
# test-house.py - the tree keeps the rules of the house, and each rule notices a tree that does not
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-house.py: prints TAP."""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
CHECK = os.path.join(HERE, 'check-house.py')


def run(*arguments):
    return subprocess.run([sys.executable, CHECK, *arguments], capture_output=True, text=True, check=False)


def main():
    rules = run('--list').stdout.split()
    number = failed = 0
    print(f'1..{2 * len(rules)}')
    for rule in rules:
        for root, wanted, words in ((os.path.join(HERE, '..', '..'), 0, 'kept'), (os.path.join(HERE, 'bad', rule), 1, 'notices')):
            result = run('--root', root, rule)
            number += 1
            good = result.returncode == wanted and not result.stderr
            failed += not good
            print(f'{"ok" if good else "not ok"} {number} {rule} {words}')
            if not good:
                print('\n'.join('# ' + line for line in (result.stdout + result.stderr).split('\n')))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
