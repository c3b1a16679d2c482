"""A button that puts a text on the clipboard: `st.code` can do that, too, but prose in it looks like a program."""

import json
from typing import Any

import streamlit as st

_HTML = '<button type="button"></button>'
_CSS = """
button {
  font: inherit; font-size: 0.875rem; line-height: 1.6; padding: 0.15rem 0.7rem; cursor: pointer; white-space: nowrap;
  color: var(--st-primary-color); background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius);
}
button.quiet { border-color: transparent; padding-inline: 0.2rem; color: inherit; }
button:hover { border-color: var(--st-primary-color); }
:focus-visible { outline: 3px solid #801650; outline-offset: 2px; }
"""
# Browsers give the clipboard to pages of this machine and of https only; in an office's network the older way works.
_SCRIPT = """
const copied = async (text) => {
  if (window.isSecureContext && navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return true;
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.style.position = "fixed";
  field.style.opacity = "0";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
};

export default function ({ data: encoded, parentElement }) {
  const data = JSON.parse(new TextDecoder().decode(encoded));
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  button.title = data.hint;
  button.classList.toggle("quiet", data.quiet);
  button.setAttribute("aria-live", "polite");
  let waiting;
  const tell = (words) => {
    button.textContent = words;
    clearTimeout(waiting);
    waiting = setTimeout(() => { button.textContent = data.label; }, 2000 + 40 * words.length);
  };
  button.onclick = () => copied(data.text).then(
    (done) => tell(done ? data.done : data.failed),
    () => tell(data.failed),
  );
  return () => clearTimeout(waiting);
}
"""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component("copy_button", html=_HTML, css=_CSS, js=_SCRIPT)


def button(
    text: str, *, key: str, label: str = "Sao chép", remark: str = "", hint: str = "", is_quiet: bool = False
) -> None:
    """Show a button: a click copies the text and says so, or says that the browser does not let it.

    `remark` is what must be known of the copy once it is made; `hint` is what the button does. `is_quiet`: no frame.
    """
    done = f"Đã sao chép; {remark}" if remark else "Đã sao chép"
    words = {"label": label, "done": done, "failed": "Trình duyệt không cho sao chép", "hint": hint}
    # Bytes: of anything else Streamlit looks at each value, in case it is a table.
    encoded = json.dumps(words | {"text": text, "quiet": is_quiet}, ensure_ascii=False).encode()
    _component()(key=key, data=encoded, width="content", height="content")
