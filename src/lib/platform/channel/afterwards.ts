/** What is done once the relay has taken a commit of ours, by its {@link Then}. In the same save as the new epoch. */
import { CONTENT, marked } from './content';
import type { Draft } from './draft';
import { bytesOf } from './envelope';
import { afterAdding, afterRemoving } from './people/changes';
import type { Then } from './records';

const AFTER: { [D in Then['do']]: (draft: Draft, then: Extract<Then, { do: D }>) => Promise<void> } = {
	welcome: (draft, { welcome }) => draft.queue(marked(CONTENT.welcome, bytesOf(welcome))),
	added: afterAdding,
	removed: afterRemoving,
};

export const after = <D extends Then['do']>(draft: Draft, then: Extract<Then, { do: D }>): Promise<void> =>
	AFTER[then.do as D](draft, then);
