/** What happy-dom does not lay out or does not know: every element is 600 by 400, and no media query fits but `matching`. */
export function fillHappyWindow(matching: readonly string[] = []): void {
  Element.prototype.scrollIntoView = () => {};
  Element.prototype.scrollBy = () => {};
  Object.defineProperties(HTMLElement.prototype, {
    clientWidth: { configurable: true, get: () => 600 },
    clientHeight: { configurable: true, get: () => 400 },
  });
  window.matchMedia = (query) =>
    ({
      matches: matching.includes(query),
      media: query,
      addEventListener: () => {},
      removeEventListener: () => {},
    }) as unknown as MediaQueryList;
}
