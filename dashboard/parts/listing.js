const node = (name, text, ...classes) => {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.className = classes.filter(Boolean).join(" ");
  return made;
};

const content = (cell, place, address) => {
  const words = node(address ? "a" : "span", cell.text, address && "people");
  if (address) words.href = address;
  // A sentence goes on in the next line where names and numbers do not.
  if (cell.text.length > 40) place.classList.add("long");
  place.append(words);
  if (cell.bar !== null) {
    const bar = node("span", "", "bar");
    bar.style.setProperty("--part", cell.bar);
    place.append(bar);
  }
};

// What is missing comes last, whichever way the others stand.
const compare = (column, down) => (left, right) => {
  const [a, b] = [left.cells[column].key, right.cells[column].key];
  if (a === null || b === null) return (a === null) - (b === null);
  const order = typeof a === "number" ? a - b : a.localeCompare(b, "vi");
  return down ? -order : order;
};

const header = (data, state, draw) => {
  const row = node("tr");
  data.headers.forEach((text, column) => {
    const cell = node("th", "", data.numeric[column] && "number");
    cell.scope = "col";
    const sorted = state.column === column;
    const button = node("button", text + (sorted ? (state.down ? " ↓" : " ↑") : ""));
    button.type = "button";
    cell.setAttribute("aria-sort", sorted ? (state.down ? "descending" : "ascending") : "none");
    button.onclick = () => {
      state.down = sorted ? !state.down : data.numeric[column];
      state.column = column;
      draw();
      state.root.querySelectorAll("thead button")[column].focus();
    };
    // A header that paper repeats on each sheet shows no button.
    cell.append(button, node("span", text, "paper"));
    row.append(cell);
  });
  return row;
};

const line = (data, cells, head, address, ways) => {
  const people = (cell, column) =>
    ways?.[column] ||
    (address && (data.traces[column] ?? null) !== null && cell.key > 0
      ? data.trace + [address, data.traces[column]].filter(Boolean).join("&")
      : "");
  const row = node("tr");
  cells.forEach((cell, column) => {
    const place = node(column === 0 ? "th" : "td", "", data.numeric[column] && "number", !cell.text && "empty");
    place.dataset.header = data.headers[column];
    if (column === 0) {
      place.scope = "row";
      if (cell.text.length > 28) place.classList.add("long");
      head(place, cell);
    } else content(cell, place, people(cell, column));
    row.append(place);
  });
  return row;
};

// On a phone a table that is wider than the screen is a card for each row.
const fit = (root) => {
  const table = root.querySelector("table");
  table?.classList.remove("stacked");
  table?.classList.toggle("stacked", root.scrollWidth > root.clientWidth);
};

export default function ({ data: encoded, parentElement, setStateValue, setTriggerValue }) {
  const data = JSON.parse(new TextDecoder().decode(encoded));
  const root = parentElement.querySelector("article");
  const state = (root.listing ??= { column: null, down: false, all: false, ticked: new Set() });
  state.root = root;
  const name = (entry) => (place, cell) => {
    if (data.ticks) return place.append(ticked(entry.code, cell.text));
    if (!entry.code) return content(cell, place);
    const link = node(entry.link ? "a" : "button", cell.text, !entry.link && "pick");
    if (entry.link) link.href = entry.link;
    else link.type = "button";
    if (entry.code === data.chosen) link.setAttribute("aria-current", "true");
    link.onclick = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      setTriggerValue("pick", entry.code);
    };
    place.append(link);
  };
  const ticked = (code, text) => {
    const [label, box] = [node("label"), node("input")];
    box.type = "checkbox";
    box.checked = state.ticked.has(code);
    box.onchange = () => {
      if (box.checked) state.ticked.add(code);
      else state.ticked.delete(code);
      setStateValue("ticked", [...state.ticked]);
    };
    label.append(box, text);
    return label;
  };
  const draw = () => {
    const entries = data.rows.map((cells, n) => ({ cells, code: data.codes[n], link: data.links[n], ways: data.ways[n] }));
    if (state.column !== null) entries.sort(compare(state.column, state.down));
    const table = node("table");
    table.append(node("caption", data.caption), node("thead"), node("tbody"), node("tfoot"));
    const [, head, body, foot] = table.children;
    head.append(header(data, state, draw));
    entries.forEach((entry, n) => {
      const row = line(data, entry.cells, name(entry), entry.code && entry.link, entry.ways);
      if (data.chosen && entry.code === data.chosen) row.classList.add("chosen");
      if (!state.all && n >= data.most) row.classList.add("folded");
      body.append(row);
    });
    if (data.total.length) foot.append(line(data, data.total, (place, cell) => content(cell, place), data.everybody));
    if (data.onPaper) table.classList.add("as-on-screen");
    root.replaceChildren(table);
    if (data.onPaper && !state.all) root.append(node("p", data.onPaper, "paper"));
    if (data.more) {
      const button = node("button", state.all ? data.less : data.more, "more");
      button.type = "button";
      button.onclick = () => {
        state.all = !state.all;
        draw();
        root.querySelector("button.more").focus();
      };
      root.append(button);
    }
    fit(root);
  };
  draw();
  const watching = new ResizeObserver(() => fit(root));
  watching.observe(root);
  return () => watching.disconnect();
}
