/**
 * Returns the memory behind these bytes, and whatever else shares it, to the system now; they are empty afterwards. The collector
 * would come too late: to it the pixels of a picture or a downloaded chain are a small object with megabytes attached.
 */
export function giveBack({ buffer }: Uint8Array): void {
  (buffer as ArrayBuffer).transfer(0);
}
