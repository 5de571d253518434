"""Writes sample.pdf: the pages that the tests of the PDF reader read.

Run with reportlab 4 (`pip install reportlab`); the file is the same on every run.
"""

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
LEFT, RIGHT, TOP = 72, 72 + 28 * 16, 90
HEIGHT = A4[1]

pdfmetrics.registerFont(UnicodeCIDFont(FONT))
canvas = Canvas(
    str(Path(__file__).with_name("sample.pdf")), pagesize=A4, invariant=1, pageCompression=0
)


def text(x, y, words, size=16):
    """Sets words with their top at `y` from the upper edge."""
    canvas.setFont(FONT, size)
    for word in words:
        canvas.drawString(x, HEIGHT - y - size, word)
        x += size / 2 if word.isascii() else size


def rule(x0, y0, x1, y1):
    canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)


def frame(number):
    text(LEFT, 40, "清河县水务局绩效材料", 9)
    text(290, 790, f"— {number} —", 10)


def paragraphs(y, lines):
    for indent, words in lines:
        text(LEFT + 16 * indent, y, words)
        y += 28
    return y


def row(y, xs, cells, height=24):
    rule(xs[0], y, xs[-1], y)
    for x, words in zip(xs, cells):
        text(x + 6, y + 6, words, 12)
    for x in xs:
        rule(x, y, x, y + height)
    return y + height


XS = [LEFT, 150, 330, 430, RIGHT]
HEAD = ["序号", "项目", "预算数", "支出数"]

frame(1)
y = paragraphs(
    TOP,
    [
        (12, "目录"),
        (0, "一、基本情况……………………………1"),
        (0, "二、资金使用……………………………1"),
        (7, "清河县水务局整体支出自评"),
        (2, "一、基本情况"),
        (2, "清河县水务局下设三个所站，本年度在职职工四十六人，"),
        (0, "承担全县灌溉、供水和防汛工作"),
    ],
)
# A raised mark of a footnote.
text(LEFT + 14 * 16, y - 29, "①", 8)
text(LEFT + 14 * 16 + 8, y - 28, "。")
y = paragraphs(
    y,
    [
        (2, "二、资金使用"),
        (2, "年初预算合计"),
    ],
)
# The figure stands in another font on another baseline.
canvas.setFont("Times-Roman", 15)
canvas.drawString(LEFT + 8 * 16, HEIGHT - (y - 28) - 18, "1,250.50")
text(LEFT + 12 * 16 + 4, y - 28, "万元，分项见下表。单位：万元。")
for cells in (HEAD, ["1", "渠道清淤", "400.00", "398.20"], ["2", "泵站检修与闸门", "350.50", "350.50"]):
    y = row(y, XS, cells)
rule(XS[0], y, XS[-1], y)
text(LEFT, 740, "①防汛工作由县防汛办统一调度。", 9)
canvas.showPage()

frame(2)
y = TOP
y = row(y, XS, HEAD)
y = row(y, XS, ["3", "农村饮水", "500.00", "480.30"])
# The label of the total covers two columns.
rule(XS[0], y, XS[-1], y)
text(LEFT + 6, y + 6, "合计", 12)
text(XS[2] + 6, y + 6, "1,250.50", 12)
text(XS[3] + 6, y + 6, "1,229.00", 12)
for x in (XS[0], XS[2], XS[3], XS[4]):
    rule(x, y, x, y + 24)
y += 24
rule(XS[0], y, XS[-1], y)
paragraphs(
    y + 20,
    [
        (2, "支出数比预算数少二十一点五万元，主要是管材价格下降"),
        (0, "，节余部分已按规定交回县财政。农村饮水项目新建水厂两"),
        (0, "座，铺设管网三十二公里，惠及农户四千一百户，供水保证率"),
        (0, "达到百分之九十六，群众满意度百分之九十八。全年未发生水"),
        (0, "质事故。"),
    ],
)
# The paragraph above the foot goes on on the next page.
text(LEFT + 32, 730, "下一步将加强预算编制的论证，按月调度项目进度，对执行")
canvas.showPage()

frame(3)
paragraphs(
    TOP,
    [
        (0, "偏慢的项目及时约谈，确保资金按期支出。"),
        (2, "清河县水务局将于次年三月底前公开本报告。"),
    ],
)
canvas.showPage()
canvas.save()
