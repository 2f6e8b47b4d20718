// What a page measures, asked within the page. Each function is sent to the browser whole, so none uses another.

/** The elements that make a page wider than its window, the outermost first. */
export function sideways() {
  const width = document.documentElement.clientWidth;
  const scrolls = document.documentElement.scrollWidth > width;
  const boxed = (element) => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== "visible") return true;
    }
    return false;
  };
  const out = [...document.body.querySelectorAll("*")].filter((element) => {
    const { left, right, width: own, height } = element.getBoundingClientRect();
    const moved = getComputedStyle(element).position === "fixed";
    return own > 1 && height > 1 && (right > width + 1 || left < -1) && !moved && !boxed(element);
  });
  const outermost = out.filter((element) => !out.includes(element.parentElement));
  const name = (element) => `${element.localName}${element.className && typeof element.className === "string" ? "." + element.className.trim().split(/\s+/).join(".") : ""}`;
  const told = outermost.map((element) => {
    const { left, right } = element.getBoundingClientRect();
    return `${name(element)} reaches from ${Math.round(left)} to ${Math.round(right)} of ${width} px: ${element.textContent.trim().slice(0, 40)}`;
  });
  if (scrolls && told.length === 0) told.push(`the page is ${document.documentElement.scrollWidth} px wide in a window of ${width}`);
  return told.slice(0, 5);
}

/** The texts that a box cuts, or that stick out of the button or badge they stand in. */
export function cut() {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    if (!text.data.trim() || text.parentElement.closest("script, style, noscript, svg")) continue;
    range.selectNodeContents(text);
    const places = [...range.getClientRects()].filter((rect) => rect.width > 1 && rect.height > 1);
    for (let box = text.parentElement; box && box !== document.body && places.length; box = box.parentElement) {
      const style = getComputedStyle(box);
      const around = box.getBoundingClientRect();
      if (style.position === "absolute" && around.width <= 2) break;
      const holds = /^(hidden|clip)$/.test(style.overflowX) || /^(hidden|clip)$/.test(style.overflowY);
      const control = box.matches("button, .button, .badge, .chip, input, select");
      if (!holds && !control) continue;
      const beyond = places.some(
        (rect) =>
          rect.right > around.right + 3 || rect.left < around.left - 3 || rect.bottom > around.bottom + 5 || rect.top < around.top - 5,
      );
      if (beyond) {
        found.push(`${box.localName}.${box.className}: "${text.data.trim().slice(0, 50)}"`);
        break;
      }
    }
  }
  return [...new Set(found)].slice(0, 5);
}

/** The controls, badges, notices and cards that have no border in forced colours. */
export function borderless() {
  const boxes = document.querySelectorAll(
    "button, .button, input:not([type=checkbox], [type=radio]), select, textarea, .badge, .notice, .card, .slab",
  );
  const bare = [...boxes].filter((box) => {
    const { width, height } = box.getBoundingClientRect();
    if (width < 2 || height < 2) return false;
    const style = getComputedStyle(box);
    const sides = ["Top", "Right", "Bottom", "Left"];
    return !sides.every((side) => parseFloat(style[`border${side}Width`]) >= 1 && style[`border${side}Style`] !== "none");
  });
  const named = bare.map((box) => `${box.localName}.${box.className.trim().split(/\s+/).join(".")}`);
  return [...new Set(named)];
}

/** The element that has the focus: where it stands, what it is, and whether its focus is seen. */
export function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const regions = [
    ["menu", "header nav, nav[popover]"],
    ["header", "body > header"],
    ["content", "main"],
    ["footer", "body > footer"],
    ["bar", "nav"],
  ];
  const region = element.matches("body > a[href^='#']:first-of-type")
    ? "skip"
    : (regions.find(([, selector]) => element.closest(selector))?.[0] ?? "elsewhere");
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  const [place] = element.getClientRects();
  const inside = place && place.bottom > 0 && place.top < innerHeight && place.right > 0 && place.left < innerWidth;
  const at = inside && document.elementFromPoint(
    Math.min(Math.max((place.left + place.right) / 2, 1), innerWidth - 1),
    Math.min(Math.max((place.top + place.bottom) / 2, 1), innerHeight - 1),
  );
  return {
    region,
    name: `${element.localName}.${element.className} "${(element.getAttribute("aria-label") ?? element.textContent).trim().replace(/\s+/g, " ").slice(0, 40)}"`,
    outlined: (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none",
    uncovered: Boolean(at && (element.contains(at) || at.contains(element))),
  };
}
