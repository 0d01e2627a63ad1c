#!/usr/bin/env python3
# test-compile.py - a stage cannot include a header of a stage that it must not know
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-compile.py SOURCE_ROOT BUILD_ROOT: compiles one line in place of a file of each stage. Prints TAP."""
import importlib.util
import json
import os
import shlex
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SPEC = importlib.util.spec_from_file_location('check_house', os.path.join(HERE, 'check-house.py'))
HOUSE = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(HOUSE)


def command_of(build, stage):
    """The compiler's command for some file of the stage, without source and output."""
    for entry in json.load(open(os.path.join(build, 'compile_commands.json'), encoding='utf-8')):
        path = os.path.normpath(os.path.join(entry['directory'], entry['file']))
        if f'/src/core/{stage}/' in path and path.endswith('.c'):
            words = [w for w in shlex.split(entry['command']) if w != 'ccache']
            keep = [w for w in words if not w.endswith('.c') and not w.startswith(('-M', '-Werror'))]
            for flag in ('-o', '-c', '-MF', '-MQ'):
                while flag in keep:
                    at = keep.index(flag)
                    del keep[at:at + (1 if flag == '-c' else 2)]
            return [w for w in keep if not w.endswith(('.o', '.d'))]
    return None


def compiles(build, command, header):
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, 'one.c')
        with open(source, 'w', encoding='utf-8') as out:
            out.write(f'#include "{header}"\n')
        return subprocess.run([*command, '-fsyntax-only', source], cwd=build, capture_output=True, check=False).returncode == 0


def main(root, build):
    headers = {}
    for path, _ in HOUSE.sources(root, ['src/core'], ('.h',)):
        if not path.endswith('-private.h'):
            headers.setdefault(HOUSE.stage_of(path), os.path.basename(path))
    lines = []
    for stage in HOUSE.BELOW:
        command = command_of(build, stage)
        if command is None:
            lines.append((True, f'{stage} # SKIP no file of it is compiled'))
            continue
        lines.append((compiles(build, command, headers[stage]), f'{stage} includes its own'))
        for other, header in headers.items():
            if other != stage and other not in HOUSE.all_below(stage):
                lines.append((not compiles(build, command, header), f'{stage} cannot include {header} of {other}'))
    print(f'1..{len(lines)}')
    for number, (good, name) in enumerate(lines, 1):
        print(f'{"ok" if good else "not ok"} {number} {name}')
    return 0 if all(good for good, _ in lines) else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1], sys.argv[2]))
