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
def diff_of_two_reports(folder):
    import json
    other = os.path.join(SAMPLES, '望川区档案馆2018年度报告.txt')
    text = run('diff', '--lang=zh_CN', REPORT, other)
    equal((text.returncode, text.stderr), (0, b''))
    true(lines(text.stdout)[0].startswith('--- 青澜市司法局 2016') and lines(text.stdout)[1].startswith('+++ 望川区档案馆 2018'),
         lines(text.stdout)[:2])
    rows = [json.loads(line) for line in lines(run('diff', '--format=ndjson', REPORT, other).stdout)]
    equal({row['type'] for row in rows}, {'text', 'indicator'})
    received = [row for row in rows if row.get('indicator') == 'apply.received.new']
    equal(len(received), 1, received)
    true(received[0]['left'] != received[0]['right'], received)
    true(run('diff', '--format=html', REPORT, other).stdout.lower().startswith(b'<!doctype html'), 'no page')
    same = run('diff', REPORT, REPORT)
    equal((same.returncode, len([s for s in lines(same.stdout) if s[:1] in '+-' and s[:3] not in ('+++', '---')])), (0, 0))
    for arguments, status in (([REPORT], 2), ([REPORT, other, other], 2), ([REPORT, folder + '/none'], 1), (['--format=xml', REPORT, other], 2)):
        result = run('diff', *arguments)
        equal((result.returncode, len(lines(result.stderr)), result.stdout), (status, 1, b''), arguments)


@case
def findings_for_scripts(folder):
    import json
    words = open(REPORT, encoding='utf-8').read().replace('一、概述', '本报告的统计期限自2012年1月1日起至2016年12月31日止。\n一、概述', 1)
    other = write(folder, '司法局.txt', words)
    result = run('check', '--format=ndjson', SAMPLES, other)
    findings = [json.loads(line) for line in lines(result.stdout)]
    true(findings, 'no findings')
    for finding in findings:
        equal(list(finding)[:6], ['rule', 'severity', 'agency', 'year', 'facts', 'message'])
        true(finding['file'] and finding['file'] == finding['files'][0], finding)
        equal(finding['state'], 'open')
        for place in finding['addresses']:
            true(place['file'] in finding['files'] and place['quote'], place)
    true(any(not f['facts'] and f['addresses'] for f in findings), 'no finding on words')


@case
def corrections_of_a_ledger(folder):
    import json
    import shutil
    report = shutil.copy(os.path.join(SAMPLES, '柳溪县教育局2017年度报告.html'), folder)
    entry = '[{}]\nagency={}\nyear={}\nwhat={}\nfrom={}\nto={}\nreason=电话核实\nwho=甲\nwhen=2024-01-05T08:00:00Z\n'
    ledger = write(folder, 'ledger.ini', '[ledger]\nversion=1\n' +
                   entry.format(1, '柳溪县教育局', 2017, 'apply.answered', 9, 8) +
                   entry.format(2, '别处的局', 2017, 'apply.answered', 1, 2))

    def found(*arguments):
        result = run('check', '--format=ndjson', *arguments, report)
        return [json.loads(line) for line in lines(result.stdout)], lines(result.stderr), result.returncode
    before, _, status = found()
    true('R14.3' in [f['rule'] for f in before], before)
    equal(status, 4)
    after, said, status = found('--corrections', ledger)
    true('R14.3' not in [f['rule'] for f in after], after)
    equal((len(said), status), (1, 0), said)
    out = os.path.join(folder, 'out.csv')
    equal(run('compare', '-o', out, '--corrections', ledger, report).returncode, 0)
    equal(run('check', '--corrections', report, report).returncode, 2)


@case
def letters_to_agencies(folder):
    import zipfile
    out = os.path.join(folder, 'out')
    result = run('check', '--lang=zh_CN', '--letters', out, SAMPLES)
    equal(result.returncode & 3, 0, result.stderr)
    names = sorted(os.listdir(out))
    true(names and len([n for n in names if n.endswith('.docx')]) == len([n for n in names if n.endswith('.txt')]), names)
    text = open(os.path.join(out, [n for n in names if '柳溪县教育局' in n and n.endswith('.txt')][0]), encoding='utf-8').read()
    true('柳溪县教育局：' in text and '9 ≠ 3 + 3 + 1' in text and '核实情况：' in text, text)
    document = zipfile.ZipFile(os.path.join(out, [n for n in names if n.endswith('.docx')][0]))
    equal(document.testzip(), None)
    true('word/document.xml' in document.namelist(), document.namelist())
    own = write(folder, 'own.txt', '[item]\n编号{number}：{message}\n')
    equal(run('check', '--letters', out, '--letter-template', own, SAMPLES).returncode & 3, 0)
    true(open(os.path.join(out, [n for n in os.listdir(out) if n.endswith('.txt')][0]), encoding='utf-8').read(), 'empty')
    for template in (os.path.join(folder, 'none'), write(folder, 'bad.txt', '[opning]\n')):
        result = run('check', '--letters', out, '--letter-template', template, SAMPLES)
        equal((result.returncode, len(lines(result.stderr))), (2, 1), result.stderr)
    result = run('check', '--letters', REPORT + '/x', SAMPLES)
    equal((result.returncode, len(lines(result.stderr))), (3, 1), result.stderr)


@case
def other_files_of_a_folder_are_left_aside(folder):
    write(folder, '报告.txt', open(REPORT, 'rb').read())
    alone = run('extract', folder)
    for name in ('expected.json', 'run.log', 'sub/make.py', 'STYLE.CSS'):
        write(folder, name, open(REPORT, 'rb').read())
    result = run('extract', folder)
    equal((result.returncode, result.stdout), (0, alone.stdout))
    equal(len(lines(result.stderr)), 1, result.stderr)
    true('4' in lines(result.stderr)[0], result.stderr)
    equal(len(facts(os.path.join(folder, 'run.log'))), len(lines(alone.stdout)), 'named by itself it is read')


@case
def no_gtk_is_linked(folder):
    needed = subprocess.run(['ldd', CLI], capture_output=True, text=True, check=False).stdout
    true('libgtk' not in needed and 'libadwaita' not in needed, needed)


main()
