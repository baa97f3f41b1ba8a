// Draws a figure with Plotly, and draws over it when the figure changes. Streamlit's own chart
// starts afresh on every change; this one keeps its place, so a filter repaints in half the time.
// What the reader is looking at is drawn at once, and the charts below it when that is done.
// Pages and snapshots draw by this.

const libraries = new Map(); // each under way or loaded, by its address

function plotly(address, integrity) {
  if (!libraries.has(address)) libraries.set(address, loaded(address, integrity));
  return libraries.get(address);
}

function loaded(address, integrity) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.integrity = integrity;
    script.onload = () => done(window.Plotly);
    script.onerror = () => {
      script.remove();
      libraries.delete(address); // the next change of the page tries again
      failed(new Error("The chart library could not be loaded."));
    };
    document.head.append(script);
  });
}

const latest = new WeakMap();
const waiting = new Map(); // how to draw each chart that is out of sight, by its place

const whenIdle = window.requestIdleCallback
  ? (act) => window.requestIdleCallback(act, { timeout: 400 })
  : (act) => setTimeout(act, 50);

function isInSight(place) {
  const { top, bottom, height } = place.getBoundingClientRect();
  return height > 0 && bottom >= 0 && top <= window.innerHeight;
}

function drawOne() {
  const [first] = waiting;
  if (!first) return;
  const [place, draw] = first;
  waiting.delete(place);
  draw();
  if (waiting.size) whenIdle(drawOne);
}

function drawWhenIdle(place, draw) {
  if (!waiting.size) whenIdle(drawOne);
  waiting.delete(place); // the latest change comes last, and once
  waiting.set(place, draw);
}

// Paper shows every chart, so none may wait any longer.
window.addEventListener("beforeprint", () => {
  for (const [place, draw] of [...waiting]) {
    waiting.delete(place);
    draw();
  }
});

// A place holds Plotly's drawing, and below it what is said where that fails. Of a piece that is
// drawn as it is, true comes back when that is done, and false where it failed.
export function draw(holder, piece, sheet) {
  holder.dataset.chart = piece.key;
  if (!holder.firstChild) {
    const drawing = document.createElement("div");
    drawing.className = "cs-plot";
    drawing.setAttribute("role", "figure");
    const said = document.createElement("p");
    said.className = "cs-plot-fault";
    said.setAttribute("role", "status");
    holder.append(drawing, said);
  }
  const [place, fault] = holder.children;
  place.setAttribute("aria-label", piece.alt);
  // The height is known before the library is there, so nothing below the chart moves.
  place.style.minHeight = `${piece.figure.layout.height}px`;
  place.style.setProperty("--chart-height", piece.figure.layout.height); // for paper
  place.classList.toggle("cs-plot-links", piece.picks);
  latest.set(place, piece);

  const react = async (Plotly) => {
    // Of several changes in quick succession only the last is worth drawing.
    if (latest.get(place) !== piece || !place.isConnected) return false;
    try {
      await Plotly.react(place, piece.figure.data, piece.figure.layout, piece.config);
    } catch (reason) {
      return failed(reason);
    }
    place.removeAttribute("aria-busy");
    fault.textContent = "";
    place.removeAllListeners("plotly_click");
    place.on("plotly_click", ({ points: [point] }) => {
      if (piece.picks && point?.customdata) sheet.tell("picked", [piece.key, point.customdata]);
    });
    return true;
  };

  const failed = (reason) => {
    console.warn(reason);
    if (latest.get(place) !== piece || !place.isConnected) return false;
    place.removeAttribute("aria-busy");
    place.style.minHeight = "";
    fault.textContent =
      "This chart could not be drawn in your browser. Its figures are in the table that goes " +
      `with it. Reload the page to try again. What it would show: ${piece.alt}`;
    return false;
  };

  // Where the first page was opened from, which is right behind a proxy's base path too.
  const base = window.__streamlit?.BACKEND_BASE_URL ?? document.baseURI;
  return plotly(new URL(piece.library, base).href, piece.integrity ?? "")
    .then((Plotly) => {
      if (latest.get(place) !== piece || !place.isConnected) return false;
      if (place.library !== Plotly) place.library?.purge(place);
      // What a picture of the chart is made from, and with.
      place.figure = piece.figure;
      place.library = Plotly;
      place.setAttribute("aria-busy", "true");
      if (isInSight(place)) {
        waiting.delete(place);
        return react(Plotly);
      }
      return new Promise((done) => drawWhenIdle(place, () => done(react(Plotly))));
    })
    .catch(failed);
}

export function clear(holder) {
  const [place] = holder.children;
  latest.delete(place);
  waiting.delete(place);
  place.library?.purge(place);
}
