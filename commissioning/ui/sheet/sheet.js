// A stretch of a page in one element: words, charts, and what is folded away with the buttons that
// take it away. Streamlit's cost is by the element, and so is the browser's. When what it shows
// changes, each piece keeps its place: a chart is drawn over, what is unfolded stays unfolded.

import { clear, draw } from "./plot.js";
import { say } from "./words.js";

// A piece of each kind: how it is made, how it is filled, and how it is let go.
const KINDS = {
  words: { tag: "div", fill: words, leave() {} },
  chart: { tag: "div", fill: draw, leave: clear },
  columns: { tag: "div", fill: columns, leave: leaveAll },
  column: { tag: "div", fill: (place, piece, sheet) => lay(place, piece.pieces, sheet), leave: leaveAll },
  fold: { tag: "details", fill: fold, leave: leaveFold },
  files: { tag: "div", fill: files, leave() {} },
};

export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".cs-sheet");
  // Streamlit tells of bytes whenever they come, and most of a page stays as it was.
  if (!areAlike(place.sent, data)) {
    place.sent = data;
    place.setAttribute("aria-busy", "true");
    unpacked(data).then((pieces) => {
      if (place.sent !== data) return; // a later change overtook this one
      place.removeAttribute("aria-busy");
      if (place.isConnected)
        layInside(place.closest("details"), place, pieces, { place, tell: setTriggerValue });
      else place.sent = undefined; // it is laid when it is back
    });
  }
  return () => {
    // Streamlit also calls this for a change that a later one overtook, when the place lives on.
    if (place.isConnected) return;
    waiting.delete(place);
    leaveAll(place);
  };
}

const areAlike = (one, other) =>
  one?.length === other.length && one.every((byte, number) => byte === other[number]);

const UNREAD =
  "This part of the page could not be read. Reload the page to try again. A browser from before " +
  "2023 cannot show it.";

async function unpacked(packed) {
  try {
    const unpacking = new DecompressionStream("deflate");
    return await new Response(new Blob([packed]).stream().pipeThrough(unpacking)).json();
  } catch (reason) {
    console.warn(reason);
    return [{ kind: "words", html: `<div class="cs-note"><p>${UNREAD}</p></div>` }];
  }
}

function lay(place, pieces, sheet) {
  pieces.forEach((piece, number) => {
    let held = place.children[number];
    if (held?.kind !== piece.kind) {
      const made = document.createElement(KINDS[piece.kind].tag);
      made.kind = piece.kind;
      made.className = `cs-${piece.kind}`;
      if (held) {
        leave(held);
        held.replaceWith(made);
      } else place.append(made);
      held = made;
    }
    KINDS[piece.kind].fill(held, piece, sheet);
  });
  for (const extra of [...place.children].slice(pieces.length)) {
    leave(extra);
    extra.remove();
  }
}

const leave = (held) => KINDS[held.kind].leave(held);

function leaveAll(place) {
  for (const held of place.children) leave(held);
}

function words(place, { html }) {
  if (place.said === html) return;
  place.said = html;
  say(place, html);
}

function columns(place, { shares, columns }, sheet) {
  place.style.setProperty("--shares", shares.map((share) => `minmax(0, ${share}fr)`).join(" "));
  lay(place, columns.map((pieces) => ({ kind: "column", pieces })), sheet);
}

// What nobody looks at need not be parsed and laid out on every change: what is folded away is laid
// when a reader unfolds it, or for paper, and not before.

const waiting = new Map(); // how to lay what is folded away, by its place

function layWaiting(place) {
  waiting.get(place)?.();
  waiting.delete(place);
}

// Not every browser says both.
const layAll = () => [...waiting.keys()].forEach(layWaiting);
window.addEventListener("beforeprint", layAll);
window.matchMedia("print").addEventListener("change", layAll);

function layInside(folded, place, pieces, sheet) {
  if (!folded || folded.open) {
    lay(place, pieces, sheet);
    return;
  }
  leaveAll(place);
  place.replaceChildren();
  waiting.set(place, () => lay(place, pieces, sheet));
  if (place.watched) return;
  place.watched = true;
  // Before the fold opens, so that it opens on all that is in it.
  folded.addEventListener("click", () => layWaiting(place), { capture: true });
  // However else it is opened.
  folded.addEventListener("toggle", () => folded.open && layWaiting(place));
}

function fold(folded, { title, pieces, printed }, sheet) {
  if (!folded.firstChild) {
    const within = document.createElement("div");
    within.className = "cs-within";
    folded.append(document.createElement("summary"), within);
  }
  const [summary, within] = folded.children;
  summary.textContent = title;
  folded.classList.toggle("cs-printed", printed);
  layInside(folded, within, pieces, sheet);
}

function leaveFold(folded) {
  waiting.delete(folded.lastChild);
  leaveAll(folded.lastChild);
}

// Buttons that take away a chart: its figures as a file that the server makes, its picture as one
// that the browser does.

const PICTURES = ["png", "svg"];
// A file comes once, but the answer that brings it may be laid out more than once.
const saved = new Set(); // the files that were, by their id

function files(place, piece, sheet) {
  if (!place.firstChild) {
    for (const format of [...piece.figures, ...PICTURES]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = format.toUpperCase();
      place.append(button);
    }
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    place.append(said);
  }
  const said = place.lastChild;
  for (const button of place.querySelectorAll("button")) {
    const name = button.textContent;
    const format = name.toLowerCase();
    const isPicture = PICTURES.includes(format);
    button.setAttribute("aria-label", `${name}: ${isPicture ? "picture" : "figures"} of “${piece.title}”`);
    button.onclick = async () => {
      if (isPicture) {
        said.textContent = await takePicture(piece, sheet, format);
        return;
      }
      said.textContent = `Making the ${name}…`;
      sheet.tell("file", [piece.chart, format]);
    };
  }
  const { made } = piece;
  if (!made || saved.has(made.id)) return;
  saved.add(made.id);
  said.textContent = made.fault;
  if (!made.fault) save(decoded(made), made.name);
}

// Saves a picture of the chart; returns what is to be said where that fails.
async function takePicture(piece, sheet, format) {
  const chart = sheet.place.querySelector(`.cs-chart[data-chart="${CSS.escape(piece.chart)}"]`);
  try {
    const { picture } = await import("./picture.js");
    save(await picture(chart, piece.picture, format), `${piece.name}.${format}`);
    return "";
  } catch (reason) {
    console.warn(reason);
    return "The picture could not be made. Reload the page and try again.";
  }
}

function decoded({ content, type }) {
  return new Blob([Uint8Array.from(atob(content), (each) => each.charCodeAt(0))], { type });
}

function save(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // once the browser has surely read it
}
