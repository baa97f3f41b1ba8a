// Two buttons that make a picture of the chart with the same key; how is in picture.js.

export default function ({ data, parentElement }) {
  const said = parentElement.querySelector("[role=status]");
  for (const button of parentElement.querySelectorAll("button")) {
    const format = button.textContent;
    button.setAttribute("aria-label", `${format}: picture of “${data.title}”`);
    button.onclick = async () => {
      const place = document.querySelector(`.st-key-${CSS.escape(data.key)} .cs-plot`);
      said.textContent = "";
      try {
        const base = window.__streamlit?.BACKEND_BASE_URL ?? document.baseURI;
        const { take } = await import(new URL(data.maker, base).href);
        await take(place, data.picture, format.toLowerCase(), data.name);
      } catch (reason) {
        console.warn(reason);
        said.textContent = "The picture could not be made. Reload the page and try again.";
      }
    };
  }
}
