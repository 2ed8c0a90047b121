"""The five schemes, in the order of their tabs."""

from dangjian_desktop.schemes.areas import AREAS
from dangjian_desktop.schemes.commitments import COMMITMENTS_CARD
from dangjian_desktop.schemes.pacesetters import PACESETTERS
from dangjian_desktop.schemes.pioneers import PIONEERS
from dangjian_desktop.schemes.posts import POSTS
from dangjian_desktop.schemes.scheme import Scheme

SCHEMES: tuple[Scheme, ...] = (POSTS, AREAS, COMMITMENTS_CARD, PIONEERS, PACESETTERS)
