"""The grid that forms 8 and 9 share: seven columns, seven rows, the photo without a label."""

from dangjian_desktop.reports.form import Approval, Box

WIDTHS = (24.0, 26.0, 20.0, 18.0, 18.0, 18.0, 32.0)
HEIGHTS = (12.0, 12.0, 12.0, 12.0, 88.0, 40.0, 40.0)
PHOTO = Box(7, 7, photo=True)


def approval_grid(duty: tuple[Box, ...]) -> Approval:
    """Return the grid with the row R4 of a form; the words are keys of its wording."""
    return Approval(
        WIDTHS,
        HEIGHTS,
        (
            (
                Box(1, 1, "name"),
                Box(2, 2, field="name"),
                Box(3, 3, "sex"),
                Box(4, 4, field="sex"),
                Box(5, 5, "ethnicity"),
                Box(6, 6, field="ethnicity"),
                PHOTO,
            ),
            (Box(1, 1, "birth"), Box(2, 2, field="birth"), Box(3, 3, "work_start"), Box(4, 6, field="work_start")),
            (Box(1, 1, "joined"), Box(2, 2, field="joined"), Box(3, 3, "education"), Box(4, 6, field="education")),
            duty,
            (Box(1, 1, "deeds"), Box(2, 7, field="deeds", long=True)),
            (Box(1, 1, "branch_opinion"), Box(2, 7, field="branch_opinion", long=True)),
            (Box(1, 1, "general_opinion"), Box(2, 7, field="general_opinion", long=True)),
        ),
    )
