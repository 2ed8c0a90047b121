"""When the made-up offices work."""

YEAR, QUARTER = 2026, 4
