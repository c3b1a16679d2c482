"""Vietnamese for the words that Streamlit's own controls bring along in English and that no parameter changes.

«Upload», «Search», «No results» stand in the program that runs in the browser. A component without a face exchanges
them, word for word, as the table `screen_words.csv` says; where it fails, the English word stays and everything works.
"""

from typing import Any

import streamlit as st

from dashboard import labels

_SCRIPT = """
const attributes = ["aria-label", "title", "placeholder"];

export default function ({ data }) {
  const said = (text) => {
    const bare = text.trim();
    if (Object.hasOwn(data.words, bare)) return text.replace(bare, data.words[bare]);
    const limit = bare.match(/^([\\d.]+) ?([KMG]B) per file/);
    return limit ? `Mỗi tệp không quá ${limit[1].replace(".", ",")} ${limit[2]}` : text;
  };
  const translate = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const spoken = said(node.nodeValue);
      if (spoken !== node.nodeValue) node.nodeValue = spoken;
    } else if (node.nodeType === Node.ELEMENT_NODE && !node.classList.contains("js-plotly-plot")) {
      for (const name of attributes) {
        const value = node.getAttribute(name);
        if (value && said(value) !== value) node.setAttribute(name, said(value));
      }
      node.childNodes.forEach(translate);
    }
  };
  document.documentElement.lang = "vi";
  translate(document.body);
  const watching = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(translate);
      else translate(change.target);
    }
  });
  watching.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes,
  });
  return () => watching.disconnect();
}
"""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component("screen_words", js=_SCRIPT)


def mount() -> None:
    """Put the component on the page; it takes no room."""
    _component()(key="screen_words", data={"words": labels.screen_words()}, height=1)
