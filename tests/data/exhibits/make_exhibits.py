"""Writes the files of this folder, the same bytes each time: everybody and everything is made up.

python tests/data/exhibits/make_exhibits.py
"""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)
_ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        *(("office", "office"), ("text", "text"), ("table", "table"), ("style", "style")),
        *(("draw", "drawing"), ("fo", "xsl-fo-compatible")),
    )
)


def packed(members: dict[str, str]) -> bytes:
    """A ZIP without times of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), text)
    return out.getvalue()


def _p(text: str, style: str = "", listed: str = "") -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if listed:
        number, level = listed.split(".")
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    run = text if text.startswith("<w:") else f"<w:r><w:t>{text}</w:t></w:r>"
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def _row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{_p(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def docx() -> bytes:
    """A Russian reference of an employer: headings, lists, a table, a note, changes, a secret."""
    split = (
        "<w:r><w:t xml:space='preserve'>Работала с 3 марта 2019 </w:t></w:r><w:r><w:t>года"
        "</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:del><w:r><w:delText> до мая"
        "</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>скрытая приписка</w:t></w:r>"
        "<w:r><w:t>.</w:t></w:r>"
    )
    body = "".join(
        [
            _p("Справка с места работы", "1"),
            _p("Выдана для предъявления по месту требования."),
            _p("Кто и где работал", "2"),
            _p(split),
            _p("Обязанности", "2"),
            _p("приём посетителей;", listed="1.0"),
            _p("ведение журнала:", listed="1.0"),
            _p("входящие письма;", listed="1.1"),
            _p("исходящие письма.", listed="1.1"),
            _p("ответы на обращения.", listed="1.0"),
            _p("без замечаний", listed="2.0"),
            "<w:tbl>",
            _row("Дата", "Что произошло", "Кто подписал"),
            _row("12.04.2022", "Отказано в пропуске на рабочее место без объяснения", "Ворошко"),
            _row("13.04.2022", "То же", "Ворошко"),
            "</w:tbl>",
            "<w:p><w:r><w:br w:type='page'/><w:t>Подпись руководителя отдела</w:t></w:r></w:p>",
        ]
    )
    levels = (
        "<w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt "
        "w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/>"
        "<w:numFmt w:val='russianLower'/><w:lvlText w:val='%2)'/></w:lvl></w:abstractNum>"
        "<w:abstractNum w:abstractNumId='8'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/></w:lvl>"
        "</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>"
        "<w:num w:numId='2'><w:abstractNumId w:val='8'/></w:num>"
    )
    styles = "".join(
        f"<w:style w:type='paragraph' w:styleId='{at}'><w:name w:val='heading {at}'/></w:style>"
        for at in (1, 2)
    )
    notes = "<w:footnote w:type='separator' w:id='0'/><w:footnote w:id='2'>"
    notes += _p("Приказ о приёме № 14-к.") + "</w:footnote>"
    parts = {
        "document": f"<w:body>{body}</w:body>",
        "styles": styles,
        "numbering": levels,
        "footnotes": notes,
        "header1": _p("ООО «Лиственница», Сосновый Бор"),
    }
    roots = {"header1": "hdr"}
    members = {"[Content_Types].xml": _TYPES}
    for name, inner in parts.items():
        root = roots.get(name, name)
        members[f"word/{name}.xml"] = f"<w:{root} xmlns:w='{_W}'>{inner}</w:{root}>"
    return packed(members)


def odt() -> bytes:
    """An Arabic letter with a list, a table and a note."""
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in (("التاريخ", "ما حدث"), ("2023-06-11", "وصل استدعاء ثانٍ إلى البيت"))
    )
    items = "".join(
        f"<text:list-item><text:p>{each}</text:p></text:list-item>"
        for each in ("نسخة من جواز السفر", "صورة الاستدعاء 4410/ب")
    )
    body = (
        "<text:h text:outline-level='1'>رسالة إلى المحامية</text:h>"
        "<text:p>السيدة المحترمة،<text:line-break/>أكتب إليك عن يوم 11 يونيو 2023"
        "<text:note text:id='n1'><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>بتوقيت بغداد.</text:p></text:note-body></text:note>.</text:p>"
        "<text:h text:outline-level='2'>المرفقات</text:h>"
        f"<text:list text:style-name='L1'>{items}</text:list>"
        f"<table:table>{rows}</table:table>"
        "<text:p>مع التقدير،<text:s text:c='3'/>رنا</text:p>"
    )
    style = (
        "<text:list-style style:name='L1'><text:list-level-style-number text:level='1' "
        "style:num-suffix='.' style:num-format='1'/></text:list-style>"
    )
    content = (
        f"<office:document-content {_ODF}><office:automatic-styles>{style}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


PAGE = """<!DOCTYPE html><html lang="ru"><!--
 Page saved with SingleFile
 url: https://novosti.example/2023/06/obysk?id=17#top
 saved date: Sun Jun 11 2023 21:40:12 GMT+0300 (Moscow Standard Time)
--><head><meta charset="utf-8"><title>Обыски в Сосновом Бору</title>
<style>p{color:red}</style><script>var tracker = "https://track.example"</script></head>
<body><nav><ul><li><a href="/">Главная</a></li><li><a href="/arh">Архив</a></li></ul></nav>
<h1>Обыски в Сосновом Бору</h1><p>Утром <b>11 июня</b> пришли
к трём семьям.</p><img src="data:," alt="улица">
<ol><li>Ул. Лесная, 4</li><li>Ул. Лесная, 9</li></ol>
<table><tr><th>Час</th><th>Адрес</th></tr><tr><td>6:10</td><td>Лесная, 4</td></tr></table>
<p>شاهد عيان: جاؤوا في الصباح.</p></body></html>
"""


def mhtml() -> bytes:
    """The same page as a browser archives it."""
    lines = [
        "From: <Saved by Blink>",
        "Snapshot-Content-Location: https://novosti.example/2023/06/obysk?id=17",
        "Subject: =?utf-8?Q?=D0=9E=D0=B1=D1=8B=D1=81=D0=BA=D0=B8?=",
        "Date: Sun, 11 Jun 2023 18:40:12 -0000",
        "MIME-Version: 1.0",
        'Content-Type: multipart/related; type="text/html"; boundary="----Part"',
        "",
        "------Part",
        "Content-Type: text/html; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        "Content-Location: https://novosti.example/2023/06/obysk?id=17",
        "",
        PAGE[PAGE.index("<head>") :],
        "------Part--",
        "",
    ]
    return "\r\n".join(lines).encode()


def pdf(text: str) -> bytes:
    """One page with a line of text."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 300), invariant=1)
    canvas.drawString(40, 200, text)
    canvas.save()
    return out.getvalue()


def layers() -> bytes:
    """A page with a layer that is off, one that only printing shows, and a link outside."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("What everybody sees"))) as book:
        page = book.pages[0]
        font = next(iter(page.Resources.Font.keys()))
        off, noted = (
            book.make_indirect(Dictionary(Type=Name.OCG, Name=String(name)))
            for name in ("Draft remarks", "Заметки")
        )
        noted["/Usage"] = Dictionary(View=Dictionary(ViewState=Name.OFF))
        every = Array([off, noted])
        book.Root["/OCProperties"] = Dictionary(
            OCGs=every,
            D=Dictionary(
                OFF=Array([off]),
                AS=Array([Dictionary(Event=Name.View, Category=Array([Name.View]), OCGs=every)]),
            ),
        )
        page.Resources["/Properties"] = Dictionary(A=off, B=noted)
        for name, at, text in (("A", 150, "remark of a draft"), ("B", 120, "note for the screen")):
            page.contents_add(
                f"/OC /{name} BDC BT {font} 12 Tf 40 {at} Td ({text}) Tj ET EMC".encode()
            )
        action = Dictionary(S=Name.URI, URI=String("https://away.example/"))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 50, 50], A=action)
        page.Annots = Array([book.make_indirect(link)])
        book.save(out, deterministic_id=True)
    return out.getvalue()


def mail() -> bytes:
    """A threat with four files on it, one of them a mail with a file of its own."""
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "pas@example.org", "Пересланное"
    inner["Date"] = "Sat, 10 Jun 2023 10:00:00 +0300"
    inner.set_content("Это написали вчера.")
    inner.add_attachment(b"deep", maintype="text", subtype="plain", filename="deep.txt")
    inner.set_boundary("inner")
    outer = EmailMessage()
    outer["From"] = "Некто <nekto@post.example>"
    outer["To"] = "anna@example.org"
    outer["Date"] = "Sun, 11 Jun 2023 09:15:00 +0300"
    outer["Subject"] = "Смотри, что у нас есть"
    outer.set_content("Мы знаем, где ты.\n\nنحن نعرف.\n")
    drawn = io.BytesIO()
    picture = Image.new("RGB", (240, 160), "white")
    ImageDraw.Draw(picture).ellipse((40, 30, 200, 130), outline="black", width=6)
    picture.save(drawn, "PNG")
    for kind, name, data in (
        ("application/pdf", "povestka.pdf", pdf("Summons No. 17")),
        ("image/png", "фото.png", drawn.getvalue()),
        ("text/plain", "\u202efdp.exe.txt", "Список улиц\nЛесная\n".encode()),
        ("application/octet-stream", "ключ.bin", bytes(range(64)) * 4),
    ):
        main, sub = kind.split("/")
        outer.add_attachment(data, maintype=main, subtype=sub, filename=name)
    outer.add_attachment(inner)
    outer.set_boundary("outer")
    return outer.as_bytes()


def main() -> None:
    """Write every file."""
    files = {
        "reference.docx": docx(),
        "letter.odt": odt(),
        "page.html": PAGE.encode(),
        "page.mhtml": mhtml(),
        "layers.pdf": layers(),
        "threat.eml": mail(),
    }
    for name, data in files.items():
        (HERE / name).write_bytes(data)


if __name__ == "__main__":
    main()
