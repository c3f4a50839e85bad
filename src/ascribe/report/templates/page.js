// Filters, grouping, tooltips and the theme switch. The page is complete without this; nothing here makes markup from text.
(function () {
  "use strict";
  const $ = (s, r) => (r || document).querySelector(s), $$ = (s, r) => Array.from((r || document).querySelectorAll(s));
  const cards = $$(".c"), marks = new Map(), root = document.documentElement;
  for (const mark of $$("[data-c]")) {
    if (!marks.has(mark.dataset.c)) marks.set(mark.dataset.c, []);
    marks.get(mark.dataset.c).push(mark);
  }

  // theme: as the system has it, until switched
  const theme = $("#theme"), system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
  const named = () => { theme.textContent = dark() ? "Light" : "Dark"; theme.setAttribute("aria-label", "Switch to " + (dark() ? "light" : "dark") + " colours"); };
  theme.hidden = false; named(); system.addEventListener("change", named);
  theme.addEventListener("click", () => { root.dataset.theme = dark() ? "light" : "dark"; named(); });

  // filters
  const form = $("#filter"), count = $("#count"), reset = $("#reset"), none = $("#none");
  const fields = { t: $("#ft"), f: $("#ff"), s: $("#fs"), p: $("#fp") }, q = $("#q"), texts = new Map();
  const fold = (s) => s.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const text = (card) => { if (!texts.has(card)) texts.set(card, fold(card.textContent)); return texts.get(card); };
  function apply() {
    const words = fold(q.value).split(/\s+/).filter(Boolean);
    let n = 0, any = words.length > 0;
    q.classList.toggle("on", any);
    for (const k in fields) { fields[k].classList.toggle("on", !!fields[k].value); any = any || !!fields[k].value; }
    for (const card of cards) {
      const d = card.dataset;
      const fits = (!fields.t.value || d.t === fields.t.value) && (!fields.f.value || d.f === fields.f.value) &&
        (!fields.s.value || d.s.split(" ").includes(fields.s.value)) && (!fields.p.value || d.p.split(" ").includes(fields.p.value)) &&
        words.every((w) => text(card).includes(w));
      card.hidden = !fits; n += fits;
      for (const mark of marks.get(card.id) || []) mark.classList.toggle("off", !fits);
    }
    for (const g of $$(".g")) {
      const left = $$(".c:not([hidden])", g).length;
      g.hidden = !left; $(".n", g).textContent = left;
      for (const x of $$(".mix > span", g)) {
        const m = $$(".c.f-" + x.dataset.f + ":not([hidden])", g).length;
        x.hidden = !m; $("i", x).textContent = m;
      }
      if (any && n <= 200) g.open = true;
    }
    count.textContent = any ? n + " of " + cards.length + " claims" : cards.length + " claims";
    reset.disabled = !any; if (none) none.hidden = n > 0 || !cards.length;
  }
  if (cards.length) {
    let wait = 0;
    form.hidden = false;
    q.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(apply, 120); });
    for (const k in fields) fields[k].addEventListener("change", apply);
    form.addEventListener("submit", (e) => e.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    apply();
  }

  // grouping: the same cards under other headings
  const by = $("#by"), groups = $("#groups"), first = $$(".g"), mix = $(".mix");
  const home = new Map(cards.map((c) => [c, c.parentNode]));
  const names = (select) => new Map(Array.from(select.options, (o) => [o.value, o.textContent.replace(/ \(\d+\)$/, "")]));
  const speakers = names(fields.s), places = names(fields.p);
  const key = {
    speaker: (c) => [speakers.get(c.dataset.s.split(" ")[0]) || "Reporters’ own voice", ""],
    place: (c) => c.dataset.p === "none" ? ["No place told", "~"] : [places.get(c.dataset.p.split(" ")[0]), ""],
    report: (c) => [$(".doc", c).textContent, ($(".from time", c) || { dateTime: "~" }).dateTime],
  };
  function regroup(kind) {
    for (const b of $$("button", by)) b.setAttribute("aria-pressed", String(b.dataset.by === kind));
    for (const [card, parent] of home) parent.appendChild(card);
    for (const g of $$(".g.made")) g.remove();
    for (const g of first) groups.appendChild(g);
    if (kind !== "type") {
      const found = new Map();
      for (const card of cards) {
        const [name, order] = key[kind](card);
        if (!found.has(name)) found.set(name, { order: order, cards: [] });
        found.get(name).cards.push(card);
      }
      const sorted = Array.from(found).sort((a, b) => a[1].order < b[1].order ? -1 : a[1].order > b[1].order ? 1 : b[1].cards.length - a[1].cards.length);
      for (const g of first) g.remove();
      sorted.forEach(([name, group], i) => {
        const g = document.createElement("details"), s = document.createElement("summary"), h = document.createElement("h3"), n = document.createElement("span"), div = document.createElement("div");
        g.className = "g made"; g.open = cards.length <= 60 || i < 1; h.textContent = name; h.dir = "auto"; n.className = "n"; div.className = "cards";
        s.append(h, mix.cloneNode(true), n); g.append(s, div);
        group.cards.sort((a, b) => (a.dataset.d || "~") < (b.dataset.d || "~") ? -1 : 1);
        div.append(...group.cards);
        groups.appendChild(g);
      });
    }
    apply();
  }
  if (cards.length) {
    by.hidden = false;
    by.addEventListener("click", (e) => { if (e.target.dataset.by) regroup(e.target.dataset.by); });
  }

  // a claim that is linked to: open its group
  function show() {
    let target = null;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (e) { return; }
    if (!target) return;
    const card = target.closest(".c"), group = target.closest("details");
    if (card && card.hidden) form.reset();
    if (group) group.open = true;
    for (const c of $$(".c.here")) c.classList.remove("here");
    if (card) { card.classList.add("here"); setTimeout(() => card.scrollIntoView({ block: "center" })); }
  }
  addEventListener("hashchange", show); show();

  // tooltips on marks
  const tip = $("#tip");
  function over(mark) {
    const card = document.getElementById(mark.dataset.c);
    if (!card || mark.classList.contains("off")) return;
    tip.replaceChildren(...[".badge", ".s", ".who"].map((s) => $(s, card)).filter(Boolean).map((n) => n.cloneNode(true)));
    const when = document.createElement("span");
    when.className = "dim"; when.textContent = " " + [".when", ".phase"].map((s) => $(s, card)).filter(Boolean).map((n) => n.textContent).join(" · ");
    tip.firstChild.append(when); tip.className = "f-" + card.dataset.f; tip.hidden = false;
    const r = mark.getBoundingClientRect(), w = tip.offsetWidth, h = tip.offsetHeight;
    tip.style.left = Math.max(12, Math.min(innerWidth - w - 12, r.left + r.width / 2 - w / 2)) + "px";
    tip.style.top = (r.bottom + h + 16 < innerHeight || r.top < h + 16 ? r.bottom + 8 : r.top - h - 8) + "px";
  }
  const out = () => { tip.hidden = true; };
  for (const [, list] of marks) for (const mark of list) {
    const title = $("title", mark);
    if (title) { mark.setAttribute("aria-label", title.textContent); title.remove(); }
    if (mark.title) mark.removeAttribute("title");
    mark.addEventListener("mouseenter", () => over(mark)); mark.addEventListener("focus", () => over(mark));
    mark.addEventListener("mouseleave", out); mark.addEventListener("blur", out);
  }
  addEventListener("keydown", (e) => { if (e.key === "Escape") out(); });
  addEventListener("scroll", out, { passive: true });

  // one stop of the tab key for the whole timeline, arrows inside
  const tl = $("#tl");
  if (tl) {
    const stops = $$("a", tl);
    stops.forEach((a, i) => a.setAttribute("tabindex", i ? "-1" : "0"));
    tl.addEventListener("keydown", (e) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
      const at = stops.indexOf(e.target.closest("a"));
      if (!step || at < 0) return;
      e.preventDefault();
      let next = at + step;
      while (stops[next] && stops[next].classList.contains("off")) next += step;
      if (!stops[next]) return;
      stops[at].setAttribute("tabindex", "-1"); stops[next].setAttribute("tabindex", "0"); stops[next].focus();
    });
  }
  for (const dot of $$(".dot")) dot.addEventListener("click", () => { if (cards.length) { fields.p.value = dot.dataset.p; apply(); } });

  // what is folded away is printed too
  const folded = [];
  addEventListener("beforeprint", () => { for (const d of $$("details:not([open])")) { d.open = true; folded.push(d); } });
  addEventListener("afterprint", () => { for (const d of folded.splice(0)) d.open = false; });
})();
