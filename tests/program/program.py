# program.py - what the tests of the whole program share: cases, TAP, running duizhao-cli
# SPDX-License-Identifier: GPL-3.0-or-later
import json
import os
import subprocess
import sys
import tempfile
import traceback

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))
SAMPLES = os.path.join(ROOT, 'data', 'samples')
EXPECTED = os.path.join(ROOT, 'tests', 'samples')
CLI = os.environ.get('DUIZHAO_CLI', 'duizhao-cli')
CASES = []


class Skip(Exception):
    pass


def case(function):
    """Marks a function as a case; it gets a folder of its own."""
    CASES.append(function)
    return function


def shared(*parts):
    """A file of the folder of real reports that may lie beside the checkout."""
    for folder in (os.environ.get('DUIZHAO_SHARED'), os.path.join(ROOT, '..', 'shared')):
        if folder and os.path.exists(os.path.join(folder, *parts)):
            return os.path.join(folder, *parts)
    raise Skip('the real reports are not here')


def run(*arguments, env=None, stdin=None, cwd=None, stdout=subprocess.PIPE, timeout=300):
    return subprocess.run([CLI, *arguments], stdin=stdin or subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE, cwd=cwd,
                          env=dict(os.environ, **(env or {})), timeout=timeout, check=False)


def lines(data):
    return data.decode('utf-8').splitlines()


def facts(*arguments, status=0):
    result = run('extract', *arguments)
    equal(result.returncode, status, result.stderr.decode())
    return [json.loads(line) for line in lines(result.stdout)]


def equal(got, wanted, what=''):
    if got != wanted:
        raise AssertionError(f'{what}\n  wanted {wanted!r}\n  got    {got!r}')


def true(condition, what):
    if not condition:
        raise AssertionError(what)


def write(folder, name, data):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as out:
        out.write(data if isinstance(data, bytes) else data.encode())
    return path


def main():
    print(f'1..{len(CASES)}')
    failed = 0
    for number, function in enumerate(CASES, 1):
        name = function.__name__.replace('_', '-')
        try:
            with tempfile.TemporaryDirectory() as folder:
                function(folder)
            print(f'ok {number} {name}', flush=True)
        except Skip as reason:
            print(f'ok {number} {name} # SKIP {reason}', flush=True)
        except Exception:
            failed += 1
            print(f'not ok {number} {name}', flush=True)
            print('\n'.join('# ' + line for line in traceback.format_exc().split('\n')[-12:]), flush=True)
    sys.exit(1 if failed else 0)
