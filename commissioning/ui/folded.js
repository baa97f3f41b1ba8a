// Puts HTML that is folded away on the page when a reader unfolds it, or for paper, and not before:
// what nobody looks at need not be parsed and laid out on every change. Its words were escaped where
// it was made; only what tables and workings are made of gets through here.

const ELEMENTS = new Set(
  ("a caption code dd div dl dt figcaption figure h2 h3 img li ol p pre span strong table tbody td " +
    "tfoot th thead tr ul").split(" "),
);
const ATTRIBUTES = new Set(
  "alt aria-label class height href role scope src tabindex width".split(" "),
);

const waiting = new Map(); // the HTML of each place that does not hold it yet

function fill(place) {
  if (!waiting.has(place)) return;
  const { body } = new DOMParser().parseFromString(waiting.get(place), "text/html");
  waiting.delete(place);
  for (const element of body.querySelectorAll("*")) {
    if (!ELEMENTS.has(element.localName)) element.remove();
    for (const name of element.getAttributeNames())
      if (!ATTRIBUTES.has(name)) element.removeAttribute(name);
    if (element.href && !/^https?:/.test(element.href)) element.removeAttribute("href");
  }
  place.replaceChildren(...body.childNodes);
}

// Not every browser says both.
const fillAll = () => [...waiting.keys()].forEach(fill);
window.addEventListener("beforeprint", fillAll);
window.matchMedia("print").addEventListener("change", fillAll);

export default function ({ data, parentElement }) {
  const place = parentElement.querySelector(".cs-folded");
  const fold = place.closest("details");
  place.replaceChildren();
  waiting.set(place, data.html);
  if (!fold || fold.open) fill(place);
  else if (!place.watched) {
    place.watched = true;
    // Before the fold opens, which measures what is in it.
    fold.addEventListener("click", () => fill(place), { capture: true });
    // However else it is opened.
    fold.addEventListener("toggle", () => fold.open && fill(place));
  }
  return () => {
    if (!place.isConnected) waiting.delete(place);
  };
}
