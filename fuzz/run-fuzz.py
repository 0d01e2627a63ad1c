#!/usr/bin/env python3
# run-fuzz.py - runs a fuzz target for a short time, from our own samples
# SPDX-License-Identifier: GPL-3.0-or-later
"""run-fuzz.py SOURCE_ROOT TARGET [ENDING...]

Seeds are the files of data/samples and of the samples folders below tests/ and fuzz/ that have one
of the endings, or all small ones. A test has to say the same tomorrow: without DUIZHAO_FUZZ_SECONDS
it tries the same inputs each time. With it the target searches at random for so long. What breaks
the target is left in the current folder, and its bytes are printed.
"""
import base64
import glob
import os
import shutil
import subprocess
import sys
import tempfile


def seeds(root, endings):
    for pattern in ('data/samples/*', 'tests/**/samples/**', 'fuzz/seeds/**'):
        for path in glob.glob(os.path.join(root, pattern), recursive=True):
            if os.path.isfile(path) and os.path.getsize(path) < 1 << 20:
                if not endings or path.rsplit('.', 1)[-1].lower() in endings:
                    yield path


def main(root, target, *endings):
    seconds = os.environ.get('DUIZHAO_FUZZ_SECONDS')
    span = [f'-max_total_time={seconds}'] if seconds else ['-seed=1', '-runs=4000', '-max_total_time=15']
    with tempfile.TemporaryDirectory() as corpus:
        for number, path in enumerate(sorted(seeds(root, endings))):
            shutil.copy(path, os.path.join(corpus, f'{number:04}'))
        before = set(glob.glob('crash-*') + glob.glob('oom-*') + glob.glob('timeout-*') + glob.glob('leak-*'))
        run = subprocess.run([target, *span, '-rss_limit_mb=2048', '-timeout=20', '-max_len=262144',
                              '-print_final_stats=1', '-verbosity=1', corpus], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    text = run.stdout.decode(errors='replace')
    print(text[-6000:])
    after = set(glob.glob('crash-*') + glob.glob('oom-*') + glob.glob('timeout-*') + glob.glob('leak-*')) - before
    for path in after:
        with open(path, 'rb') as found:
            print(path, base64.b64encode(found.read(4096)).decode())
    return run.returncode


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
