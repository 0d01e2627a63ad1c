#!/usr/bin/env python3
# make-samples.py - writes data/samples and what a careful reader finds in them
# SPDX-License-Identifier: GPL-3.0-or-later
"""make-samples.py SOURCE_FOLDER

Places, agencies, sentences and figures are invented. Row labels come from the forms of data/catalogue, as the forms
print them. For each sample SOURCE_FOLDER/tests/samples/NAME.expected says what must be found, and why it is there.
"""
import io
import json
import os
import re
import sys
import zipfile
from html import escape

TOP = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), '..')
SAMPLES = os.path.join(TOP, 'data', 'samples')
EXPECTED = os.path.join(TOP, 'tests', 'samples')
COLUMNS = [('applicant.natural', '自然人'), ('applicant.legal.enterprise', '商业企业'),
           ('applicant.legal.research', '科研机构'), ('applicant.legal.ngo', '社会公益组织'),
           ('applicant.legal.law', '法律服务机构'), ('applicant.legal.other', '其他'), ('applicant.total', '总计')]


def read_form(form):
    """Rows of a form as the catalogue has them: id, label, level, unit."""
    path = os.path.join(TOP, 'data', 'catalogue', 'disclosure', 'forms', form + '.ini')
    rows = []
    for block in re.split(r'\n(?=\[)', open(path, encoding='utf-8').read()):
        head = re.match(r'\[row \S+ (\S+)\]', block)
        keys = dict(re.findall(r'^([a-z-]+)=(.*)$', block, re.M))
        if head and 'order' in keys:
            rows.append((head[1], keys['labels'].split(';')[0], int(keys.get('level', 1)), keys.get('unit')))
    return rows


def read_units():
    path = os.path.join(TOP, 'data', 'catalogue', 'disclosure', 'indicators.ini')
    return {head: (re.search(r'^unit=(.*)$', body, re.M) or ['', ''])[1] for head, body in
            re.findall(r'^\[indicator (\S+)\]\n(.*?)(?=^\[|\Z)', open(path, encoding='utf-8').read(), re.M | re.S)}


UNITS = read_units()


class Cell:
    def __init__(self, text, rows=1, columns=1):
        self.text, self.rows, self.columns = text, rows, columns


def C(text, rows=1, columns=1):
    return Cell(str(text), rows, columns)


class Report:
    """Blocks of a report, and the facts that they state."""

    def __init__(self, name, why, agency, region, year, form):
        self.name = name
        self.expected = {'why': why, 'agency': agency, 'region': region, 'year': year, 'form': form, 'facts': []}
        self.blocks = []

    def title(self, text):
        self.blocks.append(('title', text))

    def heading(self, text):
        self.blocks.append(('heading', text))

    def say(self, text):
        self.blocks.append(('text', text))

    def table(self, rows):
        self.blocks.append(('table', rows))

    def fact(self, indicator, value, member=None, where='table'):
        self.expected['facts'].append([indicator, member, str(value), where])

    # Tables of the forms ----------------------------------------------------------------------

    def list_table(self, form, values, heads, blank='——', repeat_head_before=None):
        """One row an indicator: label, unit, value."""
        rows = [[C(h) for h in heads]]
        for indicator, label, level, unit in read_form(form):
            if indicator == repeat_head_before:
                rows.append([C(h) for h in heads])
            indent = '　' * (2 * (level - 1))
            if indicator in values:
                rows.append([C(indent + label), C(unit or UNITS[indicator]), C(values[indicator])])
                if values[indicator] != '':
                    self.fact(indicator, values[indicator])
            elif not UNITS.get(indicator) or form == 'cn2014' and level < 3 and indicator not in values:
                rows.append([C(indent + label), C(blank), C(blank)])
            else:
                rows.append([C(indent + label), C(unit or UNITS[indicator]), C(0)])
                self.fact(indicator, 0)
        self.table(rows)

    def duties_2019(self, v):
        rows = []
        for article, head, names in (
                ('一', ['本年新制作数量', '本年新公开数量', '对外公开总数量'], [('规章', 'doc.rules', ['made', 'published', 'public_total']),
                 ('规范性文件', 'doc.normative', ['made', 'published', 'public_total'])]),
                ('五', ['上一年项目数量', '本年增/减', '处理决定数量'], [('行政许可', 'permit.license', ['items_prev', 'items_change', 'decisions']),
                 ('其他对外管理服务事项', 'permit.other_service', ['items_prev', 'items_change', 'decisions'])]),
                ('六', ['上一年项目数量', '本年增/减', '处理决定数量'], [('行政处罚', 'enforce.penalty', ['items_prev', 'items_change', 'decisions']),
                 ('行政强制', 'enforce.coercion', ['items_prev', 'items_change', 'decisions'])])):
            rows.append([C(f'第二十条第（{article}）项', 1, 4)])
            rows.append([C('信息内容')] + [C(h) for h in head])
            for label, stem, tails in names:
                values = v.get(stem, [0, 0, 0])
                rows.append([C(label)] + [C(x) for x in values])
                for tail, x in zip(tails, values):
                    self.fact(f'{stem}.{tail}', x)
        rows += [[C('第二十条第（八）项', 1, 4)], [C('信息内容'), C('上一年项目数量'), C('本年增/减', 1, 2)],
                 [C('行政事业性收费'), C(v['charge'][0]), C(v['charge'][1], 1, 2)],
                 [C('第二十条第（九）项', 1, 4)], [C('信息内容'), C('采购项目数量'), C('采购总金额（单位：万元）', 1, 2)],
                 [C('政府集中采购'), C(v['procure'][0]), C(v['procure'][1], 1, 2)]]
        for indicator, x in zip(['charge.items_prev', 'charge.items_change', 'procure.items', 'procure.amount'],
                                v['charge'] + v['procure']):
            self.fact(indicator, x)
        self.table(rows)

    def duties_2021(self, v):
        rows = [[C('第二十条第（一）项', 1, 4)], [C('信息内容'), C('本年制发件数'), C('本年废止件数'), C('现行有效件数')]]
        for label, stem in (('规章', 'doc.rules'), ('行政规范性文件', 'doc.normative')):
            rows.append([C(label)] + [C(x) for x in v[stem]])
            for tail, x in zip(['issued', 'repealed', 'in_force'], v[stem]):
                self.fact(f'{stem}.{tail}', x)
        for article, names in (('五', [('行政许可', 'permit.license.decisions')]),
                               ('六', [('行政处罚', 'enforce.penalty.decisions'), ('行政强制', 'enforce.coercion.decisions')])):
            rows += [[C(f'第二十条第（{article}）项', 1, 4)], [C('信息内容'), C('本年处理决定数量', 1, 3)]]
            for label, indicator in names:
                rows.append([C(label), C(v[indicator], 1, 3)])
                self.fact(indicator, v[indicator])
        rows += [[C('第二十条第（八）项', 1, 4)], [C('信息内容'), C('本年收费金额（单位：万元）', 1, 3)],
                 [C('行政事业性收费'), C(v['charge.amount'], 1, 3)]]
        self.fact('charge.amount', v['charge.amount'])
        self.table(rows)

    def applications(self, form, v, wrong=None):
        """The matrix by kind of applicant. @v: indicator -> six figures; sums are ours, unless @wrong replaces one."""
        zero = [0] * 6
        sums = {}

        def total(indicator, parts):
            sums[indicator] = [sum(col) for col in zip(*[v.get(p, zero) for p in parts])] if parts else v.get(indicator, zero)

        rows = [r for r in read_form(form) if r[0].startswith('apply.') and UNITS.get(r[0]) is not None]
        ids = [r[0] for r in rows]
        leaves = [i for i in ids if i.startswith('apply.result.') and i != 'apply.result.total'
                  and not any(k.startswith(i + '.') for k in ids)]
        total('apply.result.total', leaves)
        table = [[C('（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', 3, 3), C('申请人情况', 1, 7)],
                 [C('自然人', 2), C('法人或其他组织', 1, 5), C('总计', 2)],
                 [C(label) for _, label in COLUMNS[1:6]]]
        groups = {i: [k for k in leaves if k.startswith(i + '.')] for i in ids}
        result_rows = sum(1 for i in ids if i in leaves) + 1
        for indicator, label, _, _ in rows:
            if indicator == 'apply.result' or (groups[indicator] and indicator not in ('apply.result.total',)):
                continue
            six = sums.get(indicator) or v.get(indicator, zero)
            seven = list(six) + [sum(six)]
            if wrong and indicator == wrong[0]:
                seven[6] = wrong[1]
            cells = [C(x) for x in seven]
            parent = next((g for g in ids if indicator in groups[g] and g != 'apply.result'), None)
            heads = []
            if indicator in leaves and indicator == leaves[0]:
                heads.append(C('三、本年度办理结果', result_rows))
            if parent:
                if groups[parent][0] == indicator:
                    heads.append(C(next(r[1] for r in rows if r[0] == parent), len(groups[parent])))
                heads.append(C(label))
            elif indicator.startswith('apply.result.'):
                heads.append(C(label, 1, 2))
            else:
                heads.append(C(label, 1, 3))
            table.append(heads + cells)
            for (member, _), x in zip(COLUMNS, seven):
                self.fact(indicator, x, member)
        self.table(table)

    def remedies(self, review, direct, after):
        five = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计']
        tails = ['upheld', 'corrected', 'other', 'pending', 'total']
        values = []
        for stem, four in (('review', review), ('lawsuit.direct', direct), ('lawsuit.after_review', after)):
            for tail, x in zip(tails, list(four) + [sum(four)]):
                values.append(x)
                self.fact(f'{stem}.{tail}', x)
        self.table([[C('行政复议', 1, 5), C('行政诉讼', 1, 10)],
                    [C(t, 2) for t in five] + [C('未经复议直接起诉', 1, 5), C('复议后起诉', 1, 5)],
                    [C(t) for t in five * 2], [C(x) for x in values]])


# Writers --------------------------------------------------------------------------------------


def text_of(report, table):
    lines = []
    for kind, body in report.blocks:
        if kind == 'table':
            lines += table(body)
        else:
            lines.append(('' if kind != 'text' else '　　') + body)
    return '\n'.join(lines) + '\n'


def tabs(rows):
    """A cell a line behind tabs, as pages give up their tables when they are copied."""
    lines = []
    for row in rows:
        lines += [f'\t{cell.text}' for cell in row] + ['']
    return lines


def pipes(rows):
    """Cells divided by bars; what spans leave over is empty, and trails."""
    return [' | '.join(c.text for c in row) + ' |' * (sum(c.columns for c in row) - len(row) + 1) for row in rows]


def grid_of(rows):
    """Places of the cells in the grid: row, column, cell."""
    taken, out = set(), []
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            out.append((r, c, cell))
            taken |= {(r + i, c + k) for i in range(cell.rows) for k in range(cell.columns)}
            c += cell.columns
    return out, max(c for _, c in taken) + 1


def markdown(rows):
    cells, width = grid_of(rows)
    height = len(rows)
    grid = [[''] * width for _ in range(height)]
    for r, c, cell in cells:
        grid[r][c] = cell.text
    lines = [''] + ['| ' + ' | '.join(row) + ' |' for row in grid] + ['']
    lines.insert(2, '|' + ' --- |' * width)
    return lines


def html(report, charset, around=('', '')):
    out = [f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="{charset}">\n<title>{report.blocks[0][1]}</title></head><body>',
           around[0]]
    for kind, body in report.blocks:
        if kind == 'table':
            out.append('<table border="1">')
            for row in body:
                out.append('<tr>' + ''.join(
                    '<td' + (f' rowspan="{c.rows}"' if c.rows > 1 else '') + (f' colspan="{c.columns}"' if c.columns > 1 else '')
                    + '>' + ('<p>' + escape(c.text) + '</p>' if c.text else '&nbsp;') + '</td>' for c in row) + '</tr>')
            out.append('</table>')
        else:
            tag = {'title': 'h1', 'heading': 'h3', 'text': 'p'}[kind]
            out.append(f'<{tag}>{escape(body)}</{tag}>')
    return '\n'.join(out + [around[1], '</body></html>\n'])


def pack(parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, 'w', zipfile.ZIP_DEFLATED) as out:
        for name, text in parts.items():
            out.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return data.getvalue()


W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
TYPES = '<?xml version="1.0" encoding="UTF-8"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' \
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' \
        '<Default Extension="xml" ContentType="application/xml"/>%s</Types>'
RELS = '<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
REL = '<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/>'
OVERRIDE = '<Override PartName="%s" ContentType="application/vnd.openxmlformats-officedocument.%s+xml"/>'


def paragraph(text, bold=False):
    return f'<w:p><w:r>{"<w:rPr><w:b/></w:rPr>" if bold else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def docx(report):
    body = []
    for kind, block in report.blocks:
        if kind != 'table':
            body.append(paragraph(block, kind != 'text'))
            continue
        cells, width = grid_of(block)
        rows = [[] for _ in block]
        for r, c, cell in cells:
            for i in range(cell.rows):
                merge = '' if cell.rows == 1 else '<w:vMerge w:val="restart"/>' if i == 0 else '<w:vMerge/>'
                rows[r + i].append((c, f'<w:tc><w:tcPr><w:gridSpan w:val="{cell.columns}"/>{merge}</w:tcPr>'
                                       f'{paragraph(cell.text if i == 0 else "")}</w:tc>'))
        grid = '<w:tblGrid>' + '<w:gridCol w:w="800"/>' * width + '</w:tblGrid>'
        body.append('<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>' + grid
                    + ''.join('<w:tr>' + ''.join(x for _, x in sorted(row)) + '</w:tr>' for row in rows) + '</w:tbl>' + paragraph(''))
    return pack({
        '[Content_Types].xml': TYPES % (OVERRIDE % ('/word/document.xml', 'wordprocessingml.document.main')),
        '_rels/.rels': RELS % (REL % (1, 'officeDocument', 'word/document.xml')),
        'word/document.xml': f'<?xml version="1.0" encoding="UTF-8"?>\n<w:document xmlns:w="{W}"><w:body>{"".join(body)}<w:sectPr/></w:body></w:document>'})


def column_name(c):
    return (chr(64 + c // 26) if c >= 26 else '') + chr(65 + c % 26)


def xlsx(report):
    rows, merges, at = [], [], 0
    for kind, block in report.blocks:
        if kind != 'table':
            rows.append([(at, 0, block)])
            at += 1
            continue
        cells, _ = grid_of(block)
        for r in range(len(block)):
            rows.append([(at + r, c, cell.text) for i, c, cell in cells if i == r])
        for r, c, cell in cells:
            if cell.rows > 1 or cell.columns > 1:
                merges.append(f'{column_name(c)}{at + r + 1}:{column_name(c + cell.columns - 1)}{at + r + cell.rows}')
        at += len(block) + 1
    sheet = ''
    for row in rows:
        sheet += f'<row r="{row[0][0] + 1}">' if row else ''
        for r, c, text in row:
            place = f'{column_name(c)}{r + 1}'
            if re.fullmatch(r'-?\d+(\.\d+)?', text):
                sheet += f'<c r="{place}"><v>{text}</v></c>'
            else:
                sheet += f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
        sheet += '</row>' if row else ''
    main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
    return pack({
        '[Content_Types].xml': TYPES % (OVERRIDE % ('/xl/workbook.xml', 'spreadsheetml.sheet.main')
                                        + OVERRIDE % ('/xl/worksheets/sheet1.xml', 'spreadsheetml.worksheet')),
        '_rels/.rels': RELS % (REL % (1, 'officeDocument', 'xl/workbook.xml')),
        'xl/_rels/workbook.xml.rels': RELS % (REL % (1, 'worksheet', 'worksheets/sheet1.xml')),
        'xl/workbook.xml': f'<?xml version="1.0" encoding="UTF-8"?>\n<workbook xmlns="{main}" xmlns:r="http://schemas.openxmlformats.org/'
                           'officeDocument/2006/relationships"><sheets><sheet name="年度报告" sheetId="1" r:id="rId1"/></sheets></workbook>',
        'xl/worksheets/sheet1.xml': f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData>'
                                    f'<mergeCells count="{len(merges)}">{"".join(f"<mergeCell ref=%s/>" % chr(34).join(["", m, ""]) for m in merges)}'
                                    '</mergeCells></worksheet>'})


def save(report, data):
    path = os.path.join(SAMPLES, report.name)
    os.makedirs(SAMPLES, exist_ok=True)
    os.makedirs(EXPECTED, exist_ok=True)
    with open(path, 'wb') as out:
        out.write(data if isinstance(data, bytes) else data.encode())
    with open(os.path.join(EXPECTED, report.name + '.expected'), 'w', encoding='utf-8') as out:
        head = {k: v for k, v in report.expected.items() if k != 'facts'}
        out.write(json.dumps(head, ensure_ascii=False, indent=1)[:-2])
        out.write(',\n "facts": [\n  ' + ',\n  '.join(json.dumps(f, ensure_ascii=False) for f in report.expected['facts']) + '\n ]\n}\n')


# The reports ----------------------------------------------------------------------------------


def water_2010():
    r = Report('柳溪县水务局2010年度报告.html', 'list of the time before 2014, a web page in GB18030',
               '柳溪县水务局', '柳溪县', 2010, 'sh2008')
    r.title('柳溪县水务局2010年政府信息公开工作年度报告')
    r.say('现将本局2010年政府信息公开情况报告如下，统计时间从2010年1月1日到2010年12月31日。')
    r.heading('一、基本做法')
    r.say('局里把公开工作交给办公室一位同志专管，水费、取水许可、抗旱用水安排都先上网再张贴。')
    r.heading('二、统计附表')
    r.list_table('sh2008', {'proactive.total': 146, 'proactive.fulltext': 146, 'proactive.docs': 31, 'proactive.normative_new': 2,
                            'proactive.service': 58, 'consult.page_views': 2310, 'consult.onsite': 74, 'consult.online': 19,
                            'consult.phone': 233, 'apply.received.new': 5, 'apply.received.in_person': 3, 'apply.received.online': 2,
                            'apply.answered': 5, 'apply.answered.granted': 4, 'apply.answered.nonexistent': 1,
                            'org.staff': 2, 'org.staff.full_time': 1, 'org.staff.part_time': 1, 'org.budget': '1.5', 'org.spending': '1.2'},
                 ['指标', '单位', '数量'], blank='')
    save(r, html(r, 'gb18030').encode('gb18030'))


def justice_2016():
    r = Report('青澜市司法局2016年度报告.txt', 'cn2014 with its table flattened to a cell a line behind tabs',
               '青澜市司法局', '青澜市', 2016, 'cn2014')
    r.title('青澜市司法局2016年政府信息公开工作年度报告')
    r.heading('一、概述')
    r.say('2016年，我局把律师名录、公证收费标准和法律援助指南放到网站首页，方便群众对照办事。')
    r.heading('二、依申请公开情况')
    r.say('全年共收到政府信息公开申请12件，已全部办结，没有延期。')
    r.fact('apply.received.new', 12, where='prose')
    r.heading('三、政府信息公开情况统计表')
    r.say('填报单位：青澜市司法局')
    r.list_table('cn2014', {'proactive.total': 420, 'proactive.normative': 3, 'proactive.normative_issued': 3,
                            'proactive.channel.gazette': 3, 'proactive.channel.website': 420, 'proactive.channel.weibo': 96,
                            'proactive.channel.wechat': 185, 'proactive.channel.other': 12, 'response.hot': 2, 'response.press': 1,
                            'response.press.leader': 1, 'response.interview': 1, 'response.articles': 8, 'response.social': 17,
                            'apply.received.new': 12, 'apply.received.in_person': 4, 'apply.received.online': 7, 'apply.received.letter': 1,
                            'apply.closed': 12, 'apply.closed.on_time': 12, 'apply.answered': 12, 'apply.answered.already_public': 5,
                            'apply.answered.granted': 4, 'apply.answered.refused': 1, 'apply.answered.refused.privacy': 1,
                            'apply.answered.nonexistent': 2, 'review.total': 1, 'review.upheld': 1, 'lawsuit.total': 0, 'complaint.total': 0,
                            'fee.charged': 0, 'org.units': 1, 'org.reading_points': 2, 'org.staff': 5, 'org.staff.full_time': 1,
                            'org.staff.part_time': 4, 'org.budget': '3.5', 'train.meetings': 2, 'train.courses': 1, 'train.participants': 46},
                 ['统计指标', '单位', '统计数'])
    save(r, text_of(r, tabs))


def schools_2017():
    r = Report('柳溪县教育局2017年度报告.html', 'cn2014 as a web page; the parts of the answers make 8, the total says 9',
               '柳溪县教育局', '柳溪县', 2017, 'cn2014')
    r.title('柳溪县教育局2017年政府信息公开工作年度报告')
    r.heading('一、总体情况')
    r.say('2017年我们把招生范围、收费项目和教师招聘三类信息当作重点，逐校核对后再发布。')
    r.list_table('cn2014', {'proactive.total': 263, 'proactive.normative': 1, 'proactive.normative_issued': 1,
                            'proactive.channel.website': 263, 'proactive.channel.wechat': 140, 'response.hot': 1, 'response.articles': 2,
                            'apply.received.new': 9, 'apply.received.in_person': 1, 'apply.received.online': 8, 'apply.closed': 9,
                            'apply.closed.on_time': 8, 'apply.closed.extended': 1, 'apply.answered': 9, 'apply.answered.already_public': 3,
                            'apply.answered.granted': 3, 'apply.answered.partial': 1, 'apply.answered.not_this_agency': 1,
                            'review.total': 0, 'lawsuit.total': 0, 'complaint.total': 1, 'fee.charged': 0, 'org.units': 1,
                            'org.reading_points': 1, 'org.staff': 3, 'org.staff.part_time': 3, 'org.budget': 1, 'train.meetings': 1,
                            'train.courses': 1, 'train.participants': 60},
                 ['统计指标', '单位', '统计数'])
    r.expected['findings'] = [{'severity': 'error', 'indicator': 'apply.answered'}]
    save(r, html(r, 'utf-8'))


def culture_2017():
    r = Report('临汐市文化局2017年度报告.txt', 'the variant with heads 指标名称 计量单位 数据统计, the head repeated, GB18030 and CRLF',
               '临汐市文化局', '临汐市', 2017, 'zj2017')
    r.title('临汐市文化局2017年度政府信息公开工作年度报告')
    r.heading('一、基本情况')
    r.say('本局2017年度公开演出场所审批、文物修缮和免费开放安排等内容，读者来电由办公室统一登记答复。')
    r.heading('二、统计表')
    r.list_table('zj2017', {'proactive.total': 77, 'proactive.gazette_docs': 2, 'proactive.channel.website': 74, 'response.press.held': 1,
                            'apply.received.new': 3, 'apply.received.online': 2, 'apply.received.letter': 1, 'apply.accepted': 3,
                            'apply.closed.on_time': 3, 'apply.answered': 3, 'apply.answered.granted': 2,
                            'apply.answered.not_here_or_nonexistent': 1, 'consult': 815, 'fee.waived': '0.03', 'org.units': 1, 'org.staff': 4,
                            'org.staff.full_time': 1, 'org.staff.part_time': 3, 'train.meetings': 3, 'train.courses': 1,
                            'train.participants': 25},
                 ['指标名称', '计量单位', '数据统计'], blank='　', repeat_head_before='apply.answered.not_here_or_nonexistent')
    save(r, text_of(r, tabs).replace('\n', '\r\n').encode('gb18030'))


def archive_2018():
    r = Report('望川区档案馆2018年度报告.txt', 'prose only; three figures are given by denial',
               '望川区档案馆', '望川区', 2018, 'prose')
    r.title('望川区档案馆2018年政府信息公开工作年度报告')
    r.say('依照《中华人民共和国政府信息公开条例》编写本报告，所列数据的统计期限为2018年1月1日至12月31日。')
    r.heading('一、主动公开')
    r.say('2018年，本馆主动公开政府信息37条，其中通过政府网站公开30条。')
    r.fact('proactive.total', 37, where='prose')
    r.fact('proactive.channel.website', 30, where='prose')
    r.heading('二、依申请公开')
    r.say('2018年度本馆未收到政府信息公开申请。')
    r.fact('apply.received.new', 0, where='prose')
    r.heading('三、收费与争议')
    r.say('全年未收取政府信息公开费用，未发生因政府信息公开引起的行政复议、行政诉讼。')
    r.fact('fee.charged', 0, where='prose')
    r.fact('review.total', 0, where='prose')
    r.fact('lawsuit.total', 0, where='prose')
    r.heading('四、不足与打算')
    r.say('旧档案的目录还没有全部上网，2019年计划再补录1200条，咨询电话为0000-1234567。')
    r.expected['absent'] = ['apply.answered', 'apply.result.total']
    save(r, text_of(r, tabs))


def health(year, name, writer, why, duties, figures):
    r = Report(name, why, '青澜市望川区卫生健康局', '青澜市望川区', year, 'cn2019')
    r.title(f'青澜市望川区卫生健康局{year}年政府信息公开工作年度报告')
    r.heading('一、总体情况')
    r.say(f'{year}年，我局围绕就诊指引、疫苗供应和医疗机构校验结果三件事做公开，每周核对一次栏目。')
    r.heading('二、主动公开政府信息情况')
    r.duties_2019(duties)
    r.heading('三、收到和处理政府信息公开申请情况')
    r.applications('cn2019', figures)
    r.heading('四、政府信息公开行政复议、行政诉讼情况')
    r.remedies([1, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0])
    r.heading('五、存在的主要问题及改进情况')
    r.say('有的科室信息报送偏晚。下一步由办公室按月提醒，超过十个工作日未报的在局务会上说明。')
    r.heading('六、其他需要报告的事项')
    r.say('无。')
    save(r, writer(r))


NAVIGATION = ('<div class="nav"><a href="/">首页</a> <a href="/a">政务公开</a> <a href="/b">办事服务</a> <a href="/c">互动交流</a></div>\n'
              '<div>当前位置：首页 &gt; 政府信息公开年报</div>',
              '<div>相关链接：<a href="/1">望川区2020年年报</a> <a href="/2">柳溪县2020年年报</a></div>\n<div>网站标识码：0000000000 '
              '主办：青澜市人民政府办公室 访问量：183022</div>')


def government(year, name, writer, why, duties, figures, remedies, wrong=None):
    r = Report(name, why, '青澜市人民政府', '青澜市', year, 'cn2021')
    r.title(f'青澜市人民政府{year}年政府信息公开工作年度报告')
    r.say(f'本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。')
    r.heading('一、总体情况')
    r.say('全市把老旧小区改造、公交线网调整和电费补贴的文件配上图解，一并发布，问答由起草部门自己写。')
    r.heading('二、主动公开政府信息情况')
    r.duties_2021(duties)
    r.heading('三、收到和处理政府信息公开申请情况')
    r.applications('cn2021', figures, wrong)
    r.heading('四、政府信息公开行政复议、行政诉讼情况')
    r.remedies(*remedies)
    r.heading('五、存在的主要问题及改进情况')
    r.say('部分镇街的栏目更新不够及时。明年把更新情况写进每月通报，并为基层办一次培训。')
    r.heading('六、其他需要报告的事项')
    r.say('本年度未收取信息处理费。')
    save(r, writer(r))


def traffic_2022():
    r = Report('柳溪县交通运输局2022年度报告.md', 'pipes of Markdown',
               '柳溪县交通运输局', '柳溪县', 2022, 'cn2021')
    r.title('# 柳溪县交通运输局2022年政府信息公开工作年度报告')
    r.heading('## 一、总体情况')
    r.say('2022年，县里三条农村客运线改了时刻，新时刻表在网站、站牌和村务群同一天发布。')
    r.heading('## 二、主动公开政府信息情况')
    r.duties_2021({'doc.rules': [0, 0, 0], 'doc.normative': [1, 0, 6], 'permit.license.decisions': 318, 'enforce.penalty.decisions': 41,
                   'enforce.coercion.decisions': 2, 'charge.amount': 0})
    r.heading('## 三、收到和处理政府信息公开申请情况')
    r.applications('cn2021', {'apply.received.new': [4, 0, 0, 0, 0, 0], 'apply.result.granted': [3, 0, 0, 0, 0, 0],
                              'apply.result.unavailable.not_held': [1, 0, 0, 0, 0, 0]})
    save(r, text_of(r, markdown))


def main():
    water_2010()
    justice_2016()
    schools_2017()
    culture_2017()
    archive_2018()
    duties = {'doc.normative': [2, 2, 9], 'permit.license': [11, -1, 640], 'enforce.penalty': [26, 0, 35], 'charge': [1, 0],
              'procure': [14, '268.45']}
    health(2019, '望川区卫生健康局2019年度报告.txt', lambda r: text_of(r, pipes), 'cn2019 in bars, merged heads lost', duties,
           {'apply.received.new': [8, 1, 0, 0, 0, 0], 'apply.result.granted': [5, 1, 0, 0, 0, 0],
            'apply.result.refused.third_party': [1, 0, 0, 0, 0, 0], 'apply.result.unavailable.not_held': [1, 0, 0, 0, 0, 0],
            'apply.carry.out': [1, 0, 0, 0, 0, 0]})
    duties = dict(duties, **{'doc.normative': [2, 2, 11], 'permit.license': [10, 0, 702], 'procure': [9, '301.20']})
    health(2020, '望川区卫生健康局2020年度报告.html', lambda r: html(r, 'utf-8'), 'cn2019 as a web page; follows 2019 with 1 carried over',
           duties,
           {'apply.received.new': [23, 0, 0, 1, 0, 0], 'apply.carry.in': [1, 0, 0, 0, 0, 0],
            'apply.result.granted': [15, 0, 0, 1, 0, 0], 'apply.result.partial': [2, 0, 0, 0, 0, 0],
            'apply.result.not_processed.repeat': [4, 0, 0, 0, 0, 0], 'apply.result.other': [3, 0, 0, 0, 0, 0]})
    duties = {'doc.rules': [1, 0, 12], 'doc.normative': [23, 9, 187], 'permit.license.decisions': 20543,
              'enforce.penalty.decisions': 3981, 'enforce.coercion.decisions': 117, 'charge.amount': '5310.6'}
    government(2021, '青澜市人民政府2021年度报告.html', lambda r: html(r, 'utf-8', NAVIGATION),
               'cn2021 as a web page with what sites put around it', duties,
               {'apply.received.new': [310, 22, 3, 1, 8, 2], 'apply.carry.in': [12, 1, 0, 0, 0, 0],
                'apply.result.granted': [160, 12, 1, 1, 3, 0], 'apply.result.partial': [21, 2, 0, 0, 1, 0],
                'apply.result.refused.third_party': [14, 0, 0, 0, 0, 0], 'apply.result.refused.internal': [6, 0, 0, 0, 0, 0],
                'apply.result.unavailable.not_held': [70, 6, 2, 0, 3, 2], 'apply.result.unavailable.unclear': [5, 0, 0, 0, 0, 0],
                'apply.result.not_processed.petition': [19, 1, 0, 0, 0, 0], 'apply.result.not_processed.repeat': [8, 0, 0, 0, 0, 0],
                'apply.result.other.no_correction': [4, 0, 0, 0, 0, 0], 'apply.carry.out': [15, 2, 0, 0, 1, 0]},
               ([9, 2, 1, 1], [3, 1, 0, 2], [2, 0, 0, 1]))
    duties = dict(duties, **{'doc.rules': [0, 1, 11], 'doc.normative': [17, 20, 184], 'permit.license.decisions': 22870})
    government(2022, '青澜市人民政府2022年度报告.docx', docx, 'cn2021 as a Word file; follows 2021', duties,
               {'apply.received.new': [355, 30, 1, 4, 11, 0], 'apply.carry.in': [15, 2, 0, 0, 1, 0],
                'apply.result.granted': [180, 18, 1, 2, 6, 0], 'apply.result.partial': [30, 1, 0, 0, 1, 0],
                'apply.result.refused.third_party': [12, 0, 0, 0, 0, 0], 'apply.result.refused.process': [3, 0, 0, 0, 0, 0],
                'apply.result.unavailable.not_held': [101, 9, 0, 2, 5, 0], 'apply.result.not_processed.petition': [22, 2, 0, 0, 0, 0],
                'apply.result.not_processed.mass': [2, 0, 0, 0, 0, 0], 'apply.result.other.other': [9, 0, 0, 0, 0, 0],
                'apply.carry.out': [11, 2, 0, 0, 0, 0]},
               ([12, 3, 0, 2], [4, 0, 1, 1], [3, 0, 0, 0]))
    duties = dict(duties, **{'doc.rules': [2, 0, 13], 'doc.normative': [15, 6, 193], 'permit.license.decisions': 21004,
                             'charge.amount': '4988.12'})
    government(2023, '青澜市人民政府2023年度报告.xlsx', xlsx, 'cn2021 as a workbook; follows 2022', duties,
               {'apply.received.new': [402, 28, 2, 3, 9, 1], 'apply.carry.in': [11, 2, 0, 0, 0, 0],
                'apply.result.granted': [211, 16, 2, 3, 4, 1], 'apply.result.partial': [26, 3, 0, 0, 0, 0],
                'apply.result.refused.third_party': [9, 1, 0, 0, 0, 0], 'apply.result.unavailable.not_held': [120, 8, 0, 0, 4, 0],
                'apply.result.unavailable.needs_making': [7, 0, 0, 0, 0, 0], 'apply.result.not_processed.petition': [18, 0, 0, 0, 1, 0],
                'apply.result.other.no_correction': [6, 0, 0, 0, 0, 0], 'apply.carry.out': [16, 2, 0, 0, 0, 0]},
               ([10, 1, 2, 0], [5, 1, 0, 2], [1, 0, 0, 1]))
    traffic_2022()


if __name__ == '__main__':
    main()
