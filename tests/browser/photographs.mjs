// Photographs as a telephone takes them, drawn in the browser: each quarter in a colour of its own, with grain, and with
// Exif that says how it was held and where.

import { launch } from "./browser.mjs";

/** The colours of the quarters of every photograph, as it is to be seen. */
export const quarters = { "top left": [200, 40, 40], "top right": [40, 150, 60], "bottom left": [40, 70, 190], "bottom right": [225, 195, 40] };

/**
 * Draws photographs, by their names: `{ width, height, orientation }`, the size as it is to be seen. Without a size they are
 * of 3000 by 2000. No two have the same bytes.
 */
export async function photographs(wanted) {
  const browser = await launch();
  const page = await browser.newPage();
  const drawn = new Map();
  const taken = {};
  for (const [at, [name, { width = 3000, height = 2000, orientation = 1 }]] of Object.entries(wanted).entries()) {
    const kind = [width, height, orientation].join(" ");
    if (!drawn.has(kind)) drawn.set(kind, Buffer.from(await page.evaluate(draw, { width, height, orientation, colours: Object.values(quarters) }), "base64"));
    taken[name] = withExif(drawn.get(kind), orientation, at);
  }
  await browser.close();
  return taken;
}

/** A drawing with a transparent ground, for a logo, as PNG. */
export async function drawing(width, height) {
  const browser = await launch();
  const page = await browser.newPage();
  const base64 = await page.evaluate(
    ([width, height]) => {
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#0b6e6e";
      pen.arc(height / 2, height / 2, height / 2, 0, 7);
      pen.fill();
      pen.fillRect(height * 1.2, height / 3, width - height * 1.2, height / 3);
      return canvas.toDataURL("image/png").split(",")[1];
    },
    [width, height],
  );
  await browser.close();
  return Buffer.from(base64, "base64");
}

/** Draws one as the camera stores it, in the browser; gives a JPEG in Base64. */
function draw({ width, height, orientation, colours }) {
  const upright = Object.assign(document.createElement("canvas"), { width, height });
  const pen = upright.getContext("2d");
  colours.forEach(([red, green, blue], at) => {
    pen.fillStyle = `rgb(${red} ${green} ${blue})`;
    pen.fillRect((at % 2) * (width / 2), at < 2 ? 0 : height / 2, width / 2, height / 2);
  });
  const tile = Object.assign(document.createElement("canvas"), { width: 251, height: 251 });
  const grain = tile.getContext("2d");
  const dots = grain.createImageData(251, 251);
  let chance = 1;
  for (let at = 0; at < dots.data.length; at += 4) {
    chance = (chance * 48271) % 2147483647;
    dots.data.set([chance % 256, (chance >> 8) % 256, (chance >> 16) % 256, 30], at);
  }
  grain.putImageData(dots, 0, 0);
  pen.fillStyle = pen.createPattern(tile, "repeat");
  pen.fillRect(0, 0, width, height);
  const [wide, high] = orientation > 4 ? [height, width] : [width, height];
  // How what is stored is turned to stand upright, as six numbers of a matrix.
  const turns = [
    [1, 0, 0, 1, 0, 0], [-1, 0, 0, 1, wide, 0], [-1, 0, 0, -1, wide, high], [1, 0, 0, -1, 0, high],
    [0, 1, 1, 0, 0, 0], [0, 1, -1, 0, high, 0], [0, -1, -1, 0, high, wide], [0, -1, 1, 0, 0, wide],
  ];
  const stored = Object.assign(document.createElement("canvas"), { width: wide, height: high });
  const camera = stored.getContext("2d");
  camera.setTransform(new DOMMatrix(turns[orientation - 1]).inverse());
  camera.drawImage(upright, 0, 0);
  return stored.toDataURL("image/jpeg", 0.9).split(",")[1];
}

/** A JPEG with an Exif segment of an orientation and a place (CIPA DC-008), other for each `second`. */
function withExif(jpeg, orientation, second) {
  const exif = Buffer.alloc(4 + 6 + 92);
  exif.writeUInt16BE(0xffe1, 0);
  exif.writeUInt16BE(exif.length - 2, 2);
  exif.write("Exif\0\0II*\0", 4, "latin1");
  const tiff = exif.subarray(10);
  const entry = (at, tag, type, count, value) => {
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(type, at + 2);
    tiff.writeUInt32LE(count, at + 4);
    tiff.writeUInt32LE(value, at + 8);
  };
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(2, 8);
  entry(10, 0x0112, 3, 1, orientation);
  entry(22, 0x8825, 4, 1, 38);
  tiff.writeUInt16LE(2, 38);
  entry(40, 1, 2, 2, "N".charCodeAt(0));
  entry(52, 2, 5, 3, 68);
  [42, 1, 21, 1, second, 1].forEach((number, at) => tiff.writeUInt32LE(number, 68 + 4 * at));
  return Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]);
}
