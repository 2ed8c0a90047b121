"""All colours of the window by name, for light and for dark: calm greys, one red accent.

Whatever is painted names a colour of this table (``look.colour``); paper stays white in both themes, and so do the pictures
of charts that go into a document.
"""

from enum import Enum


class Colour(Enum):
    """A named colour: on light ground, on dark ground, what it is for."""

    INK = "#24221F", "#ECE8E1", "what is read"
    QUIET = "#615D56", "#AFAAA1", "what stands beside it"
    FAINT = "#A8A39B", "#6F6B64", "what cannot be used now"
    HINT = "#716C64", "#A09B92", "what an empty field asks for"
    PAPER = "#FFFFFF", "#262523", "ground of fields, tables and cards"
    GROUND = "#FAF9F7", "#1D1C1A", "ground of a page"
    RAIL = "#F1EFEB", "#181715", "ground of rail, menus, headings and the line at the bottom"
    HOVER = "#E9E6E0", "#34322F", "ground of what the mouse points at"
    LINE = "#DEDAD3", "#3B3936", "thin lines between things"
    EDGE = "#C9C4BB", "#5B5751", "frames of buttons and fields"
    HANDLE = "#C9C4BB", "#57534D", "handles of scroll bars"
    HANDLE_HELD = "#A8A39B", "#7A756D", "handles under the mouse"
    ACCENT = "#B3261E", "#F4998F", "the one red: what must be mended, where one is"
    FILLED = "#B3261E", "#B3342C", "ground of the one main button"
    FILLED_HOVER = "#98201A", "#9C2A23", "the main button under the mouse"
    FILLED_EDGE = "#5E0F0B", "#FFFFFF", "frame of the main button that has the keys"
    FILLED_FAINT = "#D9B5B2", "#57403E", "the main button that cannot be used now"
    ON_FILLED = "#FFFFFF", "#FFFFFF", "text of the main button"
    ON_FILLED_FAINT = "#FFFFFF", "#A8918F", "text of the main button that cannot be used now"
    WARN = "#7F5500", "#E2B64C", "what should be looked at"
    GOOD = "#2F6B3A", "#9CCFA0", "what is in order and may go on"
    NOTE = "#3D5A80", "#9DB8D2", "what is only told"
    FOCUS = "#3D5A80", "#9DB8D2", "frame of what has the keys"
    TICKED = "#3D5A80", "#4A6C94", "ground of a tick"
    CHOSEN = "#DCE5EE", "#2B3D51", "ground of chosen rows: neither red nor amber, which mark problems"
    PICKED = "#F0C9C6", "#6A3733", "ground of chosen text in a field"
    PROBLEM_GROUND = "#FBE4E2", "#43211F", "ground of a cell or a message with a problem"
    PROBLEM_EDGE = "#EDB8B3", "#7A3C37", "frame of a message with a problem"
    MISSING_GROUND = "#FDF3DC", "#3A3017", "ground of a cell that is still empty, and of a question"
    MISSING_EDGE = "#E6D3A3", "#6B5A2A", "frame of a question"
    READ_ONLY_GROUND = "#F4F3F0", "#2D2B28", "ground of what is only read"
    TOLD_GROUND = "#E8F0E6", "#22301F", "ground of a message that something is done"
    TOLD_EDGE = "#C8D9C4", "#3F5539", "frame of a message that something is done"
    NOTICE_GROUND = "#E4E1DB", "#33302C", "ground of what is said of the whole data file"
    DEMO_GROUND = "#F6C177", "#7A4A0A", "ground of the strip over made-up data"
    TIP_GROUND = "#FFFDF7", "#33312D", "ground of a tooltip"
    DESK = "#D8D5CF", "#11100F", "what a sheet of paper lies on"
    CHIP_GROUND = "#E7EEF5", "#2C3947", "ground of a field in a sentence"
    CHIP_EDGE = "#B7C7D8", "#52677D", "frame of a field in a sentence"
    SHARE = "#8C857A", "#8F897F", "a bar that shows how much is done"
    WORKING = "#D8A5A1", "#7F4540", "a bar that shows work under way"
    BAR_STRONG = "#3D5A80", "#9DB8D2", "bars of a chart, the first kind"
    BAR_MIDDLE = "#A9B8C6", "#6E7F91", "bars of a chart, the third kind"
    BAR_PALE = "#DDE4EA", "#3A4450", "bars of a chart, the fourth kind"

    def __init__(self, light: str, dark: str, use: str) -> None:
        self.light, self.dark, self.use = light, dark, use


SEVERITIES = {"必须改": Colour.ACCENT, "建议改": Colour.WARN, "提示": Colour.NOTE}
"""The colour of each severity of the data check."""

_GROUNDS = (Colour.PAPER, Colour.GROUND, Colour.RAIL, Colour.HOVER, Colour.READ_ONLY_GROUND, Colour.CHOSEN)
READ_ON = {
    Colour.INK: (
        *_GROUNDS,
        *(Colour.PICKED, Colour.PROBLEM_GROUND, Colour.MISSING_GROUND, Colour.TOLD_GROUND, Colour.NOTICE_GROUND),
        *(Colour.DEMO_GROUND, Colour.TIP_GROUND, Colour.CHIP_GROUND, Colour.LINE),
    ),
    Colour.QUIET: (*_GROUNDS, Colour.NOTICE_GROUND),
    Colour.HINT: (Colour.PAPER,),
    Colour.ACCENT: (*_GROUNDS, Colour.PROBLEM_GROUND),
    Colour.WARN: (*_GROUNDS, Colour.MISSING_GROUND),
    Colour.NOTE: _GROUNDS,
    Colour.GOOD: _GROUNDS,
    Colour.ON_FILLED: (Colour.FILLED, Colour.FILLED_HOVER),
}
"""On which grounds each colour of text is read: at least 4.5 to 1 in both themes. FAINT texts cannot be used and are exempt."""
