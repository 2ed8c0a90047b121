"""The same papers in typst: one compilation, its own line breaking, font fallback in the order of ours."""

import json
import tempfile
from pathlib import Path

from dangjian_desktop.core.paths import resource

FALLBACK = '"Dangjian FangSong Supplement", "Dangjian Song", "Dangjian Rare G", "Dangjian Rare B"'
COMMON = """
#set text(lang: "zh", region: "cn", top-edge: 0.86em, bottom-edge: -0.14em)
#let data = json("data.json")
"""
LETTERS = """
#set page(width: 210mm, height: 297mm, margin: (top: 37mm, left: 28mm, right: 26mm, bottom: 35mm))
#set text(font: ((name: "Dangjian Song", covers: regex("[0-9A-Za-z.]")), "Dangjian FangSong", FALLBACK), size: 16pt)
#set par(justify: true, leading: 12.99pt, spacing: 12.99pt, first-line-indent: (amount: 2em, all: true))
#for (place, letter) in data.letters.enumerate() {
  if place > 0 { pagebreak() }
  set document(title: "letters")
  align(center, text(font: ("Dangjian Title", "Dangjian Song"), size: 22pt, letter.title))
  v(28.99pt)
  for words in letter.body { par(words) }
  v(14.5pt)
  for words in letter.signatures { par(words) }
  v(28.99pt)
  align(right, par(letter.office))
  align(right, pad(right: 4em, par(letter.day)))
}
"""
LEDGER = """
#set page(width: 297mm, height: 210mm, margin: (top: 26mm, left: 33.5mm, right: 33.5mm, bottom: 24mm))
#set text(font: ("Dangjian Song", "Dangjian Rare G", "Dangjian Rare B"), size: 12pt)
#set par(leading: 3.6pt)
#align(center, text(font: ("Dangjian Title", "Dangjian Song"), size: 22pt, data.title))
#data.info
#table(
  columns: (15mm, 40mm, 130mm, 45mm), inset: (x: 1.5mm, y: 1.88mm), stroke: 0.5pt,
  align: (center + horizon, center + horizon, left + horizon, center + horizon),
  table.header(..data.head),
  ..data.blocks.enumerate().map(((place, block)) => block.rows.enumerate().map(((row, cells)) => {
    let number = [#(place * block.rows.len() + row + 1)]
    if row == 0 { (number, table.cell(rowspan: block.rows.len(), block.name), ..cells) } else { (number, ..cells) }
  }).flatten()).flatten()
)
"""


def make(job: str, data: dict[str, object]) -> bytes:
    """Return the PDF of a job."""
    import typst

    source = COMMON + (LETTERS.replace("FALLBACK", FALLBACK) if job == "letters" else LEDGER)
    with tempfile.TemporaryDirectory() as folder:
        main = Path(folder, "main.typ")
        main.write_text(source, encoding="utf-8")
        Path(folder, "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        fonts = [str(resource("fonts"))]
        return bytes(typst.compile(str(main), root=folder, font_paths=fonts, ignore_system_fonts=True))
