#!/usr/bin/env python3
# test-usage.py - the command line as scripts rely on it: words, exit statuses, where output goes
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import subprocess

from program import CLI, SAMPLES, case, equal, facts, lines, main, run, true, write

COMMANDS = ['extract', 'compare', 'check', 'chart', 'diff', 'catalogue']
REPORT = os.path.join(SAMPLES, '青澜市司法局2016年度报告.txt')


def commands():
    """Those that this build has."""
    listed = run('--help').stdout.decode()
    return [c for c in COMMANDS if f'\n  {c} ' in listed]


@case
def help_and_version(folder):
    for arguments in (['--version'], ['--help'], *([c, '--help'] for c in commands())):
        result = run(*arguments)
        equal(result.returncode, 0, arguments)
        true(result.stdout and not result.stderr, arguments)


@case
def help_speaks_chinese(folder):
    result = run('--help', env={'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'zh_CN'})
    equal(result.returncode, 0)
    result.stdout.decode()


@case
def wrong_usage(folder):
    for arguments in ([], ['frobnicate'], ['extract'], ['extract', '--frob', REPORT], ['extract', '--format=xml', REPORT],
                      ['extract', '--jobs=-1', REPORT], ['extract', '--jobs=x', REPORT], ['compare', REPORT],
                      ['compare', '-o', 'x.doc', REPORT], ['check', '--lang=fr', REPORT], ['catalogue', REPORT],
                      ['extract', '@' + folder + '/none']):
        result = run(*arguments)
        equal(result.returncode, 2, arguments)
        equal(len(lines(result.stderr)), 1, result.stderr)
        equal(result.stdout, b'', arguments)


@case
def lists_of_paths(folder):
    wanted = facts(REPORT)
    true(len(wanted) > 50, 'too few facts')
    listed = write(folder, 'list', f'{REPORT}\n\n')
    equal(facts('@' + listed), wanted)
    with open(listed, 'rb') as stdin:
        result = run('extract', '-', stdin=stdin)
    equal((result.returncode, len(lines(result.stdout))), (0, len(wanted)))
    with open(listed, 'rb') as stdin:
        equal(run('extract', '@-', stdin=stdin).stdout, result.stdout)
    strange = write(folder, '@report.txt', open(REPORT, 'rb').read())
    equal(len(run('extract', '--', os.path.basename(strange), cwd=folder).stdout.splitlines()), len(wanted))


@case
def formats_hold_the_same(folder):
    import csv
    import io
    import json
    wanted = facts(REPORT)
    equal(json.loads(run('extract', '--format=json', REPORT).stdout), wanted)
    table = list(csv.DictReader(io.StringIO(run('extract', '--format=csv', REPORT).stdout.decode('utf-8-sig'), newline='')))
    equal([(r['indicator'], r['value'], r['address'], r['state']) for r in table],
          [(f['indicator'] or '', f['value'] or '', f['address'], f['state']) for f in wanted])
    equal(list(table[0]), list(wanted[0]))


@case
def coverage_names_every_number(folder):
    import json
    claims = [json.loads(line) for line in lines(run('extract', '--coverage', REPORT).stdout)]
    true(claims, 'no numbers')
    equal({c['state'] for c in claims} - {'claimed', 'ignored', 'unclaimed'}, set())
    for claim in claims:
        equal(claim['state'] == 'ignored', claim['reason'] is not None, claim)


@case
def output_that_cannot_be_written(folder):
    with open('/dev/full', 'wb') as full:
        result = run('extract', REPORT, stdout=full)
    equal(result.returncode, 3)
    equal(len(lines(result.stderr)), 1, result.stderr)
    for name in ('no/such/folder.csv', 'no/such/folder.html'):
        result = run('compare', '-o', os.path.join(folder, name), REPORT)
        equal((result.returncode, len(lines(result.stderr))), (3, 1), result.stderr)


@case
def catalogue_lists_and_checks(folder):
    result = run('catalogue')
    equal(result.returncode, 0)
    true(any(line.startswith('indicator\tapply.received.new\t') for line in lines(result.stdout)), 'no indicator')
    table = run('catalogue', '--format=csv')
    true(table.stdout.startswith(b'kind,id,label,unit,parent,forms\r\n'), table.stdout[:80])
    equal(len(table.stdout.splitlines()), len(result.stdout.splitlines()) + 1)
    equal(run('catalogue', '--check', os.environ['DUIZHAO_CATALOGUE']).returncode, 0)
    write(folder, 'own/bad.ini', '[indicator mine.count]\nzh=我的\nen=Mine\nunit=件\nkind=count\nparent=nowhere\n')
    result = run('catalogue', '--check', folder)
    equal(result.returncode, 1, result.stderr)
    true(any('bad.ini:' in line for line in lines(result.stderr)), result.stderr)
    equal(run('catalogue', '--check', folder + '/none').returncode, 1)


@case
def language_of_labels(folder):
    zh, en = os.path.join(folder, 'zh.csv'), os.path.join(folder, 'en.csv')
    for locale in ('C', 'C.UTF-8', 'zh_CN.UTF-8'):
        env = {'LC_ALL': locale, 'LANGUAGE': ''}
        equal(run('compare', '--lang=zh_CN', '-o', zh, REPORT, env=env).returncode, 0)
        equal(run('compare', '--lang=en', '-o', en, REPORT, env=env).returncode, 0)
        true('主动公开情况' in open(zh, encoding='utf-8-sig').read(), f'no Chinese under {locale}')
        true('pplication' in open(en, encoding='utf-8-sig').read(), f'no English under {locale}')


@case
def no_gtk_is_linked(folder):
    needed = subprocess.run(['ldd', CLI], capture_output=True, text=True, check=False).stdout
    true('libgtk' not in needed and 'libadwaita' not in needed, needed)


main()
