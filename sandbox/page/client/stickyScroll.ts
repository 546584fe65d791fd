/** So near to the end counts as being there: fractions of pixels, and one line of text. */
const NEAR_PX = 24;

/**
 * Keeps the end of `content` in view while it grows (new messages, pictures arriving), unless the reader has scrolled
 * up: then `jump` appears instead, and brings them back.
 */
export function createStickyScroll(scroller: HTMLElement, content: HTMLElement, jump: HTMLButtonElement) {
  let atEnd = true;

  const toEnd = () => {
    atEnd = true;
    jump.hidden = true;
    scroller.scrollTop = scroller.scrollHeight;
  };
  const distance = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;

  let height = scroller.clientHeight + content.offsetHeight;
  scroller.addEventListener("scroll", () => {
    // Growth moves the end away by itself and is no decision of the reader's.
    const now = scroller.clientHeight + content.offsetHeight;
    if (now === height) atEnd = distance() <= NEAR_PX;
    if (atEnd) jump.hidden = true;
  });
  const observer = new ResizeObserver(() => {
    height = scroller.clientHeight + content.offsetHeight;
    if (atEnd) scroller.scrollTop = scroller.scrollHeight;
  });
  observer.observe(content);
  observer.observe(scroller);
  jump.addEventListener("click", toEnd);

  return {
    toEnd,
    /** Something new stands at the end. */
    grown() {
      if (atEnd) toEnd();
      else jump.hidden = false;
    },
  };
}
