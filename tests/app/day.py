#!/usr/bin/env python3
"""day.py PROGRAM FOLDER: an analyst's day at the window, as assistive technology sees it.

Opens the folder, finds a difference, goes to its words, corrects a value, dismisses a finding, draws a
chart, exports a workbook, loses the program at once, opens it again and takes all back. Run it with
scripts/with-display. SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import sys
import tempfile
import time

from desk import BUTTONS, CELLS, Desk, done, wait

N_REPORTS = sum(os.path.isfile(os.path.join(sys.argv[2], name)) for name in os.listdir(sys.argv[2]))


def main():
    print('1..9')
    folder = tempfile.mkdtemp(prefix='duizhao-day-')
    output = os.path.join(folder, 'out.xlsx')
    desk = Desk(sys.argv[1], sys.argv[2])
    try:
        n_open = desk.n_open(N_REPORTS)
        desk.activate('next-difference')
        difference = wait('a difference', lambda: ' than ' in (n := desk.focused()) and n)
        done('opened a folder and found a difference: ' + difference)

        desk.activate('go-to-words')
        number = difference.split(', ')[2].rstrip('件条次篇人个元万')
        desk.wait_for('its words', ('label', 'table cell', 'paragraph', 'static', 'text', 'panel'), lambda n: number in n, prune=())
        done('the words are shown')

        desk.activate('page', 'compare')
        desk.activate('correct')
        entry = wait('the entry', desk.dialog_entry)
        entry.set_text_contents('987654')
        desk.press('Correct')
        desk.wait_for('the corrected figure', CELLS, lambda n: '987,654' in n and 'corrected' in n)
        done('corrected the figure')

        wait('findings about it', lambda: desk.n_open(N_REPORTS) != n_open)
        n_corrected = desk.n_open(N_REPORTS)
        desk.activate('page', 'findings')
        desk.wait_for('the findings', BUTTONS, lambda n: n == 'No problem').do_action(0)
        desk.wait_open(N_REPORTS, n_corrected - 1)
        done('dismissed a finding')

        desk.activate('page', 'charts')
        desk.wait_for('a chart that says what it shows', ('image', 'panel', 'drawing area', 'canvas', 'chart', 'icon'),
                      lambda n: '987,654' in n or '987654' in n)
        done('drew it: the chart has the corrected figure')

        desk.activate('export-to', output)
        wait('the workbook', lambda: os.path.exists(output) and os.path.getsize(output) > 1000)
        done('exported a workbook')

        # What was done a second ago must not be lost, however the program ends.
        time.sleep(1)
        desk.end(kill=True)
        desk = Desk(sys.argv[1])
        desk.wait_open(N_REPORTS, n_corrected - 1)
        desk.activate('next-difference')
        desk.wait_for('the corrected figure', CELLS, lambda n: '987,654' in n and 'corrected' in n)
        done('killed and opened again: all is there')

        desk.activate('undo')
        desk.wait_open(N_REPORTS, n_corrected)
        desk.activate('undo')
        desk.wait_open(N_REPORTS, n_open)
        desk.wait_for('the figure as before', CELLS, lambda n: n == difference)
        done('took both back')
        said = desk.warnings()
        if said:
            print('\n'.join('# ' + line for line in said))
            print('not ok 9 nothing was complained of')
            sys.exit(1)
        done('nothing was complained of')
    finally:
        desk.end()


if __name__ == '__main__':
    main()
