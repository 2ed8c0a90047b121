"""The styles of a Word document of this office: what 标题, 正文, 落款 and 表格 look like, to be changed in one place."""

from typing import Any

from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

TITLE, INDENTED, PLAIN, CLOSING, ABOVE, CELL, AFTER, FOOTER = (
    *("Title", "NormalIndent", "Normal", "Closing"),
    *("AboveTable", "TableText", "AfterTable", "Footer"),
)
LEDGER = "LedgerTable"
"""The ids of the styles; Word shows its own Chinese names for 标题, 正文, 正文缩进 and 页脚."""

SIZES = {TITLE: 22.0, INDENTED: 16.0, PLAIN: 16.0, CLOSING: 16.0, ABOVE: 12.0, CELL: 12.0}
LEADINGS = {TITLE: 572, INDENTED: 579, PLAIN: 579, CLOSING: 579, ABOVE: 360, CELL: 312, FOOTER: 364}
"""In twentieths of a point; that of a letter is 28.99 points rounded down, or its 22nd line would not fit the page."""

SQUEEZED = -5
"""28 characters of 16 points have 442.2 points, not 448 (GB/T 9704): their spacing, in twentieths of a point."""

HANGING = 1
"""Stops may hang beyond the margin, as Chinese Word lets them. LibreOffice reads this switch the wrong way round: with
0 it hangs them and leaves a third of those at the ends of justified lines undrawn, with 1 it hangs and loses none."""

SIDE, EDGE = 85, 57
"""A cell's margins, 1.5 mm beside and 1 mm above its text, in twentieths of a point."""

_STYLES = """<w:styles {namespaces}>
<w:docDefaults><w:rPrDefault><w:rPr>
  <w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="仿宋" w:cs="宋体"/>
  <w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>
</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>
  <w:pPr><w:widowControl/><w:kinsoku/><w:overflowPunct w:val="{hanging}"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>
    <w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr>
  <w:rPr><w:spacing w:val="{squeezed}"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="NormalIndent"><w:name w:val="Normal Indent"/><w:basedOn w:val="Normal"/><w:qFormat/>
  <w:pPr><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>
  <w:next w:val="NormalIndent"/><w:qFormat/>
  <w:pPr><w:keepNext/><w:spacing w:line="572" w:lineRule="exact"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr>
  <w:rPr><w:rFonts w:ascii="方正小标宋简体" w:hAnsi="方正小标宋简体" w:eastAsia="方正小标宋简体"/><w:spacing w:val="0"/><w:sz w:val="44"/><w:szCs w:val="44"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Closing"><w:name w:val="落款"/><w:basedOn w:val="Normal"/><w:qFormat/>
  <w:pPr><w:keepLines/><w:jc w:val="left"/></w:pPr><w:rPr><w:spacing w:val="0"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="AboveTable"><w:name w:val="表头信息"/><w:basedOn w:val="Normal"/>
  <w:qFormat/><w:pPr><w:spacing w:line="360" w:lineRule="exact"/><w:jc w:val="left"/></w:pPr>
  <w:rPr><w:rFonts w:eastAsia="宋体"/><w:spacing w:val="0"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableText"><w:name w:val="表格文字"/><w:basedOn w:val="Normal"/>
  <w:qFormat/><w:pPr><w:spacing w:line="312" w:lineRule="exact"/><w:jc w:val="left"/></w:pPr>
  <w:rPr><w:rFonts w:eastAsia="宋体"/><w:spacing w:val="0"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="AfterTable"><w:name w:val="表后"/><w:basedOn w:val="Normal"/>
  <w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/>
  <w:pPr><w:spacing w:line="364" w:lineRule="exact"/></w:pPr>
  <w:rPr><w:rFonts w:eastAsia="宋体"/><w:spacing w:val="0"/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>
  </w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="LedgerTable"><w:name w:val="台账表格"/><w:basedOn w:val="TableNormal"/>
  <w:tblPr><w:tblBorders>
    <w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/><w:left w:val="single" w:sz="8" w:space="0" w:color="000000"/>
    <w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/><w:right w:val="single" w:sz="8" w:space="0" w:color="000000"/>
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="000000"/>
  </w:tblBorders><w:tblCellMar>
    <w:top w:w="{edge}" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>
    <w:bottom w:w="{edge}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/>
  </w:tblCellMar></w:tblPr></w:style>
</w:styles>"""

_FONTS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts {namespaces}>{fonts}</w:fonts>"""
_FONT = '<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
_OTHER_NAMES = {
    "仿宋": "FangSong",
    "宋体": "SimSun",
    "方正小标宋简体": "FZXiaoBiaoSong-B05S",
}


def give_styles(written: Any) -> None:  # noqa: ANN401  (python-docx has no types)
    """Replace a new document's styles, its table of fonts, and what it asks of Word's compatibility."""
    styles = parse_xml(
        _STYLES.format(namespaces=nsdecls("w"), side=SIDE, edge=EDGE, squeezed=SQUEEZED, hanging=HANGING)
    )
    given = written.styles.element
    for child in list(given):
        given.remove(child)
    given.extend(list(styles))
    fonts = "".join(_FONT.format(name=name, other=other) for name, other in _OTHER_NAMES.items())
    for relation in written.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            relation.target_part._blob = _FONTS.format(namespaces=nsdecls("w"), fonts=fonts).encode()
    for setting in written.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
