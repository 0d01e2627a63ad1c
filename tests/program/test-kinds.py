#!/usr/bin/env python3
# test-kinds.py - kinds of report are told apart, and a folder of one's own adds to what is known
# SPDX-License-Identifier: GPL-3.0-or-later
import csv
import io
import os

from program import SAMPLES, case, equal, facts, lines, main, run, true, write

LAW = '临汐市市场监督管理局2021年度法治政府建设报告.txt'

# One sentence that both kinds of report may have; what it counts depends on the title alone.
BODY = ('　　2022年，我局收到行政复议申请12件，受理11件，制定行政规范性文件3件，主动公开政府信息450条，'
        '收到政府信息公开申请9件，作出行政处罚决定31件。统计期限为2022年1月1日至2022年12月31日。\n')


def is_law(fact):
    return (fact['indicator'] or '').startswith('law.')


def own(folder, text, name='mine.ini', kind='rule-of-law'):
    """A user's folder, as the environment that a run needs."""
    write(folder, os.path.join('duizhao', 'catalogue', kind, name), text)
    return {'XDG_DATA_HOME': folder}


@case
def the_title_decides(folder):
    law = facts(write(folder, 'a.txt', '溪口县水利局2022年法治政府建设年度报告\n' + BODY))
    other = facts(write(folder, 'b.txt', '溪口县水利局2022年政府信息公开工作年度报告\n' + BODY))
    equal({(f['indicator'], f['value']) for f in law if f['indicator']},
          {('law.recon.received', '12'), ('law.recon.accepted', '11'), ('law.making.normative', '3'), ('law.enforce.penalty', '31')})
    true(other and not [f for f in other if is_law(f)], other)
    true({('proactive.total', '450'), ('apply.received.new', '9')} <= {(f['indicator'], f['value']) for f in other}, other)
    for fact in law + other:
        equal((fact['agency'], fact['year']), ('溪口县水利局', 2022))


@case
def samples_keep_to_their_kind(folder):
    for name in os.listdir(SAMPLES):
        got = {is_law(f) for f in facts(os.path.join(SAMPLES, name)) if f['indicator']}
        equal(got, {'法治' in name}, name)


@case
def one_matrix_two_groups(folder):
    """Rows of one kind come together, and no report fills a row of the other kind."""
    paths = [os.path.join(SAMPLES, n) for n in os.listdir(SAMPLES) if n.startswith(('望川区', '青澜市'))]
    out = os.path.join(folder, 'out.csv')
    result = run('compare', '-o', out, *sorted(paths))
    equal(result.returncode, 0, result.stderr.decode())
    with open(out, encoding='utf-8-sig', newline='') as file:
        rows = list(csv.reader(file))
    heads = rows[0]
    column = heads.index('望川区人民政府 2023')
    equal({row[column] for row in rows[1:] if row[0].startswith(('proactive.', 'apply.'))} - {''}, {'·'})
    column = heads.index('青澜市人民政府 2022')
    equal({row[column] for row in rows[1:] if row[0].startswith('law.') and row[0].count('.') > 1} - {''}, {'·'})
    place = [i for i, row in enumerate(rows) if row[0].startswith('law.')]
    equal(place, list(range(place[0], place[0] + len(place))), 'rows of one kind stand apart')


@case
def years_are_of_one_kind(folder):
    """An agency's law report is neither twin nor year before of its other report."""
    paths = [write(folder, 'a.txt', '溪口县水利局2022年法治政府建设年度报告\n' + BODY),
             write(folder, 'b.txt', '溪口县水利局2022年政府信息公开工作年度报告\n' + BODY)]
    result = run('check', '--format=ndjson', *paths)
    true('DUP.1' not in result.stdout.decode(), result.stdout.decode())


@case
def own_alias(folder):
    table = '| 指标 | 单位 | 数量 |\n| --- | --- | --- |\n| %s | 件 | 7 |\n| 收到行政复议申请 | 件 | 5 |\n| 受理行政复议案件 | 件 | 5 |\n' \
        '| 审结行政复议案件 | 件 | 4 |\n'
    path = write(folder, 'r.md', '# 溪口县水利局2022年法治政府建设年度报告\n\n' + table % '红头文件出台数')
    equal([f['value'] for f in facts(path) if f['indicator'] == 'law.making.normative'], [])
    env = own(folder, '[indicator law.making.normative]\naliases=制定规范性文件;红头文件出台数;\n')
    got = run('extract', path, env=env)
    equal(got.returncode, 0, got.stderr.decode())
    true('"law.making.normative"' in got.stdout.decode(), got.stdout.decode())


@case
def own_form_and_rule(folder):
    path = write(folder, 'r.md', '# 溪口县水利局2022年法治政府建设年度报告\n\n| 项目 | 单位 | 本年 |\n| --- | --- | --- |\n'
                 '| 案卷评查份数 | 件 | 40 |\n| 评查合格份数 | 件 | 43 |\n| 评查优秀份数 | 件 | 9 |\n')
    env = own(folder, '''[indicator own.files]
zh=案卷评查
en=Files reviewed
unit=件
kind=count

[indicator own.files.good]
parent=own.files
zh=评查合格
en=Files in order
unit=件
kind=count
relation=of-which

[indicator own.files.best]
parent=own.files
zh=评查优秀
en=Files to be held up
unit=件
kind=count
relation=of-which

[form own]
zh=案卷评查表
en=Table of files reviewed
anchors=案卷评查份数;评查合格份数;

[row own own.files]
labels=案卷评查份数;

[row own own.files.good]
labels=评查合格份数;

[row own own.files.best]
labels=评查优秀份数;

[rule OWN.1]
kind=at-most
severity=error
left=own.files.good
right=own.files
zh=合格的不应多于评查的
en=No more can be in order than were reviewed
source=own
''')
    got = run('extract', '--format=csv', path, env=env)
    rows = list(csv.DictReader(io.StringIO(got.stdout.decode('utf-8-sig'))))
    equal([(r['form'], r['indicator'], r['value']) for r in rows],
          [('own', 'own.files', '40'), ('own', 'own.files.good', '43'), ('own', 'own.files.best', '9')])
    check = run('check', path, env=env)
    equal(check.returncode, 4, check.stderr.decode())
    true('OWN.1' in check.stdout.decode() and '43' in check.stdout.decode(), check.stdout.decode())


@case
def own_kind(folder):
    """A kind of report that nobody heard of, from files alone."""
    env = own(folder, '''[kind planting]
zh=植树年度报告
en=Annual report on planting
[indicator trees]
zh=植树
en=Trees planted
unit=棵
kind=count
[title trees]
regex=^(?<agency>[^,。0-9]{2,20}?)(?<year>20\\d\\d)年植树年度报告
words=植树
[fact trees]
regex=植树(?<n>#)(?<u>棵)
indicator=trees
''', kind='planting')
    path = write(folder, 'r.txt', '溪口县林业局2022年植树年度报告\n　　全县干部群众在河岸和荒坡上植树5200棵，成活情况良好，收到政府信息公开申请3件，'
                 '其余事项将在来年的报告里说明，欢迎各界继续关心。\n')
    got = run('extract', '--format=csv', path, env=env)
    rows = list(csv.DictReader(io.StringIO(got.stdout.decode('utf-8-sig'))))
    equal([(r['agency'], r['year'], r['indicator'], r['value']) for r in rows if r['indicator']],
          [('溪口县林业局', '2022', 'trees', '5200')])


@case
def mistakes_are_named(folder):
    """File, line and what to do, for each mistake of a folder of one's own."""
    cases = [
        ('[indicator law.making.normative]\naliass=x\n', 'rule-of-law/mine.ini:2:'),
        ('[indicator own.a]\nparent=law.nothing\nzh=甲\nen=A\nkind=count\n', 'rule-of-law/mine.ini:2:'),
        ('# mine\n[row fz own.none]\nlabels=x\n', 'rule-of-law/mine.ini:2:'),
        ('[fact own]\nregex=收到(?<n>#\nindicator=law.making\n', 'rule-of-law/mine.ini:2:'),
        ('[rule OWN.2]\nkind=equal\nseverity=error\nleft=law.vetting\nright=law.vetted\nzh=则\nen=R\nsource=s\n',
         'rule-of-law/mine.ini:5:'),
        ('[rule OWN.3]\nkind=equal\nseverity=error\nforms=nosuch\nleft=law.vetting\nright=law.vetting\nzh=则\nen=R\nsource=s\n',
         'rule-of-law/mine.ini:1:'),
    ]
    for number, (text, start) in enumerate(cases):
        mine = os.path.join(folder, str(number))
        write(mine, 'rule-of-law/mine.ini', text)
        result = run('catalogue', '--check', mine)
        told = lines(result.stderr)
        true(result.returncode != 0 and any(start in line for line in told), (text, told))
    write(folder, 'good/rule-of-law/mine.ini', '[indicator law.making.normative]\naliases=红头文件;\n')
    equal(run('catalogue', '--check', os.path.join(folder, 'good')).returncode, 0)


main()
