/** "09:45 ET", "15:00 Berlin": a time on the clock of its zone. */
export const slotName = (time: string, zone: string): string =>
  `${time} ${zone === "America/New_York" ? "ET" : zone.split("/").at(-1)!.replaceAll("_", " ")}`;
