// Draws a figure with Plotly, and draws over it when the figure changes. Streamlit's own chart
// starts afresh on every change; this one keeps its place, so a filter repaints in half the time.

let library;

function plotly(address) {
  library ??= new Promise((loaded, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => loaded(window.Plotly);
    script.onerror = () => failed(new Error("The chart library could not be loaded."));
    document.head.append(script);
  });
  return library;
}

const latest = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".cs-plot");
  place.setAttribute("aria-label", data.alt);
  // The height is known before the library is there, so nothing below the chart moves.
  place.style.minHeight = `${data.figure.layout.height}px`;
  place.classList.toggle("cs-plot-links", data.picks);
  latest.set(place, data);

  plotly(new URL(data.library, document.baseURI).href).then(async (Plotly) => {
    // Of several changes in quick succession only the last is worth drawing.
    if (latest.get(place) !== data || !place.isConnected) return;
    await Plotly.react(place, data.figure.data, data.figure.layout, data.config);
    place.removeAllListeners("plotly_click");
    place.on("plotly_click", ({ points: [point] }) => {
      if (data.picks && point?.customdata) setTriggerValue("picked", point.customdata);
    });
  });

  return () => {
    latest.delete(place);
    window.Plotly?.purge(place);
  };
}
