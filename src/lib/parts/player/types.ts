/** What the player of modules asks of whoever shows it. It knows no room: a phone, a workshop's preview, a quarantine. */
import * as z from 'zod/mini';
import type { Reading } from '$protocol/module';

/** What she did in one block: which she chose, ticked, typed. Shape by the block's type; never sent anywhere. */
export const answerSchema = z.union([
	z.strictObject({ chosen: z.array(z.string().check(z.maxLength(8))).check(z.maxLength(24)) }),
	z.strictObject({ placed: z.record(z.string(), z.string()) }),
	z.strictObject({ text: z.string().check(z.maxLength(8_000)) }),
	/** Amounts as typed, by line, and the currency she chose. */
	z.strictObject({
		amounts: z.record(z.string(), z.string().check(z.maxLength(20))),
		currency: z.string().check(z.maxLength(3)),
		period: z.optional(z.enum(['week', 'month'])),
		note: z.optional(z.string().check(z.maxLength(2_000))),
	}),
]);
export type Answer = z.infer<typeof answerSchema>;

/**
 * Where she is in one module, and her answers in it. Sealed in her vault under the module's id, so an update of the module
 * keeps both: pages and blocks are found again by their ids.
 */
export const progressSchema = z.strictObject({
	v: z.literal(1),
	module: z.string().check(z.maxLength(48)),
	/** Id of the page that was open last. */
	page: z.string().check(z.maxLength(8)),
	/** It was read to its end once. */
	done: z.boolean(),
	/** By block. */
	answers: z.record(z.string(), answerSchema),
});
export type Progress = z.infer<typeof progressSchema>;

export interface PlayerHost {
	/** Out of it: the cross, Back on the first page, Stop on any. */
	leave(): void;
	/** To the numbers of Help; absent where there is no such place (a preview). */
	openHelp?: (country: string | undefined) => void;
	/** The title of another module as it would be shown, or null when it is not here. */
	titleOf(module: string): string | null;
	openModule?: (module: string) => void;
	/** Where progress and answers are kept; absent in a preview and in quarantine: nothing is kept then. */
	progress?: {
		load(module: string): Promise<Progress | null>;
		/** False when it could not be kept. */
		save(progress: Progress): Promise<boolean>;
	};
}

export interface PlayerProps {
	reading: Reading;
	host: PlayerHost;
}
