/**
 * Discord's numbers for what a message, a form or a command is made of. discord.js has them as enums, but only their
 * types reach the browser.
 */
export const COMPONENT = {
  actionRow: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  textDisplay: 10,
  label: 18,
} as const;
export const OPTION = { subcommand: 1, subcommandGroup: 2, string: 3 } as const;
export const CHAT_INPUT = 1;
export const PARAGRAPH = 2;

/** The number, free of the enum's type, so that it can be compared with the ones above. */
export function typeOf(thing: { readonly type: number }): number {
  return thing.type;
}
