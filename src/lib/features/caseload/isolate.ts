/**
 * Text of unknown direction inside a sentence of another: "Blue door 7" in Arabic must not lend its 7 to the next words.
 * Unicode's first-strong isolate and its end; `<bdi>` does the same where there is an element.
 */
export const isolate = (text: string): string => `\u2068${text}\u2069`;
