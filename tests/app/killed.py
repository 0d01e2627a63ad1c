#!/usr/bin/env python3
"""killed.py PROGRAM FOLDER: the window is killed right after a correction; nothing is lost.

Reopened, the correction is there and can be undone; its ledger is replayed on a fresh import. Run it
with scripts/with-display. SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import sys
import tempfile

from desk import BUTTONS, CELLS, Desk, done, wait

N_REPORTS = sum(os.path.isfile(os.path.join(sys.argv[2], name)) for name in os.listdir(sys.argv[2]))


def find_figure(desk, test):
    return desk.find(CELLS, lambda n: n.count(',') >= 3 and test(n))


def corrected(name):
    return '987,654' in name and 'corrected' in name


def main():
    print('1..4')
    folder = tempfile.mkdtemp(prefix='duizhao-killed-')
    workspace = os.path.join(folder, 'january.duizhao')
    ledger = os.path.join(folder, 'ledger.ini')
    desk = Desk(sys.argv[1], workspace, sys.argv[2])
    try:
        desk.n_open(N_REPORTS)
        figure = wait('a figure', lambda: find_figure(desk, lambda n: any(c.isdigit() for c in n.split(',')[2])))
        names = [figure.get_action_name(i) for i in range(figure.get_n_actions())]
        figure.do_action(names.index('cell.select'))
        desk.wait_for('the evidence', BUTTONS, lambda n: n == 'Go to the words')
        desk.activate('correct')
        wait('the entry', desk.dialog_entry).set_text_contents('987654')
        desk.press('Correct')
        wait('the corrected figure', lambda: find_figure(desk, corrected))
        desk.end(kill=True)
        done('killed the window right after a correction')

        desk = Desk(sys.argv[1], workspace)
        wait('the corrected figure again', lambda: find_figure(desk, corrected), 60)
        done('found the correction when the workspace was opened again')

        desk.activate('export-ledger-to', ledger)
        wait('the ledger', lambda: os.path.exists(ledger) and 'to=987654' in open(ledger, encoding='utf-8').read())
        desk.activate('undo')
        wait('the figure as before', lambda: not find_figure(desk, lambda n: '987,654' in n))
        desk.end()
        done('wrote the ledger and took the correction back')

        desk = Desk(sys.argv[1], os.path.join(folder, 'elsewhere.duizhao'), sys.argv[2])
        desk.n_open(N_REPORTS)
        desk.activate('replay-ledger-from', ledger)
        wait('the replayed figure', lambda: find_figure(desk, corrected))
        done('took the correction over on a fresh import')
    finally:
        desk.end(kill=True)


main()
