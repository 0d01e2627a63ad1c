#!/usr/bin/env python3
# test-input.py - bad input costs one sentence each; order and bytes never depend on workers or language
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import shutil
import zipfile

from program import SAMPLES, case, equal, lines, main, run, true, write

GOOD = os.path.join(SAMPLES, '望川区卫生健康局2019年度报告.txt')


def one_bad(path, *more):
    """@path between two good files: one sentence, the others are done."""
    result = run('extract', GOOD, path, *more, GOOD)
    said = lines(result.stderr)
    equal(result.returncode, 1, said)
    equal(len(said), 1, said)
    true(said[0].startswith(path), said)
    equal(len(result.stdout.splitlines()), 2 * len(run('extract', GOOD).stdout.splitlines()))
    return said[0]


@case
def missing_file(folder):
    one_bad(os.path.join(folder, 'none.txt'))


@case
def empty_folder(folder):
    os.mkdir(os.path.join(folder, 'empty'))
    one_bad(os.path.join(folder, 'empty'))


@case
def folder_without_a_report(folder):
    write(folder, 'f/notice.txt', '各单位：\n请于周五前报送材料。\n')
    result = run('extract', os.path.join(folder, 'f'))
    equal((result.returncode, len(lines(result.stderr)), result.stdout), (1, 1, b''), result.stderr)


@case
def empty_file(folder):
    one_bad(write(folder, 'empty.txt', b''))


@case
def binary_named_txt(folder):
    one_bad(write(folder, 'binary.txt', bytes(range(256)) * 64))


@case
def picture_named_docx(folder):
    one_bad(write(folder, 'picture.docx', b'\x89PNG\r\n\x1a\n' + bytes(2000)))


@case
def cut_off(folder):
    whole = open(os.path.join(SAMPLES, '青澜市人民政府2022年度报告.docx'), 'rb').read()
    one_bad(write(folder, 'cut.docx', whole[:len(whole) // 2]))


@case
def no_permission(folder):
    if os.geteuid() == 0:
        one_bad('/proc/1/mem' if not os.path.isfile('/proc/1/mem') else os.path.join(folder, 'none'))
        return
    path = write(folder, 'secret.txt', 'x')
    os.chmod(path, 0)
    one_bad(path)


@case
def name_with_line_feed(folder):
    path = os.path.join(folder, 'a\nb.txt')
    result = run('extract', path)
    equal((result.returncode, len(lines(result.stderr))), (1, 1), result.stderr)


@case
def name_that_is_no_text(folder):
    path = os.path.join(os.fsencode(folder), '报告.txt'.encode('gb18030'))
    shutil.copy(GOOD, path)
    result = run('extract', path)
    equal(result.returncode, 0, result.stderr)
    result.stdout.decode('utf-8')


@case
def archive_with_names_in_gbk(folder):
    path = os.path.join(folder, 'archive.zip')
    with zipfile.ZipFile(path, 'w') as archive:
        archive.write(GOOD, '1.txt')
        archive.writestr('2.txt', b'')
        archive.write(os.path.join(SAMPLES, '柳溪县教育局2017年度报告.html'), 'XXXX.html')
    data = open(path, 'rb').read().replace(b'XXXX.html', '教育'.encode('gb18030') + b'.html')
    write(folder, 'archive.zip', data)
    result = run('extract', path)
    said = lines(result.stderr)
    equal((result.returncode, len(said)), (1, 1), said)
    true(said[0].startswith(path + '/2.txt: '), said)
    true(f'{path}/教育.html' in result.stdout.decode(), 'the name was not read')


def crowd(folder):
    """All samples several times, with bad files between them."""
    for i in range(12):
        for name in sorted(os.listdir(SAMPLES)):
            os.makedirs(os.path.join(folder, 'crowd', str(i)), exist_ok=True)
            shutil.copy(os.path.join(SAMPLES, name), os.path.join(folder, 'crowd', str(i), name))
        write(folder, f'crowd/{i}/bad.docx', b'PK\x03\x04 cut')
    return os.path.join(folder, 'crowd')


@case
def same_bytes_for_any_number_of_workers(folder):
    place = crowd(folder)
    outcomes = {}
    for jobs in ('1', '2', '8'):
        result = run('extract', '--jobs=' + jobs, place)
        outcomes[jobs] = (result.returncode, result.stdout, result.stderr)
    true(len(outcomes['1'][1]) > 100000, 'too little')
    equal(len(lines(outcomes['1'][2])), 12)
    true(outcomes['1'] == outcomes['2'] == outcomes['8'], 'different')


@case
def same_bytes_in_any_language(folder):
    outputs = {run('extract', SAMPLES, env={'LC_ALL': locale, 'LANGUAGE': ''}).stdout for locale in ('C', 'C.UTF-8', 'zh_CN.UTF-8')}
    equal(len(outputs), 1, 'different')
    for ending in ('.csv', '.html'):
        outputs = set()
        for locale in ('C.UTF-8', 'zh_CN.UTF-8'):
            path = os.path.join(folder, 'out' + ending)
            equal(run('compare', '--lang=zh_CN', '-o', path, SAMPLES, env={'LC_ALL': locale, 'LANGUAGE': ''}).returncode, 0)
            outputs.add(open(path, 'rb').read())
        equal(len(outputs), 1, ending)


@case
def text_is_never_a_formula(folder):
    table = ''.join(f'<tr><td>{label}</td><td>件</td><td>{value}</td></tr>' for label, value in (
        ('统计指标', '统计数'), ('（一）收到申请数', '3'), ('=HYPERLINK("http://x/","y")', '4'), ('+1+cmd', '5'), ('@SUM(A1)', '6'), ('-2+3', '7')))
    page = '<h1>柳溪县统计局2017年政府信息公开工作年度报告</h1><table>' + table + '</table>'
    path = write(folder, '=1+1.html', page)
    out = os.path.join(folder, 'out.csv')
    equal(run('compare', '-o', out, path).returncode, 0)
    import csv
    with open(out, encoding='utf-8-sig', newline='') as rows:
        for row in csv.reader(rows):
            for field in row:
                true(not field.startswith(('=', '@')) and not (field[:1] in '+-' and not is_number(field) and field[:1]), field)


def is_number(text):
    try:
        float(text)
        return True
    except ValueError:
        return False


main()
