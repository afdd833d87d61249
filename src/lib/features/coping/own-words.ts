/** Where her words lie in the vault. */
import { openCollection, type Collection, type Session } from '$platform/session';
import { ownWordsSchema, type OwnWords } from './own';

/** Call `load` before reading. */
export const cardWordsIn = (session: Session): Collection<OwnWords> =>
	openCollection(session, 'card-words', ownWordsSchema);
export const calmWordsIn = (session: Session): Collection<OwnWords> =>
	openCollection(session, 'calm-words', ownWordsSchema);
