"""Surnames: where a name divides, and how a surname is read when it is not read as its character usually is."""

import unicodedata

from dangjian_desktop.core.names import match_key

COMPOUND_LIST = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 "
    "慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 亓官 司寇 巫马 公西 颛孙 壤驷 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 "
    "百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 西门 第五 即墨 达奚 褚师 纳兰 完颜 耶律 单于 歐陽 東方 諸葛 尉遲 司馬 獨孤"
)
COMPOUND = frozenset(COMPOUND_LIST.split())
"""Surnames of two characters (复姓)."""

READINGS = {
    "万俟": "mò qí",
    "尉迟": "yù chí",
    "澹台": "tán tái",
    "单于": "chán yú",
    "令狐": "líng hú",
    "乐正": "yuè zhèng",
    "宰父": "zǎi fǔ",
    "单": "shàn",
    "仇": "qiú",
    "区": "ōu",
    "解": "xiè",
    "查": "zhā",
    "曾": "zēng",
    "任": "rén",
    "朴": "piáo",
    "盖": "gě",
    "缪": "miào",
    "翟": "zhái",
    "华": "huà",
    "乐": "yuè",
    "覃": "qín",
    "折": "shé",
    "黑": "hè",
    "种": "chóng",
    "秘": "bì",
    "繁": "pó",
    "洗": "xiǎn",
    "纪": "jǐ",
    "葛": "gě",
    "员": "yùn",
    "召": "shào",
    "哈": "hǎ",
    "那": "nā",
    "能": "nài",
    "隗": "wěi",
    "过": "guō",
    "薄": "bó",
    "燕": "yān",
    "占": "zhān",
    "阚": "kàn",
    "重": "chóng",
    "都": "dū",
    "干": "gān",
    "炅": "guì",
    "句": "gōu",
    "角": "jué",
    "要": "yāo",
    "於": "yū",
    "祭": "zhài",
    "么": "yāo",
    "乜": "niè",
    "适": "kuò",
    "粘": "nián",
    "藏": "zāng",
    "参": "shēn",
    "少": "shào",
    "舍": "shè",
    "长孙": "zhǎng sūn",
    "鲜于": "xiān yú",
    "皇甫": "huáng fǔ",
    "亓官": "qí guān",
    "夏侯": "xià hóu",
    "尉遲": "yù chí",
    "夹谷": "jiá gǔ",
    "谷梁": "gǔ liáng",
    "褚师": "chǔ shī",
    "贾": "jiǎ",
    "沈": "shěn",
    "宓": "mì",
    "郗": "xī",
    "隽": "juàn",
    "俞": "yú",
    "柏": "bǎi",
    "费": "fèi",
    "盛": "shèng",
    "石": "shí",
    "谷": "gǔ",
    "车": "chē",
    "尉": "wèi",
    "宿": "sù",
    "佴": "nài",
    "卜": "bǔ",
    "殷": "yīn",
    "冯": "féng",
    "万": "wàn",
    "相": "xiàng",
    "晁": "cháo",
    "曲": "qū",
    "应": "yīng",
    "訾": "zī",
    "呙": "guō",
    "郇": "xún",
    "褚": "chǔ",
    "逯": "lù",
    "贠": "yùn",
    "颉": "xié",
    "强": "qiáng",
    "撒": "sǎ",
    "令": "lìng",
    "谌": "chén",
    "瞿": "qú",
    "郄": "qiè",
    "镡": "tán",
    "阙": "què",
    "眭": "suī",
    "便": "pián",
    "扁": "biǎn",
    "观": "guàn",
    "冠": "guàn",
    "番": "pān",
    "卷": "juàn",
    "圈": "juàn",
    "术": "zhú",
    "陆": "lù",
    "勾": "gōu",
    "省": "xǐng",
    "契": "xiè",
    "莘": "shēn",
    "庹": "tuǒ",
    "逄": "páng",
    "厍": "shè",
    "仉": "zhǎng",
    "贲": "bēn",
}
"""How surnames are read, with tone marks; one that is not listed is read as its character usually is."""


def split_name(name: str) -> tuple[str, str]:
    """Return surname and the rest; a name with a middle dot (阿卜杜拉·买买提) counts by its first character."""
    whole = match_key(name)
    if len(whole) > 2 and whole[:2] in COMPOUND:
        return whole[:2], whole[2:]
    return whole[:1], whole[1:].replace("·", "")


def _letters() -> dict[str, frozenset[str]]:
    """Return by character the letters, without tones, in which surnames read it; ü is v."""
    found: dict[str, set[str]] = {}
    for surname, reading in READINGS.items():
        for character, syllable in zip(surname, reading.split(), strict=True):
            marks = unicodedata.normalize("NFD", syllable.replace("ü", "v"))
            found.setdefault(character, set()).add("".join(each for each in marks if each.isascii()))
    return {character: frozenset(letters) for character, letters in found.items()}


LETTERS = _letters()
"""How characters are read in surnames, for finding people by what is typed."""
