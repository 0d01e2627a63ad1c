#!/usr/bin/env python3
# make-regions.py LIST HEADER - turns the list of places into a sorted table in C
# SPDX-License-Identifier: GPL-3.0-or-later
"""Beside the names as they stand, the table holds the names that follow from them: the county that a district was
(密云县), the short name of an autonomous county (恭城县) or prefecture (恩施州)."""
import re
import sys

PEOPLES = ('蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|'
           '仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各')
AUTONOMOUS = re.compile(f'^(.{{2,}}?)(?:(?:{PEOPLES})族|蒙古|哈萨克|柯尔克孜|达斡尔|塔吉克|锡伯)+自治([县州旗])$')
# Of so many names the short form is not told by the rule.
SHORT = {'巴音郭楞蒙古自治州': '巴州', '克孜勒苏柯尔克孜自治州': '克州', '博尔塔拉蒙古自治州': '博州'}


def read(path):
    sections, name = {}, None
    with open(path, encoding='utf-8') as file:
        for line in file:
            line = line.strip()
            if line.startswith('['):
                name = line[1:-1]
                sections[name] = []
            elif line and not line.startswith('#'):
                sections[name].append(line)
    return sections


def short_of(name):
    match = AUTONOMOUS.match(name)
    return match and match[1] + match[2]


def upgrades(name):
    """A district was a county of the same name, or will be a city."""
    if len(name) < 3 or name[-1] not in '县市区' or '自治' in name:
        return []
    return [name[:-1] + ending for ending in '县市区' if ending != name[-1]]


def text(string):
    return 'NULL' if string is None else f'"{string}"'


def main():
    sections = read(sys.argv[1])
    provinces, prefectures, counties = [], [], []
    for head, lines in sections.items():
        if ' ' not in head:
            continue
        full, short = head.split()
        provinces.append((full, short))
        for line in lines:
            name, units = line.split(':')
            prefecture = -1
            if name != '-':
                prefecture = len(prefectures)
                brief = SHORT.get(name) or short_of(name)
                bare = name[:-1] if name.endswith('市') else re.sub('地区$|盟$', '', name)
                prefectures.append((name, brief, None if bare == name else bare, len(provinces) - 1))
            now = units.replace('|', ' ').split()
            for unit in now:
                where = (len(provinces) - 1, prefecture)
                counties.append((unit, None, where, 0))
                brief = short_of(unit)
                if brief and brief not in now:
                    counties.append((brief, unit, where, 1))
                counties.extend((other, None, where, 1) for other in upgrades(unit) if other not in now)
    counties.sort(key=lambda c: (c[0].encode(), c[3], c[2]))
    words = {name: ' '.join(sections[name]).split() for name in ('prefixes', 'bodies', 'places-behind')}
    with open(sys.argv[2], 'w', encoding='utf-8') as out:
        out.write('/* Made from data/regions.txt; see make-regions.py. */\n#pragma once\n\n#include "dz-place.h"\n\n')
        out.write('static const DzProvince provinces[] = {\n')
        out.writelines(f'  {{ {text(full)}, {text(short)} }},\n' for full, short in provinces)
        out.write('};\n\nstatic const DzPrefecture prefectures[] = {\n')
        out.writelines(f'  {{ {text(n)}, {text(b)}, {text(bare)}, {p} }},\n' for n, b, bare, p in prefectures)
        out.write('};\n\nstatic const DzCounty counties[] = {\n')
        out.writelines(f'  {{ {text(n)}, {text(full)}, {p}, {c}, {kind} }},\n' for n, full, (p, c), kind in counties)
        out.write('};\n')
        for name, list_ in words.items():
            out.write(f'\nstatic const char *const {name.replace("-", "_")}[] = {{\n')
            out.writelines(f'  {text(word)},\n' for word in sorted(list_, key=lambda w: -len(w)))
            out.write('  NULL\n};\n')


main()
