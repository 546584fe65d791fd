/** Uses a component; resolves when the bot has answered, whatever the answer. */
export type Use = (customId: string, values?: readonly string[]) => Promise<void>;

/** Shows that the click was taken, and takes no second one, until the bot has answered. */
export async function whileBusy(control: HTMLElement, act: () => Promise<void>): Promise<void> {
  if (control.getAttribute("aria-busy") === "true") return;
  control.setAttribute("aria-busy", "true");
  await act();
  control.removeAttribute("aria-busy");
}
