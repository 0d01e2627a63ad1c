#!/usr/bin/env python3
"""day.py PROGRAM FOLDER: an analyst's way through the window, as assistive technology sees it.

Opens the folder, finds a figure, corrects it, takes that back, exports a workbook. Run it with
scripts/with-display. SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import subprocess
import sys
import tempfile
import time

try:
    import gi
    gi.require_version('Atspi', '2.0')
    from gi.repository import Atspi, Gio, GLib
except (ImportError, ValueError) as problem:
    # A version manager's Python has no gi; the system's has it.
    system = '/usr/bin/python3'
    if os.path.exists(system) and 'DZ_DAY_AGAIN' not in os.environ:
        os.environ['DZ_DAY_AGAIN'] = '1'
        os.execv(system, [system] + sys.argv)
    print(f'1..0 # SKIP {problem}')
    sys.exit(0)

PRUNE = {'list', 'tree table', 'list box'}
NAME = 'io.github.duizhao.Duizhao'
steps = 0


def done(words):
    global steps
    steps += 1
    print(f'ok {steps} {words}', flush=True)


def walk(thing, prune=PRUNE):
    yield thing
    if thing.get_role_name() in prune:
        return
    for i in range(thing.get_child_count()):
        child = thing.get_child_at_index(i)
        if child is not None:
            yield from walk(child, prune)


def find_entry(program):
    """The first entry of the dialog, which is the newest window."""
    program.clear_cache()
    if program.get_child_count() < 2:
        return None
    dialog = program.get_child_at_index(program.get_child_count() - 1)
    return next((t for t in walk(dialog, ()) if t.get_role_name() in ('text', 'entry')), None)


def wait(what, condition, limit=30):
    end = time.time() + limit
    while time.time() < end:
        try:
            result = condition()
            if result:
                return result
        except GLib.Error:  # it vanished meanwhile
            pass
        time.sleep(0.1)
    print(f'not ok {steps + 1} {what}: waited in vain')
    sys.exit(1)


def find_program(pid):
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(i)
        if program is not None and program.get_process_id() == pid:
            return program
    return None


def find(program, roles, test):
    for thing in walk(program):
        if thing.get_role_name() in roles and test(thing.get_name() or ''):
            return thing
    return None


def press_in_dialog(program, name):
    """A button of the newest window."""
    def search():
        dialog = program.get_child_at_index(program.get_child_count() - 1)
        return next((t for t in walk(dialog, ()) if t.get_n_actions() > 0 and 'button' in t.get_role_name() and
                     name in [(t.get_name() or '').replace('_', '')] + [
                         (c.get_name() or '').replace('_', '') for c in walk(t, ()) if c is not t]), None)
    wait(f'the button {name}', search).do_action(0)


def activate(action, parameter=None):
    """An action of the window, over the session bus."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    arguments = [] if parameter is None else [GLib.Variant('s', parameter)]
    bus.call_sync(NAME, '/' + NAME.replace('.', '/') + '/window/1', 'org.gtk.Actions', 'Activate',
                  GLib.Variant('(sava{sv})', (action, arguments, {})), None, 0, -1, None)


def main():
    print('1..6')
    folder = tempfile.mkdtemp(prefix='duizhao-day-')
    output = os.path.join(folder, 'out.xlsx')
    child = subprocess.Popen([sys.argv[1], sys.argv[2]])
    try:
        program = wait('the program', lambda: find_program(child.pid))
        # Rows and columns still move while reports come in.
        wait('the end of reading', lambda: find(program, ('label',), lambda n: 'reports read' in n), 60)
        time.sleep(1)
        figure = wait('a figure with its words', lambda: find(
            program, ('table cell', 'label', 'panel'),
            lambda n: n.count(',') >= 3 and any(c.isdigit() for c in n.split(',')[2])))
        done('opened a folder and found a figure: ' + figure.get_name())

        names = [figure.get_action_name(i) for i in range(figure.get_n_actions())]
        figure.do_action(names.index('cell.select'))
        wait('the evidence', lambda: find(program, ('push button', 'button'), lambda n: n == 'Go to the words'))
        done('the evidence shows the words')

        old = figure.get_name()
        activate('correct')
        entry = wait('the entry', lambda: find_entry(program))
        entry.set_text_contents('987654')
        press_in_dialog(program, 'Correct')
        wait('the corrected figure', lambda: find(program, ('table cell', 'label', 'panel'), lambda n: '987,654' in n and 'corrected' in n))
        done('corrected the figure')

        activate('undo')
        wait('the figure as before', lambda: find(program, ('table cell', 'label', 'panel'), lambda n: n == old))
        done('took the correction back')

        activate('page', 'findings')
        wait('the findings', lambda: find(program, ('push button', 'button'), lambda n: n in ('Explain…', 'Open again')) or
             find(program, ('label',), lambda n: n == 'Nothing to look into'))
        done('looked through the findings')

        activate('export-to', output)
        wait('the workbook', lambda: os.path.exists(output) and os.path.getsize(output) > 1000)
        done('exported a workbook')
    finally:
        child.terminate()
        child.wait(10)


if __name__ == '__main__':
    main()
