/** What is done once the relay has taken a commit of ours, by its {@link Then}. In the same save as the new epoch. */
import { CONTENT, marked } from './content';
import type { Draft } from './draft';
import { bytesOf } from './envelope';
import { afterAdding, afterRemoving } from './people/changes';
import type { Then } from './records';

export function after(draft: Draft, then: Then): Promise<void> {
	switch (then.do) {
		case 'welcome':
			return draft.queue(marked(CONTENT.welcome, bytesOf(then.welcome)));
		case 'added':
			return afterAdding(draft, then);
		case 'removed':
			return afterRemoving(draft);
	}
}
