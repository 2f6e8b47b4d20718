// Lets a reader change what a worked year holds: how many of each, on which plan, which option. Without it the table
// stands as it is. Amounts are whole minor units: no binary fraction touches money.
"use strict";
for (const box of document.querySelectorAll(".estimate[data-choices]")) {
  const year = JSON.parse(box.dataset.choices);
  const body = box.querySelector("tbody");
  const totals = [...box.querySelectorAll(".total")];
  totals[totals.length - 1].setAttribute("aria-live", "polite");

  const money = (minor) => {
    const unit = 10 ** year.digits;
    const shown = minor % unit === 0 ? 0 : year.digits;
    return new Intl.NumberFormat(document.documentElement.lang, {
      style: "currency", currency: year.currency, minimumFractionDigits: shown, maximumFractionDigits: shown,
    }).format(minor / unit);
  };
  const range = (from, to) => year.range.replace("{from}", () => from).replace("{to}", () => to);
  const sum = ([from, to]) => from === to ? money(from) : range(money(from), money(to));
  // A price is words where nothing is paid, or [from, to], or [from, to, day, from, to]: what it is from that day on.
  const on = (price, day) => typeof price === "string" ? [0, 0] : day >= price[2] ? price.slice(3) : price.slice(0, 2);
  const whole = (input) => Math.min(1000, Math.max(0, Math.trunc(Number(input.value)) || 0));

  const make = (tag, text, more) => Object.assign(document.createElement(tag), { textContent: text }, more);
  const named = (control, name) => {
    control.setAttribute("aria-label", name);
    return control;
  };
  const newRow = () => {
    const row = make("tr", "");
    const name = make("th", "", { scope: "row" });
    name.append(make("a", ""), " ", make("span", "", { className: "each" }));
    row.append(name, ...["count", "amount"].map((part) => make("td", "", { className: `align-right ${part}` })));
    return row;
  };
  // The fields for the count of a row: one, or two for a range.
  const fields = (row, count, name) => {
    const inputs = (count[0] === count[1] ? [count[0]] : count).map((value) => {
      const input = named(make("input", "", { type: "number", min: "0", max: "1000", value }), name);
      input.addEventListener("input", update);
      return input;
    });
    const [before, between, after] = inputs.length === 1 ? [] : year.range.split(/\{from\}|\{to\}/);
    row.querySelector(".count").replaceChildren(before ?? "", inputs[0], between ?? "", ...inputs.slice(1), after ?? "");
    return inputs;
  };
  const choice = (names, chosen, name, changed) => {
    const select = named(make("select", ""), name);
    select.append(...names.map((text, at) => make("option", text, { value: at, selected: at === chosen })));
    select.addEventListener("change", changed);
    return select;
  };

  const plan = { number: year.plan, rows: [] };
  const rows = year.lines.map((line, at) => {
    const row = body.querySelector(`[data-row="${at}"]`);
    const link = row.querySelector("a");
    const options = line.options.length > 1 ? choice(line.options, line.option, line.name, () => update()) : null;
    if (options) {
      link.textContent = line.name;
      link.after(" ", options);
    }
    return {
      row, per: line.per, counts: fields(row, line.count, line.name),
      price: () => line.prices[options ? Number(options.value) : 0][plan.number],
    };
  });
  // The rows of the plan and of its joining fee, as the chosen plan has them.
  const show = () => {
    const chosen = year.plans[plan.number];
    const [own, fee] = plan.rows;
    own.row.querySelector(".count").textContent = "";
    own.counts = chosen.price ? fields(own.row, chosen.count, chosen.name) : [];
    Object.assign(own, { per: chosen.per, price: () => chosen.price ?? "" });
    fee.row.hidden = !chosen.fee;
    fee.row.querySelector(".count").textContent = "1";
    fee.price = () => chosen.fee;
    for (const [{ row }, text] of [[own, chosen.name], [fee, chosen.fee_name]]) {
      const link = row.querySelector("a");
      link.textContent = text ?? "";
      chosen.url ? link.setAttribute("href", chosen.url) : link.removeAttribute("href");
    }
    if (plan.select) own.row.querySelector("a").textContent = year.label;
  };
  if (year.plans.length > 0) {
    const found = ["plan", "fee"].map((name) => body.querySelector(`[data-row="${name}"]`) ?? newRow());
    if (!found[0].parentNode) body.prepend(found[0]);
    found[0].after(found[1]);
    plan.rows = found.map((row) => ({ row, per: "", counts: [{ value: "1" }] }));
    if (year.plans.length > 1) {
      plan.select = choice(year.plans.map((one) => one.name), plan.number, year.label, () => {
        plan.number = Number(plan.select.value);
        show();
        update();
      });
      found[0].querySelector("a").after(" ", plan.select);
    }
    show();
  }

  function update() {
    const sums = ["", ...year.days].map(() => [0, 0]);
    for (const { row, counts, per, price } of [...plan.rows, ...rows]) {
      if (row.hidden) continue;
      const ends = counts.length ? counts.map(whole).sort((a, b) => a - b) : [0];
      const amounts = sums.map((_, day) => on(price(), day).map((one, end) => one * ends[end && ends.length - 1]));
      amounts.forEach((amount, day) => amount.forEach((minor, end) => { sums[day][end] += minor; }));
      const free = typeof price() === "string";
      row.querySelector(".each").textContent = free ? "" : `${sum(on(price(), 0))} ${per}`;
      row.querySelector(".amount").textContent = free ? price() : sum(amounts[0]);
    }
    for (const total of totals) total.textContent = sum(sums[0]);
    for (const row of box.querySelectorAll(".later")) row.remove();
    year.days.forEach((text, at) => {
      if (sum(sums[at]) === sum(sums[at + 1])) return;
      const row = make("tr", "", { className: "later" });
      row.append(make("th", text, { scope: "row" }), make("td", sum(sums[at + 1]), { className: "align-right", colSpan: 2 }));
      box.querySelector("tfoot").append(row);
    });
  }
}
