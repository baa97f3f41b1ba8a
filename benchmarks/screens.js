// Says when a page has repainted. window.watched.ours(quiet) and .titled(text, number, quiet) are the
// milliseconds from the reader's choice to the last frame in which anything moved: where the reader
// looks, and anywhere on the page. They wait until the page is ready and nothing has moved for `quiet`
// milliseconds.

(() => {
  const seen = { chosen: 0, moved: 0, painted: 0, moves: [] };
  const roots = new Set();

  const moved = (records) => {
    const move = { places: new Set(), painted: 0 };
    for (const { type, target, addedNodes } of records) {
      const added = [...addedNodes].filter((node) => node.nodeType === Node.ELEMENT_NODE);
      for (const place of type === "childList" && added.length ? added : [target])
        move.places.add(place);
    }
    seen.moved = performance.now();
    seen.moves.push(move);
    requestAnimationFrame(() =>
      requestAnimationFrame(() => (seen.painted = move.painted = performance.now())),
    );
  };

  // Asked when all is still, so that looking costs the page nothing while it paints.
  const inSight = (place) => {
    const element = place.nodeType === Node.ELEMENT_NODE ? place : place.parentElement;
    if (!element?.isConnected) return false;
    const { top, bottom, height } = element.getBoundingClientRect();
    return height > 0 && bottom > 0 && top < innerHeight;
  };

  const found = () => {
    const near = seen.moves
      .filter((move) => move.painted > seen.chosen && [...move.places].some(inSight))
      .map((move) => move.painted);
    return { near: Math.max(...near) - seen.chosen, whole: seen.painted - seen.chosen };
  };

  const chosen = () => {
    seen.chosen = performance.now();
    seen.moves = [];
  };

  // Panel keeps what it shows in shadow trees, where an observer of the page does not look.
  const everyRoot = (root, visit) => {
    visit(root);
    for (const element of root.querySelectorAll("*"))
      if (element.shadowRoot) everyRoot(element.shadowRoot, visit);
  };

  const all = (selector) => {
    const found = [];
    everyRoot(document, (root) => found.push(...root.querySelectorAll(selector)));
    return found;
  };

  const watch = () =>
    everyRoot(document, (root) => {
      if (roots.has(root)) return;
      roots.add(root);
      // A change does not leave the shadow tree it happens in.
      for (const event of ["pointerup", "change"]) root.addEventListener(event, chosen, true);
      new MutationObserver(moved).observe(root, {
        subtree: true, childList: true, attributes: true, characterData: true,
      });
    });

  const repainted = (ready, quiet) =>
    new Promise((done, failed) => {
      const look = () => {
        const now = performance.now();
        if (seen.moved > seen.chosen && seen.painted > seen.moved && now - seen.moved > quiet && ready())
          done(found());
        else if (now - seen.chosen > 60000) failed(new Error("no repaint in a minute"));
        else setTimeout(look, 10);
      };
      look();
    });

  window.watched = {
    all, watch,
    ours: (quiet) =>
      repainted(
        () =>
          document.querySelector("[data-testid=stApp]").dataset.testScriptState === "notRunning",
        quiet,
      ),
    titled: (text, number, quiet) =>
      repainted(
        () => all(".gtitle").filter((title) => title.textContent.includes(text)).length === number,
        quiet,
      ),
  };
})();
