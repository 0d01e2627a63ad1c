#!/usr/bin/env python3
"""day-by-keyboard.py PROGRAM FOLDER: the analyst's day with no mouse, key by key.

Only keys are pressed; assistive technology is asked what came of them. Run it with scripts/with-display.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import shutil
import sys
import tempfile
import time

from desk import CELLS, Desk, done, wait

N_REPORTS = sum(os.path.isfile(os.path.join(sys.argv[2], name)) for name in os.listdir(sys.argv[2]))


def main():
    if shutil.which('xdotool') is None:
        print('1..0 # SKIP there is no xdotool')
        return
    print('1..9')
    folder = tempfile.mkdtemp(prefix='duizhao-day-')
    output = os.path.join(folder, 'out.xlsx')
    desk = Desk(sys.argv[1])
    try:
        desk.focus_newest()
        time.sleep(1)
        desk.keys('ctrl+shift+o')
        desk.focus_newest(2)
        time.sleep(1)
        desk.type(sys.argv[2])
        time.sleep(1)
        desk.keys('Return')
        wait('the dialog gone', lambda: len(desk.windows()) == 1)
        n_open = desk.n_open(N_REPORTS)
        desk.focus_newest()
        done('opened a folder')

        desk.keys('alt+Down')
        difference = wait('a difference', lambda: ' than ' in (n := desk.focused()) and n)
        done('went to a difference: ' + difference)

        desk.keys('Return')
        number = difference.split(', ')[2].rstrip('件条次篇人个元万')
        desk.wait_for('its words', ('label', 'table cell', 'paragraph', 'static', 'text', 'panel'), lambda n: number in n, prune=())
        desk.keys('alt+1')
        wait('the cell again', lambda: desk.focused() == difference)
        done('went to its words and back')

        desk.keys('F2')
        desk.focus_newest(2)
        desk.keys('ctrl+a')
        desk.type('987654')
        desk.keys('Return')
        wait('the dialog gone', lambda: len(desk.windows()) == 1)
        desk.focus_newest()
        desk.wait_for('the corrected figure', CELLS, lambda n: '987,654' in n and 'corrected' in n)
        done('corrected it')

        wait('findings about it', lambda: desk.n_open(N_REPORTS) != n_open)
        n_corrected = desk.n_open(N_REPORTS)
        desk.keys('alt+3')
        time.sleep(0.5)
        desk.keys('Tab', 'Tab', 'x')
        desk.wait_open(N_REPORTS, n_corrected - 1)
        done('dismissed a finding')

        desk.keys('alt+4')
        desk.wait_for('a chart that says what it shows', ('image', 'panel', 'drawing area', 'canvas', 'chart', 'icon'),
                      lambda n: '987,654' in n or '987654' in n)
        done('drew it')

        desk.keys('ctrl+e')
        desk.focus_newest(2)
        time.sleep(1)
        desk.keys('ctrl+a')
        desk.type(output)
        desk.keys('Return')
        wait('the workbook', lambda: os.path.exists(output) and os.path.getsize(output) > 1000)
        wait('the dialog gone', lambda: len(desk.windows()) == 1)
        desk.focus_newest()
        done('exported a workbook')

        desk.keys('ctrl+q')
        desk.wait_end()
        desk = Desk(sys.argv[1])
        desk.wait_open(N_REPORTS, n_corrected - 1)
        desk.focus_newest()
        desk.keys('ctrl+z')
        desk.wait_open(N_REPORTS, n_corrected)
        desk.keys('ctrl+z')
        desk.wait_open(N_REPORTS, n_open)
        done('closed, opened again and took both back')

        said = desk.warnings()
        if said:
            print('\n'.join('# ' + line for line in said))
            print('not ok 9 nothing was complained of')
            sys.exit(1)
        done('nothing was complained of')
    finally:
        desk.end()


main()
