// HTML that came with an answer, as nodes of the page. Its words were escaped where it was made; only
// what our sentences, tables and workings are made of gets through here.

const ELEMENTS = new Set(
  ("a caption code dd div dl dt figcaption figure h2 h3 img li ol p pre span strong table tbody td " +
    "tfoot th thead tr ul").split(" "),
);
const ATTRIBUTES = new Set(
  "alt aria-label class height href role scope src tabindex width".split(" "),
);

export function say(place, html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const element of body.querySelectorAll("*")) {
    if (!ELEMENTS.has(element.localName)) element.remove();
    for (const name of element.getAttributeNames())
      if (!ATTRIBUTES.has(name)) element.removeAttribute(name);
    if (element.href && !/^https?:/.test(element.href)) element.removeAttribute("href");
  }
  place.replaceChildren(...body.childNodes);
}
