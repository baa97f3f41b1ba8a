// Back and forward lead to a page with the choices it had, which Streamlit alone does not see to.
(() => {
  const push = history.pushState.bind(history);
  const replace = history.replaceState.bind(history);
  let path = location.pathname;
  let onTheWay = false;
  const touched = () => { onTheWay = false; };
  for (const event of ["pointerdown", "keydown"]) addEventListener(event, touched, true);

  // Leaving a page, Streamlit first changes the choices in its address, as an entry of its own,
  // and then adds the next page, which here takes the place of that entry.
  history.pushState = (state, title, address) => {
    const to = new URL(address ?? location.href, location.href);
    const leaving = to.pathname !== location.pathname;
    (leaving && onTheWay ? replace : push)(state, title, address);
    onTheWay = !leaving;
    path = location.pathname;
  };

  // Of an address that is gone back to, Streamlit drops each choice that the page left has too, and
  // adds those of the page left.
  addEventListener("popstate", (event) => {
    if (location.pathname !== path) {
      event.stopImmediatePropagation();
      location.reload();
    }
    path = location.pathname;
  }, true);
})();
