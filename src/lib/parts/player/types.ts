/** What the player of modules asks of whoever shows it. It knows no room: a phone, a workshop's preview, a quarantine. */
import * as z from 'zod/mini';
import type { Collection } from '$platform/session';
import type { Reading } from '$protocol/module';
import type { Visit } from './visit';

const ids = z.string().check(z.maxLength(8));

/** What she did in one block: which she chose, ticked, typed. Shape by the block's type; never sent anywhere. */
export const answerSchema = z.union([
	z.strictObject({ chosen: z.array(ids).check(z.maxLength(24)) }),
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
	page: ids,
	/** The pages that came before it then: where to go on when an update has taken it away. */
	before: z.optional(z.array(ids).check(z.maxLength(60))),
	/** It was read to its end once. */
	done: z.boolean(),
	/** By block. */
	answers: z.record(z.string(), answerSchema),
});
export type Progress = z.infer<typeof progressSchema>;

/** Another thing she could do, offered when this one does not fit. */
export interface Other {
	title: string;
	/** Language of the title, where it is not the app's. */
	language?: string;
	open: () => void;
}

export interface PlayerHost {
	/** Out of it: the cross, Back on the first page, Stop on any. */
	leave(): void;
	/** To the numbers of Help; absent where there is no such place (a preview). */
	openHelp?: (country: string | undefined) => void;
	/** The title of another module as it would be shown, or null when it is not here. */
	titleOf(module: string): string | null;
	openModule?: (module: string) => void;
	/** Where progress and answers are kept ({@link progressIn}); absent in a preview and in quarantine: nothing is kept then. */
	progress?: {
		load(module: string): Promise<Progress | null>;
		/** False when it could not be kept. */
		save(progress: Progress): Promise<boolean>;
	};
	/** Where it is kept how hard it was before and after ({@link visitsIn}); absent: she is not asked. */
	visits?: Collection<Visit>;
	/** What else may help, best first: offered beside who should rather not, and when it is still hard afterwards. */
	others?: readonly Other[];
	/** Who wrote a shared one, as they call themselves; absent for what comes with the app. */
	people?: { author: string; translator?: string; reviewers?: readonly string[] };
	/** Whether she finds it first where exercises are listed; absent: there is no such place. */
	favourite?: { on: boolean; failed: boolean; change: () => void };
	/** Name of the drawing on its first page (`isDrawing`). */
	drawing?: string;
	/** It stands inside a page of its own (a workshop's preview): no `main`, and it takes the focus only once it is used. */
	embedded?: boolean;
}

export interface PlayerProps {
	reading: Reading;
	host: PlayerHost;
}
