// Lets a reader change the counts of a worked example. Without it the table stands as it is.
// Amounts are whole minor units: no binary fraction touches money.
"use strict";
for (const box of document.querySelectorAll(".estimate")) {
  const rows = [...box.querySelectorAll("tbody tr")];
  if (!rows.every((row) => row.dataset.each !== undefined)) continue;
  const digits = Number(box.dataset.digits);
  const money = (minor) => {
    const unit = 10 ** digits;
    const shown = minor % unit === 0 ? 0 : digits;
    return new Intl.NumberFormat(document.documentElement.lang, {
      style: "currency", currency: box.dataset.currency,
      minimumFractionDigits: shown, maximumFractionDigits: shown,
    }).format(minor / unit);
  };
  const range = (from, to) => box.dataset.range.replace("{from}", () => from).replace("{to}", () => to);
  const sum = ([from, to]) => from === to ? money(from) : range(money(from), money(to));
  const total = box.querySelector(".total");
  total.setAttribute("aria-live", "polite");

  const field = (row, value) => {
    const input = document.createElement("input");
    input.type = "number";
    input.min = "0";
    input.max = "1000";
    input.value = value;
    input.setAttribute("aria-label", row.querySelector("a").textContent);
    return input;
  };
  const counts = rows.map((row) => {
    const { from, to } = row.dataset;
    const ends = from === to ? [field(row, from)] : [field(row, from), field(row, to)];
    const cell = row.querySelector(".count");
    const [before, between, after] = ends.length === 1 ? ["", "", ""] : box.dataset.range.split(/\{from\}|\{to\}/);
    cell.replaceChildren(before, ends[0], between, ...ends.slice(1), after);
    return ends;
  });

  const count = (input) => Math.min(1000, Math.max(0, Math.trunc(Number(input.value)) || 0));
  const update = () => {
    const whole = [0, 0];
    rows.forEach((row, at) => {
      const ends = counts[at].map(count).sort((a, b) => a - b);
      const amounts = [ends[0], ends[ends.length - 1]].map((count) => count * Number(row.dataset.each));
      row.querySelector(".amount").textContent = sum(amounts);
      amounts.forEach((amount, end) => { whole[end] += amount; });
    });
    total.textContent = sum(whole);
  };
  for (const input of counts.flat()) input.addEventListener("input", update);
}
