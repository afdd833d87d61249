/**
 * A module as a file: its canonical JSON, under a name that says nothing of where it comes from. `.txt`, because browsers
 * share text files and refuse to share `.json`, and because any phone opens one.
 */
import type { SignedModule } from '$protocol/module';

export const FILE_TYPE = 'text/plain';
/** What a file chooser offers; anything else may be chosen too, and is looked at all the same. */
export const FILE_ACCEPT = '.txt,.json,text/plain,application/json';

/** As in `lesson-k3x9f-2.txt`: two modules, or two revisions of one, do not overwrite each other in a folder. */
export const fileNameOf = ({ module: { kind, id, revision } }: SignedModule): string => {
	const short = id.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 5);
	return `${kind}-${short.toLowerCase()}-${revision}.txt`;
};
