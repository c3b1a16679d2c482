const whole = "*";
const node = (name, text, ...classes) => {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.className = classes.filter(Boolean).join(" ");
  return made;
};

// What is missing comes last, whichever way the others stand.
const compare = (column, down) => (left, right) => {
  if (column < 0) return (down ? -1 : 1) * left.label.localeCompare(right.label, "vi");
  const [a, b] = [left.cells[column].key, right.cells[column].key];
  if (a === null || b === null) return (a === null) - (b === null);
  return down ? b - a : a - b;
};

const groups = (columns) => {
  const found = [];
  for (const column of columns) {
    const last = found[found.length - 1];
    if (last && last.code === column.code && column.part) last.span += 1;
    else found.push({ code: column.code, label: column.label, span: 1, parts: Boolean(column.part) });
  }
  return found;
};

const sorter = (state, column, text, draw) => {
  const sorted = state.column === column;
  const button = node("button", text + (sorted ? (state.down ? " ↓" : " ↑") : ""));
  button.type = "button";
  button.dataset.sorts = column;
  button.onclick = () => {
    // A third click goes back to the order that the table came in.
    if (sorted && state.down !== (column >= 0)) state.column = null;
    else [state.down, state.column] = [sorted ? !state.down : column >= 0, column];
    draw();
    state.root.querySelector(`[data-sorts="${column}"]`).focus();
  };
  return button;
};

const aria = (state, column) => (state.column === column ? (state.down ? "descending" : "ascending") : "none");

const head = (data, state, draw) => {
  const made = node("thead");
  const parted = data.columns.some((column) => column.part);
  const first = node("tr");
  const corner = node("th", "", "corner");
  corner.scope = "col";
  corner.rowSpan = 1 + Boolean(data.over) + parted;
  corner.setAttribute("aria-sort", aria(state, -1));
  corner.append(sorter(state, -1, data.corner, draw));
  first.append(corner);
  const rows = [first];
  if (data.over) {
    const values = data.columns.filter((column) => column.code !== whole).length;
    if (values) {
      const over = node("th", data.over, "group");
      over.scope = "colgroup";
      over.colSpan = values;
      first.append(over);
    }
    const rest = data.columns.length - values;
    if (rest) {
      const empty = node("td", "", "group");
      empty.colSpan = rest;
      empty.style.background = "var(--st-secondary-background-color)";
      first.append(empty);
    }
    rows.push(node("tr"));
  }
  const line = rows[rows.length - 1];
  const below = node("tr");
  let place = 0;
  for (const group of groups(data.columns)) {
    const cell = node("th", "", group.parts && "group", group.code === whole && data.over && "whole");
    line.append(cell);
    if (!group.parts) {
      cell.scope = "col";
      cell.rowSpan = 1 + parted;
      cell.setAttribute("aria-sort", aria(state, place));
      cell.append(sorter(state, place, group.label, draw));
      place += 1;
      continue;
    }
    cell.scope = "colgroup";
    cell.colSpan = group.span;
    cell.append(group.label);
    for (let part = 0; part < group.span; part += 1, place += 1) {
      const under = node("th");
      under.scope = "col";
      under.setAttribute("aria-sort", aria(state, place));
      under.append(sorter(state, place, data.columns[place].part, draw));
      below.append(under);
    }
  }
  if (parted) rows.push(below);
  made.append(...rows);
  return made;
};

const line = (data, entry, pick) => {
  const row = node("tr");
  const name = node("th", entry.label);
  name.scope = "row";
  row.append(name);
  entry.cells.forEach((cell, place) => {
    const column = data.columns[place];
    const made = node("td", "", column.code === whole && data.over && "whole", cell.heat && "heat");
    if (cell.heat) {
      const part = Math.round(cell.heat * 45);
      made.style.background = `color-mix(in srgb, #82B1DA ${part * 2}%, var(--st-background-color))`;
    }
    if (column.opens && cell.key !== null && entry.opens !== false && pick) {
      const button = node("button", cell.text);
      button.type = "button";
      button.tabIndex = -1;
      button.title = "Ai, ở đâu?";
      button.onclick = () => pick([entry.code, column.code]);
      made.append(button);
    } else made.append(cell.text);
    row.append(made);
  });
  return row;
};

// One cell takes the tabulator, arrow keys lead from cell to cell.
const arrows = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
const move = (root) => (event) => {
  const step = arrows[event.key];
  const button = event.target.closest("td > button");
  if (!step || !button) return;
  const rows = [...root.querySelectorAll("tbody tr:not(.folded), tfoot tr")];
  const grid = rows.map((row) => [...row.querySelectorAll("td")]);
  let [row, column] = [grid.findIndex((cells) => cells.includes(button.parentElement)), 0];
  column = grid[row].indexOf(button.parentElement);
  do {
    row += step[0];
    column += step[1];
  } while (grid[row]?.[column] && !grid[row][column].querySelector("button"));
  const next = grid[row]?.[column]?.querySelector("button");
  if (!next) return;
  event.preventDefault();
  button.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
};

export default function ({ data: encoded, parentElement, setTriggerValue }) {
  const data = JSON.parse(new TextDecoder().decode(encoded));
  const root = parentElement.querySelector("article");
  const state = (root.crossing ??= { column: null, down: false, all: false });
  state.root = root;
  const pick = (place) => setTriggerValue("pick", place);
  const draw = () => {
    if (state.column >= data.columns.length) state.column = null;
    const entries = [...data.rows];
    if (state.column !== null) entries.sort(compare(state.column, state.down));
    const [table, body, foot] = [node("table"), node("tbody"), node("tfoot")];
    entries.forEach((entry, n) => {
      const row = line(data, entry, pick);
      if (!state.all && n >= data.most) row.classList.add("folded");
      body.append(row);
    });
    data.totals.forEach((entry) => foot.append(line(data, entry, pick)));
    table.append(node("caption", data.caption), head(data, state, draw), body, foot);
    root.replaceChildren(table);
    const first = root.querySelector("td > button");
    if (first) first.tabIndex = 0;
    root.onkeydown = move(root);
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
  };
  draw();
}
