"""JSON text that is equal for equal values, by a writer that is made once: thousands of small rows are written."""

import json
from collections.abc import Callable
from typing import Any

ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _writer() -> Callable[[Any], str]:
    """Return what ``ENCODER.encode`` does, but with the C encoder kept that it makes anew for each value, if there is one."""
    make = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return ENCODER.encode
    text = json.encoder.encode_basestring
    chunks = make(None, ENCODER.default, text, None, ENCODER.key_separator, ENCODER.item_separator, True, False, False)
    return lambda value: "".join(chunks(value, 0))


canonical_text = _writer()
"""Returns the text of a JSON value: keys sorted, no spaces, letters as they are."""
