import type { DrawingContext } from "./chart.ts";
import { drawFooter } from "./footer.ts";
import { drawHeader } from "./header.ts";
import { drawNotices, drawSampleMark } from "./overlays.ts";
import { PAGE, type Page } from "./page.ts";
import { fillBox } from "./shapes.ts";

/** Background, header and notices, then the body, then the sample mark over it and the footer. */
export function drawPage(context: DrawingContext, page: Page, drawBody: () => void): void {
  fillBox(context, { left: 0, top: 0, right: PAGE.width, bottom: PAGE.height }, page.palette.background);
  drawHeader(context, page);
  drawNotices(context, page);
  drawBody();
  drawSampleMark(context, page);
  drawFooter(context, page);
}
