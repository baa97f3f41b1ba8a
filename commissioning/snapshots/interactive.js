// Lets a reader point at the marks of a chart. The page is whole without this: each chart is drawn
// in it as a picture, and Plotly's library is fetched when a reader first asks for it.

import { draw } from "./plot.js";

const { library, integrity } = document.querySelector("script[data-library]").dataset;
let figures;

for (const place of document.querySelectorAll("figure.chart")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "explore";
  button.textContent = "Point at the marks";
  button.setAttribute("aria-label", `Point at the marks of: ${place.dataset.title}`);
  button.addEventListener("click", () => show(place, button));
  place.append(button);
}

async function show(place, button) {
  const picture = place.querySelector(".drawn");
  const live = document.createElement("div");
  live.className = "live";
  button.disabled = true;
  place.prepend(live);
  if (await drawn(live, place.dataset.figure, picture.getAttribute("aria-label"))) {
    picture.hidden = true;
    button.remove();
  } else {
    live.remove();
    button.disabled = false;
    button.textContent = "The marks could not be loaded. Try again";
  }
}

async function drawn(live, key, alt) {
  try {
    figures ??= fetch("figures.json").then((answer) => answer.json());
    const { figures: every, config, colours } = await figures;
    const dark = matchMedia("screen and (prefers-color-scheme: dark)").matches;
    const figure = dark ? onDark(every[key], colours) : every[key];
    return await draw(live, { key, alt, figure, config, library, integrity, picks: false });
  } catch (reason) {
    console.warn(reason);
    figures = undefined;
    return false;
  }
}

function onDark(figure, colours) {
  const light = Object.keys(colours);
  return JSON.parse(JSON.stringify(figure).replace(new RegExp(light.join("|"), "g"), (each) => colours[each]));
}
