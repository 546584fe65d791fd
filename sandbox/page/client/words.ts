/** `quotedFrom` is where in the text a quoted part begins; null if none does. */
export interface Word {
  readonly text: string;
  readonly quotedFrom: number | null;
}

/** Phones turn " into these while one types. */
const QUOTES = /["“”„]/;

/** Splits at blanks; quotes keep what they enclose together and vanish. A quote inside a word is a letter. */
export function splitWords(line: string): { readonly words: readonly Word[]; readonly unclosedQuote: boolean } {
  const words: Word[] = [];
  let text = "";
  let quotedFrom: number | null = null;
  let inQuote = false;
  const endWord = () => {
    if (text || quotedFrom !== null) words.push({ text, quotedFrom });
    text = "";
    quotedFrom = null;
  };
  for (const character of line) {
    const mayOpen = text === "" || text.endsWith(":");
    if (QUOTES.test(character) && (inQuote || mayOpen)) {
      inQuote = !inQuote;
      quotedFrom ??= text.length;
    } else if (/\s/.test(character) && !inQuote) endWord();
    else text += character;
  }
  endWord();
  return { words, unclosedQuote: inQuote };
}
