const node = (name, text) => {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  return made;
};

// As the browser's own back and forward do: the address changes, Streamlit follows it. One step in the history.
const open = (link) => {
  if (link.href === location.href) return;
  history.pushState({}, "", link.href);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
};

export default function ({ data: encoded, parentElement }) {
  const data = JSON.parse(new TextDecoder().decode(encoded));
  const root = parentElement.querySelector("nav");
  const focused = root.contains(document.activeElement) && document.activeElement.dataset.slug;
  root.setAttribute("aria-label", data.label);
  root.replaceChildren(node("strong", data.office));
  for (const section of data.menu) {
    const list = node("ul");
    for (const page of section.pages) {
      const link = node("a", page.title);
      link.href = page.link;
      link.dataset.slug = page.slug;
      if (page.slug === data.here) link.setAttribute("aria-current", "page");
      link.onclick = (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        open(link);
      };
      const entry = node("li");
      entry.append(link);
      list.append(entry);
      if (page.slug === focused) queueMicrotask(() => link.focus());
    }
    root.append(node("p", section.title), list);
  }
}
