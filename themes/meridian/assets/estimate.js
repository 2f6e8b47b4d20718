// Changes what a worked year holds. Without it the table stands as it is. Amounts are whole minor units of any size.
"use strict";
const region = document.createElement("p");
for (const box of window.BigInt && region.replaceChildren ? document.querySelectorAll(".estimate[data-choices]") : []) {
  const year = JSON.parse(box.dataset.choices);
  const find = (selector) => box.querySelector(selector);
  const body = find("tbody"), bar = find(".year-bar"), tools = find(".estimate-tools"), name = box.getAttribute("aria-label");
  const none = year.plans.findIndex((plan) => !plan.key);

  const say = (pattern, from, to) => pattern.replace("{from}", () => from).replace("{to}", () => to);
  const money = (minor) => {
    const [before, after, group, point] = year.format;
    const text = String(minor).padStart(year.digits + 1, "0");
    const at = text.length - year.digits;
    const decimals = /[1-9]/.test(text.slice(at)) ? point + text.slice(at) : "";
    return before + text.slice(0, at).replace(/\B(?=(\d{3})+$)/g, group) + decimals + after;
  };
  const sum = ([from, to]) => to === null ? say(year.open, money(from))
    : from === to ? money(from) : say(year.range, money(from), money(to));
  const plus = (a, b) => [a[0] + b[0], a[1] === null || b[1] === null ? null : a[1] + b[1]];
  const zero = [BigInt(0), BigInt(0)];
  // A price: words where nothing is paid, [from, to], or [from, to, day, from, to] if it changes; an open end is null.
  const times = (price, day, [least, most]) => {
    if (typeof price === "string" || most === 0) return zero;
    const [from, to] = day >= price[2] ? price.slice(3) : price;
    return [BigInt(from) * BigInt(least), to === null ? null : BigInt(to) * BigInt(most)];
  };

  let chosen;
  const begin = () => {
    const lines = year.lines.map(({ count, option }) => ({ count, option }));
    chosen = { plan: year.plan, count: year.plans[year.plan]?.count ?? [0, 0], lines };
  };
  const within = (value) => Math.min(1000, Math.max(0, Math.trunc(Number(value)) || 0));
  const ordered = (values) => {
    const ends = values.map(within).sort((a, b) => a - b);
    return [ends[0], ends[ends.length - 1]];
  };
  // Nobody is on a plan for no time.
  const onPlan = () => none >= 0 && chosen.plan !== none && chosen.count[1] === 0 ? none : chosen.plan;

  const span = ([least, most]) => least === most ? `${least}` : `${least}-${most}`;
  const address = () => {
    const items = [];
    const plan = year.plans[chosen.plan], own = year.plans[year.plan];
    if (plan && !plan.key && plan !== own) items.push("no-plan");
    if (plan?.key && (plan !== own || span(chosen.count) !== span(own.count))) {
      items.push(`${plan.key}=${span(chosen.count)}${plan.option ? `/${plan.option}` : ""}`);
    }
    chosen.lines.forEach(({ count, option }, at) => {
      const line = year.lines[at];
      if (span(count) === span(line.count) && option === line.option) return;
      items.push(`${line.key}=${span(count)}${option === line.option ? "" : `/${line.keys[option]}`}`);
    });
    return items.length ? `#${year.id}:${items.join(",")}` : `#${year.id}`;
  };
  const take = (item) => {
    if (item === "no-plan" && none >= 0) chosen.plan = none;
    const [, key, least, most, option] = /^(.+?)=(\d+)(?:-(\d+))?(?:\/(.*))?$/.exec(item) ?? [];
    const plans = year.plans.filter((plan) => key && plan.key === key);
    const plan = plans.find((plan) => plan.option === (option ?? null)) ?? plans[0];
    const at = year.lines.findIndex((line) => line.key === key && !line.once);
    const count = ordered([least, most ?? least]);
    if (plan) Object.assign(chosen, { plan: year.plans.indexOf(plan), count });
    if (at < 0) return;
    chosen.lines[at].count = count;
    if (year.lines[at].keys.includes(option)) chosen.lines[at].option = year.lines[at].keys.indexOf(option);
  };

  const blank = body.rows[0].cloneNode(true);
  const rowOf = (id) => {
    const row = body.querySelector(`[data-row="${id}"]`) ?? body.appendChild(blank.cloneNode(true));
    row.dataset.row = id;
    row.part = 1 + row.sectionRowIndex % 5;
    row.querySelector(".swatch").className = `swatch part-${row.part}`;
    return row;
  };
  // The field for a count, or two for a range.
  const fields = (row, count, label, changed) => {
    const inputs = (count[0] === count[1] ? count.slice(1) : count).map((value, at, ends) => {
      const end = ends.length > 1 ? ` (${say([year.least, year.most][at], "").trim()})` : "";
      const input = Object.assign(document.createElement("input"), { type: "number", min: 0, max: 1000, value });
      input.setAttribute("aria-label", label + end);
      input.addEventListener("input", () => {
        changed(ordered(inputs.map((one) => one.value)));
        update();
        tell();
      });
      input.addEventListener("change", () => { input.value = within(input.value); });
      return input;
    });
    const [before, between, after] = inputs.length > 1 ? year.range.split(/\{from\}|\{to\}/) : ["", "", ""];
    row.querySelector(".count").replaceChildren(before, inputs[0], between, ...inputs.slice(1), after);
  };
  const choice = (row, names, label, changed) => {
    const select = document.createElement("select");
    select.setAttribute("aria-label", label);
    select.append(...names.map((text, at) => new Option(text, at)));
    select.addEventListener("change", () => {
      changed(Number(select.value));
      show();
      tell();
    });
    row.querySelector("th").append(select);
    return select;
  };

  const rows = year.lines.map((line, at) => {
    const row = rowOf(at);
    const select = line.options.length && choice(row, line.options, line.name, (to) => { chosen.lines[at].option = to; });
    if (select) row.querySelector("a").textContent = line.name;
    return {
      row,
      line: () => ({ per: line.per, price: line.prices[chosen.lines[at].option][onPlan()], count: chosen.lines[at].count }),
      show: () => {
        if (select) select.value = chosen.lines[at].option;
        if (!line.once) fields(row, chosen.lines[at].count, line.name, (count) => { chosen.lines[at].count = count; });
      },
    };
  });
  // The rows of the plan and of its joining fee.
  if (year.plans.length) {
    const holds = find('[data-row="plan"]');
    const [own, fee] = ["plan", "fee"].map(rowOf);
    if (!holds) body.prepend(own);
    own.after(fee);
    const link = (row, text, url) => {
      const a = row.querySelector("a");
      a.textContent = text;
      a.removeAttribute("href");
      if (url) a.href = url;
    };
    const take = (to) => {
      const stays = year.plans[to].key === year.plans[chosen.plan].key;
      Object.assign(chosen, { plan: to, count: stays ? chosen.count : year.plans[to].count ?? [0, 0] });
    };
    const names = year.plans.map((plan) => plan.name);
    const select = names.length > 1 && choice(own, names, year.label, take);
    rows.push({
      row: own,
      line: () => ({ per: year.plans[chosen.plan].per, price: year.plans[chosen.plan].price ?? "", count: chosen.count }),
      show: () => {
        const plan = year.plans[chosen.plan];
        link(own, select ? year.label : plan.name, plan.url);
        if (select) select.value = chosen.plan;
        if (plan.key) fields(own, chosen.count, plan.name, (count) => { chosen.count = count; });
        else own.querySelector(".count").replaceChildren();
      },
    }, {
      row: fee,
      line: () => ({ per: "", price: year.plans[onPlan()].fee ?? "", count: [1, 1] }),
      show: () => {
        const plan = year.plans[chosen.plan];
        link(fee, plan.fee_name ?? "", plan.url);
        fee.querySelector(".count").textContent = "1";
      },
      unseen: () => !year.plans[onPlan()].fee,
    });
    rows.sort((a, b) => a.row.sectionRowIndex - b.row.sectionRowIndex);
  }

  // In thousandths: what each costs at least, then beyond.
  const draw = (amounts) => {
    const parts = [
      ...amounts.map(({ part, amount: [from] }) => ({ part, minor: from, open: "" })),
      ...amounts.map(({ part, amount: [from, to] }) => ({ part, minor: (to ?? from) - from, open: " open" })),
    ].filter(({ minor }) => minor > 0);
    const total = parts.reduce((all, { minor }) => all + minor, BigInt(0));
    const tail = amounts.find(({ amount }) => amount[1] === null);
    const end = tail ? 880 : 1000;
    let before = BigInt(0);
    const lengths = parts.map(({ part, minor, open }) => {
      const [x, to] = [before, before += minor].map((at) => Number(at * BigInt(end) / total));
      return [part, x, to, open];
    });
    if (tail && total) lengths.push([tail.part, end, 1000, " open"]);
    bar.innerHTML = lengths.map(([part, x, to, open]) => `<rect class="part-${part}${open}" x="${Math.min(x, 999)}" width="${
      Math.max(1, to - x - (to === 1000 ? 0 : 3))}" height="28"/>`).join("");
  };
  const update = () => {
    const sums = ["", ...year.days].map(() => zero), amounts = [];
    for (const { row, line, unseen } of rows) {
      const { per, price, count } = line(), free = typeof price === "string";
      row.hidden = Boolean(unseen?.());
      if (row.hidden) continue;
      const all = sums.map((_, day) => times(price, day, count));
      all.forEach((amount, day) => { sums[day] = plus(sums[day], amount); });
      amounts.push({ part: row.part, amount: all[0] });
      row.classList.toggle("free", free);
      row.querySelector(".each").textContent = free ? "" : `${sum(times(price, 0, [1, 1]))} ${per}`;
      row.querySelector(".amount bdi").textContent = free ? price : sum(all[0]);
    }
    const [from, to] = sums[0], text = sum(sums[0]);
    for (const total of box.querySelectorAll(".total")) total.textContent = text;
    if (bar) {
      const [least, most] = box.querySelectorAll(".year-ends bdi");
      least.textContent = from === to ? "" : say(year.least, money(from));
      most.textContent = from === to || to === null ? "" : say(year.most, money(to));
      bar.setAttribute("aria-label", `${name}, ${text}`);
      draw(amounts);
    }
    for (const row of box.querySelectorAll(".later")) row.remove();
    year.days.forEach((text, at) => {
      if (sum(sums[at]) === sum(sums[at + 1])) return;
      const row = find("tfoot").rows[0].cloneNode(true);
      row.className = "later";
      row.cells[0].textContent = text;
      row.querySelector("bdi").className = "";
      row.querySelector("bdi").textContent = sum(sums[at + 1]);
      find("tfoot").append(row);
    });
    tools.firstElementChild.href = address();
  };
  const show = () => {
    for (const { show } of rows) show();
    update();
  };
  // After a pause, not at each key.
  let pause;
  const tell = () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      region.textContent = `${find("tfoot th").textContent} ${find(".total").textContent}`;
      const own = address();
      history.replaceState(history.state, "", own.includes(":") ? own : location.pathname + location.search);
    }, 700);
  };
  const read = () => {
    let text = location.hash.slice(1);
    try { text = decodeURIComponent(text); } catch { /* As it is. */ }
    const [id, items] = text.split(":");
    if (id !== year.id) return;
    box.closest("details")?.setAttribute("open", "");
    if (items) {
      begin();
      items.split(",").forEach(take);
      show();
    }
    box.scrollIntoView();
  };

  begin();
  show();
  tools.lastElementChild.addEventListener("click", () => {
    begin();
    show();
    tell();
  });
  tools.hidden = false;
  Object.assign(region, { className: "hidden" }).setAttribute("role", "status");
  document.body.append(region);
  addEventListener("hashchange", read);
  read();
}
