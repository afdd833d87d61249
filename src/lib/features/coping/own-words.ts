/** Where her words lie in the vault, and how they get there. */
import { openCollection, RecordDraft, type Collection, type Session } from '$platform/session';
import { ownWordsSchema, type OwnWords } from './own';

/** Call `load` before reading. */
export const cardWordsIn = (session: Session): Collection<OwnWords> =>
	openCollection(session, 'card-words', ownWordsSchema);
export const calmWordsIn = (session: Session): Collection<OwnWords> =>
	openCollection(session, 'calm-words', ownWordsSchema);

/**
 * One of them while it is written. Emptied, the record goes.
 * @param kept already loaded @param id of the record, there or to be; a new one when left out
 */
export function writing(kept: Collection<OwnWords>, id?: string): RecordDraft<OwnWords> {
	const known = kept.items.find((record) => record.id === id)?.value;
	const fresh: OwnWords = { v: 1, text: '', at: new Date().toISOString() };
	return new RecordDraft(kept, known ?? fresh, ({ text }) => text.trim() !== '', id);
}
