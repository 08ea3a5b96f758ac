/** Where tooltips and menus are drawn: in the main landmark, so that they belong to a part of the page. */
export function overlayRoot(): HTMLElement | null {
  return document.querySelector('main')
}
