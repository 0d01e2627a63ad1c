#!/usr/bin/env python3
# test-limits.py - large and hostile input, and what a kill leaves behind
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import resource
import signal
import subprocess
import time
import zipfile

from program import CLI, SAMPLES, case, equal, lines, main, run, true, write

GOOD = os.path.join(SAMPLES, '望川区卫生健康局2019年度报告.txt')


def one_sentence(path, status=1):
    result = run('extract', path, GOOD)
    said = lines(result.stderr)
    equal((result.returncode, len(said)), (status, 1), said)
    true(said[0].startswith(path), said)
    true(len(result.stdout.splitlines()) > 100, 'the other file was not read')


@case
def fifty_megabytes_in_a_line(folder):
    one_sentence(write(folder, 'long.txt', b'x' * (50 << 20)))


@case
def thirty_megabytes_of_chinese_in_a_line(folder):
    path = write(folder, 'long.txt', '政府信息公开年度报告'.encode() * (1 << 20))
    result = run('extract', path, GOOD)
    true(result.returncode in (0, 1) and len(lines(result.stderr)) == 1, result.stderr)
    true(len(result.stdout.splitlines()) > 100, 'the other file was not read')


@case
def bomb(folder):
    path = os.path.join(folder, 'bomb.docx')
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('[Content_Types].xml', '<Types/>')
        with archive.open('word/document.xml', 'w') as member:
            for _ in range(300):
                member.write(b' ' * (1 << 20))
    one_sentence(path)


@case
def nested_elements(folder):
    path = write(folder, 'deep.html', b'<div>' * 100000 + '柳溪县统计局2017年政府信息公开工作年度报告'.encode())
    result = run('extract', path, GOOD)
    true(result.returncode in (0, 1), result.stderr)
    true(len(result.stdout.splitlines()) > 100, 'the other file was not read')


@case
def external_entities_are_not_fetched(folder):
    secret = write(folder, 'secret', '收到申请数 4711 件')
    path = os.path.join(folder, 'xxe.docx')
    with zipfile.ZipFile(path, 'w') as archive:
        archive.writestr('[Content_Types].xml', '<Types/>')
        archive.writestr('word/document.xml', f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]><w:document xmlns:w="http://schemas.'
                         'openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>柳溪县统计局2017年政府信息公开工作年度报告&x;'
                         '</w:t></w:r></w:p></w:body></w:document>')
    result = run('extract', path, GOOD)
    true(b'4711' not in result.stdout, 'the entity was fetched')


@case
def kill_leaves_the_old_file_or_the_whole_new_one(folder):
    for ending in ('.csv', '.html', '.xlsx'):
        out = os.path.join(folder, 'out' + ending)
        began = time.monotonic()
        result = run('compare', '-o', out, SAMPLES)
        if b'no such kind' in result.stderr:
            continue
        whole = time.monotonic() - began
        new = open(out, 'rb').read()
        for step in range(12):
            write(folder, 'out' + ending, b'old')
            child = subprocess.Popen([CLI, 'compare', '-o', out, SAMPLES], stderr=subprocess.DEVNULL)
            try:
                child.wait(whole * step / 11)
            except subprocess.TimeoutExpired:
                child.send_signal(signal.SIGKILL)
                child.wait()
            left = open(out, 'rb').read()
            true(left in (b'old', new), f'{ending}: {len(left)} bytes of {len(new)}')


@case
def memory_of_the_parent(folder):
    """A thousand reports pass through without being kept."""
    listed = write(folder, 'list', ''.join(os.path.join(SAMPLES, name) + '\n' for name in sorted(os.listdir(SAMPLES))) * 90)
    with open(os.path.join(folder, 'out'), 'wb') as out:
        child = subprocess.Popen([CLI, 'extract', '@' + listed], stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
    true(os.WIFEXITED(status), status)
    if 'ASAN_OPTIONS' not in os.environ:
        true(usage.ru_maxrss < 100 * 1024, f'{usage.ru_maxrss} kB')


resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
main()
