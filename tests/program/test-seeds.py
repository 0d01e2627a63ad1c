#!/usr/bin/env python3
# test-seeds.py - the real reports beside the checkout, against what was read from them by hand
# SPDX-License-Identifier: GPL-3.0-or-later
import json
import os
import re
import unicodedata

from program import case, equal, lines, main, run, shared, true

APPLICANTS = {'商业': '商业企业', '科研': '科研机构'}


def squeeze(text):
    return re.sub(r'\s+', '', unicodedata.normalize('NFKC', text or ''))


def reports():
    folder = shared('seeds')
    return [os.path.join(folder, n) for n in sorted(os.listdir(folder)) if n.endswith('.txt')]


def truth():
    with open(shared('seeds', 'truth.ndjson'), encoding='utf-8') as known:
        return [json.loads(line) for line in known]


def read():
    result = run('extract', *reports())
    equal((result.returncode, result.stderr), (0, b''))
    return [json.loads(line) for line in lines(result.stdout)]


def same_row(fact, known):
    """A fact of the same row and column, whatever its value."""
    path = squeeze(fact['path'])
    label = squeeze(known['label'])
    applicant = known.get('applicant') or ''
    under = '' if '/' in label else squeeze(known.get('under', ''))
    return (fact['file'].endswith(known['file']) and fact['where'] == 'table'
            and (label == squeeze(fact['label']) or label in path) and under in path
            and squeeze(APPLICANTS.get(applicant, applicant)) == squeeze(fact['applicant']))


def same_words(fact, known):
    quote, said = squeeze(fact['quote']), squeeze(known['quote'])
    return fact['file'].endswith(known['file']) and fact['where'] == 'prose' and (said in quote or quote in said)


@case
def every_fact_is_found(folder):
    got = read()
    missing = []
    for known in truth():
        same = same_row if known['where'] == 'table' else same_words
        there = [f for f in got if same(f, known) and f['value'] == known['value'] and known['unit'] in ('', f['unit'])]
        if not there:
            missing.append(known)
        for fact in there:
            equal((fact['agency'], fact['year']), (known['agency'], known['year']))
            true(fact['region'].endswith(known['region']), fact['region'])
    equal(missing, [], f'{len(missing)} are missing')


@case
def no_fact_contradicts(folder):
    known = truth()
    wrong = []
    for fact in read():
        if fact['where'] == 'table' and fact['state'] == 'number':
            values = {k['value'] for k in known if k['where'] == 'table' and same_row(fact, k)}
            if values and fact['value'] not in values:
                wrong.append(fact)
    equal(wrong, [])


@case
def findings_of_a_careful_reader(folder):
    result = run('check', '--lang=zh_CN', '--format=ndjson', *reports())
    equal((result.returncode, result.stderr), (0, b''))
    found = [json.loads(line) for line in lines(result.stdout)]

    def of(agency, *words):
        return [f for f in found if agency in f['agency'] and all(w in json.dumps(f, ensure_ascii=False) for w in words)]

    true(of('余姚市司法局', '行政复议', '0 ≠ 1'), 'the appeal that the prose denies')
    true(of('余姚市司法局', '0 ≠ 3'), 'accepted 0, closed 3')
    true(of('余姚市司法局', '288', '266', '20'), 'the 20 that are not explained')
    true(of('昆明市呈贡区司法局', '2020'), 'the year in one sentence')
    true([f for f in of('上海市嘉定区司法局', '2998') if f['severity'] == 'notice'], 'the outlier')
    equal([f for f in found if f['severity'] == 'error'], [], 'errors')
    equal(of('昆明市呈贡区司法局', '509'), [], 'several channels are no contradiction')
    equal([f for f in of('上海市司法局') if f['severity'] in ('error', 'warning')], [], 'sums that hold')
    equal([f for f in of('微山县司法局') if f['severity'] in ('error', 'warning')], [], 'what is not reported')


main()
