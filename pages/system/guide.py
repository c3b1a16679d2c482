"""Hướng dẫn: the guide of docs/huong-dan.md, to be searched, with the blank roster for communes."""

from dashboard import cached
from dashboard.parts import blank_roster
from dashboard.system import guide

guide.show(guide.wanted())
blank_roster.offer(cached.state())
