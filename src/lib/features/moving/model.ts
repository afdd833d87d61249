/** The rules of keeping a copy. It never sees a key, a record or the inside of a file. */
import * as z from 'zod/mini';
import type { FileError, TransferError } from '$platform/moving';

/** Six words: 66 bits from a list of 2048 (English, Spanish, French), 60 from the Arabic one of 1024. */
export const BACKUP_WORDS = 6;
/** Says nothing: it stands in the browser's list of downloads and in whatever place she keeps it. */
export const FILE_NAME = 'data.bin';
/** After so many days without a copy she is asked, gently, in Safety. */
const REMIND_AFTER = 30;

/**
 * Collection `backups`: one record says when the last copy was made, one that this vault came out of a copy and she has
 * not been told yet what was not in it.
 */
export const LAST = 'last';
export const RESTORED = 'restored';
export const noteSchema = z.strictObject({ madeOn: z.string(), talked: z.optional(z.boolean()) });
export type Note = z.infer<typeof noteSchema>;

const DAY = 86_400_000;

/** Whether it is time to say that a copy would be good: never made one, or long ago. Dates to come count as today. */
export const isCopyDue = (madeOn: string | undefined, now: number): boolean =>
	madeOn === undefined || !(now - Date.parse(madeOn) < REMIND_AFTER * DAY);

/** `YYYY-MM-DD` of her own calendar day. */
export function dayOf(now: Date): string {
	const two = (number: number) => String(number).padStart(2, '0');
	return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** What the browser has said, and what is known of it, about keeping what is saved here. */
export interface Keeping {
	persisted: boolean | null;
	/** Opened from its own icon. */
	installed: boolean;
	/** A browser of Apple's phones, whose rule of seven days is known (WebKit, "Full Third-Party Cookie Blocking"). */
	apple: boolean;
}

/** The sentences that are true of it, as keys under `moving:kept`. */
export function keptLines({ persisted, installed, apple }: Keeping): string[] {
	const answer = persisted === null ? 'unknown' : persisted ? 'yes' : 'no';
	if (apple && !installed && persisted !== true) return [answer, 'sevenDays'];
	return persisted === false && !installed ? [answer, 'install'] : [answer];
}

/** The one table from what can be wrong with a file to the words for it: what happened, and what she can do next. */
export const fileErrorKeys = ({ type }: FileError): { text: string; next: string } => ({
	text: `moving:file.${type}.text`,
	next: `moving:file.${type}.next`,
});

/** The same for moving to another phone. */
export const transferErrorKeys = ({ type }: TransferError): { text: string; next: string } => ({
	text: `moving:transfer.${type}.text`,
	next: `moving:transfer.${type}.next`,
});

/** A code as it is shown: `7K3M-...` in its groups, each read out by itself. */
export const codeGroups = (code: string): string[] => code.split('-');
