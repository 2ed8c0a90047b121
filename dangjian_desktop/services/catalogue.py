"""The catalogue of posts: the ten of the source document, shipped as data (P09), and what they are called."""

import json
from collections.abc import Mapping
from typing import Any

from dangjian_desktop.core.names import match_key
from dangjian_desktop.core.paths import resource
from dangjian_desktop.models.posts import Post
from dangjian_desktop.services.work import Work


def shipped_posts(work: Work) -> None:
    """Add the ten posts with their duties to a new data file."""
    posts = json.loads(resource("posts", "posts.json").read_text(encoding="utf-8"))
    work.insert(Post, [{**post, "position": place} for place, post in enumerate(posts, start=1)])


def with_former_name(before: Mapping[str, Any], values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Let a post that gets another name keep the one before as 又名, so that older tables still mean it (A7-5)."""
    name = values.get("name") or before["name"]
    alias = values.get("alias", before["alias"]) or ""
    if match_key(name) == match_key(before["name"]) or match_key(alias) not in ("", match_key(name)):
        return values
    return {**values, "alias": before["name"]}
