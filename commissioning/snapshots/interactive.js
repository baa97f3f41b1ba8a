// Lets a reader point at the marks of a chart. The page is whole without this: each chart is drawn
// in it, and Plotly's library is fetched when a reader first asks for it.

const said = document.currentScript.dataset;
let drawn;
let library;

for (const place of document.querySelectorAll("figure.chart")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "explore";
  button.textContent = "Point at the marks";
  button.setAttribute("aria-label", `Point at the marks of: ${place.dataset.title}`);
  button.addEventListener("click", () => show(place, button));
  place.append(button);
}

function plotly() {
  library ??= new Promise((loaded, failed) => {
    const script = document.createElement("script");
    script.src = said.library;
    script.integrity = said.integrity;
    script.onload = () => loaded(window.Plotly);
    script.onerror = () => {
      script.remove();
      library = undefined;
      failed(new Error("The chart library could not be loaded."));
    };
    document.head.append(script);
  });
  return library;
}

async function show(place, button) {
  button.disabled = true;
  try {
    drawn ??= fetch("figures.json").then((answer) => answer.json());
    const [Plotly, { figures, config, colours }] = await Promise.all([plotly(), drawn]);
    const dark = matchMedia("screen and (prefers-color-scheme: dark)").matches;
    const { data, layout } = dark ? onDark(figures[place.dataset.figure], colours) : figures[place.dataset.figure];
    const live = document.createElement("div");
    live.className = "live";
    live.setAttribute("role", "figure");
    live.setAttribute("aria-label", place.querySelector(".drawn").getAttribute("aria-label"));
    place.prepend(live);
    await Plotly.react(live, data, layout, config);
    place.querySelector(".drawn").hidden = true;
    button.remove();
  } catch (reason) {
    console.warn(reason);
    drawn = undefined;
    button.disabled = false;
    button.textContent = "The marks could not be loaded. Try again";
  }
}

function onDark(figure, colours) {
  const light = Object.keys(colours);
  return JSON.parse(JSON.stringify(figure).replace(new RegExp(light.join("|"), "g"), (each) => colours[each]));
}
