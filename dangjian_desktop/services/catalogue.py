"""The ten posts of the source document, shipped as data (P09)."""

import json

from dangjian_desktop.core.paths import resource
from dangjian_desktop.models.posts import Post
from dangjian_desktop.services.work import Work


def shipped_posts(work: Work) -> None:
    """Add the ten posts with their duties to a new data file."""
    posts = json.loads(resource("posts", "posts.json").read_text(encoding="utf-8"))
    work.insert(Post, [{**post, "position": place} for place, post in enumerate(posts, start=1)])
