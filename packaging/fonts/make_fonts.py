"""Make every file of resources/fonts from pinned packages; run once, the results are committed.

Usage: python packaging/fonts/make_fonts.py WORK_FOLDER   (needs apt-get, dpkg, npm, tar and fontTools)
"""

import bz2
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

HERE = Path(__file__).resolve().parent
OUT = HERE.parents[1] / "resources" / "fonts"
DEBIAN = {
    "texlive-lang-chinese": "2022.20230122-1",
    "fonts-lxgw-wenkai": "1.250+repack-1",
    "fonts-hanazono": "20170904-2.1",
    "fonts-babelstone-han": "15.0.5-2",
    "unicode-data": "15.0.0-1",
}
NPM = {"@expo-google-fonts/noto-serif-sc": "0.4.3", "@expo-google-fonts/noto-sans-sc": "0.4.3"}
FIXED_TIME = 3786912000  # 2024-01-01 in seconds since 1904: the same bytes on every run
EXT_A = range(0x3400, 0x4DC0)
URO = range(0x4E00, 0xA000)
COMPATIBILITY = range(0xF900, 0xFB00)
ENCLOSED = range(0x3200, 0x3400)
BEYOND_B = range(0x20000, 0x2EBF0)
EXT_GH = range(0x30000, 0x323B0)
OF_NAMES = frozenset({*EXT_A, *BEYOND_B, *EXT_GH})  # what the source draws of them is asked for by names
RADICALS_AND_STROKES = (*range(0x2E80, 0x3000), *range(0x31C0, 0x31F0))
COMPATIBILITY_BEYOND = range(0x2F800, 0x2FA20)
IMAGE_OF = 0x2252  # ≒, the one sign of GBK that no other source has
IDEOGRAPHS = frozenset({*RADICALS_AND_STROKES, *EXT_A, *URO, *COMPATIBILITY, *BEYOND_B, *COMPATIBILITY_BEYOND, *EXT_GH})
OTHER = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x2000, 0x2070),
    *range(0x2100, 0x2600),
    *range(0x3000, 0x3100),
    *range(0xFE10, 0xFE70),
    *range(0xFF00, 0xFFEF),
]
DROPPED = [
    "GSUB",
    "GPOS",
    "GDEF",
    "BASE",
    "vhea",
    "vmtx",
    "VORG",
    "DSIG",
    "morx",
    "feat",
    "kern",
    "PfEd",
    "FFTM",
    "meta",
]


@dataclass(frozen=True)
class Recipe:
    """How one file is made: from which source, with which characters, under which family name."""

    file: str
    family: str
    source: str
    characters: frozenset[int]


def main(work: Path) -> None:
    """Fetch the packages into ``work`` and write all fonts."""
    fetch(work)
    table = general_characters(work)
    (HERE / "tgh8105.txt").write_text("".join(map(chr, sorted(table))) + "\n", encoding="utf-8")
    fandol = "texlive-lang-chinese/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
    wenkai = "fonts-lxgw-wenkai/usr/share/fonts/truetype/lxgw-wenkai"
    fang = characters_of(work / fandol / "FandolFang-Regular.otf")
    kai = characters_of(work / fandol / "FandolKai-Regular.otf")
    serif = "noto-serif-sc/package"
    noto = characters_of(work / f"{serif}/400Regular/NotoSerifSC_400Regular.ttf")
    hanazono = "fonts-hanazono/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"
    known = frozenset({*table, *OTHER})
    recipes = [
        Recipe("fangsong.ttf", "Dangjian FangSong", f"{fandol}/FandolFang-Regular.otf", fang),
        Recipe(
            "fangsong-supplement.ttf",
            "Dangjian FangSong Supplement",
            f"{wenkai}/LXGWWenKai-Light.ttf",
            (table | OF_NAMES) - fang,
        ),
        Recipe("kai.ttf", "Dangjian Kai", f"{fandol}/FandolKai-Regular.otf", kai),
        Recipe(
            "kai-supplement.ttf",
            "Dangjian Kai Supplement",
            f"{wenkai}/LXGWWenKai-Regular.ttf",
            (table | OF_NAMES) - kai,
        ),
        Recipe("title.ttf", "Dangjian Title", f"{serif}/700Bold/NotoSerifSC_700Bold.ttf", known),
        Recipe("hei.ttf", "Dangjian Hei", "noto-sans-sc/package/500Medium/NotoSansSC_500Medium.ttf", known),
        Recipe(
            "song.ttf",
            "Dangjian Song",
            f"{serif}/400Regular/NotoSerifSC_400Regular.ttf",
            known | frozenset({*URO, *EXT_A, *COMPATIBILITY, *RADICALS_AND_STROKES, *ENCLOSED}),
        ),
        Recipe(
            "rare-b.ttf",
            "Dangjian Rare B",
            hanazono,
            frozenset(BEYOND_B),
        ),
        Recipe(
            "rare-g.ttf",
            "Dangjian Rare G",
            "fonts-babelstone-han/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf",
            (IDEOGRAPHS | {IMAGE_OF}) - noto - characters_of(work / hanazono),
        ),
    ]
    OUT.mkdir(parents=True, exist_ok=True)
    for recipe in recipes:
        make(work, recipe)
    licences(work)


def fetch(work: Path) -> None:
    """Download and unpack the packages, each into a folder of its own name."""
    work.mkdir(parents=True, exist_ok=True)
    for name, version in DEBIAN.items():
        if not (work / name).exists():
            subprocess.run(["apt-get", "download", f"{name}={version}"], cwd=work, check=True)
            package = next(work.glob(f"{name}_*.deb"))
            subprocess.run(["dpkg", "-x", package, work / name], check=True)
    for name, version in NPM.items():
        folder = work / name.rpartition("/")[2]
        if not folder.exists():
            subprocess.run(["npm", "pack", f"{name}@{version}"], cwd=work, check=True)
            folder.mkdir()
            package = next(work.glob(f"*{folder.name}-*.tgz"))
            subprocess.run(["tar", "xzf", package, "-C", folder], check=True)


def general_characters(work: Path) -> frozenset[int]:
    """Return the 8,105 characters of 通用规范汉字表 (Unihan's kTGH)."""
    folder = work / "unicode-data" / "usr/share/unicode"
    text = bz2.decompress((folder / "Unihan_OtherMappings.txt.bz2").read_bytes()).decode()
    found = frozenset(int(code, 16) for code in re.findall(r"^U\+([0-9A-F]+)\tkTGH\t", text, re.MULTILINE))
    assert len(found) == 8105, len(found)
    return found


def characters_of(path: Path) -> frozenset[int]:
    """Return the characters that a font file has."""
    return frozenset(TTFont(path, lazy=True).getBestCmap())


def make(work: Path, recipe: Recipe) -> None:
    """Write one font: subset, TrueType outlines, no layout tables and no hints, renamed, the same bytes each time."""
    font = TTFont(work / recipe.source, recalcTimestamp=False)
    subset(font, recipe.characters)
    if "glyf" not in font:
        font = to_truetype(font, recipe)
    rename(font, recipe.family)
    font["head"].modified = font["head"].created = FIXED_TIME
    font.save(OUT / recipe.file, reorderTables=True)
    print(recipe.file, len(font.getBestCmap()), (OUT / recipe.file).stat().st_size)


def subset(font: TTFont, characters: Iterable[int]) -> None:
    """Keep the given characters alone."""
    options = Options(
        hinting=False, layout_features=[], drop_tables=DROPPED, notdef_outline=True, name_IDs=["*"], glyph_names=False
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def to_truetype(font: TTFont, recipe: Recipe) -> TTFont:
    """Return the font with quadratic outlines: reportlab refuses CFF."""
    glyphs, order, source = {}, font.getGlyphOrder(), font.getGlyphSet()
    for name in order:
        pen = TTGlyphPen(None)
        source[name].draw(Cu2QuPen(pen, max_err=0.8, reverse_direction=True))
        glyphs[name] = pen.glyph()
    hhea, os2 = font["hhea"], font["OS/2"]
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(font.getBestCmap())
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(
        {name: (font["hmtx"][name][0], glyphs[name].xMin if glyphs[name].numberOfContours else 0) for name in order}
    )
    builder.setupHorizontalHeader(ascent=hhea.ascent, descent=hhea.descent)
    builder.setupNameTable({"familyName": recipe.family, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=os2.sTypoAscender, sTypoDescender=os2.sTypoDescender, fsType=0)
    builder.setupPost(keepGlyphNames=False)
    builder.font.recalcTimestamp = False
    return builder.font


def rename(font: TTFont, family: str) -> None:
    """Give a name of our own, as the licences ask of changed fonts; the copyright lines stay."""
    old = font["name"]
    kept = [record for record in old.names if record.nameID in (0, 13, 14) and record.platformID == 3]
    table = newTable("name")
    table.names = kept
    short = family.replace(" ", "")
    for place, text in ((1, family), (2, "Regular"), (3, f"{short};1"), (4, family), (5, "Version 1.000"), (6, short)):
        table.setName(text, place, 3, 1, 0x409)
    font["name"] = table


def licences(work: Path) -> None:
    """Put the licence texts beside the fonts."""
    doc = "usr/share/doc"
    shutil.copy(work / "noto-serif-sc/package/LICENSE_FONT", OUT / "LICENSE-noto.txt")
    shutil.copy(work / f"fonts-lxgw-wenkai/{doc}/fonts-lxgw-wenkai/copyright", OUT / "LICENSE-lxgw-wenkai.txt")
    shutil.copy(work / f"fonts-hanazono/{doc}/fonts-hanazono/copyright", OUT / "LICENSE-hanazono.txt")
    shutil.copy(work / f"fonts-babelstone-han/{doc}/fonts-babelstone-han/copyright", OUT / "LICENSE-babelstone-han.txt")
    shutil.copy(work / f"texlive-lang-chinese/{doc}/texlive-doc/fonts/fandol/README", OUT / "LICENSE-fandol.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
