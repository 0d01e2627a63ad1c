#!/usr/bin/env python3
# check-house.py - the rules of the house that a program can check
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-house.py [--root FOLDER] RULE|--list

Prints a line for each place where RULE is broken and ends with 1 if there is one. Every rule has a folder bad/RULE beside
this file with a small tree that breaks it; test-house.py sees to it that the rule notices.
"""
import os
import re
import sys

# What each stage may include besides its own headers: the picture in src/core/README.md.
BELOW = {
    'base': [], 'document': ['base'], 'catalogue': ['base'], 'report': ['document', 'catalogue'], 'extract': ['report'],
    'compare': ['extract'], 'check': ['extract'], 'chart': ['compare', 'check'], 'export': ['chart'],
    'library': ['compare', 'check'], 'pipeline': ['export', 'library'],
}
LONGEST_FILE = 1500
LONGEST_FUNCTION = 120
LONGEST_LINE = 150


def all_below(stage):
    seen = set()
    for name in BELOW.get(stage, []):
        seen |= {name} | all_below(name)
    return seen


def sources(root, folders=('src', 'tests'), endings=('.c', '.h')):
    for folder in folders:
        for where, inner, names in os.walk(os.path.join(root, folder)):
            inner[:] = sorted(d for d in inner if d != 'bad')
            for name in sorted(names):
                if name.endswith(endings):
                    path = os.path.join(where, name)
                    with open(path, encoding='utf-8') as source:
                        yield os.path.relpath(path, root), source.read()


def stage_of(path):
    parts = path.split(os.sep)
    if parts[:2] == ['src', 'core'] and len(parts) > 3:
        return parts[2]
    return parts[1] if parts[0] == 'src' and len(parts) > 2 else None


def without_comments(text, strings=False):
    """The same lines, comments and, without @strings, the insides of strings blanked."""
    def blank(match):
        if match[0][0] == '/':
            return re.sub(r'[^\n]', ' ', match[0])
        return match[0] if strings else '""'
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"', blank, text, flags=re.S)


def matches(root, pattern, folders=('src',), only=lambda path: True, look='code', endings=('.c', '.h')):
    """@look: 'code', 'strings' (and code), or 'all'."""
    for path, text in sources(root, folders, endings):
        if only(path):
            body = text if look == 'all' else without_comments(text, look == 'strings')
            for number, line in enumerate(body.split('\n'), 1):
                found = re.search(pattern, line)
                if found:
                    yield f'{path}:{number}: {found[0].strip()}'


def includes(root):
    """Headers come from the stages below, and nowhere else."""
    homes = {os.path.basename(p): stage_of(p) for p, _ in sources(root, ['src'], ('.h',))}
    for path, text in sources(root, ['src']):
        stage = stage_of(path)
        if stage is None:
            continue
        allowed = {stage} | (all_below(stage) if stage in BELOW else set(BELOW))
        for number, line in enumerate(text.split('\n'), 1):
            name = re.match(r'#\s*include\s+"(?:.*/)?([^"/]+)"', line)
            if name and homes.get(name[1]) and homes[name[1]] not in allowed:
                yield f'{path}:{number}: {stage} must not include {name[1]} of {homes[name[1]]}'


def is_core(path):
    return stage_of(path) in BELOW


def gtk(root):
    """The core and the command line know no GTK."""
    return matches(root, r'#\s*include\s+<(?:gtk|gdk|gsk|adwaita|graphene)[^>]*>', only=lambda p: stage_of(p) != 'app')


def network(root):
    """Nothing leaves the machine."""
    return matches(root, r'#\s*include\s+<(?:curl|libsoup|gio/gnetworking|netdb|netinet|arpa/)[^>]*>|\bg_socket_\w+|'
                         r'\bgethostbyname\b|\bgetaddrinfo\b')


def threads(root):
    """Threads, processes, main loops and settings are the pipeline's business alone."""
    return matches(root, r'\b(?:g_thread_(?:try_)?new|g_thread_pool_new\w*|pthread_create|g_main_loop_\w+|g_main_context_iteration|'
                         r'g_settings_\w+|g_task_run_in_thread\w*|fork|g_subprocess_\w+|g_spawn_\w+)\s*\(',
                   only=lambda p: is_core(p) and stage_of(p) not in ('pipeline',) and p not in SPAWNING)


# Converters and text recognition are other programs; these start them, with limits.
SPAWNING = {'src/core/document/dz-reader-soffice.c', 'src/core/document/dz-recognise.c'}


def calls(root):
    """Calls that nobody should make."""
    return matches(root, r'(?<![\w.>])(?:strcpy|strcat|sprintf|vsprintf|gets|system|popen|tmpnam|mktemp|tempnam|alloca|g_alloca|'
                         r'atoi|atof|atol|strtok)\s*\(')


def indicators(root):
    """What the domain knows stands in data/catalogue, never in C."""
    return matches(root, r'"(?:apply|proactive|response|review|lawsuit|complaint|consult|appeal|fee|org|train|doc|permit|enforce|'
                         r'charge|procure)\.[a-z_]+[a-z_.]*"', look='strings')


def words(root):
    """Nothing is put off."""
    pattern = r'\b(?:TO' r'DO|FIX' r'ME|XX' r'X|HA' r'CK)\b'
    return matches(root, pattern, ('src', 'tests', 'ui', 'scripts', 'data', 'flatpak', 'docs', 'fuzz'), look='all',
                   endings=('.c', '.h', '.ui', '.py', '.ini', '.md', '.build', '.css'))


def places(root):
    """No path of the machine that the code was written on."""
    return matches(root, r'(?<![\w.])/(?:wo' r'rk|ro' r'ot|ho' r'me/\w+)/', ('src', 'tests', 'ui', 'scripts', 'docs', 'fuzz'), look='all',
                   endings=('.c', '.h', '.ui', '.py', '.md', '.build'))


def heads(root):
    """Each file says what it is for, and its licence."""
    for path, text in sources(root):
        lines = text.split('\n')
        if not re.match(r'/\* ' + re.escape(os.path.basename(path)) + r' - \S', lines[0]):
            yield f'{path}:1: the first line must be "/* {os.path.basename(path)} - purpose"'
        elif 'SPDX-License-Identifier: GPL-3.0-or-later' not in '\n'.join(lines[:3]):
            yield f'{path}:2: the licence is missing'


def spaces(root):
    """No tabs, no blanks at the end of a line, no line too long to read."""
    for path, text in sources(root):
        for number, line in enumerate(text.split('\n'), 1):
            if '\t' in line or line != line.rstrip():
                yield f'{path}:{number}: a tab, or blanks at the end'
        for number, line in enumerate(without_comments(text).split('\n'), 1):
            if len(line) > LONGEST_LINE:
                yield f'{path}:{number}: {len(line)} characters, strings not counted'
        if not text.endswith('\n') or '\r' in text:
            yield f'{path}: it must end with a line feed, and have no carriage return'


def lengths(root):
    """No file and no function that nobody reads to its end."""
    for path, text in sources(root, endings=('.c',)):
        lines = without_comments(text).split('\n')
        if len(lines) > LONGEST_FILE:
            yield f'{path}: {len(lines)} lines'
        began = None
        for number, line in enumerate(lines, 1):
            if line == '{':
                began = number
            elif line == '}' and began:
                if number - began - 1 > LONGEST_FUNCTION:
                    yield f'{path}:{began}: a function of {number - began - 1} lines'
                began = None


def fuzzed(root):
    """Every reader has a fuzz target."""
    with open(os.path.join(root, 'fuzz', 'meson.build'), encoding='utf-8') as listed:
        targets = set(re.findall(r"^  '(\w+)': \[", listed.read(), re.M))
    for path, _ in sources(root, ['src/core/document'], ('.c',)):
        name = re.fullmatch(r'dz-reader-(\w+)\.c', os.path.basename(path))
        if name and name[1] not in targets:
            yield f'{path}: fuzz/meson.build has no line for {name[1]}'


RULES = {rule.__name__: rule for rule in
         (includes, gtk, network, threads, calls, indicators, words, places, heads, spaces, lengths,
          fuzzed)}


def main(arguments):
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
    if arguments[:1] == ['--root']:
        root, arguments = arguments[1], arguments[2:]
    if arguments == ['--list']:
        print('\n'.join(RULES))
        return 0
    broken = list(RULES[arguments[0]](root))
    print('\n'.join(broken[:50]))
    return 1 if broken else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
