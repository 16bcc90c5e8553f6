// The page is whole without this. Here it answers while one looks at it: sorts, filters, shows what a change gives.
// Every sentence and figure was worded beforehand and stands in the page or in its data; nothing is fetched.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const $ = (selector, inside = document) => inside.querySelector(selector);
  const $$ = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const say = (text, gaps) => text.replace(/\{(\w+)\}/g, (gap, name) => gaps[name] ?? gap);
  const plain = (element) => element.textContent.replaceAll("\u00ad", "").trim();
  const make = (tag, text = "", set = {}) => Object.assign(document.createElement(tag), { textContent: text, ...set });

  // Details: what a link leads to is opened, and all of them at once where one asks for it.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let at = target.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    target.scrollIntoView();
    if (target.matches("details")) $("summary", target).focus({ preventScroll: true });
  };
  addEventListener("hashchange", reveal);
  // A link to the place where one already is opens it again.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (link && link.hash === location.hash) setTimeout(reveal);
  });
  for (const row of $$("[data-all]")) {
    row.hidden = false;
    row.addEventListener("click", (event) => {
      const open = event.target.dataset.open;
      if (open === undefined) return;
      for (const details of $$("details")) details.open = Boolean(open);
      $("[role=status]", row).textContent = open ? words.all_open : words.all_shut;
    });
  }

  // Only a box that has more beside it is a stop on the way of the Tab key.
  const boxes = new ResizeObserver((seen) => {
    for (const { target } of seen) target.tabIndex = target.scrollWidth > target.clientWidth ? 0 : -1;
  });
  $$(".scroll").forEach((box) => boxes.observe(box));

  $$(".chart svg").forEach(points);

  const table = document.getElementById(data.table);
  const tools = document.getElementById("verktyg");
  if (table && tools) {
    explore(table, tools);
    if (document.getElementById("svar")) trials(table, tools, document.getElementById("svar"));
  }
  reveal();

  // Each chart is one stop on the way of the Tab key; arrows go from point to point, and what is pointed at is told.
  function points(chart) {
    const shapes = $$("title", chart).map((title) => title.parentElement).filter((shape) => shape !== chart);
    if (!shapes.length) return;
    const note = make("p", "", { className: "told", hidden: true });
    note.setAttribute("aria-hidden", "true");
    chart.after(note);
    chart.setAttribute("role", "group");
    $$("text", chart).forEach((text) => text.setAttribute("aria-hidden", "true"));
    const to = (shape, tab) => {
      shapes.forEach((other) => other.setAttribute("tabindex", other === shape ? "0" : "-1"));
      if (tab) shape.focus();
    };
    // Its title is its name.
    shapes.forEach((shape) => shape.setAttribute("role", "img"));
    to(shapes[0]);
    chart.addEventListener("focusin", ({ target }) => {
      if (!shapes.includes(target)) return;
      to(target);
      note.textContent = $("title", target).textContent;
      note.hidden = false;
      const box = note.parentElement.getBoundingClientRect();
      const spot = target.getBoundingClientRect();
      const room = box.width - note.offsetWidth;
      note.style.left = `${Math.max(0, Math.min(spot.left + spot.width / 2 - box.left - note.offsetWidth / 2, room))}px`;
      note.style.top = `${spot.top - box.top - note.offsetHeight - 8}px`;
    });
    chart.addEventListener("focusout", () => (note.hidden = true));
    chart.addEventListener("keydown", (event) => {
      const at = shapes.indexOf(event.target);
      const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: shapes.length - 1 }[event.key];
      if (event.key === "Escape") note.hidden = true;
      if (next === undefined || at < 0) return;
      event.preventDefault();
      to(shapes[Math.max(0, Math.min(next, shapes.length - 1))], true);
    });
  }

  function explore(table, tools) {
    const control = (name) => $(`[name=${name}]`, tools);
    const body = table.tBodies[0];
    const heads = $$("thead th", table);
    const rows = $$("tr:not(.total)", body);
    const total = $("tr.total", body);
    const names = heads.map(plain);
    const at = (id) => data.columns.findIndex((column) => column.id === id);
    const answer = document.getElementById("verktyg-svar");
    const cellText = (row, column) => plain(row.cells[column]);
    const order = (row, column) => (row.cells[column].dataset.order === undefined ? null : +row.cells[column].dataset.order);
    const kinds = new Map(rows.map((row) => [row, cellText(row, at("outcome"))]));
    tools.hidden = false;

    // Sorting: unknown figures last, whichever way; the row of the plan stays below.
    const sort = (column, falling) => {
      heads.forEach((head, n) => (n === column ? head.setAttribute("aria-sort", falling ? "descending" : "ascending") : head.removeAttribute("aria-sort")));
      const way = falling ? -1 : 1;
      const numeric = column !== 0;
      const sorted = [...rows].sort((one, other) => {
        if (!numeric) return way * cellText(one, column).localeCompare(cellText(other, column), data.language);
        const [a, b] = [order(one, column), order(other, column)];
        if (a === null || b === null) return (a === null) - (b === null);
        return way * (a - b);
      });
      body.append(...sorted, ...(total ? [total] : []));
    };
    heads.forEach((head, column) => {
      const button = make("button", "", { type: "button", className: "sort" });
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        const falling = now ? now === "ascending" : head.classList.contains("n");
        sort(column, falling);
        answer.textContent = say(falling ? words.sorted_down : words.sorted_up, { column: names[column] });
      });
    });

    // Filtering: a text in any column, an outcome, and bounds on one column of figures.
    for (const text of new Set(kinds.values())) control("outcome").append(make("option", text));
    data.columns.forEach((column, n) => {
      if (column.scale) control("column").append(make("option", names[n], { value: n }));
    });
    const number = (input) => {
      const text = input.value.replace(/[\s\u00a0%]/g, "").replace("\u2212", "-");
      const read = text === "" ? null : Number(data.language === "sv" ? text.replace(",", ".") : text.replaceAll(",", ""));
      input.setAttribute("aria-invalid", String(Number.isNaN(read)));
      return read;
    };
    const filter = () => {
      const [sought, kind] = [control("search").value.trim().toLocaleLowerCase(data.language), control("outcome").value];
      const column = control("column").value === "" ? null : +control("column").value;
      const bounds = ["least", "most"].map((name) => number(control(name)));
      const [least, most] = bounds.map((bound) => (Number.isNaN(bound) ? null : bound));
      const { scale = 1, unit = "" } = column === null ? {} : data.columns[column];
      document.getElementById("verktyg-enhet").textContent = unit;
      let shown = 0;
      for (const row of rows) {
        const figure = column === null ? 0 : order(row, column);
        const within = column === null || (least === null && most === null) || (figure !== null && !(least !== null && figure < least * scale) && !(most !== null && figure > most * scale));
        row.hidden = !(within && (!kind || kinds.get(row) === kind) && plain(row).toLocaleLowerCase(data.language).replaceAll("\u00a0", " ").includes(sought));
        shown += !row.hidden;
      }
      answer.textContent = bounds.some(Number.isNaN) ? words.not_a_number : say(words.shown, { shown, all: rows.length });
    };
    for (const name of ["search", "least", "most"]) control(name).addEventListener("input", filter);
    for (const name of ["outcome", "column"]) control(name).addEventListener("change", filter);

    // The four views, one of them, or one actor in their place, taken from the table of actors.
    const views = ["nnv", "society_first", "own_all", "own_first"].map(at);
    const [last] = views;
    const choice = control("view");
    views.forEach((column) => choice.append(make("option", column === last ? words.society_all : names[column], { value: `v${column}` })));
    const actors = document.getElementById(data.actors);
    const held = actors ? new Map($$("tbody tr", actors).map((row) => [$("a", row)?.hash ?? "", row])) : new Map();
    if (actors) {
      const group = make("optgroup", "", { label: words.actors });
      $$("thead th", actors).slice(1).forEach((head, n) => group.append(make("option", plain(head), { value: `a${n + 1}` })));
      choice.append(group);
    }
    const first = new Map([...rows, ...(total ? [total] : [])].map((row) => [row, row.cells[last].cloneNode(true)]));
    const show = () => {
      const [kind, n] = [choice.value[0], +choice.value.slice(1)];
      const kept = kind === "v" ? n : kind === "a" ? last : null;
      heads.forEach((head, column) => (head.hidden = kept !== null && views.includes(column) && column !== kept));
      $("button", heads[last]).textContent = kind === "a" ? choice.selectedOptions[0].text : names[last];
      for (const [row, own] of first) {
        views.forEach((column) => (row.cells[column].hidden = kept !== null && column !== kept));
        const shown = kind === "a" ? held.get($("a", row)?.hash ?? "").cells[n].cloneNode(true) : own.cloneNode(true);
        row.cells[last].replaceWith(shown);
      }
      names[last] = plain(heads[last]);
      const sorted = heads.findIndex((head) => head.hasAttribute("aria-sort"));
      if (sorted >= 0) sort(sorted, heads[sorted].getAttribute("aria-sort") === "descending");
      answer.textContent = say(words.showing, { view: choice.selectedOptions[0].text });
    };
    choice.addEventListener("change", show);

    control("reset").addEventListener("click", () => {
      for (const name of ["search", "outcome", "column", "least", "most", "view"]) control(name).value = "";
      show();
      heads.forEach((head) => head.removeAttribute("aria-sort"));
      body.append(...rows, ...(total ? [total] : []));
      filter();
    });
  }

  function trials(table, tools, bar) {
    const slider = $("input[type=range]", tools);
    const start = data.money.findIndex((place) => place.as_is);
    const [told, copied] = $$("[role=status]", bar);
    const [moves, command] = [$(".moves", bar), $("code", bar)];
    const row = new Map($$("tbody tr:not(.total)", table).map((one) => [$("a", one).hash.slice(3), one]));
    const outcome = data.columns.findIndex((column) => column.id === "outcome");
    const ticks = new Map();
    const name = (id) => plain($("a", row.get(id)));

    for (const [id, proposal] of Object.entries(data.proposals)) {
      const cell = row.get(id).cells[outcome];
      const tick = make("input", "", { type: "checkbox", checked: proposal.in });
      tick.setAttribute("aria-label", say(proposal.in ? words.in_without : words.in_with, { name: name(id) }));
      const label = make("label", "", { className: "tick" });
      label.append(tick, ...cell.childNodes);
      cell.append(label);
      tick.addEventListener("change", render);
      ticks.set(id, tick);
    }
    if (slider) {
      slider.value = start;
      slider.addEventListener("input", render);
    }
    let lately = slider;
    const goBack = () => {
      for (const [id, tick] of ticks) tick.checked = data.proposals[id].in;
      if (slider) slider.value = start;
      render();
      lately?.focus();
    };
    $("[name=back]", bar).addEventListener("click", goBack);
    $("[name=copy]", bar).addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(command.textContent);
        copied.textContent = words.copied;
      } catch {
        getSelection().selectAllChildren(command);
        copied.textContent = words.marked;
      }
    });
    bar.hidden = false;
    render();

    function render(event) {
      if (event) lately = event.target;
      const place = slider && data.money[+slider.value];
      const moved = Boolean(place && !place.as_is);
      const changed = [...ticks].filter(([id, tick]) => tick.checked !== data.proposals[id].in).map(([id]) => id);
      if (slider) {
        $("output", tools).textContent = place.name;
        slider.setAttribute("aria-valuetext", place.name);
      }
      const only = changed.length === 1 && !moved ? data.proposals[changed[0]] : null;
      const answered = only ?? (moved && !changed.length && place.point !== null ? data.changes[place.point] : {});
      told.textContent = only ? only.says : moved && !changed.length ? place.says : changed.length ? words.combination : words.nothing;
      mark(answered, changed);
      // The sentence of one proposal names them already.
      list(only ? {} : answered);
      bar.classList.toggle("on", changed.length > 0 || moved);
      const asked = changed.map((id) => ` --${data.proposals[id].in ? "out" : "in"} ${data.proposals[id].arg}`);
      command.textContent = data.command + asked.join("") + (moved ? place.arg : "");
      copied.textContent = "";
    }

    // What comes in, leaves or changes is said in its row too.
    function mark(answered, changed) {
      $$(".then", table).forEach((old) => old.remove());
      for (const [id, one] of row) {
        const kind = ["comes", "goes", "changes"].find((way) => answered[way]?.includes(id)) ?? "";
        one.dataset.then = kind || (changed.includes(id) ? "asked" : "");
        if (kind) one.cells[outcome].append(make("span", words[`${kind}_short`] ?? words[kind], { className: "then" }));
      }
    }

    function list(answered) {
      moves.replaceChildren();
      for (const kind of ["comes", "goes", "changes"]) {
        if (!answered[kind]?.length) continue;
        const names = make("dd");
        answered[kind].forEach((id, n) => names.append(n ? "; " : "", make("a", name(id), { href: `#p-${id}` })));
        moves.append(make("dt", words[kind]), names);
      }
      moves.hidden = !moves.childNodes.length;
    }
  }
})();
