// Added by `clinicsite serve` alone: reloads this page when it has changed, and shows what is wrong.
(() => {
  "use strict";
  const own = document.currentScript;
  const door = new URL(".", own.src);
  const path = own.dataset.path;
  let is = own.dataset.is;
  let source = null;
  let dismissed = "";

  // Where the reader was, for the page after a reload.
  const place = "clinicsite:" + location.pathname;
  addEventListener("load", () => {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? "null");
    sessionStorage.removeItem(place);
    if (kept) scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
  });

  const tried = "clinicsite-tried:" + location.pathname;
  if (sessionStorage.getItem(tried) === is) sessionStorage.removeItem(tried);

  const reload = ({ is: wanted, missed } = {}) => {
    // A proxy that answers with an old page must not make it reload for ever.
    if (missed && sessionStorage.getItem(tried) === wanted) return;
    if (missed) sessionStorage.setItem(tried, wanted);
    sessionStorage.setItem(place, JSON.stringify({ x: scrollX, y: scrollY }));
    location.reload();
  };

  const restyle = ({ is: now, sheets }) => {
    is = now;
    for (const old of document.querySelectorAll('link[rel="stylesheet"]')) {
      const next = sheets[new URL(old.href).pathname] ?? sheets[old.getAttribute("href")];
      if (!next) continue;
      const link = old.cloneNode();
      link.href = next;
      link.addEventListener("load", () => old.remove());
      link.addEventListener("error", () => old.remove());
      old.after(link);
    }
  };

  const listen = () => {
    source?.close();
    const address = new URL("events", door);
    if (path) {
      address.searchParams.set("page", path);
      address.searchParams.set("is", is);
    }
    source = new EventSource(address);
    source.addEventListener("reload", (event) => reload(JSON.parse(event.data)));
    source.addEventListener("build", () => reload());
    source.addEventListener("style", (event) => restyle(JSON.parse(event.data)));
    source.addEventListener("problems", (event) => show(JSON.parse(event.data)));
    // By ourselves: what the page is may be another by now than when the stream was opened.
    source.addEventListener("error", () => {
      source.close();
      setTimeout(wake, 500);
    });
  };

  // A browser has few connections to one server: a tab that nobody sees gives its own up and catches up later.
  let slept = false;
  const wake = () => {
    if (document.hidden) return;
    if (slept && !path) return reload();
    slept = false;
    listen();
  };
  const sleep = () => {
    slept = true;
    source?.close();
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? sleep() : wake()));
  addEventListener("pageshow", (event) => event.persisted && wake());
  addEventListener("pagehide", sleep);
  addEventListener("online", wake);

  // The problems, apart from the page's own style.
  const host = document.createElement("div");
  host.id = "clinicsite-preview";
  const root = host.attachShadow({ mode: "open" });
  root.innerHTML = `
    <link rel="stylesheet" href="${new URL("live.css", door)}">
    <p class="say" role="alert"></p>
    <button class="count" type="button" aria-expanded="false" hidden></button>
    <section class="panel" aria-label="Problems of the site" tabindex="-1" hidden>
      <header><h2></h2><button class="close" type="button">Close</button></header>
      <p class="note"></p>
      <div class="list"></div>
    </section>`;
  const part = (selector) => root.querySelector(selector);
  const [say, count, panel] = [".say", ".count", ".panel"].map(part);
  const open = (wanted) => {
    panel.hidden = !wanted;
    count.setAttribute("aria-expanded", String(wanted));
  };
  const close = () => {
    dismissed = part(".list").innerHTML;
    open(false);
    if (!count.hidden) count.focus();
  };
  const many = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

  const show = ({ errors, warnings, html, pages, stopped }) => {
    const all = [errors && many(errors, "error"), warnings && many(warnings, "warning")].filter(Boolean);
    part(".list").innerHTML = html;
    part("h2").textContent = count.textContent = all.join(", ");
    const kept = pages ? "Until they are mended, the pages stay as they last were." : "There is no page to show yet.";
    const drafts = "The errors are in drafts: all else is built.";
    part(".note").textContent = stopped ? kept : errors ? drafts : "The site is built all the same.";
    count.hidden = all.length === 0;
    count.classList.toggle("bad", errors > 0);
    // Errors open it by themselves, once; warnings wait to be asked for.
    const asked = !panel.hidden && !count.dataset.errors && warnings > 0;
    open(errors > 0 ? part(".list").innerHTML !== dismissed : asked);
    count.dataset.errors = errors || "";
    if (!errors) dismissed = "";
    say.textContent = errors ? `${all.join(", ")} in the site. ${part(".note").textContent}` : "";
  };

  count.addEventListener("click", () => (panel.hidden ? (open(true), panel.focus()) : close()));
  part(".close").addEventListener("click", close);
  root.addEventListener("keydown", (event) => event.key === "Escape" && !panel.hidden && close());
  document.addEventListener("keydown", (event) => event.key === "Escape" && !panel.hidden && close());
  document.body.append(host);
  wake();
})();
