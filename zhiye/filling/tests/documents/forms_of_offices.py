"""Invented forms as offices send them, built for the tests."""

import zipfile
from collections.abc import Callable
from io import BytesIO

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from PIL import Image as Picture

THIN = Side(style="thin")
BOX = Border(THIN, THIN, THIN, THIN)
HEADS = (
    ("A3:A4", "序号"), ("B3:B4", "姓　名"), ("C3:E3", "家庭住址"), ("F3:F4", "出生年月"),
    ("G3:G4", "联系电话（手机）"), ("H3:H4", "困难类型"), ("I3:I4", "年龄"),
)  # fmt: skip
TEXT_BOX = (
    '<xdr:twoCellAnchor xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:from><xdr:col>6</xdr:col><xdr:colOff>0'
    "</xdr:colOff><xdr:row>9</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>8</xdr:col><xdr:colOff>0"
    "</xdr:colOff><xdr:row>11</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp><xdr:nvSpPr><xdr:cNvPr id='9' "
    "name='文本框'/><xdr:cNvSpPr txBox='1'/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst='rect'/></xdr:spPr><xdr:txBody>"
    "<a:bodyPr/><a:p><a:r><a:t>单位盖章处</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor>"
)
SPARKLINE = (
    '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    'uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><x14:sparklineGroups '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:sparklineGroup><x14:sparklines>'
    "<x14:sparkline><xm:f>表一!A5:A7</xm:f><xm:sqref>J2</xm:sqref></x14:sparkline></x14:sparklines>"
    "</x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"
)


def difficult_households(blank_rows: int = 3, month: str = "11月份", kind: str = "困难类型") -> bytes:
    """A list under a two-row merged head, with everything a form may carry besides."""
    book = Workbook()
    sheet = book.active
    sheet.title = "表一"
    sheet["A1"] = f"{month}困难家庭登记表"
    sheet.merge_cells("A1:I1")
    sheet["A2"], sheet["G2"] = "填报单位（盖章）：", "　　年　月　日"
    last = 4 + blank_rows
    for row in range(3, last + 2):
        for column in range(1, 10):
            sheet.cell(row, column).border = BOX
            sheet.cell(row, column).font = Font(name="仿宋", size=12)
    for area, text in HEADS:
        sheet[area.split(":")[0]] = text
        sheet.merge_cells(area)
    sheet["H3"] = kind
    sheet["C4"], sheet["D4"], sheet["E4"] = "楼号", "单元", "室号"
    for row in range(5, last + 1):
        sheet.cell(row, 1).value = row - 4
        sheet.cell(row, 6).number_format = "yyyy.mm"
        sheet.cell(row, 9).value = f"=2026-YEAR(F{row})"
        sheet.row_dimensions[row].height = 30
    sheet.cell(last + 1, 1).value = "合计"
    sheet.cell(last + 1, 2).value = f"=COUNTA(B5:B{last})"
    sheet.cell(last + 2, 1).value, sheet.cell(last + 2, 5).value = "制表人：", "审核人："
    sheet.merge_cells(start_row=last + 2, end_row=last + 2, start_column=5, end_column=8)
    sheet.cell(last + 3, 1).value = "填表说明：每月五日前报街道。"
    _around_the_list(book, sheet, last)
    target = BytesIO()
    book.save(target)
    return with_parts(target.getvalue(), {
        "xl/drawings/drawing1.xml": lambda xml: xml.replace("</wsDr>", f"{TEXT_BOX}</wsDr>"),
        "xl/worksheets/sheet1.xml": lambda xml: xml.replace("</worksheet>", f"{SPARKLINE}</worksheet>"),
    })  # fmt: skip


def _around_the_list(book: Workbook, sheet, last: int) -> None:
    choice = DataValidation(type="list", formula1='"低保,特困,残疾"')
    choice.add(f"H5:H{last}")
    sheet.add_data_validation(choice)
    colour = PatternFill("solid", bgColor="FFFF00")
    sheet.conditional_formatting.add(f"B5:B{last}", FormulaRule(formula=["LEN(B5)>4"], fill=colour))
    sheet.print_title_rows, sheet.print_area = "1:4", f"A1:I{last + 3}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.oddHeader.center.text, sheet.oddFooter.right.text = "梧桐街道", "第&P页"
    sheet.freeze_panes, sheet.column_dimensions["B"].width = "A5", 13.5
    sheet.row_breaks.append(Break(id=last + 1))
    sheet.cell(last + 1, 2).comment = Comment("人数", "街道")
    picture = BytesIO()
    Picture.new("RGB", (40, 20), "red").save(picture, "PNG")
    sheet.add_image(Image(picture), f"A{last + 5}")
    book.defined_names["人数"] = DefinedName("人数", attr_text=f"'表一'!$B${last + 1}")
    other = book.create_sheet("汇总")
    other["A1"], other["A2"] = f"='表一'!B{last + 1}", f"=SUM(表一!$A$5:$A${last})"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=5, max_row=last))
    other.add_chart(chart, "C3")


def with_parts(data: bytes, changes: dict[str, Callable[[str], str]]) -> bytes:
    """A package with some of its XML changed as text."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as came, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as went:
        for name in came.namelist():
            content = came.read(name)
            if name in changes:
                changed = changes[name](content.decode())
                assert changed != content.decode(), name
                content = changed.encode()
            went.writestr(name, content)
    return target.getvalue()


def month_in_figures() -> bytes:
    """A cross table: what is counted beside, how it is counted above; a row of words, one of sums, an age list."""
    book = Workbook()
    sheet = book.active
    rows = (
        ("工作月报", "", "", ""), ("类别", "项目", "户数", "人次"), 
        ("走访", "困难家庭", "", ""), ("", "高龄老人", "", ""),
        ("活动", "讲座", "", ""), ("合计", "", "=SUM(C3:C5)", ""),
    )  # fmt: skip
    for r, row in enumerate(rows, 1):
        for c, text in enumerate(row, 1):
            sheet.cell(r, c).value = text or None
            if r > 1:
                sheet.cell(r, c).border = BOX
    sheet.merge_cells("A3:A4")
    sheet["A8"] = "本月走访____户，其中独居老人____户。"
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def household_card() -> bytes:
    """One sheet a household: labels beside blanks, a list of members with a label beside it, boxes, lines, controls."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "梧桐街道"
    document.add_heading("家庭情况登记表", 1)
    paragraph = document.add_paragraph("登记人：")
    line = paragraph.add_run("          ")
    line.underline = True
    paragraph.add_run("  日期：____年__月__日")
    table = document.add_table(rows=8, cols=5, style="Table Grid")
    for (row, column), text in {
        (0, 0): "户主姓名", (0, 2): "性  别", (1, 0): "家庭住址", (2, 0): "家庭成员", (2, 1): "称谓", (2, 2): "姓名",
        (2, 3): "出生年月", (2, 4): "联系电话", (6, 0): "居住情况", (7, 0): "户主签名：",
    }.items():  # fmt: skip
        table.cell(row, column).text = text
    table.cell(0, 3).text = "□男  □女"
    table.cell(6, 1).merge(table.cell(6, 4))
    table.cell(6, 1).text = "□独居  □与子女同住  □其他：______"
    table.cell(1, 1).merge(table.cell(1, 4))
    table.cell(2, 0).merge(table.cell(5, 0))
    table.cell(0, 0).paragraphs[0].runs[0].font.name = "仿宋"
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="DDDDDD"/>')
    table.cell(0, 0)._tc.get_or_add_tcPr().append(shade)
    _control_and_box(document)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _control_and_box(document) -> None:
    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    boxes = "".join(
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612"/></w14:checkbox>'
        f"</w:sdtPr><w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>{word}</w:t></w:r>"
        for word in ("愿意", "不愿意")
    )
    document.element.body.insert(
        -1, parse_xml(f"<w:p {nsdecls('w')} {w14}><w:r><w:t>是否愿意接受走访：</w:t></w:r>{boxes}</w:p>")
    )
    wingdings = '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r><w:r><w:t>{}</w:t></w:r>'
    lift = wingdings.format("有") + wingdings.format("无")
    document.element.body.insert(
        -1,
        parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>有无电梯：</w:t></w:r>{lift}</w:p>"),
    )
    text_box = (
        f'<w:p {nsdecls("w")}><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>社区留存：____</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    document.element.body.insert(-1, parse_xml(text_box))
