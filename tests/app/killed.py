#!/usr/bin/env python3
"""killed.py PROGRAM FOLDER: the window is killed right after a correction; nothing is lost.

Reopened, the correction is there and can be undone; its ledger is replayed on a fresh import. Run it
with scripts/with-display. SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import signal
import subprocess
import sys
import tempfile

from day import activate, done, find, find_entry, find_program, press_in_dialog, wait

CELLS = ('table cell', 'label', 'panel')


def start(*arguments):
    child = subprocess.Popen([sys.argv[1], *arguments])
    return child, wait('the program', lambda: find_program(child.pid))


def wait_read(program):
    """The status line says how many reports there are, and no more come."""
    seen = []

    def settled():
        line = find(program, ('label',), lambda n: ' reports · ' in n)
        seen.append(line.get_name() if line else '')
        return len(seen) > 8 and seen[-1] and len(set(seen[-8:])) == 1
    wait('the end of reading', settled, 90)


def find_figure(program, test):
    return find(program, CELLS, lambda n: n.count(',') >= 3 and test(n))


def main():
    print('1..4')
    folder = tempfile.mkdtemp(prefix='duizhao-killed-')
    workspace = os.path.join(folder, 'january.duizhao')
    ledger = os.path.join(folder, 'ledger.ini')
    children = []
    try:
        child, program = start(workspace, sys.argv[2])
        children.append(child)
        wait_read(program)
        figure = wait('a figure', lambda: find_figure(program, lambda n: any(c.isdigit() for c in n.split(',')[2])))
        names = [figure.get_action_name(i) for i in range(figure.get_n_actions())]
        figure.do_action(names.index('cell.select'))
        wait('the evidence', lambda: find(program, ('push button', 'button'), lambda n: n == 'Go to the words'))
        activate('correct')
        wait('the entry', lambda: find_entry(program)).set_text_contents('987654')
        press_in_dialog(program, 'Correct')
        wait('the corrected figure', lambda: find_figure(program, lambda n: '987,654' in n and 'corrected' in n))
        child.send_signal(signal.SIGKILL)
        child.wait(10)
        done('killed the window right after a correction')

        child, program = start(workspace)
        children.append(child)
        wait('the corrected figure again', lambda: find_figure(program, lambda n: '987,654' in n and 'corrected' in n), 60)
        done('found the correction when the workspace was opened again')

        activate('export-ledger-to', ledger)
        wait('the ledger', lambda: os.path.exists(ledger) and 'to=987654' in open(ledger, encoding='utf-8').read())
        activate('undo')
        wait('the figure as before', lambda: not find_figure(program, lambda n: '987,654' in n))
        child.terminate()
        child.wait(10)
        done('wrote the ledger and took the correction back')

        child, program = start(os.path.join(folder, 'elsewhere.duizhao'), sys.argv[2])
        children.append(child)
        wait_read(program)
        activate('replay-ledger-from', ledger)
        wait('the replayed figure', lambda: find_figure(program, lambda n: '987,654' in n and 'corrected' in n))
        done('took the correction over on a fresh import')
    finally:
        for child in children:
            if child.poll() is None:
                child.kill()
                child.wait(10)


if __name__ == '__main__':
    main()
