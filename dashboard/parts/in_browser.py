"""Tasks that only the browser can do, by a component without a face. Where it fails, everything else works.

* Vietnamese for the words that Streamlit's own controls bring along in English and that no parameter changes
  («Upload», «Search», «No results»): exchanged word for word as the table `screen_words.csv` says.
* On a phone the menu lies over the page: a link in it closes it. The filters are folded to one line there.
* What is typed into a list finds its entries without their tones and marks: «phu lang» finds Phù Lãng. Streamlit
  compares letters in lower case and has no parameter for more, so while a list has the focus lower case has no marks.
* An option of a list that begins with the sign of a heading is drawn as one, and no click chooses it.
* On paper a chart is as wide as the sheet; on a phone a map is as high as what is drawn.
* The number of a figure and what calls for attention open their page in the same tab; Streamlit's links in texts open
  another, with a session of its own.
* Where people sign in: a warning before the sign-in ends for want of clicks, with a button that makes it last. The
  links to another password and out open in the same tab.
* A frame that the Tab key leads into has a ring of focus like everything else.
* A click deep down on the page that opens another place leads to the page's top.
"""

import json
from functools import lru_cache
from typing import Any

import streamlit as st

from presentation import labels

HEADING = "\u2063"
"""The first sign of an option that is a heading: it has no width."""
_SCRIPT = """
const attributes = ["aria-label", "title", "placeholder"];
const phone = 768;

const translator = (words) => {
  const patterns = Object.keys(words)
    .filter((word) => word.startsWith("/"))
    .map((word) => [new RegExp(word.slice(1, -1)), words[word]]);
  const said = (text) => {
    const bare = text.trim();
    if (Object.hasOwn(words, bare)) return text.replace(bare, words[bare]);
    const fitting = /^[\\x20-\\x7e•]/.test(bare) && patterns.find(([pattern]) => pattern.test(bare));
    return fitting ? bare.replace(...fitting) : text;
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
  return translate;
};

const closeMenu = (event) => {
  if (window.innerWidth < phone && event.target.closest("[data-testid=stSidebar] a")) {
    document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
  }
};

const lower = String.prototype.toLowerCase;
const bare = (text) => lower.call(text).normalize("NFD").replace(/[\\u0300-\\u036f]/g, "").replaceAll("đ", "d");

const findWithoutMarks = () => {
  if (window.findsWithoutMarks) return;
  window.findsWithoutMarks = true;
  String.prototype.toLowerCase = function () {
    return document.activeElement?.getAttribute("role") === "combobox" ? bare(this) : lower.call(this);
  };
};

// A chart is drawn as wide as the screen. For paper it is drawn anew as wide as a sheet, so that its letters keep their
// size; Plotly has no way to ask for that from outside but the buttons of its own bar. Until the sheet is printed
// Streamlit must not hear of it: it would draw the chart for the screen again.
const sheet = 1000; // pixels of its height
const [low, denser] = [300, 0.78]; // a chart that is higher is drawn so much lower: more of them share a sheet
const resize = (chart, sizes) => {
  const button = chart._fullLayout._modeBar?.buttons.flat().find((each) => each.attr === "dragmode");
  for (const [side, pixels] of button ? Object.entries(sizes) : []) {
    if (chart._fullLayout[side] === pixels) continue;
    button.click(chart, { currentTarget: { getAttribute: (name) => (name === "data-attr" ? side : pixels) } });
  }
};
const sizesOnPaper = (chart) => {
  const box = chart.closest("[data-testid=stElementContainer]");
  const card = chart.closest("[class*='st-key-card_'], [class*='st-key-block_']");
  const excess = card ? Math.max(0, card.offsetHeight - sheet) : 0;
  const { height } = chart._fullLayout;
  const less = card && height > low && !card.className.includes("_map") ? height * denser : height;
  return { width: box.clientWidth, height: Math.min(less, height - excess) };
};
const drawForPaper = () => {
  document.body.classList.add("for-paper"); // as wide as a sheet (look.css)
  const charts = [...document.querySelectorAll(".js-plotly-plot")].filter((chart) => chart._fullLayout);
  const sizes = charts.map(sizesOnPaper);
  charts.forEach((chart, place) => {
    const { _fullLayout: { width, height }, emit } = chart;
    chart.onScreen ??= { sizes: { width, height }, emit };
    chart.emit = () => {};
    resize(chart, sizes[place]);
  });
};
const drawForScreen = () => {
  document.body.classList.remove("for-paper");
  for (const chart of document.querySelectorAll(".js-plotly-plot")) {
    if (!chart.onScreen) continue;
    chart.emit = chart.onScreen.emit;
    resize(chart, chart.onScreen.sizes);
    delete chart.onScreen;
  }
};

// With a view box a chart is as wide as the paper in any case.
const fitCharts = () => {
  drawForPaper();
  for (const chart of document.querySelectorAll(".js-plotly-plot .main-svg")) {
    const [width, height] = [chart.getAttribute("width"), chart.getAttribute("height")];
    chart.setAttribute("viewBox", `0 0 ${width} ${height}`);
    chart.setAttribute("preserveAspectRatio", "xMinYMin meet");
    chart.parentElement.style.setProperty("--shape", `${width} / ${height}`);
  }
};
const unfitCharts = () => {
  drawForScreen();
  for (const chart of document.querySelectorAll(".js-plotly-plot .main-svg")) chart.removeAttribute("viewBox");
};

// A map has one scale for both axes: where a phone's width decides it, what stays free below is cut off.
const cutMaps = () => {
  for (const map of document.querySelectorAll("[class*='st-key-card_'][class*='_map'] .js-plotly-plot")) {
    const { yaxis, margin } = map._fullLayout ?? {};
    const box = map.closest("[data-testid=stElementContainer]");
    if (!yaxis || !box) continue;
    const height = window.innerWidth < phone ? `${Math.ceil(yaxis._offset + yaxis._length + margin.b)}px` : "";
    if (box.style.flexBasis === height) continue;
    box.style.flex = height && `0 0 ${height}`;
    box.style.overflow = height && "hidden";
  }
};

const drawHeadings = (heading) => {
  for (const option of document.querySelectorAll("[role=listbox] [role=option]")) {
    const isHeading = option.textContent.startsWith(heading);
    if (isHeading === option.classList.contains("list-heading")) continue;
    option.classList.toggle("list-heading", isHeading);
    if (isHeading) option.setAttribute("aria-disabled", "true");
    else option.removeAttribute("aria-disabled");
  }
};

// A frame with the focus matches no style of the page around it: what the Tab key has led into bears a class.
let tabbed = 0;
const noteTab = (event) => { if (event.key === "Tab") tabbed = event.timeStamp; };
const markFrame = (event) => {
  document.querySelectorAll("iframe.with-focus").forEach((frame) => frame.classList.remove("with-focus"));
  const here = document.activeElement;
  if (here?.tagName === "IFRAME" && event.timeStamp - tabbed < 1000) here.classList.add("with-focus");
};

const foldFilters = () => {
  const filters = window.innerWidth < phone && document.querySelector(".st-key-filters details[open]");
  if (filters && !filters.dataset.folded) {
    filters.dataset.folded = "once";
    filters.querySelector("summary").click();
  }
};

const own = ["/dang-xuat", "/doi-mat-khau"];
const stayInTab = (event) => {
  const link = event.target.closest("a[href]");
  if (!link || link.origin !== location.origin || !own.includes(link.pathname)) return;
  event.preventDefault();
  event.stopPropagation();
  location.assign(link.pathname);
};

// As a click in the menu: the address changes, Streamlit follows it, the session goes on.
const ownLinks = ["[data-testid=stMetricValue]", ".st-key-card_attention", ".st-key-coverage [data-testid=stMarkdown]"]
  .map((part) => `${part} a[href]`).join();
const followLink = (event) => {
  const link = event.target.closest(ownLinks);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState({}, "", link.href);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
};

const minute = 60000;
const showEnd = (left) => {
  let bar = document.getElementById("session-end");
  if (left === null) return bar?.remove();
  if (!bar) {
    bar = document.createElement("div");
    bar.id = "session-end";
    bar.setAttribute("role", "alert");
    bar.append(document.createElement("span"), document.createElement("button"));
    document.body.append(bar);
  }
  const [words, button] = bar.children;
  if (left > 0) {
    const time = `${Math.ceil(left / 60)} phút`;
    words.textContent = `Phiên đăng nhập sẽ hết sau ${time} vì không có thao tác; việc đang làm dở sẽ mất.`;
    button.textContent = "Tiếp tục làm việc";
    button.onclick = () => askSession("POST");
  } else {
    words.textContent = "Phiên đăng nhập đã hết.";
    button.textContent = "Đăng nhập lại";
    button.onclick = () => location.assign(`/dang-nhap?ve=${encodeURIComponent(location.pathname + location.search)}`);
  }
};
const askSession = async (method) => {
  try {
    const answer = await fetch("/phien", { method, cache: "no-store" });
    const { left, warn } = answer.ok ? await answer.json() : { left: 0, warn: 0 };
    showEnd(left > warn ? null : left);
  } catch { /* a server that does not answer is told of by Streamlit itself */ }
};
const watchSession = (signedIn) => {
  if (!signedIn || window.sessionWatched) return;
  window.sessionWatched = setInterval(() => askSession("GET"), minute);
  addEventListener("focus", () => askSession("GET"));
};

export default function ({ data: encoded }) {
  const data = JSON.parse(new TextDecoder().decode(encoded));
  watchSession(data.signedIn);
  findWithoutMarks();
  const translate = translator(data.words);
  document.documentElement.lang = "vi";
  translate(document.body);
  foldFilters();
  const watching = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(translate);
      else translate(change.target);
    }
    foldFilters();
    cutMaps();
    drawHeadings(data.heading);
  });
  watching.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes,
  });
  document.addEventListener("click", closeMenu);
  document.addEventListener("click", stayInTab, true);
  document.addEventListener("click", followLink, true);
  document.addEventListener("keydown", noteTab, true);
  window.addEventListener("blur", markFrame);
  window.addEventListener("focus", markFrame);
  window.addEventListener("beforeprint", fitCharts);
  window.addEventListener("afterprint", unfitCharts);
  if (window.placeInView !== undefined && window.placeInView !== data.place) {
    document.querySelector("[data-testid=stMain]")?.scrollTo({ top: 0 });
  }
  window.placeInView = data.place;
  return () => {
    watching.disconnect();
    document.removeEventListener("click", closeMenu);
    document.removeEventListener("click", stayInTab, true);
    document.removeEventListener("click", followLink, true);
    document.removeEventListener("keydown", noteTab, true);
    window.removeEventListener("blur", markFrame);
    window.removeEventListener("focus", markFrame);
    window.removeEventListener("beforeprint", fitCharts);
    window.removeEventListener("afterprint", unfitCharts);
  };
}
"""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component("in_browser", js=_SCRIPT)


def mount(place: str, *, signed_in: bool = False) -> None:
    """Put the component on the page; `place` names what the page shows, so that another one is begun at its top."""
    _component()(key="in_browser", data=_encoded(place, signed_in), height=1)


@lru_cache(maxsize=32)  # each holds the words of all screens
def _encoded(place: str, signed_in: bool) -> bytes:
    data = {"words": labels.screen_words(), "place": place, "heading": HEADING, "signedIn": signed_in}
    return json.dumps(data, ensure_ascii=False).encode()
