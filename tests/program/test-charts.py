#!/usr/bin/env python3
# test-charts.py - pictures from the command line: kinds, files, what is refused
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import xml.etree.ElementTree

from program import SAMPLES, case, equal, main, run, true

RECEIVED = '--indicator=apply.received.new'
STARTS = {'svg': b'<?xml', 'png': b'\x89PNG', 'pdf': b'%PDF'}


def draw(folder, name, *arguments, paths=(SAMPLES,)):
    out = os.path.join(folder, name)
    result = run('chart', '-o', out, *arguments, *paths)
    return result, out


@case
def every_kind_is_drawn(folder):
    for kind in ('trend', 'bars', 'stacked', 'share', 'slope', 'heatmap', 'multiples'):
        wanted = '--indicator=apply.result.total' if kind in ('stacked', 'share') else RECEIVED
        result, out = draw(folder, kind + '.svg', '--type=' + kind, wanted)
        equal(result.returncode, 0, result.stderr.decode())
        picture = xml.etree.ElementTree.parse(out).getroot()
        true(len(list(picture.iter())) > 20, f'{kind}: the picture is empty')


@case
def every_file_is_what_its_ending_says(folder):
    for ending, start in STARTS.items():
        result, out = draw(folder, 'a.' + ending, RECEIVED)
        equal(result.returncode, 0, result.stderr.decode())
        with open(out, 'rb') as file:
            equal(file.read(len(start)), start, ending)


@case
def the_same_picture_comes_twice(folder):
    pictures = set()
    for name in ('a.svg', 'b.svg'):
        _, out = draw(folder, name, RECEIVED, '--jobs=' + ('1' if name == 'a.svg' else '8'))
        with open(out, 'rb') as file:
            pictures.add(file.read())
    equal(len(pictures), 1, 'the pictures differ')


@case
def print_has_no_colour(folder):
    for style, coloured in (('print', False), ('screen', True)):
        _, out = draw(folder, style + '.svg', RECEIVED, '--style=' + style)
        with open(out, encoding='utf-8') as file:
            text = file.read()
        inks = {part.split(')')[0] for part in text.split('rgb(')[1:]}
        true(inks, 'the picture names no colour')
        equal(any(len(set(ink.split(','))) > 1 for ink in inks), coloured, f'{style}: {sorted(inks)}')


@case
def wrong_use_is_said(folder):
    for arguments in ([], ['--indicator=no.such'], [RECEIVED, '--type=pie'], [RECEIVED, '--style=neon']):
        result, out = draw(folder, 'a.svg', *arguments)
        equal(result.returncode, 2, arguments)
        equal(len(result.stderr.decode().strip().splitlines()), 1, result.stderr)
        true(not os.path.exists(out), arguments)
    result, out = draw(folder, 'a.jpg', RECEIVED)
    equal(result.returncode, 2, 'a.jpg')
    result, out = draw(os.path.join(folder, 'not', 'there'), 'a.svg', RECEIVED)
    equal(result.returncode, 3, 'a folder that is not there')


main()
