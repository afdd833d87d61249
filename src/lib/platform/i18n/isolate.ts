/**
 * Text of unknown direction inside a sentence of another: "Blue door 7" in Arabic must not lend its 7 to the next words.
 * Unicode's first-strong isolate and its end; `<bdi>` does the same where there is an element. Direction controls in the
 * text itself are left out: one of them could end the isolate early and turn the rest of the sentence round.
 */
export const isolate = (text: string): string =>
	`\u2068${text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')}\u2069`;
