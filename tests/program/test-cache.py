#!/usr/bin/env python3
# test-cache.py - what was read before is kept, and never says anything else than reading anew
# SPDX-License-Identifier: GPL-3.0-or-later
import glob
import os
import shutil
import struct
import subprocess
import zlib

from program import CLI, SAMPLES, case, equal, lines, main, run, true, write

REPORT = os.path.join(SAMPLES, '青澜市司法局2016年度报告.txt')
COMMANDS = [['extract'], ['extract', '--coverage'], ['check', '--format=ndjson']]


def cache(folder):
    return {'XDG_CACHE_HOME': os.path.join(folder, 'cache')}


def entries(folder):
    return sorted(glob.glob(os.path.join(folder, 'cache', 'duizhao', 'read', '*', '*')))


def said(result):
    return result.returncode, result.stdout, result.stderr


@case
def same_bytes_with_and_without(folder):
    for command in COMMANDS:
        wanted = said(run(*command, '--no-cache', SAMPLES, env=cache(folder)))
        for jobs in (1, 8, 8):
            equal(said(run(*command, f'--jobs={jobs}', SAMPLES, env=cache(folder))), wanted, (command, jobs))


@case
def same_files_with_and_without(folder):
    for ending in ('xlsx', 'csv', 'html'):
        written = []
        for options in (['--no-cache', '--jobs=8'], ['--jobs=1'], ['--jobs=8']):
            out = os.path.join(folder, 'out.' + ending)
            equal(run('compare', '-o', out, *options, SAMPLES, env=cache(folder)).returncode, 0, options)
            written.append(open(out, 'rb').read())
        equal([w == written[0] for w in written], [True] * 3, ending)


@case
def no_cache_leaves_nothing(folder):
    run('extract', '--no-cache', REPORT, env=cache(folder))
    equal(os.path.exists(os.path.join(folder, 'cache')), False)


@case
def only_the_user_may_look(folder):
    os.makedirs(os.path.join(folder, 'cache', 'duizhao', 'read'), mode=0o777)
    os.chmod(os.path.join(folder, 'cache', 'duizhao', 'read'), 0o777)
    run('extract', REPORT, env=cache(folder))
    true(entries(folder), 'nothing was kept')
    equal({os.stat(e).st_mode & 0o777 for e in entries(folder)}, {0o600})
    equal({os.stat(os.path.dirname(e)).st_mode & 0o777 for e in entries(folder)}, {0o700})
    equal(os.stat(os.path.join(folder, 'cache', 'duizhao', 'read')).st_mode & 0o777, 0o700)


def forge(path, old, new):
    """Changes words in an entry, with the right check sum: nobody but a test does that."""
    data = open(path, 'rb').read()
    key = (os.path.basename(os.path.dirname(path)) + os.path.basename(path)).encode()
    payload = data[16:].replace(old.encode(), new.encode())
    true(payload != data[16:], 'the words are not there')
    open(path, 'wb').write(struct.pack('=IIQ', 0x447a4331, zlib.crc32(payload, zlib.crc32(key)), len(payload)) + payload)


@case
def what_is_kept_is_used(folder):
    wanted = run('extract', REPORT, env=cache(folder))
    [entry] = entries(folder)
    forge(entry, '青澜市', '蓝澜市')
    got = run('extract', REPORT, env=cache(folder)).stdout.decode()
    true('蓝澜市' in got, 'the entry was not used')
    equal(run('extract', '--no-cache', REPORT, env=cache(folder)).stdout, wanted.stdout)


@case
def a_change_is_noticed_at_equal_size_and_time(folder):
    copy = shutil.copy(REPORT, os.path.join(folder, 'report.txt'))
    first = run('extract', copy, env=cache(folder)).stdout.decode()
    text, stamp = open(copy, 'rb').read(), os.stat(copy)
    changed = text.translate(bytes.maketrans(b'34', b'78'))
    true(len(changed) == len(text) and changed != text, 'nothing to change')
    open(copy, 'wb').write(changed)
    os.utime(copy, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    second = run('extract', copy, env=cache(folder)).stdout
    true(second.decode() != first, 'the old figures were shown')
    equal(second, run('extract', '--no-cache', copy, env=cache(folder)).stdout)


@case
def another_name_catalogue_or_language_is_another_entry(folder):
    copy = shutil.copy(REPORT, os.path.join(folder, 'other.txt'))
    run('extract', REPORT, env=cache(folder))
    true('other.txt' in run('extract', copy, env=cache(folder)).stdout.decode(), 'the name of another file')
    equal(len(entries(folder)), 2)
    run('extract', REPORT, env=dict(cache(folder), LC_ALL='C.UTF-8', LANGUAGE='zh_CN'))
    equal(len(entries(folder)), 3)
    catalogue = shutil.copytree(os.environ['DUIZHAO_CATALOGUE'], os.path.join(folder, 'catalogue'))
    form = sorted(glob.glob(os.path.join(catalogue, '**', '*.ini'), recursive=True)
                  + glob.glob(os.path.join(catalogue, '**', '*.*'), recursive=True))[0]
    with open(form, 'a', encoding='utf-8') as out:
        out.write('\n# another one\n')
    run('extract', REPORT, env=dict(cache(folder), DUIZHAO_CATALOGUE=catalogue))
    equal(len(entries(folder)), 4)


@case
def damage_is_read_anew(folder):
    wanted = said(run('extract', REPORT, env=cache(folder)))
    [entry] = entries(folder)
    whole = open(entry, 'rb').read()
    for damaged in (b'', whole[:10], whole[:-1], whole + b'x', whole[:100] + b'\xff' + whole[101:], b'\0' * len(whole)):
        open(entry, 'wb').write(damaged)
        equal(said(run('extract', REPORT, env=cache(folder))), wanted, damaged[:20])
        equal(open(entry, 'rb').read(), whole)
    os.remove(entry)
    os.symlink(REPORT, entry)
    equal(said(run('extract', REPORT, env=cache(folder))), wanted)
    os.remove(entry)
    os.mkdir(entry)
    equal(said(run('extract', REPORT, env=cache(folder))), wanted)


@case
def an_entry_in_a_wrong_place_is_none(folder):
    copy = write(folder, 'other.txt', open(REPORT, 'rb').read().replace('青澜市'.encode(), '红澜市'.encode()))
    wanted = run('extract', copy, env=cache(folder)).stdout
    [mine] = entries(folder)
    run('extract', REPORT, env=cache(folder))
    [other] = [e for e in entries(folder) if e != mine]
    shutil.copy(other, mine)
    equal(run('extract', copy, env=cache(folder)).stdout, wanted)


@case
def a_place_that_cannot_be_written_is_no_trouble(folder):
    wanted = said(run('extract', '--no-cache', REPORT))
    blocked = write(folder, 'file', '')
    equal(said(run('extract', REPORT, env={'XDG_CACHE_HOME': os.path.join(blocked, 'cache')})), wanted)
    os.makedirs(os.path.join(folder, 'cache', 'duizhao'))
    write(folder, 'cache/duizhao/read', '')
    equal(said(run('extract', REPORT, env=cache(folder))), wanted)


@case
def runs_at_the_same_time_get_along(folder):
    wanted = run('extract', '--no-cache', SAMPLES).stdout
    running = [subprocess.Popen([CLI, 'extract', SAMPLES], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                env=dict(os.environ, **cache(folder))) for _ in range(4)]
    equal([r.communicate()[0] == wanted for r in running], [True] * 4)
    equal([e for e in entries(folder) if e.endswith('.new')], [])


@case
def what_has_no_report_is_still_said(folder):
    letter = write(folder, 'letter.txt', '关于召开会议的通知\n\n定于下周一上午开会，请准时参加。\n')
    broken = write(folder, 'broken.docx', b'PK\x03\x04 nothing more')
    first = run('extract', letter, broken, REPORT, env=cache(folder))
    second = run('extract', letter, broken, REPORT, env=cache(folder))
    equal(said(second), said(first))
    equal((first.returncode, len(lines(first.stderr))), (1, 2), first.stderr.decode())


main()
