// Makes a file of a chart that is on the page: its picture on white, with the words that belong to
// it above and below. Fetched when a reader first asks for one.

const SVG = "http://www.w3.org/2000/svg";
const SVG_TYPE = "image/svg+xml";
const SHARPNESS = 2; // pixels of a PNG for each of the picture's own, for print and for slides

export async function picture(chart, words, format) {
  const drawing = await drawn(chart.querySelector(".cs-plot"), words);
  const vector = new Blob([new XMLSerializer().serializeToString(drawing)], {
    type: SVG_TYPE,
  });
  return format === "svg" ? vector : raster(vector, words);
}

async function drawn(place, picture) {
  const [x, y, width, height] = picture.chart;
  const { data, layout } = onWhite(place.figure, picture.colours);
  const markup = await place.library.toImage(
    { data, layout: { ...layout, autosize: false, width, height } },
    { format: "svg", width, height, imageDataOnly: true },
  );
  const chart = new DOMParser().parseFromString(markup, SVG_TYPE).documentElement;
  withAttributes(chart, { x, y });
  const whole = element("svg", {
    width: picture.width,
    height: picture.height,
    viewBox: `0 0 ${picture.width} ${picture.height}`,
    role: "img",
    "font-family": picture.font,
  });
  whole.append(
    element("title", {}, picture.lines[0][3]),
    element("desc", {}, place.getAttribute("aria-label")),
    element("rect", { width: "100%", height: "100%", fill: picture.background }),
    ...picture.lines.map(([baseline, size, weight, words]) =>
      element(
        "text",
        { x: picture.left, y: baseline, "font-size": size, "font-weight": weight, fill: picture.text },
        words,
      ),
    ),
    chart,
  );
  return whole;
}

// A chart on a dark page has the same marks in other colours.
function onWhite(figure, colours) {
  const text = JSON.stringify(figure);
  const dark = Object.keys(colours);
  return JSON.parse(
    dark.length ? text.replace(new RegExp(dark.join("|"), "g"), (each) => colours[each]) : text,
  );
}

async function raster(vector, { width, height }) {
  const address = URL.createObjectURL(vector);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * SHARPNESS;
    canvas.height = height * SHARPNESS;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((made, failed) =>
      canvas.toBlob((file) => (file ? made(file) : failed(new Error("No picture was made."))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}

function element(name, attributes, words) {
  const made = withAttributes(document.createElementNS(SVG, name), attributes);
  if (words) made.textContent = words;
  return made;
}

function withAttributes(shape, attributes) {
  for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
  return shape;
}
