"""The page «Hướng dẫn»: the sections of docs/huong-dan.md, and a search in them that needs no accents."""

import re
from functools import lru_cache

import streamlit as st

from reference import vietnamese
from settings import ROOT

_FILE = ROOT / "docs" / "huong-dan.md"
_SECTION = re.compile(r"^## ", re.MULTILINE)
_PICTURE = re.compile(r"^!\[(.*?)\]\((.+?)\)$", re.MULTILINE)


def wanted() -> str:
    """Ask for words; empty for the whole guide."""
    return str(
        st.text_input("Tìm trong hướng dẫn", placeholder="ví dụ: hoan tac, công bố, không khai", key="guide_words")
    )


def show(words: str) -> None:
    """Show the sections that have all the words, each under its heading."""
    sections = [section for section in _sections() if matches(section, words)]
    if words.strip():
        st.caption(f"{vietnamese.number(len(sections))}/{vietnamese.number(len(_sections()))} mục")
    for section in sections:
        title, _, text = section.partition("\n")
        st.header(title, anchor=vietnamese.slug(title))
        _text(text)


def matches(section: str, words: str) -> bool:
    """Tell whether a section has all the words, with or without accents."""
    text = vietnamese.slug(section)
    return all(vietnamese.slug(word) in text for word in words.split())


@lru_cache(maxsize=1)
def _sections() -> tuple[str, ...]:
    """Split the guide at its headings; what stands before the first one is for readers of the file."""
    return tuple(_SECTION.split(_FILE.read_text(encoding="utf-8"))[1:])


def _text(text: str) -> None:
    """Show text and pictures in their order."""
    end = 0
    for picture in _PICTURE.finditer(text):
        st.markdown(text[end : picture.start()])
        st.image(_FILE.parent / picture[2], caption=picture[1], alt=picture[1])
        end = picture.end()
    st.markdown(text[end:])
