#!/usr/bin/env python3
# test-formats.py - the same report gives the same figures, whatever file it comes in
# SPDX-License-Identifier: GPL-3.0-or-later
import glob
import os
import zipfile
from html import escape

from program import case, equal, facts, main, shared, true, write

TITLE = '临溪市水务局2017年政府信息公开工作年度报告'
PROSE = ['本报告由临溪市水务局编制，统计期限自2017年1月1日起至2017年12月31日止。', '一、主动公开情况',
         '2017年，我局主动公开政府信息128条。', '二、统计表']
ROWS = [('统计指标', '单位', '统计数'), ('一、主动公开情况', '——', '——'),
        ('（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）', '条', '128'), ('其中：主动公开规范性文件数', '条', '3'),
        ('制发规范性文件总数', '条', '3'), ('三、依申请公开情况', '——', '——'), ('（一）收到申请数', '件', '5'),
        ('1.当面申请数', '件', '1'), ('2.传真申请数', '件', '0'), ('3.网络申请数', '件', '4'), ('4.信函申请数', '件', ''),
        ('（二）申请办结数', '件', '5'), ('1.按时办结数', '件', '5'), ('2.延期办结数', '件', '0')]
W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
W2003 = 'http://schemas.microsoft.com/office/word/2003/wordml'
ODF = ''.join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ('office', 'text', 'table', 'style'))
RELATION = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="%s"/></Relationships>')


def text(divide):
    table = '\n'.join(divide.join(row) + (divide.strip(' ') if '|' in divide else '') for row in ROWS)
    return '\n\n'.join([TITLE, *PROSE, table]) + '\n'


def html():
    table = ''.join('<tr>' + ''.join(f'<td>{escape(cell)}</td>' for cell in row) + '</tr>' for row in ROWS)
    return ('<!DOCTYPE html><html><head><meta charset="utf-8"><title>' + TITLE + '</title></head><body><h1>' + TITLE + '</h1>'
            + ''.join(f'<p>{p}</p>' for p in PROSE) + f'<table>{table}</table></body></html>')


def mhtml():
    return ('MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; type="text/html"\r\n\r\n--b\r\n'
            'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n' + html() + '\r\n--b--\r\n')


def word(space):
    paragraphs = ''.join(f'<w:p><w:r><w:t>{p}</w:t></w:r></w:p>' for p in [TITLE, *PROSE])
    table = ''.join('<w:tr>' + ''.join(f'<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>' for cell in row) + '</w:tr>' for row in ROWS)
    root = 'wordDocument' if space == W2003 else 'document'
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{space}"><w:body>{paragraphs}<w:tbl>{table}</w:tbl></w:body></w:{root}>'


def docx(path):
    with zipfile.ZipFile(path, 'w') as out:
        out.writestr('_rels/.rels', RELATION % 'word/document.xml')
        out.writestr('word/document.xml', word(W))


def flat():
    part = word(W).split('?>', 1)[1]
    return ('<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
            f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData>{part}</pkg:xmlData></pkg:part></pkg:package>')


def odf(kind):
    table = ''.join('<table:table-row>' + ''.join(f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>' for c in row)
                    + '</table:table-row>' for row in ROWS)
    if kind == 'text':
        body = ''.join(f'<text:p>{p}</text:p>' for p in [TITLE, *PROSE]) + f'<table:table>{table}</table:table>'
    else:
        body = ('<table:table table:name="s"><table:table-row><table:table-cell office:value-type="string"><text:p>' + TITLE
                + f'</text:p></table:table-cell></table:table-row>{table}</table:table>')
    return (f'<?xml version="1.0" encoding="UTF-8"?><office:document{ODF} office:mimetype="application/vnd.oasis.opendocument.{kind}">'
            f'<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>')


def package(path, kind):
    with zipfile.ZipFile(path, 'w') as out:
        out.writestr('mimetype', f'application/vnd.oasis.opendocument.{kind}')
        content = odf(kind).replace('office:document ', 'office:document-content ').replace('</office:document>', '</office:document-content>')
        out.writestr('content.xml', content)


def rtf():
    def escaped(words):
        return ''.join(c if ord(c) < 128 else f'\\u{ord(c) if ord(c) < 32768 else ord(c) - 65536}?' for c in words)
    paragraphs = ''.join(r'\pard ' + escaped(p) + '\\par\n' for p in [TITLE, *PROSE])
    table = ''.join(r'\trowd\cellx4000\cellx5000\cellx6000\pard\intbl ' + ''.join(escaped(c) + r'\cell ' for c in row) + '\\row\n' for row in ROWS)
    return r'{\rtf1\ansi\ansicpg936\uc1 ' + paragraphs + table + '}'


def xlsx(path):
    rows = [(TITLE,), *ROWS]
    data = ''.join(f'<row r="{r}">' + ''.join(f'<c r="{chr(65 + c)}{r}" t="inlineStr"><is><t>{cell}</t></is></c>' for c, cell in enumerate(row)) + '</row>'
                   for r, row in enumerate(rows, 1))
    main_space = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
    with zipfile.ZipFile(path, 'w') as out:
        out.writestr('_rels/.rels', RELATION % 'xl/workbook.xml')
        out.writestr('xl/workbook.xml', f'<workbook xmlns="{main_space}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
                     '<sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>')
        out.writestr('xl/_rels/workbook.xml.rels', (RELATION % 'worksheets/sheet1.xml').replace('officeDocument"', 'worksheet"', 1))
        out.writestr('xl/worksheets/sheet1.xml', f'<worksheet xmlns="{main_space}"><sheetData>{data}</sheetData></worksheet>')


def figures(path, where=None):
    """What a file says, without where in the file it stands."""
    return sorted((f['agency'], f['year'], f['form'], f['indicator'] or f['label'], f['applicant'], f['value'] or '', f['unit'], f['state'], f['where'])
                  for f in facts(path) if where in (None, f['where']))


@case
def one_report_in_all_formats(folder):
    with_prose = {'tabs.txt': text('\t'), 'bars.md': text(' | '), 'page.html': html(), 'page.mht': mhtml(), 'old.rtf': rtf(), 'flat.xml': flat(),
                  'word2003.xml': word(W2003), 'flat.fodt': odf('text'), 'page.doc': html(), 'rich.doc': rtf(), 'word2003.doc': word(W2003)}
    tables = {'flat.fods': odf('spreadsheet'), 'table.csv': '\n'.join(','.join(row) for row in [(TITLE, '', ''), *ROWS])}
    paths = [write(folder, name, data.encode()) for name, data in {**with_prose, **tables}.items()]
    paths.append(write(folder, 'gb.txt', text('\t').encode('gb18030')))
    for name, make in {'new.docx': docx, 'new.odt': lambda p: package(p, 'text'), 'new.ods': lambda p: package(p, 'spreadsheet'), 'new.xlsx': xlsx}.items():
        make(os.path.join(folder, name))
        paths.append(os.path.join(folder, name))
    wanted = figures(os.path.join(folder, 'new.docx'))
    true(sum(row[8] == 'table' and row[7] == 'number' for row in wanted) == 10, wanted)
    true(any(row[8] == 'prose' and row[5] == '128' for row in wanted), wanted)
    for path in paths:
        sheet = path.endswith(('.fods', '.ods', '.csv', '.xlsx'))
        equal(figures(path, 'table' if sheet else None), [row for row in wanted if not sheet or row[8] == 'table'], os.path.basename(path))


def table_figures(path):
    return sorted((f['indicator'] or f['label'], f['applicant'], f['value'] or '') for f in facts(path) if f['where'] == 'table' and f['value'])


@case
def real_reports_in_several_formats(folder):
    corpus = shared('corpus')
    n = 0
    for name in ('jiading-sfj-2018-docx', 'suqian-2023', 'suqian-2024', 'weishan-sfj-2018-docx', 'yuyao-sfj-2017-doc'):
        paths = [p for p in sorted(glob.glob(os.path.join(corpus, name, '*'))) if not p.endswith('.json')]
        wanted = table_figures(next(p for p in paths if p.endswith('.docx')))
        for path in paths:
            equal(table_figures(path), wanted, os.path.basename(path))
            n += 1
    true(n >= 12, f'only {n} files')


main()
