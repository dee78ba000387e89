"use strict";
// Search over the published excerpts: all words must stand in a post. No network, no storage.
(function () {
  const field = document.getElementById("words");
  const list = document.getElementById("hits");
  const count = document.getElementById("count");
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const rows = (window.beatbookIndex || []).map((row) => ({ row, text: fold(row.t + " " + row.o + " " + row.w) }));
  function show() {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    list.replaceChildren();
    if (!words.length) { count.textContent = ""; return; }
    const hits = rows.filter(({ text }) => words.every((word) => text.includes(word)));
    count.textContent = hits.length === 1 ? "1 clipping" : hits.length + " clippings";
    for (const { row } of hits.slice(0, 200)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = "posts/" + row.n + ".html";
      link.textContent = row.t || "(untitled)";
      const about = document.createElement("span");
      about.className = "about";
      about.textContent = [row.o, row.d].filter(Boolean).join(" · ");
      item.append(link, " ", about);
      list.append(item);
    }
  }
  field.addEventListener("input", show);
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) { field.value = asked; show(); }
})();
