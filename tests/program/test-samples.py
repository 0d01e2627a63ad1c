#!/usr/bin/env python3
# test-samples.py - what is read from the samples is what a careful reader finds in them
# SPDX-License-Identifier: GPL-3.0-or-later
import json
import os

from program import EXPECTED, SAMPLES, case, equal, facts, lines, main, run, true

ALL = sorted(os.listdir(SAMPLES))


def expected(name):
    with open(os.path.join(EXPECTED, name + '.expected'), encoding='utf-8') as wanted:
        return json.load(wanted)


def check_sample(name):
    wanted = expected(name)
    got = facts(os.path.join(SAMPLES, name))
    true(got, 'no facts')
    for key in ('agency', 'region', 'year', 'form'):
        equal({f[key] for f in got}, {wanted[key]}, key)
    found = {}
    for fact in got:
        found.setdefault((fact['indicator'], fact['applicant'] or None, fact['where']), []).append(fact)
        true(fact['quote'], fact)
    names = member_labels()
    missing = []
    for indicator, member, value, where in wanted['facts']:
        there = found.get((indicator, names.get(member), where), [])
        if value not in [f['value'] for f in there]:
            missing.append((indicator, member, value, where, [f['value'] for f in there]))
    equal(missing, [], f'{len(missing)} facts are missing or wrong')
    stated = {(i, names.get(m)): set() for i, m, _, _ in wanted['facts']}
    for indicator, member, value, _ in wanted['facts']:
        stated[(indicator, names.get(member))].add(value)
    wrong = [f for f in got if f['state'] == 'number' and (f['indicator'], f['applicant'] or None) in stated
             and f['value'] not in stated[(f['indicator'], f['applicant'] or None)]]
    equal(wrong, [], 'facts that contradict the report')
    equal([f for f in got if f['indicator'] in wanted.get('absent', [])], [], 'facts that the report does not state')


def member_labels():
    """Ids of the expected files to what the command line prints as applicant."""
    return {None: None, 'applicant.natural': '自然人', 'applicant.legal.enterprise': '商业企业', 'applicant.legal.research': '科研机构',
            'applicant.legal.ngo': '社会公益组织', 'applicant.legal.law': '法律服务机构', 'applicant.legal.other': '其他',
            'applicant.total': '总计'}


def add(name):
    def check(folder):
        check_sample(name)
    check.__name__ = name
    case(check)


@case
def every_sample_has_expectations(folder):
    equal(sorted(n[:-len('.expected')] for n in os.listdir(EXPECTED) if n.endswith('.expected')), ALL)


for sample in ALL:
    add(sample)


@case
def findings(folder):
    result = run('check', '--format=ndjson', SAMPLES)
    equal(result.returncode, 4, result.stderr.decode())
    got = [json.loads(line) for line in lines(result.stdout)]
    errors = [f for f in got if f['severity'] == 'error']
    wanted = [(expected(n)['agency'], f['indicator']) for n in ALL for f in expected(n).get('findings', [])]
    equal(len(errors), len(wanted), errors)
    for agency, indicator in wanted:
        true(any(f['agency'] == agency and indicator in json.dumps(f['facts']) for f in errors), (agency, indicator, errors))


main()
