/** Which albums there are. The room that shows one names both of its collections in its `keeps`. */
import { openCollection, type Session } from '$platform/session';
import { Album, Contents, pictureSchema } from './album.svelte';

const OPENING = {
	calm: (session: Session) =>
		new Album(
			session,
			openCollection(session, 'calm-pictures', pictureSchema),
			new Contents('calm-picture-bytes'),
		),
	papers: (session: Session) =>
		new Album(
			session,
			openCollection(session, 'paper-pictures', pictureSchema),
			new Contents('paper-picture-bytes'),
		),
};
export type AlbumName = keyof typeof OPENING;

/** Call `load` before reading. Two of one name see one another's changes. */
export const openAlbum = (session: Session, name: AlbumName): Album => OPENING[name](session);
