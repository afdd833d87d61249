/**
 * The page's end of the way to the vault's worker: texts are written and read one at a time, with a pause between where
 * it takes long, so that the page goes on answering while thousands of records come or go. Knows nothing of the vault.
 */
import { CHANGES_PER_TEXT, changesToText, textToRecords, type Change, type Stored } from '$platform/vault';
import { Breather } from './breather';

/** The worker's texts of one collection as records, in the order in which they came. */
export async function fromTexts(texts: readonly string[]): Promise<Stored[]> {
	const breather = new Breather();
	const records: Stored[] = [];
	for (const text of texts) {
		for (const record of textToRecords(text)) records.push(record);
		await breather.breathe();
	}
	return records;
}

/** One save as texts for the worker. The values must not change until it resolves. */
export async function toTexts(changes: readonly Change[]): Promise<string[]> {
	const breather = new Breather();
	const texts: string[] = [];
	for (let at = 0; at < changes.length; at += CHANGES_PER_TEXT) {
		texts.push(changesToText(changes.slice(at, at + CHANGES_PER_TEXT)));
		await breather.breathe();
	}
	return texts;
}
