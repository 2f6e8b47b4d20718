// Lets a reader change the counts of a worked example. Without it the table stands as it is.
// Amounts are whole minor units: no binary fraction touches money.
"use strict";
for (const box of document.querySelectorAll(".estimate")) {
  const rows = [...box.querySelectorAll("tbody tr")];
  if (!rows.every((row) => row.dataset.each !== undefined)) continue;
  const digits = Number(box.dataset.digits);
  const language = document.documentElement.lang;
  const write = (minor) => {
    const unit = 10 ** digits;
    const whole = minor % unit === 0;
    return new Intl.NumberFormat(language, {
      style: "currency", currency: box.dataset.currency,
      minimumFractionDigits: whole ? 0 : digits, maximumFractionDigits: whole ? 0 : digits,
    }).format(minor / unit);
  };
  const total = box.querySelector(".total");
  const inputs = rows.map((row) => {
    const cell = row.querySelector(".count");
    const input = document.createElement("input");
    input.type = "number";
    input.min = "0";
    input.max = "1000";
    input.value = row.dataset.from;
    input.setAttribute("aria-label", row.querySelector("th").textContent);
    input.dataset.said = cell.textContent;
    cell.textContent = "";
    cell.append(input);
    return input;
  });
  const update = () => {
    let sum = 0;
    rows.forEach((row, at) => {
      const count = Math.min(1000, Math.max(0, Math.trunc(Number(inputs[at].value)) || 0));
      const amount = count * Number(row.dataset.each);
      row.querySelector(".amount").textContent = write(amount);
      sum += amount;
    });
    total.textContent = write(sum);
  };
  total.setAttribute("aria-live", "polite");
  // The range of the example stays until the reader changes a count.
  for (const input of inputs) input.addEventListener("input", update);
}
