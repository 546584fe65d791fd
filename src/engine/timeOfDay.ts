/** "HH:MM" on a clock of 24 hours out of "9:45", "0945", "9:45 pm", "9pm"; null when it is no time. */
export function parseTime(typed: string): string | null {
  const found = /^(\d{1,2})(?:[:.]?([0-5]\d))?\s*([ap])?\.?(?:m\.?)?$/i.exec(typed.trim());
  if (!found) return null;
  const [, hour = "", minute, half] = found;
  return half === undefined ? onTwentyFour(hour, minute) : onTwelve(hour, { minute: minute ?? "00", half });
}

/** Minutes since midnight of an "HH:MM". */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** An hour alone may be meant for the evening: then it has to say so. */
function onTwentyFour(hour: string, minute: string | undefined): string | null {
  return minute === undefined || Number(hour) > 23 ? null : `${hour.padStart(2, "0")}:${minute}`;
}

function onTwelve(hour: string, { minute, half }: { minute: string; half: string }): string | null {
  const number = Number(hour);
  if (number < 1 || number > 12) return null;
  const hours = (number % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  return `${String(hours).padStart(2, "0")}:${minute}`;
}
