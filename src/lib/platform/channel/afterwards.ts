/** What is done once the relay has taken a commit of ours, by its {@link Then}. In the same save as the new epoch. */
import { CONTENT, marked } from './content';
import type { Draft } from './draft';
import { bytesOf } from './envelope';
import type { Then } from './records';

const AFTER: { [D in Then['do']]: (draft: Draft, then: Extract<Then, { do: D }>) => Promise<void> } = {
	welcome: (draft, { welcome }) => draft.queue(marked(CONTENT.welcome, bytesOf(welcome))),
};

export const after = (draft: Draft, then: Then): Promise<void> => AFTER[then.do](draft, then);
