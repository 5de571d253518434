"use strict";
(() => {
  const findings = [...document.querySelectorAll(".finding")];
  const marks = [...document.querySelectorAll("mark")];
  const filter = document.querySelector(".filter");
  const shown = document.querySelector(".shown");

  const light = (element) => {
    document.querySelectorAll(".lit").forEach((lit) => lit.classList.remove("lit"));
    element?.classList.add("lit");
  };

  // From the words to the finding: the first that is not filtered out.
  document.getElementById("document").addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (!mark || String(getSelection())) return;
    const numbers = mark.dataset.findings.trim().split(" ");
    const finding = numbers.map((n) => document.getElementById("f" + n)).find((f) => f && !f.hidden);
    if (finding) location.hash = finding.id;
  });

  const arrived = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.classList.contains("finding")) {
      target.hidden = false;
      light(target);
      target.focus({ preventScroll: true });
    } else if (target.classList.contains("at")) {
      let mark = target.nextElementSibling;
      while (mark && mark.tagName !== "MARK") mark = mark.nextElementSibling;
      light(mark);
    }
  };
  addEventListener("hashchange", arrived);
  arrived();

  // Paper does not unfold.
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("details:not([open])")];
    unfolded.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => unfolded.forEach((details) => { details.open = false; }));

  if (!filter) return;
  filter.hidden = false;
  const ticked = (name) =>
    new Set([...filter.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value));
  const apply = () => {
    const levels = ticked("level");
    const families = ticked("family");
    const visible = new Set();
    for (const finding of findings) {
      finding.hidden = !(levels.has(finding.dataset.level) && families.has(finding.dataset.family));
      if (!finding.hidden) visible.add(finding.id.slice(1));
    }
    for (const mark of marks) {
      mark.classList.toggle("off", !mark.dataset.findings.trim().split(" ").some((n) => visible.has(n)));
    }
    for (const reference of document.querySelectorAll(".ref")) {
      reference.hidden = !visible.has(reference.hash.slice(2));
    }
    shown.textContent = `显示 ${visible.size} 处，共 ${findings.length} 处`;
  };
  filter.addEventListener("change", apply);
  filter.addEventListener("submit", (event) => event.preventDefault());
  apply();
})();
