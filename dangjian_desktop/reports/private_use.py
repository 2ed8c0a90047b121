"""Characters that older Chinese systems kept in Unicode's private area, and where GB 18030-2022 has put them.

The 80 ideographs of GBK's rows FE50 to FEA0 stood at U+E815 to U+E864 (䶮 at U+E863), ten vertical marks at U+E78D to
U+E796; names typed on such a PC still carry these codes, and no font has a shape for most of them.
"""

ROW = 0xFE
PLACES = (*range(0x50, 0x7F), *range(0x80, 0xA1))
FIRST_IDEOGRAPH, FIRST_MARK = 0xE815, 0xE78D
MARKS = "︐︒︑︓︔︕︖︗︘︙"
# Standard places that the 2000 edition, which Python's codec knows, still left in the private area.
LATER = {
    0x51: "\U00020087",
    0x52: "\U00020089",
    0x53: "\U000200cc",
    0x59: "\u9fb4",
    0x61: "\u9fb5",
    0x66: "\u9fb6",
    0x67: "\u9fb7",
    0x6C: "\U000215d7",
    0x6D: "\u9fb8",
    0x76: "\U0002298f",
    0x7E: "\u9fb9",
    0x90: "\u9fba",
    0x91: "\U000241fe",
    0xA0: "\u9fbb",
}


def standard_of(character: str) -> str:
    """Return the character that GB 18030-2022 gives a private one's code to; an empty text for any other."""
    ideograph, mark = ord(character) - FIRST_IDEOGRAPH, ord(character) - FIRST_MARK
    if 0 <= ideograph < len(PLACES):
        place = PLACES[ideograph]
        return LATER.get(place) or bytes((ROW, place)).decode("gb18030")
    return MARKS[mark] if 0 <= mark < len(MARKS) else ""
