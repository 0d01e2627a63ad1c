# desk.py - a person at the window: what assistive technology tells, keys, TAP
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import subprocess
import sys
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

# Not walked into: thousands of rows that nothing here asks for.
PRUNE = {'list', 'tree table', 'list box'}
NAME = 'io.github.duizhao.Duizhao'
BUTTONS = ('push button', 'button', 'toggle button')
CELLS = ('table cell', 'label', 'panel')
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


def wait(what, condition, limit=30):
    end = time.time() + limit
    while time.time() < end:
        try:
            result = condition()
            if result:
                return result
        except (GLib.Error, AttributeError):  # it vanished meanwhile
            pass
        time.sleep(0.1)
    print(f'not ok {steps + 1} {what}: waited in vain')
    sys.exit(1)


def find_program(pid):
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(i)
        if program is not None and program.get_process_id() == pid:
            # What is remembered of things that are gone makes libatspi crash.
            program.set_cache_mask(Atspi.Cache.NONE)
            return program
    return None


def focused_in(program):
    """In the first window, which is the one with the table."""
    for thing in walk(program.get_child_at_index(0), ()):
        if thing.get_state_set().contains(Atspi.StateType.FOCUSED) and thing.get_role_name() != 'frame':
            return thing.get_name() or ''
    return ''


class Desk:
    """One run of the program."""

    def __init__(self, *arguments):
        self.child = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        os.set_blocking(self.child.stderr.fileno(), False)
        self.said = b''
        self.program = wait('the program', lambda: find_program(self.child.pid))


    def find(self, roles, test, prune=PRUNE):
        self.listen()
        for thing in walk(self.program, prune):
            if thing.get_role_name() in roles and test(thing.get_name() or ''):
                return thing
        return None

    def wait_for(self, what, roles, test, limit=30, prune=PRUNE):
        return wait(what, lambda: self.find(roles, test, prune), limit)

    def newest(self):
        return self.program.get_child_at_index(self.program.get_child_count() - 1)

    def dialog_entry(self):
        """The first entry of a window that is not the first one."""
        dialog = self.newest()
        if self.program.get_child_count() < 2:
            return None
        return next((t for t in walk(dialog, ()) if t.get_role_name() in ('text', 'entry')), None)

    def press(self, name):
        """A button of the newest window."""
        def search():
            for thing in walk(self.newest(), ()):
                if thing.get_n_actions() > 0 and 'button' in thing.get_role_name():
                    names = [(t.get_name() or '').replace('_', '') for t in walk(thing, ())]
                    if name in names:
                        return thing
            return None
        wait(f'the button {name}', search).do_action(0)

    def activate(self, action, parameter=None):
        """An action of the window, over the session bus."""
        bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        arguments = [] if parameter is None else [GLib.Variant('s', parameter)]
        bus.call_sync(NAME, '/' + NAME.replace('.', '/') + '/window/1', 'org.gtk.Actions', 'Activate',
                      GLib.Variant('(sava{sv})', (action, arguments, {})), None, 0, -1, None)

    def focused(self):
        """The name of what has the keyboard, or ''. Asked by a process of its own: libatspi crashes on
        what is gone, and cells that scroll away are gone."""
        asked = subprocess.run([sys.executable, os.path.abspath(__file__), str(self.child.pid)], capture_output=True,
                               text=True, timeout=60, check=False)
        return asked.stdout.strip() if asked.returncode == 0 else ''

    def n_open(self, n_reports):
        """Findings to look into, once all is read and saved."""
        label = self.wait_for('the end of reading', ('label',),
                              lambda n: n.startswith(f'{n_reports} reports') and n.endswith('saved'), 60)
        return int(label.get_name().split(' · ')[2].split()[0])

    def wait_open(self, n_reports, n_open):
        wait(f'{n_open} findings to look into', lambda: self.n_open(n_reports) == n_open)

    # --- keys, for those who have no mouse ---

    def windows(self):
        out = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.child.pid)], capture_output=True,
                             text=True, check=False).stdout
        return out.split()

    def focus_newest(self, n_windows=1):
        """There is no window manager here that would do it."""
        windows = wait(f'window {n_windows}', lambda: (w := self.windows()) and len(w) >= n_windows and w)
        subprocess.run(['xdotool', 'windowfocus', max(windows, key=int)], check=False, stderr=subprocess.DEVNULL)
        time.sleep(0.5)

    def keys(self, *names):
        subprocess.run(['xdotool', 'key', '--delay', '40', *names], check=True)

    def type(self, text):
        subprocess.run(['xdotool', 'type', '--delay', '15', text], check=True)

    # --- the end ---

    def listen(self):
        self.said += self.child.stderr.read() or b''

    def warnings(self):
        """What GTK and the program complain of; the session's own services left aside."""
        self.listen()
        lines = self.said.decode(errors='replace').splitlines()
        return [l for l in lines if ('CRITICAL' in l or 'WARNING' in l or 'ERROR:' in l) and 'portal' not in l.lower()
                and 'dbind' not in l and 'AT-SPI' not in l]

    def end(self, kill=False):
        if kill:
            self.child.kill()
        else:
            self.child.terminate()
        self.child.wait(20)
        self.listen()

    def wait_end(self):
        wait('the end of the program', lambda: self.child.poll() is not None)
        self.listen()


if __name__ == '__main__':
    print(focused_in(find_program(int(sys.argv[1]))))
