"""The same papers in WeasyPrint: HTML and CSS, Pango breaks the lines; it needs Debian's Pango libraries."""

from html import escape
from typing import Any

from dangjian_desktop.core.paths import resource

FILES = ("title", "fangsong", "fangsong-supplement", "song", "rare-g", "rare-b")
LETTERS = """
@page { size: 210mm 297mm; margin: 37mm 26mm 35mm 28mm }
body { font: 16pt/28.99pt fangsong, fangsong-supplement, song, rare-g, rare-b }
section { break-before: page } section:first-of-type { break-before: auto }
h1 { font: 22pt/28.99pt title, song; text-align: center; margin: 0 0 28.99pt }
p { margin: 0; text-indent: 2em; text-align: justify } .sign { margin-top: 14.5pt }
.office, .day { text-indent: 0; text-align: right } .office { margin-top: 28.99pt } .day { margin-right: 4em }
"""
LEDGER = """
@page { size: 297mm 210mm; margin: 26mm 33.5mm 24mm }
body { font: 12pt/15.6pt song, rare-g, rare-b }
h1 { font: 22pt/28.6pt title, song; text-align: center; margin: 0 } p { margin: 0 0 2mm }
table { border-collapse: collapse; table-layout: fixed; width: 230mm }
td, th { border: 0.5pt solid; padding: 1.2mm 1.5mm; text-align: center; font-weight: normal } .text { text-align: left }
"""
WIDTHS = "".join(f'<col style="width:{width}mm">' for width in (15, 40, 130, 45))


def make(job: str, data: dict[str, Any]) -> bytes:
    """Return the PDF of a job."""
    from weasyprint import HTML

    faces = "".join(
        f"@font-face {{ font-family: {file}; src: url({resource('fonts', f'{file}.ttf').as_uri()}) }}" for file in FILES
    )
    style, body = (LETTERS, _letters(data)) if job == "letters" else (LEDGER, _ledger(data))
    page = f'<html lang="zh-CN"><title>{job}</title><style>{faces}{style}</style><body>{body}</body></html>'
    return bytes(HTML(string=page).write_pdf() or b"")


def _letters(data: dict[str, Any]) -> str:
    return "".join(
        f"<section><h1>{escape(letter['title'])}</h1>{''.join(f'<p>{escape(text)}</p>' for text in letter['body'])}"
        f'<div class="sign">{"".join(f"<p>{escape(text)}</p>" for text in letter["signatures"])}</div>'
        f'<p class="office">{escape(letter["office"])}</p><p class="day">{escape(letter["day"])}</p></section>'
        for letter in data["letters"]
    )


def _ledger(data: dict[str, Any]) -> str:
    head = "".join(f"<th>{escape(text)}</th>" for text in data["head"])
    rows, number = [], 0
    for block in data["blocks"]:
        for place, (text, due) in enumerate(block["rows"]):
            number += 1
            name = f'<td rowspan="{len(block["rows"])}">{escape(block["name"])}</td>' if place == 0 else ""
            rows.append(f'<tr><td>{number}</td>{name}<td class="text">{escape(text)}</td><td>{escape(due)}</td></tr>')
    table = f"<table>{WIDTHS}<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    return f"<h1>{escape(data['title'])}</h1><p>{escape(data['info'])}</p>{table}"
